-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: stock.lock
SELECT product_id, on_hand, reserved FROM stock WHERE product_id IN ({list}) ORDER BY product_id FOR UPDATE
