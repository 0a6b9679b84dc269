-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: stock.seed
INSERT INTO stock (product_id, on_hand, reserved) SELECT id, stock, 0 FROM products WHERE stock >= 0
ON CONFLICT (product_id) DO NOTHING

-- name: stock.ofProducts
SELECT s.product_id, coalesce(p.name, ''), s.on_hand, s.reserved FROM stock s LEFT JOIN products p ON p.id = s.product_id
WHERE s.product_id IN ({list}) ORDER BY s.product_id

-- name: stock.levels
SELECT s.product_id, coalesce(p.name, ''), s.on_hand, s.reserved FROM stock s LEFT JOIN products p ON p.id = s.product_id
ORDER BY s.product_id

-- name: stock.reserve
WITH v (product_id, quantity) AS (VALUES {rows})
UPDATE stock SET reserved = reserved + CAST(v.quantity AS bigint)
FROM v WHERE stock.product_id = v.product_id AND on_hand - reserved >= CAST(v.quantity AS bigint)

-- name: stock.release
WITH v (product_id, quantity) AS (VALUES {rows})
UPDATE stock SET reserved = reserved - CAST(v.quantity AS bigint) FROM v WHERE stock.product_id = v.product_id

-- name: stock.ship
WITH v (product_id, quantity) AS (VALUES {rows})
UPDATE stock SET reserved = reserved - CAST(v.quantity AS bigint), on_hand = on_hand - CAST(v.quantity AS bigint)
FROM v WHERE stock.product_id = v.product_id

-- name: stock.adjust
UPDATE stock SET on_hand = on_hand + ? WHERE product_id = ? AND on_hand + ? >= reserved
RETURNING on_hand

-- name: stock.add
INSERT INTO stock (product_id, on_hand, reserved) VALUES (?, 0, 0) ON CONFLICT (product_id) DO NOTHING

-- name: stock.change
INSERT INTO stock_changes (product_id, delta, on_hand, reason, user_id, at) VALUES (?, ?, ?, ?, ?, ?)

-- name: stock.changes
SELECT id, product_id, delta, on_hand, reason, user_id, at FROM stock_changes WHERE product_id = ? ORDER BY id DESC LIMIT ?

-- name: reservations.insert
INSERT INTO reservations (order_id, product_id, quantity, state, at) VALUES {rows}
ON CONFLICT (order_id, product_id) DO NOTHING

-- name: reservations.ofOrder
SELECT product_id, quantity, state, at FROM reservations WHERE order_id = ? ORDER BY product_id

-- name: reservations.orders
SELECT DISTINCT order_id FROM reservations WHERE order_id IN ({list})

-- name: stock.level
SELECT s.product_id, coalesce(p.name, ''), s.on_hand, s.reserved FROM stock s LEFT JOIN products p ON p.id = s.product_id
WHERE s.product_id = ?

-- name: reservations.held
SELECT order_id, quantity, at FROM reservations WHERE product_id = ? AND state = 0 ORDER BY at, order_id LIMIT ?

-- name: reservations.ofProduct
SELECT order_id, quantity, state, at FROM reservations WHERE product_id = ? ORDER BY state, at DESC, order_id LIMIT ?

-- name: reservations.end
UPDATE reservations SET state = ?, at = ? WHERE order_id IN ({list}) AND state = 0
RETURNING product_id, quantity

-- name: shipments.put
INSERT INTO shipments (order_id, tracking_number, carrier, status, created_at, updated_at) VALUES {rows}
ON CONFLICT (order_id) DO UPDATE SET tracking_number = excluded.tracking_number, carrier = excluded.carrier,
    status = excluded.status, updated_at = excluded.updated_at

-- name: shipments.ofOrders
SELECT order_id, tracking_number, carrier, status, created_at, updated_at FROM shipments WHERE order_id IN ({list})

-- name: shipments.event
INSERT INTO shipment_events (order_id, status, at, detail) VALUES {rows}

-- name: shipments.events
SELECT id, status, at, detail FROM shipment_events WHERE order_id = ? ORDER BY id
