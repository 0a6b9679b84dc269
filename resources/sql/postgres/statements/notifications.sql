-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: notifications.insert
INSERT INTO notifications (order_id, user_id, role, channel, state, kind, title, message, attempts, reason, created_at,
    sent_at, business_key)
VALUES {rows} ON CONFLICT (order_id, business_key) DO NOTHING

-- name: notifications.columns
n.id, n.order_id, n.user_id, n.role, n.channel, n.state, n.kind, n.title, n.message, n.attempts, n.reason, n.created_at,
n.sent_at, n.business_key,
(SELECT r.at FROM notification_reads r WHERE r.user_id = n.user_id AND r.up_to >= n.id ORDER BY r.up_to LIMIT 1)

-- name: notifications.count
INSERT INTO notification_counts (channel, state, n) VALUES (?, ?, ?)
ON CONFLICT (channel, state) DO UPDATE SET n = notification_counts.n + excluded.n

-- name: notifications.counts
SELECT channel, state, n FROM notification_counts WHERE n <> 0 ORDER BY channel, state

-- name: notifications.unread
SELECT count(*) FROM (
    SELECT 1 FROM notifications WHERE user_id = ? AND channel = 0
        AND id > coalesce((SELECT max(up_to) FROM notification_reads WHERE user_id = ?), 0)
    LIMIT 100000) AS newest

-- name: notifications.markRead
INSERT INTO notification_reads (user_id, up_to, at)
SELECT t.user_id, t.up_to, t.at FROM (SELECT ?::text AS user_id, ?::bigint AS up_to, ?::bigint AS at) AS t
WHERE NOT EXISTS (SELECT 1 FROM notification_reads r WHERE r.user_id = t.user_id AND r.up_to >= t.up_to)
