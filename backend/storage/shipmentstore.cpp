// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/shipmentstore.h"

#include "backend/storage/codes.h"
#include "backend/storage/values.h"

namespace cs::storage {

Status ShipmentStore::put(const QList<Shipment> &shipments, const QList<Line> &history)
{
    Rows rows(6, shipments.size());
    for (const Shipment &one : shipments)
        rows.add(one.orderId, one.trackingNumber, one.carrier, codes::of(one.state), timeValue(one.createdAt), timeValue(one.updatedAt));
    CS_TRY(m_connection.runMany(QStringLiteral("shipments.put"), rows));
    Rows lines(4, history.size());
    for (const auto &[shipment, detail] : history)
        lines.add(shipment.orderId, codes::of(shipment.state), timeValue(shipment.updatedAt), detail);
    CS_TRY(m_connection.runMany(QStringLiteral("shipments.event"), lines));
    return Done{};
}

Result<QHash<QString, Shipment>> ShipmentStore::ofOrders(const QStringList &orderIds)
{
    QVariantList ids;
    for (const QString &id : orderIds)
        ids.append(id);
    const auto rows = m_connection.selectIn(QStringLiteral("shipments.ofOrders"), {}, ids);
    CS_TRY(rows);
    QHash<QString, Shipment> found;
    for (const Row &row : *rows) {
        found.insert(row.at(0).toString(), {row.at(0).toString(), row.at(1).toString(), row.at(2).toString(),
            codes::read(row.at(3), ShipmentState::Failed), readTime(row.at(4)), readTime(row.at(5))});
    }
    return found;
}

Result<std::optional<Shipment>> ShipmentStore::find(const QString &orderId)
{
    const auto found = ofOrders({orderId});
    CS_TRY(found);
    const auto at = found->constFind(orderId);
    return at == found->cend() ? std::nullopt : std::optional<Shipment>(*at);
}

Result<QList<ShipmentEvent>> ShipmentStore::history(const QString &orderId)
{
    const auto rows = m_connection.select(QStringLiteral("shipments.events"), {orderId});
    CS_TRY(rows);
    QList<ShipmentEvent> list;
    for (const Row &row : *rows)
        list.append({row.at(0).toLongLong(), codes::read(row.at(1), ShipmentState::Failed), readTime(row.at(2)), row.at(3).toString()});
    return list;
}

} // namespace cs::storage
