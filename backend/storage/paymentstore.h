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
    /// Writes it where none is, or one that is pending or refused; false when the order is paid (or refunded) already.
    Result<bool> put(const Payment &payment);
    /// The whole amount of a paid one; false when it was not paid, or is refunded already.
    Result<bool> refund(const QString &orderId, TimePoint at);
    Result<QHash<QString, Payment>> ofOrders(const QStringList &orderIds);
    Result<std::optional<Payment>> find(const QString &orderId);

private:
    Connection &m_connection;
};

} // namespace cs::storage
