-- SPDX-License-Identifier: GPL-3.0-or-later
-- Places in an order's timeline: when, of which kind (timelinestore.h), and the row's key. Our own record that came back is
-- one with what was sent.
-- name: timeline.page
SELECT at, kind, ref, level FROM (
    SELECT at, 0 AS kind, id AS ref, '' AS level FROM order_history WHERE order_id = ?
    UNION ALL SELECT requested_at, 1, round, level FROM approvals WHERE order_id = ?
    UNION ALL SELECT decided_at, 2, round, level FROM approvals WHERE order_id = ? AND decided_at IS NOT NULL
    UNION ALL SELECT created_at, 3, id, '' FROM outbox WHERE order_key = ?
    UNION ALL SELECT e.received_at, 4, e.id, '' FROM event_log e WHERE e.order_id = ? AND e.order_id <> '' AND NOT EXISTS (
        SELECT 1 FROM outbox b WHERE b.event_id = e.event_id AND b.topic = e.topic AND b.partition_no = e.partition_no
            AND b.offset_no = e.offset_no)
    UNION ALL SELECT created_at, 5, id, '' FROM notifications WHERE order_id = ?
    UNION ALL SELECT updated_at, 6, step, '' FROM steps WHERE order_id = ?
    UNION ALL SELECT at, 7, id, '' FROM shipment_events WHERE order_id = ?) AS t
WHERE (at, kind, ref, level) > (?, ?, ?, ?) ORDER BY at, kind, ref, level LIMIT ?

-- name: timeline.history
SELECT id, order_id, at, act, status, user_id, role, cause, detail FROM order_history WHERE id IN ({list})

-- name: timeline.outbox
SELECT id, event_id, order_key, cause, topic, key, value, headers, partition_no, offset_no, created_at, sent_at, seen_at
FROM outbox WHERE id IN ({list})
