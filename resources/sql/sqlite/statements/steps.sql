-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: steps.claim
UPDATE steps SET state = 1, attempts = attempts + 1, due_at = ?, updated_at = ?, claimant = ?
WHERE (order_id, step) IN (SELECT s.order_id, s.step FROM steps s WHERE s.step = ? AND s.state < 3 AND s.due_at <= ? AND s.lane % ? = ?
                           ORDER BY s.due_at LIMIT ?)
RETURNING order_id, step, state, attempts, due_at, outcome, cause, family, asked_by, created_at, updated_at

-- name: surplus.claim
UPDATE surplus_payments SET attempts = attempts + 1, due_at = ?, updated_at = ?, claimant = ?
WHERE (order_id, payment_id) IN (SELECT s.order_id, s.payment_id FROM surplus_payments s WHERE s.state = 0
                                     AND CASE WHEN s.payment_id = '' THEN 1 ELSE 0 END = ? AND s.due_at <= ? AND s.lane % ? = ?
                                 ORDER BY s.due_at LIMIT ?)
RETURNING order_id, payment_id, currency, amount, state, attempts, due_at, reported_by, reason, created_at, updated_at

-- One process has the store by its lock file: it knows that the others are gone, and takes back at its start.
-- name: claims.hold
SELECT 1 WHERE ? <> 0

-- name: claims.gone
SELECT claimant FROM steps WHERE ? = 0 AND ? = 0 AND 1 = 0
