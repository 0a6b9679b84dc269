-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: orders.insert
INSERT OR FAIL INTO orders (id, customer_id, currency, total, item_count, status, created_by, created_role, submitted_by, owner,
    family, levels, level, round, version, content_hash, created_at, updated_at)
VALUES {rows} ON CONFLICT (id) DO NOTHING

-- name: orders.columns
o.id, o.customer_id, o.currency, o.total, o.item_count, o.status, o.created_by, o.created_role, o.submitted_by, o.owner,
o.family, o.levels, o.level, o.round, o.version, o.created_at, o.updated_at

-- name: orders.byIds
SELECT o.id, o.customer_id, o.currency, o.total, o.item_count, o.status, o.created_by, o.created_role, o.submitted_by,
    o.owner, o.family, o.levels, o.level, o.round, o.version, o.created_at, o.updated_at
FROM orders o WHERE o.id IN ({list})

-- name: orders.known
SELECT id, content_hash, owner, status FROM orders WHERE id IN ({list})

-- name: orders.update
UPDATE orders SET status = ?, level = ?, levels = ?, round = ?, version = ?, updated_at = ? WHERE id = ? AND version = ?

-- name: orders.updateContent
UPDATE orders SET status = ?, level = ?, levels = ?, round = ?, version = ?, updated_at = ?, customer_id = ?,
    currency = ?, total = ?, item_count = ?, created_by = ?, created_role = ?, submitted_by = ?
WHERE id = ? AND version = ?

-- name: orders.updateMany
WITH v (id, status, level, levels, round, version, updated_at) AS (VALUES {rows})
UPDATE orders SET status = v.status, level = v.level, levels = v.levels, round = v.round, version = v.version,
    updated_at = v.updated_at
FROM v WHERE orders.id = v.id

-- name: orders.updateVersions
WITH v (id, status, level, levels, round, version, updated_at, expected) AS (VALUES {rows})
UPDATE orders SET status = v.status, level = v.level, levels = v.levels, round = v.round,
    version = v.version, updated_at = v.updated_at
FROM v WHERE orders.id = v.id AND orders.version = v.expected

-- name: orders.countsByStatus
SELECT status, count(*) FROM orders GROUP BY status

-- name: orders.count
SELECT count(*) FROM orders

-- name: items.insert
INSERT OR FAIL INTO order_items (order_id, line, product_id, name, quantity, price) VALUES {rows}
ON CONFLICT (order_id, line) DO NOTHING

-- name: items.ofOrders
SELECT order_id, product_id, name, quantity, price FROM order_items WHERE order_id IN ({list}) ORDER BY order_id, line

-- name: items.delete
DELETE FROM order_items WHERE order_id = ?

-- name: history.insert
INSERT OR FAIL INTO order_history (order_id, at, act, status, user_id, role, cause, detail) VALUES {rows}

-- name: history.ofOrder
SELECT id, order_id, at, act, status, user_id, role, cause, detail FROM order_history WHERE order_id = ? ORDER BY id
