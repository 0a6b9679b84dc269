-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: notices.insert
INSERT INTO notice_details (order_id, business_key, priority, category, tenant_id, source_event, action_url, template_code,
    template_vars, metadata, expires_at)
VALUES {rows} ON CONFLICT (order_id, business_key) DO NOTHING

-- name: notices.find
SELECT n.id, d.priority, d.category, d.tenant_id, d.source_event, d.action_url, d.template_code, d.template_vars, d.metadata,
    d.expires_at
FROM notifications n JOIN notice_details d ON d.order_id = n.order_id AND d.business_key = n.business_key WHERE n.id IN ({list})

-- Of one request: who was told by which channel, and what came of it.
-- name: notices.outcomes
SELECT n.user_id, n.channel, n.state, n.reason
FROM notice_details d JOIN notifications n ON n.order_id = d.order_id AND n.business_key = d.business_key
WHERE d.source_event = ? ORDER BY n.id LIMIT ?

-- name: notices.titles
SELECT title FROM notifications
WHERE state = 9 AND sent_at IS NULL AND user_id = ? AND created_at < ? AND kind = ? AND order_id = ''
GROUP BY title ORDER BY min(id) LIMIT ?

-- name: notices.queued
SELECT id FROM notifications WHERE state = 0 AND channel = ? ORDER BY id LIMIT ?

-- name: notices.finish
UPDATE notifications SET state = ?, attempts = ?, reason = ?, sent_at = ? WHERE id = ? AND state = 0

-- name: preferences.put
INSERT INTO preferences (user_id, channel, category, wanted) VALUES (?, ?, ?, ?)
ON CONFLICT (user_id, channel, category) DO UPDATE SET wanted = excluded.wanted

-- name: preferences.drop
DELETE FROM preferences WHERE user_id = ? AND channel = ? AND category = ?

-- name: preferences.all
SELECT user_id, channel, category, wanted FROM preferences ORDER BY user_id, channel, category

-- name: addresses.put
INSERT INTO addresses (user_id, channel, address) VALUES (?, ?, ?)
ON CONFLICT (user_id, channel) DO UPDATE SET address = excluded.address

-- name: addresses.drop
DELETE FROM addresses WHERE user_id = ? AND channel = ?

-- name: addresses.find
SELECT user_id, address FROM addresses WHERE channel = ? AND user_id IN ({list})
