-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: retries.insert
INSERT INTO retries (key, due_at, attempts, topic, partition_no, offset_no, ts, record_key, value, headers, code, message)
VALUES {rows} ON CONFLICT (key) DO NOTHING

-- name: retries.due
SELECT id, key, due_at, attempts, topic, partition_no, offset_no, ts, record_key, value, headers, code, message
FROM retries WHERE due_at <= ? ORDER BY due_at, id LIMIT ?

-- name: retries.take
DELETE FROM retries WHERE id = ? AND attempts = ?
