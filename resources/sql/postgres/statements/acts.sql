-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: audit.lock
SELECT 1 FROM pg_advisory_xact_lock(4815162342)
