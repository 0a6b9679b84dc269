-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: steps.claim
UPDATE steps SET state = 1, attempts = attempts + 1, due_at = ?, updated_at = ?, claimant = ?
WHERE (order_id, step) IN (SELECT s.order_id, s.step FROM steps s WHERE s.step = ? AND s.state < 3 AND s.due_at <= ? AND s.lane % ? = ?
                           ORDER BY s.due_at LIMIT ? FOR UPDATE SKIP LOCKED)
RETURNING order_id, step, state, attempts, due_at, outcome, cause, family, asked_by, created_at, updated_at

-- name: surplus.claim
UPDATE surplus_payments SET attempts = attempts + 1, due_at = ?, updated_at = ?, claimant = ?
WHERE (order_id, payment_id) IN (SELECT s.order_id, s.payment_id FROM surplus_payments s WHERE s.state = 0
                                     AND CASE WHEN s.payment_id = '' THEN 1 ELSE 0 END = ? AND s.due_at <= ? AND s.lane % ? = ?
                                 ORDER BY s.due_at LIMIT ? FOR UPDATE SKIP LOCKED)
RETURNING order_id, payment_id, currency, amount, state, attempts, due_at, reported_by, reason, created_at, updated_at

-- name: claims.hold
SELECT pg_try_advisory_lock(73102236, ?)

-- A lock that can be had is held by nobody: this statement gives it back as it ends. Its own session could have its own, too.
-- name: claims.gone
SELECT c.claimant FROM (SELECT claimant FROM steps WHERE state = 1 AND claimant NOT IN (0, ?)
                        UNION SELECT claimant FROM surplus_payments WHERE state = 0 AND claimant NOT IN (0, ?)) c
WHERE pg_try_advisory_xact_lock(73102236, c.claimant::integer)
