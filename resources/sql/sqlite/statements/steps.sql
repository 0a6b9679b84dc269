-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: steps.claim
UPDATE steps SET state = 1, attempts = attempts + 1, due_at = ?, updated_at = ?
WHERE (order_id, step) IN (SELECT s.order_id, s.step FROM steps s WHERE s.step = ? AND s.state < 3 AND s.due_at <= ?
                           ORDER BY s.due_at LIMIT ?)
RETURNING order_id, step, state, attempts, due_at, outcome, cause, created_at, updated_at
