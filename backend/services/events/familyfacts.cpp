// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/familyfacts.h"

#include "backend/domain/lifecycle.h"

namespace cs::services {

using events::OmsKind;
using events::OrdersEvent;
using events::OrdersType;
using events::PipelineRecord;
using events::PipelineStage;
using events::PipelineStatus;
using events::ShopEvent;
using events::ShopKind;

namespace {

/// A status word of another system; nothing for words that are its own.
std::optional<OrderStatus> statusOf(const QString &word)
{
    const QString lower = word.toLower();
    return lower == QLatin1String("canceled") ? OrderStatus::Cancelled : statusFromName(lower);
}

OmsKind kindOf(OrderStatus status)
{
    switch (status) {
    case OrderStatus::Cancelled: return OmsKind::Cancelled;
    case OrderStatus::Shipped: return OmsKind::Fulfilled;
    default: return OmsKind::Unknown;
    }
}

struct Told
{
    OmsKind kind = OmsKind::Unknown;
    OrderStatus status = OrderStatus::Pending;
};

Told toldBy(OrderStatus status)
{
    return {kindOf(status), status};
}

Fact makeFact(const QString &orderId, TimePoint at, const Told &told, FamilyNews news)
{
    Fact fact;
    fact.event.kind = told.kind;
    fact.event.orderId = orderId;
    fact.event.timestamp = at;
    news.told = told.status;
    fact.news = std::make_shared<const FamilyNews>(std::move(news));
    return fact;
}

/// The total is taken as it was sent, as of an oms record.
template <typename T>
void addOrder(Fact &fact, const T &event)
{
    if (event.items.isEmpty() || !event.total)
        return;
    Order order;
    order.id = event.orderId;
    order.customerId = event.customerId;
    order.currency = event.currency;
    order.items = event.items;
    order.total = *event.total;
    fact.event.order = order;
}

std::optional<Told> toldBy(const OrdersEvent &event)
{
    switch (event.type) {
    case OrdersType::Created: return Told{OmsKind::Created, statusOf(event.status).value_or(OrderStatus::Pending)};
    case OrdersType::Updated: return toldBy(statusOf(event.status).value_or(OrderStatus::Pending));
    case OrdersType::Cancelled: return toldBy(OrderStatus::Cancelled);
    case OrdersType::Shipped: return toldBy(OrderStatus::Shipped);
    case OrdersType::Delivered: return toldBy(OrderStatus::Delivered);
    case OrdersType::Unknown: break;
    }
    return std::nullopt;
}

std::optional<Fact> factOfOrders(const OrdersEvent &event)
{
    const std::optional<Told> told = toldBy(event);
    if (!told)
        return std::nullopt;
    Fact fact = makeFact(event.orderId, event.timestamp, *told,
                         {QStringLiteral("orders"), {}, QStringLiteral("order-events ") + event.typeName, event.customerId, false});
    addOrder(fact, event);
    return fact;
}

/// A shipment that was only asked for, or failed, says that the goods are reserved: that they have left, a record before says.
OrderStatus statusOfShipment(const QString &word)
{
    const auto status = events::shipmentStatusOf(word);
    if (status == events::ShipmentStatus::Delivered)
        return OrderStatus::Delivered;
    const bool left = status == events::ShipmentStatus::Shipped || status == events::ShipmentStatus::InTransit;
    return left ? OrderStatus::Shipped : OrderStatus::Reserved;
}

std::optional<Told> toldBy(const ShopEvent &event)
{
    switch (event.kind) {
    case ShopKind::OrderCreated: return Told{OmsKind::Created, statusOf(event.status).value_or(OrderStatus::Pending)};
    case ShopKind::PaymentSuccess: return toldBy(OrderStatus::Paid);
    case ShopKind::PaymentFailed: return toldBy(OrderStatus::Failed);
    case ShopKind::PaymentPending: return toldBy(OrderStatus::PaymentPending);
    case ShopKind::StatusUpdated: return toldBy(statusOf(event.status).value_or(OrderStatus::Pending));
    case ShopKind::ShippingStatus: return toldBy(statusOfShipment(event.status));
    case ShopKind::PaymentInitiated:
    case ShopKind::InventoryUpdate:
    case ShopKind::ShippingInitiate: break; // commands: their services act on them
    }
    return std::nullopt;
}

bool isPayment(ShopKind kind)
{
    return kind == ShopKind::PaymentSuccess || kind == ShopKind::PaymentFailed || kind == ShopKind::PaymentPending;
}

std::optional<Fact> factOfShop(const ShopEvent &event, const QString &topic)
{
    const std::optional<Told> told = toldBy(event);
    if (!told)
        return std::nullopt;
    Fact fact = makeFact(event.orderId, event.timestamp, *told,
                         {QStringLiteral("ecommerce"), {}, topic, event.customerId, isPayment(event.kind) || event.kind == ShopKind::ShippingStatus});
    fact.event.message = event.reason;
    if (event.kind == ShopKind::OrderCreated)
        addOrder(fact, event);
    return fact;
}

/// Of a record on a later topic: what it says has been done before it was written there.
std::optional<OrderStatus> statusOf(const PipelineRecord &record)
{
    switch (record.status) {
    case PipelineStatus::Pending: return OrderStatus::Approved;
    case PipelineStatus::Paid: return OrderStatus::Paid;
    case PipelineStatus::Reserved:
    case PipelineStatus::Confirmed: return OrderStatus::Reserved;
    case PipelineStatus::PaymentFailed:
    case PipelineStatus::OutOfStock: return OrderStatus::Failed;
    case PipelineStatus::Cancelled: return OrderStatus::Cancelled;
    }
    return std::nullopt;
}

std::optional<Fact> factOfPipeline(const PipelineRecord &record, const QString &topic)
{
    const std::optional<OrderStatus> status = statusOf(record);
    if (record.stage == PipelineStage::Order || !status)
        return std::nullopt;
    return makeFact(record.id, record.createdAt.value_or(TimePoint()), toldBy(*status),
                    {QStringLiteral("pipeline"), {}, topic, record.customerId, true});
}

} // namespace

std::optional<Fact> factOf(const events::Event &event, const QString &topic)
{
    if (const auto *orders = std::get_if<OrdersEvent>(&event))
        return factOfOrders(*orders);
    if (const auto *shop = std::get_if<ShopEvent>(&event))
        return factOfShop(*shop, topic);
    if (const auto *pipeline = std::get_if<PipelineRecord>(&event))
        return factOfPipeline(*pipeline, topic);
    return std::nullopt;
}

} // namespace cs::services
