-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: audit.lock
SELECT 1
