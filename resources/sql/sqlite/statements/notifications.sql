-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: notifications.insert
INSERT OR FAIL INTO notifications (order_id, user_id, role, channel, state, kind, title, message, attempts, reason, created_at,
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

-- name: sqlite.noteUsers
INSERT INTO notification_users (user_id, block) VALUES {rows} ON CONFLICT (user_id, block) DO NOTHING

-- name: sqlite.noteUsersBetween
INSERT INTO notification_users (user_id, block) SELECT DISTINCT user_id, id >> 7 FROM notifications WHERE id BETWEEN ? AND ?
ON CONFLICT (user_id, block) DO NOTHING

-- In the blocks where the person has any (storage/blockindex.h), from the first unread id on.
-- name: notifications.unread
SELECT count(*) FROM (
    SELECT 1 FROM (SELECT ? AS user_id, coalesce((SELECT max(up_to) FROM notification_reads WHERE user_id = ?), 0) AS up_to) AS person
        CROSS JOIN notification_users b CROSS JOIN notifications n
    WHERE b.user_id = person.user_id AND b.block >= person.up_to >> 7 AND n.id BETWEEN b.block << 7 AND (b.block + 1 << 7) - 1
        AND n.user_id = person.user_id AND n.channel = 0 AND n.state <> 9 AND n.read_at IS NULL AND +n.id > person.up_to
    LIMIT 100000) AS newest

-- name: notifications.markRead
INSERT INTO notification_reads (user_id, up_to, at)
SELECT t.user_id, t.up_to, t.at FROM (SELECT ? AS user_id, ? AS up_to, ? AS at) AS t
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

-- name: notifications.horizon
SELECT coalesce(max(id), 0), '0', '0' FROM notifications
