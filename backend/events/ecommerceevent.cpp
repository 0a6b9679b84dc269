// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/ecommerceevent.h"

#include "backend/events/document.h"
#include "backend/events/fieldwriter.h"
#include "backend/events/orderjson.h"
#include "backend/events/schemawriter.h"

namespace cs::events {

namespace {

constexpr qsizetype kMaxStatus = 64;
constexpr const char16_t *kTopics[] = {
    u"ecommerce.orders.created", u"ecommerce.order.payment.initiated", u"ecommerce.payment.success", u"ecommerce.payment.failed",
    u"ecommerce.payment.pending", u"ecommerce.order.status.updated", u"ecommerce.inventory.update", u"ecommerce.shipping.initiate",
    u"ecommerce.shipping.status",
};
constexpr const char16_t *kShipment[] = {u"INITIATED", u"SHIPPED", u"IN_TRANSIT", u"DELIVERED", u"FAILED"};

bool isOutcome(ShopKind kind)
{
    return kind == ShopKind::PaymentSuccess || kind == ShopKind::PaymentFailed || kind == ShopKind::PaymentPending;
}

template <typename Io, typename T>
void describePayment(Io &io, T &&event)
{
    const ShopKind kind = event.kind;
    if (isOutcome(kind) || kind == ShopKind::PaymentInitiated) {
        io.text("paymentId", event.paymentId, isOutcome(kind) ? Need::Required : Need::Optional, kMaxIdLength);
        io.money("amount", event.amount, event.currency, Need::Optional);
        if (isOutcome(kind) && (Io::kReads || event.amount))
            io.currency("currency", event.currency);
    }
}

template <typename Io, typename T>
void describeGoods(Io &io, T &&event)
{
    const ShopKind kind = event.kind;
    const Need whole = kind == ShopKind::OrderCreated ? Need::Required : Need::Optional;
    if (kind == ShopKind::OrderCreated || kind == ShopKind::PaymentInitiated) {
        io.money("totalAmount", event.total, event.currency, whole);
        io.currency("currency", event.currency);
    }
    if (kind == ShopKind::InventoryUpdate) {
        io.text("productId", event.productId, Need::Optional, kMaxIdLength);
        io.integer("quantity", event.quantity, Need::Optional, 1, kMaxQuantity);
    }
    if (kind == ShopKind::InventoryUpdate || kind == ShopKind::ShippingInitiate || kind == ShopKind::OrderCreated || kind == ShopKind::PaymentInitiated)
        io.list("items", event.items, whole, kMaxItems, [&event](auto &line, auto &&item) { describeLine(line, item, event.currency); });
    if ((Io::kReads || !event.items.isEmpty()) && (kind == ShopKind::InventoryUpdate || kind == ShopKind::ShippingInitiate))
        io.currency("currency", event.currency);
}

template <typename Io, typename T>
void describe(Io &io, T &&event)
{
    const ShopKind kind = event.kind;
    io.orderId("orderId", event.orderId);
    io.text("customerId", event.customerId, kind == ShopKind::OrderCreated ? Need::Required : Need::Optional, kMaxIdLength);
    io.time("timestamp", event.timestamp, Need::Required, TimeForm::Either);
    io.currencyAhead("currency", event.currency, Need::Optional);
    describeGoods(io, event);
    describePayment(io, event);
    if (kind == ShopKind::ShippingInitiate || kind == ShopKind::ShippingStatus) {
        io.text("trackingNumber", event.trackingNumber, Need::Optional, kMaxIdLength);
        io.text("carrier", event.carrier, Need::Optional, kMaxIdLength);
    }
    io.label("status", event.status, kind == ShopKind::StatusUpdated || kind == ShopKind::ShippingStatus ? Need::Required : Need::Optional, kMaxStatus);
    io.text("reason", event.reason, Need::Optional, kMaxText);
    io.unknown(event.unknown);
}

/// What a description by single members cannot say.
template <typename Io>
void check(Io &fields, const ShopEvent &event)
{
    if (event.kind == ShopKind::ShippingStatus && fields.ok() && !shipmentStatusOf(event.status))
        fields.fail("status", u"out_of_range", QStringLiteral("status cannot be \"%1\".").arg(event.status));
    if (event.kind != ShopKind::InventoryUpdate || !fields.ok() || !event.items.isEmpty())
        return;
    if (event.productId.isEmpty())
        fields.fail("productId", u"missing_field", QStringLiteral("productId is missing, and there are no items."));
    else if (!event.quantity)
        fields.fail("quantity", u"missing_field", QStringLiteral("quantity is missing."));
}

} // namespace

QString shopTopic(ShopKind kind)
{
    return QString::fromUtf16(kTopics[size_t(kind)]);
}

std::optional<ShopKind> shopKindOf(QStringView topic)
{
    for (size_t i = 0; i < std::size(kTopics); ++i) {
        if (topic == QStringView(kTopics[i]))
            return ShopKind(i);
    }
    return std::nullopt;
}

QString shipmentStatusName(ShipmentStatus status)
{
    return QString::fromUtf16(kShipment[size_t(status)]);
}

std::optional<ShipmentStatus> shipmentStatusOf(QStringView name)
{
    for (size_t i = 0; i < std::size(kShipment); ++i) {
        if (name == QStringView(kShipment[i]))
            return ShipmentStatus(i);
    }
    return std::nullopt;
}

void decodeShop(json::Doc &doc, ShopKind kind, ShopEvent *event, std::optional<BadRecord> *bad)
{
    readEvent(doc, event, bad, [kind](auto &io, ShopEvent &one) {
        one.kind = kind;
        describe(io, one);
        check(io, one);
    });
}

QByteArray encodeShop(const ShopEvent &event)
{
    json::Writer to;
    to.beginObject();
    FieldWriter fields(to);
    describe(fields, event);
    return to.endObject().take();
}

QByteArray shopSchema(ShopKind kind)
{
    return schemaOf<ShopEvent>([kind](auto &io, ShopEvent event) {
        event.kind = kind;
        event.amount = Money(); // so that its currency is named, too
        describe(io, event);
    });
}

} // namespace cs::events
