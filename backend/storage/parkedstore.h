// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/events/record.h"
#include "backend/storage/database.h"

namespace cs::storage {

/// A record that waits for its order.
struct ParkedRow
{
    qint64 id = 0;
    QByteArray key; ///< 16 bytes; its inbox key
    QString service;
    QString orderId;
    OrderStatus needs = OrderStatus::Pending; ///< the order's least status, in the order of the enumeration
    QString reason; ///< a sentence
    events::Record record;
    TimePoint at;
};

/// Records of the services' topics that came before what they need; each belongs to the transaction that takes it.
class ParkedStore final
{
public:
    explicit ParkedStore(Connection &connection) : m_connection(connection) {}
    Status add(const QList<ParkedRow> &rows);
    /// Those whose order is there, and far enough; the oldest first.
    Result<QList<ParkedRow>> ready(const QString &service, int limit);
    Result<QList<ParkedRow>> all(qint64 afterId, int limit);
    Result<QList<ParkedRow>> ofOrder(const QString &orderId, int limit); ///< the oldest first
    Result<bool> take(qint64 id);

private:
    Connection &m_connection;
};

} // namespace cs::storage
