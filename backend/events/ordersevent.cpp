// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/ordersevent.h"

#include "backend/events/document.h"
#include "backend/events/fieldwriter.h"
#include "backend/events/orderjson.h"
#include "backend/events/schemawriter.h"

namespace cs::events {

namespace {

constexpr qsizetype kMaxStatus = 64;
constexpr const char16_t *kNames[] = {u"ORDER_CREATED", u"ORDER_UPDATED", u"ORDER_CANCELLED", u"ORDER_SHIPPED", u"ORDER_DELIVERED"};

template <typename Io, typename T>
void describeData(Io &io, T &&event)
{
    const bool created = event.type == OrdersType::Created;
    const Need whole = created ? Need::Required : Need::Optional;
    io.orderId("orderId", event.orderId);
    io.currencyAhead("currency", event.currency, Need::Optional);
    io.text("customerId", event.customerId, whole, kMaxIdLength);
    io.money("totalAmount", event.total, event.currency, whole);
    io.label("status", event.status, created || event.type == OrdersType::Updated ? Need::Required : Need::Optional, kMaxStatus);
    io.list("items", event.items, whole, kMaxItems, [&event](auto &line, auto &&item) { describeLine(line, item, event.currency); });
    if (Io::kReads || event.currency != Currency())
        io.currency("currency", event.currency);
    io.unknown(event.unknownData);
}

template <typename Io, typename T>
void describe(Io &io, T &&event)
{
    if constexpr (Io::kReads) {
        io.label("type", event.typeName, Need::Required, kMaxIdLength);
        event.type = ordersTypeOf(event.typeName);
    } else {
        io.label("type", event.type == OrdersType::Unknown ? event.typeName : ordersTypeName(event.type), Need::Required, kMaxIdLength);
    }
    io.time("timestamp", event.timestamp, Need::Required, TimeForm::Iso);
    io.object("data", Need::Required, true, [&event](auto &data) { describeData(data, event); });
    io.unknown(event.unknown);
}

} // namespace

QString ordersTypeName(OrdersType type)
{
    return type == OrdersType::Unknown ? QString() : QString::fromUtf16(kNames[size_t(type)]);
}

OrdersType ordersTypeOf(QStringView name)
{
    for (size_t i = 0; i < std::size(kNames); ++i) {
        if (name == QStringView(kNames[i]))
            return OrdersType(i);
    }
    return OrdersType::Unknown;
}

void decodeOrders(json::Doc &doc, OrdersEvent *event, std::optional<BadRecord> *bad)
{
    readEvent(doc, event, bad, [](auto &io, OrdersEvent &one) { describe(io, one); });
}

QByteArray encodeOrders(const OrdersEvent &event)
{
    json::Writer to;
    to.beginObject();
    FieldWriter fields(to);
    describe(fields, event);
    return to.endObject().take();
}

QByteArray ordersSchema()
{
    return schemaOf<OrdersEvent>([](auto &io, auto &&event) { describe(io, event); });
}

} // namespace cs::events
