-- SPDX-License-Identifier: GPL-3.0-or-later
-- name: customers.insert
INSERT INTO customers (id, name, folded, contact, city, country, phone) VALUES {rows} ON CONFLICT (id) DO NOTHING

-- name: customers.put
INSERT INTO customers (id, name, folded, contact, city, country, phone) VALUES {rows}
ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded, contact = excluded.contact, city = excluded.city,
    country = excluded.country, phone = excluded.phone

-- name: customers.find
SELECT id, name, contact, city, country, phone FROM customers WHERE id = ?

-- name: customers.all
SELECT id, name, contact, city, country, phone FROM customers ORDER BY id

-- name: products.insert
INSERT INTO products (id, name, packaging, currency, price, stock, discontinued) VALUES {rows}
ON CONFLICT (id) DO NOTHING

-- name: products.put
INSERT INTO products (id, name, packaging, currency, price, stock, discontinued) VALUES {rows}
ON CONFLICT (id) DO UPDATE SET name = excluded.name, packaging = excluded.packaging, currency = excluded.currency,
    price = excluded.price, discontinued = excluded.discontinued

-- name: products.find
SELECT id, name, packaging, currency, price, stock, discontinued FROM products WHERE id = ?

-- name: products.all
SELECT id, name, packaging, currency, price, stock, discontinued FROM products ORDER BY id
