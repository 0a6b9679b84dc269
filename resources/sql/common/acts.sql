-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: meta.value
SELECT value FROM meta WHERE key = ?

-- name: meta.advance
UPDATE meta SET value = ? WHERE key = ? AND value = ?

-- name: meta.set
INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value

-- name: meta.setUnlessSet
INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING

-- name: audit.last
SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1

-- name: audit.insert
INSERT INTO audit (id, at, user_id, role, act, subject, detail, hash) VALUES {rows}

-- name: audit.entries
SELECT id, at, user_id, role, act, subject, detail, hash FROM audit WHERE id > ? ORDER BY id LIMIT ?

-- name: idempotency.find
SELECT request_hash, status, body FROM idempotency WHERE user_id = ? AND key = ?

-- name: idempotency.insert
INSERT INTO idempotency (user_id, key, request_hash, status, body, at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (user_id, key) DO UPDATE SET request_hash = excluded.request_hash, status = excluded.status,
    body = excluded.body, at = excluded.at

-- name: idempotency.forget
DELETE FROM idempotency WHERE at < ?
