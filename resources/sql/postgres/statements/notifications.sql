-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: notifications.insert
INSERT INTO notifications (order_id, user_id, role, channel, state, kind, title, message, attempts, reason, created_at,
    sent_at, business_key, source_event)
VALUES {rows} ON CONFLICT (order_id, business_key) DO NOTHING

-- name: notifications.columns
n.id, n.order_id, n.user_id, n.role, n.channel, n.state, n.kind, n.title, n.message, n.attempts, n.reason, n.created_at,
n.sent_at, n.business_key, n.source_event,
coalesce(n.read_at, (SELECT r.at FROM notification_reads r WHERE r.user_id = n.user_id AND r.up_to >= n.id ORDER BY r.up_to LIMIT 1))

-- name: notifications.count
INSERT INTO notification_counts (channel, state, n) VALUES (?, ?, ?)
ON CONFLICT (channel, state) DO UPDATE SET n = notification_counts.n + excluded.n

-- name: notifications.counts
SELECT channel, state, n FROM notification_counts WHERE n <> 0 ORDER BY channel, state

-- name: notifications.unread
SELECT count(*) FROM (
    SELECT 1 FROM notifications WHERE user_id = ? AND channel = 0 AND state <> 9 AND read_at IS NULL
        AND id > coalesce((SELECT max(up_to) FROM notification_reads WHERE user_id = ?), 0)
    LIMIT 100000) AS newest

-- name: notifications.markRead
INSERT INTO notification_reads (user_id, up_to, at)
SELECT t.user_id, t.up_to, t.at FROM (SELECT ?::text AS user_id, ?::bigint AS up_to, ?::bigint AS at) AS t
WHERE NOT EXISTS (SELECT 1 FROM notification_reads r WHERE r.user_id = t.user_id AND r.up_to >= t.up_to)

-- name: notifications.acknowledge
UPDATE notifications SET read_at = coalesce(read_at, ?) WHERE id = ? AND user_id = ? AND channel = 0

-- name: notifications.retry
UPDATE notifications SET state = ?, attempts = ?, reason = '', sent_at = ? WHERE id = ? AND state = ?

-- name: notifications.digestsDue
SELECT DISTINCT user_id FROM notifications WHERE state = 9 AND sent_at IS NULL AND created_at < ? ORDER BY user_id

-- name: notifications.digestCounts
SELECT kind, count(*), count(DISTINCT order_id) FROM notifications
WHERE state = 9 AND sent_at IS NULL AND user_id = ? AND created_at < ? GROUP BY kind ORDER BY kind

-- name: notifications.digestOrders
SELECT order_id FROM notifications
WHERE state = 9 AND sent_at IS NULL AND user_id = ? AND created_at < ? AND kind = ?
GROUP BY order_id ORDER BY min(id) LIMIT ?

-- name: notifications.markDigested
UPDATE notifications SET sent_at = ? WHERE state = 9 AND sent_at IS NULL AND user_id = ? AND created_at < ?

-- Ids are given before they are committed: those up to the newest are all there once every transaction has ended that was under
-- way when it was read.
-- name: notifications.horizon
SELECT coalesce(max(id), 0), pg_snapshot_xmin(pg_current_snapshot())::text, pg_snapshot_xmax(pg_current_snapshot())::text
FROM notifications
