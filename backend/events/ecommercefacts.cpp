// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/lifecycle.h"
#include "backend/events/ecommerceevent.h"
#include "backend/events/factwriter.h"

namespace cs::events {

namespace {

ShopEvent eventFor(ShopKind kind, const FactContext &context)
{
    ShopEvent event;
    event.kind = kind;
    event.orderId = context.order.id;
    event.customerId = context.order.customerId;
    event.timestamp = context.at;
    event.currency = context.order.currency;
    return event;
}

void add(FactWriter &to, const ShopEvent &event)
{
    to.add(shopTopic(event.kind), encodeShop(event));
}

void addCreated(FactWriter &to)
{
    ShopEvent event = eventFor(ShopKind::OrderCreated, to.context());
    event.total = to.order().total;
    event.items = to.order().items;
    add(to, event);
}

void addStatus(FactWriter &to, const QString &status)
{
    ShopEvent event = eventFor(ShopKind::StatusUpdated, to.context());
    event.status = status;
    event.reason = to.context().reason;
    add(to, event);
}

void addPayment(FactWriter &to, ShopKind kind, const QString &status)
{
    ShopEvent event = eventFor(kind, to.context());
    event.paymentId = to.context().paymentId;
    event.amount = to.context().amount.value_or(to.order().total);
    event.status = status;
    event.reason = to.context().reason;
    add(to, event);
}

void addShipping(FactWriter &to, ShopKind kind, ShipmentStatus status)
{
    ShopEvent event = eventFor(kind, to.context());
    if (kind == ShopKind::ShippingInitiate)
        event.items = to.order().items;
    event.trackingNumber = to.context().trackingNumber;
    event.carrier = to.context().carrier;
    event.status = shipmentStatusName(status);
    event.reason = status == ShipmentStatus::Failed ? to.context().reason : QString();
    add(to, event);
}

void addPaymentCommand(FactWriter &to)
{
    ShopEvent event = eventFor(ShopKind::PaymentInitiated, to.context());
    event.total = to.order().total;
    event.items = to.order().items;
    event.paymentId = to.context().paymentId;
    event.amount = to.context().amount.value_or(to.order().total);
    event.status = QStringLiteral("INITIATED");
    add(to, event);
}

/// One record an order, as stock is reserved for the whole of it or not at all; the item of a single line is named flat, too.
void addInventoryCommand(FactWriter &to)
{
    ShopEvent event = eventFor(ShopKind::InventoryUpdate, to.context());
    event.items = to.order().items;
    if (event.items.size() == 1) {
        event.productId = event.items.first().productId;
        event.quantity = event.items.first().quantity;
    }
    add(to, event);
}

} // namespace

void addShopFacts(Fact fact, FactWriter &to)
{
    switch (fact) {
    case Fact::Created: return addCreated(to);
    case Fact::LevelDenied: return addStatus(to, QStringLiteral("REJECTED"));
    case Fact::Approved: return addStatus(to, QStringLiteral("APPROVED"));
    case Fact::Edited: return addStatus(to, statusName(to.order().status).toUpper());
    case Fact::PaymentPending: return addPayment(to, ShopKind::PaymentPending, QStringLiteral("PENDING"));
    case Fact::Paid: return addPayment(to, ShopKind::PaymentSuccess, QStringLiteral("SUCCESS"));
    case Fact::PaymentRefused: return addPayment(to, ShopKind::PaymentFailed, QStringLiteral("FAILED"));
    case Fact::Reserved: return addStatus(to, QStringLiteral("RESERVED"));
    case Fact::StockShort:
    case Fact::Failed: return addStatus(to, QStringLiteral("FAILED"));
    case Fact::Cancelled: return addStatus(to, QStringLiteral("CANCELLED"));
    case Fact::Shipped:
        addStatus(to, QStringLiteral("SHIPPED"));
        return addShipping(to, ShopKind::ShippingStatus, ShipmentStatus::Shipped);
    case Fact::Delivered:
        addStatus(to, QStringLiteral("DELIVERED"));
        return addShipping(to, ShopKind::ShippingStatus, ShipmentStatus::Delivered);
    case Fact::LevelRequested:
    case Fact::LevelGranted: return;
    }
}

void addShopCommands(Fact fact, FactWriter &to)
{
    if (fact == Fact::Approved)
        addPaymentCommand(to);
    else if (fact == Fact::Paid)
        addInventoryCommand(to);
    else if (fact == Fact::Reserved)
        addShipping(to, ShopKind::ShippingInitiate, ShipmentStatus::Initiated);
}

/// The shop has no word of its own for stock. An owner that asks for each step by itself hears that the parcel is asked for, or that
/// there will be none; another sees whether something is shipped.
void addStockAnswer(ShipmentStatus status, FactWriter &to)
{
    if (to.context().ownerDrives)
        addShipping(to, ShopKind::ShippingStatus, status);
    else if (status == ShipmentStatus::Initiated)
        addShipping(to, ShopKind::ShippingInitiate, status);
}

void addShopAnswers(Fact fact, FactWriter &to)
{
    switch (fact) {
    case Fact::PaymentPending: return addPayment(to, ShopKind::PaymentPending, QStringLiteral("PENDING"));
    case Fact::Paid:
        addPayment(to, ShopKind::PaymentSuccess, QStringLiteral("SUCCESS"));
        return to.context().ownerDrives ? void() : addInventoryCommand(to);
    case Fact::PaymentRefused: return addPayment(to, ShopKind::PaymentFailed, QStringLiteral("FAILED"));
    case Fact::Reserved: return addStockAnswer(ShipmentStatus::Initiated, to);
    case Fact::StockShort: return addStockAnswer(ShipmentStatus::Failed, to);
    case Fact::Shipped: return addShipping(to, ShopKind::ShippingStatus, ShipmentStatus::Shipped);
    case Fact::Delivered: return addShipping(to, ShopKind::ShippingStatus, ShipmentStatus::Delivered);
    case Fact::Failed: return addShipping(to, ShopKind::ShippingStatus, ShipmentStatus::Failed);
    default: return;
    }
}

} // namespace cs::events
