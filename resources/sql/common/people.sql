-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: users.insert
INSERT INTO users (id, name, role, reports_to, disabled, password_hash) VALUES {rows} ON CONFLICT (id) DO NOTHING

-- name: users.find
SELECT id, name, role, reports_to, disabled FROM users WHERE id = ?

-- name: users.all
SELECT id, name, role, reports_to, disabled FROM users ORDER BY id

-- name: users.withRole
SELECT id, name, role, reports_to, disabled FROM users WHERE role = ? AND disabled = 0 ORDER BY id

-- name: users.anyWithPassword
SELECT id FROM users WHERE disabled = 0 AND password_hash <> '' LIMIT 1

-- name: users.setDisabled
UPDATE users SET disabled = ? WHERE id = ?

-- name: users.setPasswordHash
UPDATE users SET password_hash = ? WHERE id = ?

-- name: users.passwordHash
SELECT password_hash FROM users WHERE id = ?

-- name: tokens.insert
INSERT INTO tokens (id, user_id, label, sha256, created_at, expires_at, revoked) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: tokens.user
SELECT u.id, u.name, u.role, u.reports_to, u.disabled FROM tokens t JOIN users u ON u.id = t.user_id
WHERE t.sha256 = ? AND t.revoked = 0 AND (t.expires_at IS NULL OR t.expires_at > ?) AND u.disabled = 0

-- name: tokens.revoke
UPDATE tokens SET revoked = 1 WHERE id = ? AND revoked = 0

-- name: tokens.all
SELECT id, user_id, label, created_at, expires_at, revoked FROM tokens ORDER BY created_at, id
