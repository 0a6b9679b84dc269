-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: steps.insert
INSERT INTO steps (order_id, step, state, attempts, due_at, outcome, cause, family, asked_by, created_at, updated_at, lane)
VALUES {rows} ON CONFLICT (order_id, step) DO NOTHING

-- name: steps.put
INSERT INTO steps (order_id, step, state, attempts, due_at, outcome, cause, family, asked_by, created_at, updated_at, lane)
VALUES {rows} ON CONFLICT (order_id, step) DO UPDATE SET state = excluded.state, due_at = excluded.due_at, outcome = excluded.outcome,
    updated_at = excluded.updated_at
WHERE steps.state < 3

-- name: steps.isDue
SELECT 1 FROM steps WHERE step = ? AND state < 3 AND due_at <= ? AND lane % ? = ? LIMIT 1

-- name: steps.ofOrders
SELECT order_id, step, state, attempts, due_at, outcome, cause, family, asked_by, created_at, updated_at
FROM steps WHERE order_id IN ({list}) ORDER BY order_id, step

-- name: steps.close
UPDATE steps SET state = ?, outcome = ?, updated_at = ? WHERE order_id = ? AND step = ? AND state IN (0, 2) AND attempts = 0

-- name: steps.requeue
UPDATE steps SET state = 0, due_at = ? WHERE state = 1

-- name: surplus.requeue
UPDATE surplus_payments SET due_at = ?, claimant = 0 WHERE state = 0 AND claimant <> 0

-- name: claims.takeBackSteps
UPDATE steps SET state = 0, due_at = ? WHERE state = 1 AND claimant = ?

-- name: claims.takeBackSurplus
UPDATE surplus_payments SET due_at = ?, claimant = 0 WHERE state = 0 AND claimant = ?

-- name: payments.put
INSERT INTO payments (order_id, payment_id, currency, amount, refunded, state, reported_by, reason, created_at, updated_at)
VALUES {rows}
ON CONFLICT (order_id) DO UPDATE SET payment_id = excluded.payment_id, currency = excluded.currency,
    amount = excluded.amount, state = excluded.state, reported_by = excluded.reported_by, reason = excluded.reason,
    updated_at = excluded.updated_at
WHERE payments.state IN (0, 2)

-- name: payments.refund
UPDATE payments SET refunded = amount, state = 3, updated_at = ? WHERE order_id IN ({list}) AND state = 1
RETURNING order_id

-- name: payments.ofOrders
SELECT order_id, payment_id, currency, amount, refunded, state, reported_by, reason, created_at, updated_at
FROM payments WHERE order_id IN ({list})

-- name: surplus.insert
INSERT INTO surplus_payments (order_id, payment_id, currency, amount, state, attempts, due_at, reported_by, reason, created_at, updated_at, lane)
VALUES (?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?) ON CONFLICT (order_id, payment_id) DO NOTHING

-- name: surplus.isDue
SELECT 1 FROM surplus_payments WHERE state = 0 AND CASE WHEN payment_id = '' THEN 1 ELSE 0 END = ? AND due_at <= ? AND lane % ? = ? LIMIT 1

-- name: surplus.ofOrder
SELECT order_id, payment_id, currency, amount, state, attempts, due_at, reported_by, reason, created_at, updated_at
FROM surplus_payments WHERE order_id = ? ORDER BY payment_id

-- name: surplus.put
UPDATE surplus_payments SET state = ?, due_at = ?, reason = ?, updated_at = ?, claimant = 0 WHERE order_id = ? AND payment_id = ? AND state = 0

-- name: pipelineMembers.put
INSERT INTO pipeline_members (order_id, members) VALUES (?, ?) ON CONFLICT (order_id) DO UPDATE SET members = excluded.members

-- name: pipelineMembers.find
SELECT members FROM pipeline_members WHERE order_id = ?

-- name: parked.insert
INSERT INTO parked (key, service, order_id, needs, reason, topic, partition_no, offset_no, ts, record_key, value, headers, at)
VALUES {rows} ON CONFLICT (key) DO NOTHING

-- name: parked.ready
SELECT p.id, p.key, p.service, p.order_id, p.needs, p.reason, p.topic, p.partition_no, p.offset_no, p.ts, p.record_key,
    p.value, p.headers, p.at
FROM parked p JOIN orders o ON o.id = p.order_id WHERE p.service = ? AND o.status >= p.needs ORDER BY p.id LIMIT ?

-- name: parked.all
SELECT id, key, service, order_id, needs, reason, topic, partition_no, offset_no, ts, record_key, value, headers, at
FROM parked WHERE id > ? ORDER BY id LIMIT ?

-- name: parked.ofOrder
SELECT id, key, service, order_id, needs, reason, topic, partition_no, offset_no, ts, record_key, value, headers, at
FROM parked WHERE order_id = ? ORDER BY id LIMIT ?

-- name: parked.take
DELETE FROM parked WHERE id = ?
