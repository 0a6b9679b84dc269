// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/user.h"
#include "backend/storage/database.h"
#include "backend/support/money.h"

namespace cs::storage {

struct Product
{
    QString productId;
    QString name;
    QString packaging;
    Money price;
    qint64 stock = 0;
    bool discontinued = false;
    bool operator==(const Product &) const = default;
};

/// Customers and products: what ids mean to people.
class ReferenceStore final
{
public:
    explicit ReferenceStore(Connection &connection) : m_connection(connection) {}
    Status putCustomers(const QList<Customer> &customers); ///< adds those that are missing
    Status putProducts(const QList<Product> &products);    ///< adds those that are missing
    Status updateCustomers(const QList<Customer> &customers); ///< adds those that are missing, and writes over the others
    Status updateProducts(const QList<Product> &products);    ///< the same; what is said of the stock only where it is missing
    Result<std::optional<Customer>> customer(const QString &id);
    Result<QList<Customer>> customers();
    Result<std::optional<Product>> product(const QString &id);
    Result<QList<Product>> products();

private:
    Connection &m_connection;
};

} // namespace cs::storage
