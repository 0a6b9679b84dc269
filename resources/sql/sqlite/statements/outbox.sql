-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: outbox.insert
INSERT OR FAIL INTO outbox_records (event_id, order_key, cause, topic, key, value, headers, created_at) VALUES {rows}

-- The one writer numbers the rows of a statement one after the other.
-- name: outbox.lastAdded
SELECT max(id) FROM outbox_records

-- From the states that wait, not from the records: as many as wait, however many were sent.
-- name: outbox.pending
SELECT r.id, r.event_id, r.order_key, r.cause, r.topic, r.key, r.value, r.headers, s.partition_no, s.offset_no, r.created_at,
    s.sent_at, s.seen_at
FROM outbox_state s CROSS JOIN outbox_records r WHERE s.state = 0 AND s.id > ? AND r.id = s.id ORDER BY s.id LIMIT ?

-- name: outbox.ofOrder
SELECT id, event_id, order_key, cause, topic, key, value, headers, partition_no, offset_no, created_at, sent_at, seen_at
FROM outbox WHERE order_key = ? ORDER BY id

-- `seen`: 1 where nobody of ours reads the topic
-- name: outbox.markSent
WITH v (id, partition_no, offset_no, at, seen) AS (VALUES {rows})
UPDATE outbox_state SET partition_no = v.partition_no, offset_no = v.offset_no, sent_at = v.at,
    seen_at = CASE WHEN v.seen = 1 THEN coalesce(seen_at, v.at) ELSE seen_at END,
    state = CASE WHEN seen_at IS NULL AND v.seen = 0 THEN 1 ELSE 2 END
FROM v WHERE outbox_state.id = v.id

-- name: outbox.markSeen
WITH v (event_id, at) AS (VALUES {rows})
UPDATE outbox_state SET state = 2, seen_at = v.at, sent_at = coalesce(sent_at, v.at)
FROM v, outbox_records r WHERE r.event_id = v.event_id AND outbox_state.id = r.id AND seen_at IS NULL

-- name: outbox.markSeenOn
WITH v (event_id, topic, at) AS (VALUES {rows})
UPDATE outbox_state SET state = 2, seen_at = v.at, sent_at = coalesce(sent_at, v.at)
FROM v, outbox_records r WHERE r.event_id = v.event_id AND r.topic = v.topic AND outbox_state.id = r.id AND seen_at IS NULL

-- name: outbox.topicsOf
SELECT event_id, topic FROM outbox_records WHERE event_id IN ({list})

-- name: outbox.resendUnseenBut
UPDATE outbox_state SET state = 0, partition_no = -1, offset_no = -1, sent_at = NULL
WHERE state = 1 AND instr(?, ' ' || (SELECT r.topic FROM outbox_records r WHERE r.id = outbox_state.id) || ' ') = 0

-- name: outbox.resendUnseenOn
UPDATE outbox_state SET state = 0, partition_no = -1, offset_no = -1, sent_at = NULL
WHERE state = 1 AND instr(?, ' ' || (SELECT r.topic FROM outbox_records r WHERE r.id = outbox_state.id) || ' ') > 0

-- name: outbox.pendingCount
SELECT count(*) FROM outbox_state WHERE state = 0

-- name: relay.tryLock
SELECT 1
