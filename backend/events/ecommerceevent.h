// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/events/badrecord.h"
#include "backend/events/record.h"
#include "backend/support/jsondoc.h"

namespace cs::events {

/// The nine topics of the shop.
enum class ShopKind {
    OrderCreated, PaymentInitiated, PaymentSuccess, PaymentFailed, PaymentPending, StatusUpdated, InventoryUpdate,
    ShippingInitiate, ShippingStatus
};
QString shopTopic(ShopKind kind);
std::optional<ShopKind> shopKindOf(QStringView topic);

enum class ShipmentStatus { Initiated, Shipped, InTransit, Delivered, Failed };
QString shipmentStatusName(ShipmentStatus status); ///< `IN_TRANSIT`
std::optional<ShipmentStatus> shipmentStatusOf(QStringView name);

/// A flat payload of the ecommerce family; what a topic is not about is empty.
struct ShopEvent
{
    ShopKind kind = ShopKind::OrderCreated; ///< from the topic; not in the value
    QString orderId;
    QString customerId; ///< needed on orders.created only
    TimePoint timestamp; ///< ISO 8601; milliseconds since 1970 are read as well
    std::optional<Money> total;
    Currency currency; ///< US dollars where none is sent; written with every amount
    QList<OrderItem> items; ///< without names
    QString paymentId;
    std::optional<Money> amount;
    QString productId;
    std::optional<qint64> quantity;
    QString trackingNumber;
    QString carrier;
    QString status; ///< capitals; of shipping.status one of ShipmentStatus
    QString reason;
    QByteArray unknown; ///< other members as they came
};

/// Fills `event`, or says what is wrong.
void decodeShop(json::Doc &doc, ShopKind kind, ShopEvent *event, std::optional<BadRecord> *bad);
/// The members in the order of ShopEvent, byte-stable; what is empty is left out.
QByteArray encodeShop(const ShopEvent &event);
QByteArray shopSchema(ShopKind kind);

} // namespace cs::events
