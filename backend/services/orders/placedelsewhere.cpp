// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/placedelsewhere.h"

#include "backend/services/orders/placing.h"
#include "backend/storage/referencestore.h"
#include "backend/storage/surplusstore.h"

namespace cs::services {

namespace {

Result<NewOrder> orderOf(storage::Connection &connection, const events::PipelineRecord &record)
{
    const auto product = storage::ReferenceStore(connection).product(record.productId);
    CS_TRY(product);
    if (!*product)
        return Error::invalid(QStringLiteral("Order %1 has no price: product %2 is not in the product table, to which countersignd import FILE --products adds.").arg(record.id, record.productId));
    NewOrder order;
    order.id = record.id;
    order.customerId = record.customerId;
    order.currency = (*product)->price.currency();
    order.items = {{record.productId, (*product)->name, record.quantity, (*product)->price}};
    order.createdBy = Actor{record.customerId, QStringLiteral("CUSTOMER")};
    order.family = QStringLiteral("pipeline");
    return order;
}

/// The price may have changed since: what the record says is compared.
bool isSame(const Order &known, const events::PipelineRecord &record)
{
    return known.customerId == record.customerId && known.items.size() == 1 && known.items.first().productId == record.productId
        && known.items.first().quantity == record.quantity;
}

} // namespace

Result<bool> placeFromPipeline(StoreContext &context, storage::Connection &connection, const events::PipelineRecord &record,
                               const QString &eventId)
{
    storage::OrderStore orders(connection);
    const auto known = orders.find(record.id);
    CS_TRY(known);
    if (*known) {
        if (!isSame(**known, record))
            CS_TRY(orders.addHistory({{0, record.id, context.clock.now(), QStringLiteral("foreign_not_counted"), (*known)->status,
                                       {record.customerId, QStringLiteral("CUSTOMER")}, eventId,
                                       QStringLiteral("order-events places another order with this id.")}}));
        return false;
    }
    const Result<NewOrder> order = orderOf(connection, record);
    CS_TRY(order);
    if (!record.unknown.isEmpty())
        CS_TRY(storage::PipelineMembers(connection).put(record.id, record.unknown));
    Result<PlacedOrder> placed = placeOrder(context, *order, *order->createdBy);
    CS_TRY(placed);
    if (record.createdAt && *record.createdAt < placed->order.createdAt) // the record travels on as it came
        placed->order.createdAt = *record.createdAt;
    CS_TRY(storePlaced(context, connection, {*placed}, *order->createdBy, {}));
    return true;
}

Result<PlacedElsewhere> placeOrRefuse(StoreContext &context, storage::Connection &connection, const events::PipelineRecord &record,
                                      const QString &eventId)
{
    const Result<bool> isNew = placeFromPipeline(context, connection, record, eventId);
    if (isNew.ok())
        return PlacedElsewhere{*isNew, {}};
    if (isNew.error().kind != ErrorKind::Invalid)
        return isNew.error();
    return PlacedElsewhere{false, isNew.error().message};
}

} // namespace cs::services
