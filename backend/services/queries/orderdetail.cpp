// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/queries/orderdetail.h"

#include "backend/events/catalogue.h"
#include "backend/services/queries/take.h"
#include "backend/storage/paymentstore.h"
#include "backend/storage/referencestore.h"
#include "backend/storage/stockstore.h"

#include <algorithm>

namespace cs::services {

namespace {

using storage::Connection;

/// More parked commands of one order than this are a flood, not a list to read.
constexpr int kMostParked = 20;

Status readLevels(Connection &connection, const Order &order, OrderFulfilment &into)
{
    QStringList products;
    for (const OrderItem &item : order.items)
        products.append(item.productId);
    products.removeDuplicates();
    const auto levels = storage::StockStore(connection).levelsOf(products);
    CS_TRY(levels);
    for (const StockLevel &level : *levels)
        into.levels.insert(level.productId, level);
    return Done{};
}

Status readFulfilment(Connection &connection, const Order &order, OrderFulfilment &into)
{
    CS_TRY(take(storage::StepStore(connection).ofOrder(order.id), into.steps));
    CS_TRY(take(storage::PaymentStore(connection).find(order.id), into.payment));
    CS_TRY(take(storage::StockStore(connection).ofOrder(order.id), into.reservations));
    storage::ShipmentStore shipments(connection);
    CS_TRY(take(shipments.find(order.id), into.shipment));
    CS_TRY(take(shipments.history(order.id), into.shipmentEvents));
    CS_TRY(take(storage::ParkedStore(connection).ofOrder(order.id, kMostParked), into.parked));
    return readLevels(connection, order, into);
}

Status readCustomer(Connection &connection, OrderDetail &detail)
{
    const auto customer = storage::ReferenceStore(connection).customer(detail.order.customerId);
    CS_TRY(customer);
    if (customer->has_value())
        detail.customerName = (*customer)->name;
    return Done{};
}

} // namespace

const StepRow *OrderFulfilment::step(Step wanted) const
{
    for (const StepRow &one : steps) {
        if (one.step == wanted)
            return &one;
    }
    return nullptr;
}

bool isAskedFor(const QList<OutboxRow> &records, Step step)
{
    return std::any_of(records.cbegin(), records.cend(), [step](const OutboxRow &one) { return events::stepAskedOn(one.record.topic) == step; });
}

Result<OrderDetail> readOrderDetail(Connection &connection, const QString &id)
{
    auto order = storage::OrderStore(connection).find(id);
    CS_TRY(order);
    if (!order->has_value())
        return Error::notFound(QStringLiteral("there is no order %1").arg(id));
    OrderDetail detail;
    detail.order = **order;
    CS_TRY(readCustomer(connection, detail));
    CS_TRY(take(storage::ApprovalStore(connection).ofOrder(id), detail.approvals));
    CS_TRY(take(storage::OrderStore(connection).history(id), detail.history));
    CS_TRY(take(storage::OutboxStore(connection).ofOrder(id), detail.records));
    storage::NotificationQuery query;
    query.orderId = id;
    auto notifications = storage::NotificationStore(connection).page(query);
    CS_TRY(notifications);
    detail.notifications = notifications->rows;
    CS_TRY(readFulfilment(connection, detail.order, detail.fulfilment));
    return detail;
}

} // namespace cs::services
