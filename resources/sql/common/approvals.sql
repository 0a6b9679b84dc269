-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: approvals.insert
INSERT INTO approvals (order_id, round, level, state, requested_at, due_at, decided_by, decided_at, reason, version)
VALUES {rows} ON CONFLICT (order_id, round, level) DO NOTHING

-- name: approvals.put
INSERT INTO approvals (order_id, round, level, state, requested_at, due_at, decided_by, decided_at, reason, version)
VALUES {rows} ON CONFLICT (order_id, round, level) DO UPDATE SET state = excluded.state,
    requested_at = excluded.requested_at, due_at = excluded.due_at, decided_by = excluded.decided_by,
    decided_at = excluded.decided_at, reason = excluded.reason

-- name: approvals.ofOrders
SELECT order_id, round, level, state, requested_at, due_at, decided_by, decided_at, reason, version
FROM approvals WHERE order_id IN ({list}) ORDER BY order_id, round, requested_at, level

-- name: approvals.ofOrder
SELECT order_id, round, level, state, requested_at, due_at, decided_by, decided_at, reason, version
FROM approvals WHERE order_id = ? ORDER BY round, requested_at, level

-- name: approvals.find
SELECT order_id, round, level, state, requested_at, due_at, decided_by, decided_at, reason, version
FROM approvals WHERE order_id = ? AND round = ? AND level = ?

-- name: approvals.decide
UPDATE approvals SET state = ?, decided_by = ?, decided_at = ?, reason = ?
WHERE order_id = ? AND round = ? AND level = ? AND state = 0

-- name: approvals.voidWaiting
UPDATE approvals SET state = 3, decided_at = ? WHERE order_id = ? AND state = 0

-- name: approvals.waiting
SELECT level, count(*), min(requested_at), sum(CASE WHEN due_at < ? THEN 1 ELSE 0 END)
FROM approvals WHERE state = 0 GROUP BY level ORDER BY level

-- name: approvals.decisionTimes
SELECT decided_at - requested_at FROM approvals
WHERE decided_at IS NOT NULL AND decided_at >= ? AND state IN (1, 2)
ORDER BY decided_at DESC LIMIT 10000

-- name: votes.insert
INSERT INTO votes (id, order_id, round, level, user_id, verdict, reason, version, voted_at, release_at, state, released_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (order_id, round, level, user_id) DO NOTHING

-- name: votes.held
SELECT id, order_id, round, level, user_id, verdict, reason, version, voted_at, release_at
FROM votes WHERE id = ? AND state = 0

-- name: votes.due
SELECT id, order_id, round, level, user_id, verdict, reason, version, voted_at, release_at
FROM votes WHERE state = 0 AND release_at <= ? ORDER BY release_at LIMIT ?

-- name: votes.release
UPDATE votes SET state = 1, released_at = ?, outcome = ? WHERE id = ? AND state = 0

-- name: votes.withdraw
DELETE FROM votes WHERE id = ? AND user_id = ? AND state = 0

-- name: votes.voidHeld
UPDATE votes SET state = 2, released_at = ?, outcome = 'void' WHERE order_id = ? AND state = 0

-- name: votes.recent
SELECT v.id, v.order_id, v.round, v.level, v.user_id, v.verdict, v.reason, v.version, v.voted_at, v.release_at, v.state,
    b.topic, b.partition_no, b.offset_no, b.sent_at, b.seen_at
FROM votes v
LEFT JOIN outbox b ON b.id = (
    SELECT min(x.id) FROM outbox x WHERE x.order_key = v.order_id AND x.cause = v.id
        AND (x.topic = 'order.approval.completed' OR x.topic = 'order.approval.rejected'))
WHERE v.user_id = ? AND v.state <> 2 ORDER BY v.voted_at DESC, v.id DESC LIMIT ?
