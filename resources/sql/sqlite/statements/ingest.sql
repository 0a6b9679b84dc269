-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: offsets.ofGroup
SELECT topic, partition_no, next, base, stored, bad, gaps FROM offsets WHERE grp = ? AND epoch = ?
ORDER BY topic, partition_no

-- name: offsets.ofGroups
SELECT grp, topic, partition_no, next, base, stored, bad, gaps FROM offsets WHERE epoch = ? AND grp IN ({list})
ORDER BY grp, topic, partition_no

-- name: offsets.start
INSERT INTO offsets (grp, epoch, topic, partition_no, next, base, stored, bad, gaps) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (grp, epoch, topic, partition_no) DO UPDATE SET next = excluded.next, base = excluded.base,
    stored = excluded.stored, bad = excluded.bad, gaps = excluded.gaps
WHERE offsets.next = -1

-- name: offsets.advance
UPDATE offsets SET next = ?, base = ?, stored = ?, bad = ?, gaps = ?
WHERE grp = ? AND epoch = ? AND topic = ? AND partition_no = ? AND next = ?

-- name: offsets.counts
SELECT topic, sum(stored), sum(bad) FROM offsets WHERE grp = ? GROUP BY topic ORDER BY topic

-- name: inbox.seen
SELECT key FROM inbox WHERE grp = ? AND key IN ({list})

-- OR FAIL, here and elsewhere: SQLite then keeps no copies of pages for undoing this statement alone. Whatever fails undoes the whole
-- job by its transaction or savepoint.
-- name: inbox.insert
INSERT OR FAIL INTO inbox (grp, key, at) VALUES {rows} ON CONFLICT (grp, key) DO NOTHING

-- name: events.insert
INSERT OR FAIL INTO event_log (topic, partition_no, offset_no, ts, key, value, headers, event_id, type, source, order_id,
    is_repeat, bad_code, bad_message, received_at)
VALUES {rows}

-- name: sqlite.noteTopics
INSERT INTO event_topics (topic, block) VALUES {rows} ON CONFLICT (topic, block) DO NOTHING

-- name: sqlite.noteTopicsBetween
INSERT INTO event_topics (topic, block) SELECT DISTINCT topic, id >> 7 FROM event_log WHERE id BETWEEN ? AND ?
ON CONFLICT (topic, block) DO NOTHING

-- name: events.columns
id, topic, partition_no, offset_no, ts, key, value, headers, event_id, type, source, order_id, is_repeat, bad_code,
bad_message, received_at

-- name: events.range
SELECT min(id), max(id) FROM event_log

-- name: events.receivedAt
SELECT id, received_at FROM event_log WHERE id >= ? ORDER BY id LIMIT 1
