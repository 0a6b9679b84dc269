// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/events/badrecord.h"
#include "backend/events/record.h"
#include "backend/support/jsondoc.h"

namespace cs::events {

/// Of a record of the orders family. Unknown: a type that this version does not name; shown and counted, not an error.
enum class OrdersType { Created, Updated, Cancelled, Shipped, Delivered, Unknown };
QString ordersTypeName(OrdersType type); ///< ORDER_CREATED …; empty for Unknown
OrdersType ordersTypeOf(QStringView name);

/// `{"type":…,"timestamp":…,"data":{…}}` on `order-events`.
struct OrdersEvent
{
    OrdersType type = OrdersType::Unknown;
    QString typeName; ///< as sent
    TimePoint timestamp;
    QString orderId;
    QString customerId;
    /// The format names none. Read and written as `currency` in `data` where it is not US dollars, so that no decimals are lost.
    Currency currency;
    std::optional<Money> total;
    QString status;         ///< lower case; foreign ones as sent
    QList<OrderItem> items; ///< without names
    QByteArray unknown;     ///< other members beside `data`, as they came
    QByteArray unknownData; ///< other members in `data`
};

/// Fills `event`, or says what is wrong. orderId is always needed; ORDER_CREATED needs all members, ORDER_UPDATED the status.
void decodeOrders(json::Doc &doc, OrdersEvent *event, std::optional<BadRecord> *bad);
/// type, timestamp, data{orderId, customerId, totalAmount, status, items, currency?}, byte-stable.
QByteArray encodeOrders(const OrdersEvent &event);
QByteArray ordersSchema();

} // namespace cs::events
