-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: outbox.insert
INSERT INTO outbox (event_id, order_key, cause, topic, key, value, headers, created_at) VALUES {rows}

-- name: outbox.pending
SELECT id, event_id, order_key, cause, topic, key, value, headers, partition_no, offset_no, created_at, sent_at, seen_at
FROM outbox WHERE state = 0 AND id > ? ORDER BY id LIMIT ?

-- name: outbox.ofOrder
SELECT id, event_id, order_key, cause, topic, key, value, headers, partition_no, offset_no, created_at, sent_at, seen_at
FROM outbox WHERE order_key = ? ORDER BY id

-- name: outbox.markSent
WITH v (id, partition_no, offset_no, at) AS (VALUES {rows})
UPDATE outbox SET partition_no = v.partition_no, offset_no = v.offset_no, sent_at = v.at,
    state = CASE WHEN seen_at IS NULL THEN 1 ELSE 2 END
FROM v WHERE outbox.id = v.id

-- name: outbox.markSeen
WITH v (event_id, at) AS (VALUES {rows})
UPDATE outbox SET state = 2, seen_at = v.at, sent_at = coalesce(sent_at, v.at)
FROM v WHERE outbox.event_id = v.event_id AND outbox.seen_at IS NULL

-- name: outbox.markSeenOn
WITH v (event_id, topic, at) AS (VALUES {rows})
UPDATE outbox SET state = 2, seen_at = v.at, sent_at = coalesce(sent_at, v.at)
FROM v WHERE outbox.event_id = v.event_id AND outbox.topic = v.topic AND outbox.seen_at IS NULL

-- name: outbox.topicsOf
SELECT event_id, topic FROM outbox WHERE event_id IN ({list})

-- name: outbox.resendUnseenBut
UPDATE outbox SET state = 0, partition_no = -1, offset_no = -1, sent_at = NULL
WHERE state = 1 AND instr(?, ' ' || topic || ' ') = 0

-- name: outbox.resendUnseenOn
UPDATE outbox SET state = 0, partition_no = -1, offset_no = -1, sent_at = NULL
WHERE state = 1 AND instr(?, ' ' || topic || ' ') > 0

-- name: outbox.pendingCount
SELECT count(*) FROM outbox WHERE state = 0

-- name: relay.tryLock
SELECT 1
