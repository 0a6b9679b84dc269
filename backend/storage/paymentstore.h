// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/fulfilment.h"
#include "backend/storage/database.h"

namespace cs::storage {

/// The one payment of each order.
class PaymentStore final
{
public:
    explicit PaymentStore(Connection &connection) : m_connection(connection) {}
    /// Writes each where none is, or one that is pending or refused; gives how many. Those of orders that are paid (or refunded)
    /// stay. Of each order one.
    Result<qint64> put(const QList<Payment> &payments);
    /// The whole amounts of paid ones; gives how many were, and are not refunded already.
    Result<qint64> refund(const QStringList &orderIds, TimePoint at);
    Result<QHash<QString, Payment>> ofOrders(const QStringList &orderIds);
    Result<std::optional<Payment>> find(const QString &orderId);

private:
    Connection &m_connection;
};

} // namespace cs::storage
