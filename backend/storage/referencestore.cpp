// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/referencestore.h"

#include "backend/storage/values.h"

namespace cs::storage {

namespace {

Customer readCustomer(const Row &row)
{
    return {row.at(0).toString(), row.at(1).toString(), row.at(2).toString(), row.at(3).toString(), row.at(4).toString(),
        row.at(5).toString()};
}

Product readProduct(const Row &row)
{
    return {row.at(0).toString(), row.at(1).toString(), row.at(2).toString(),
        Money(row.at(4).toLongLong(), readCurrency(row.at(3))), row.at(5).toLongLong(), row.at(6).toInt() != 0};
}

Rows rowsOf(const QList<Customer> &customers)
{
    Rows rows(7, customers.size());
    for (const Customer &one : customers)
        rows.add(one.customerId, one.name, one.name.toCaseFolded(), one.contact, one.city, one.country, one.phone);
    return rows;
}

Rows rowsOf(const QList<Product> &products)
{
    Rows rows(7, products.size());
    for (const Product &one : products) {
        rows.add(one.productId, one.name, one.packaging, one.price.currency().code(), number(one.price.minor()),
            number(one.stock), int(one.discontinued));
    }
    return rows;
}

} // namespace

Status ReferenceStore::putCustomers(const QList<Customer> &customers)
{
    CS_TRY(m_connection.runMany(QStringLiteral("customers.insert"), rowsOf(customers)));
    return Done{};
}

Status ReferenceStore::putProducts(const QList<Product> &products)
{
    CS_TRY(m_connection.runMany(QStringLiteral("products.insert"), rowsOf(products)));
    return Done{};
}

Status ReferenceStore::updateCustomers(const QList<Customer> &customers)
{
    CS_TRY(m_connection.runMany(QStringLiteral("customers.put"), rowsOf(customers)));
    return Done{};
}

Status ReferenceStore::updateProducts(const QList<Product> &products)
{
    CS_TRY(m_connection.runMany(QStringLiteral("products.put"), rowsOf(products)));
    return Done{};
}

Result<std::optional<Customer>> ReferenceStore::customer(const QString &id)
{
    const auto rows = m_connection.select(QStringLiteral("customers.find"), {id});
    if (!rows)
        return rows.error();
    return rows->isEmpty() ? std::nullopt : std::optional(readCustomer(rows->first()));
}

Result<QList<Customer>> ReferenceStore::customers()
{
    const auto rows = m_connection.select(QStringLiteral("customers.all"));
    if (!rows)
        return rows.error();
    QList<Customer> found;
    for (const Row &row : *rows)
        found.append(readCustomer(row));
    return found;
}

Result<std::optional<Product>> ReferenceStore::product(const QString &id)
{
    const auto rows = m_connection.select(QStringLiteral("products.find"), {id});
    if (!rows)
        return rows.error();
    return rows->isEmpty() ? std::nullopt : std::optional(readProduct(rows->first()));
}

Result<QList<Product>> ReferenceStore::products()
{
    const auto rows = m_connection.select(QStringLiteral("products.all"));
    if (!rows)
        return rows.error();
    QList<Product> found;
    for (const Row &row : *rows)
        found.append(readProduct(row));
    return found;
}

} // namespace cs::storage
