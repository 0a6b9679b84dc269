// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/fulfilment.h"
#include "backend/storage/database.h"

namespace cs::storage {

struct ShipmentEvent
{
    qint64 id = 0;
    ShipmentState state = ShipmentState::Initiated;
    TimePoint at;
    QString detail;
};

/// The one shipment of each order, and how it went.
class ShipmentStore final
{
public:
    explicit ShipmentStore(Connection &connection) : m_connection(connection) {}
    /// Writes it as it is now, and a line of its history.
    Status put(const Shipment &shipment, const QString &detail) { return put({shipment}, {{shipment, detail}}); }
    /// How a shipment was, with a line about it.
    using Line = std::pair<Shipment, QString>;
    /// Many as they are now, of each order one, and lines of their history.
    Status put(const QList<Shipment> &shipments, const QList<Line> &history);
    Result<QHash<QString, Shipment>> ofOrders(const QStringList &orderIds);
    Result<std::optional<Shipment>> find(const QString &orderId);
    Result<QList<ShipmentEvent>> history(const QString &orderId);

private:
    Connection &m_connection;
};

} // namespace cs::storage
