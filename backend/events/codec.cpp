// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/codec.h"

#include "backend/events/catalogue.h"
#include "backend/events/document.h"
#include "backend/support/samebytes.h"

namespace cs::events {

namespace {

template <typename... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template <typename... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

bool has(const json::Doc &doc, QByteArrayView name)
{
    if (doc.root().type() != json::Type::Object)
        return false;
    for (const json::Cell *one = doc.root().firstChild(); one != nullptr; one = one->nextSibling()) {
        if (sameBytes(one->key(), name))
            return true;
    }
    return false;
}

bool isPipelineShape(const json::Doc &doc)
{
    return !has(doc, "data") && (has(doc, "id") || has(doc, "productId"));
}

void decodeValue(const json::Doc &doc, const Record &record, Decoded *to)
{
    if (to->family == QLatin1String("oms"))
        return decodeOms(doc, record, &to->event.emplace<OmsEvent>(), &to->bad);
    if (const std::optional<ShopKind> kind = shopKindOf(record.topic))
        return decodeShop(doc, *kind, &to->event.emplace<ShopEvent>(), &to->bad);
    if (const std::optional<RequestKind> kind = requestKindOf(record.topic))
        return decodeRequest(doc, *kind, &to->event, &to->bad);
    const std::optional<PipelineStage> stage = pipelineStageOf(record.topic);
    if (!stage)
        return;
    if (*stage == PipelineStage::Order && !isPipelineShape(doc)) {
        to->family = QStringLiteral("orders");
        return decodeOrders(doc, &to->event.emplace<OrdersEvent>(), &to->bad);
    }
    to->family = QStringLiteral("pipeline");
    decodePipeline(doc, *stage, &to->event.emplace<PipelineRecord>(), &to->bad);
}

EventSummary headOf(const RequestHead &head)
{
    return {{}, head.eventType, head.eventId, head.timestamp};
}

} // namespace

Decoded decode(const Record &record)
{
    Decoded decoded;
    decoded.family = familyOf(record.topic);
    if (decoded.family.isEmpty() || decoded.family == QLatin1String("internal"))
        return decoded;
    withDocument(record, &decoded.bad, [&](const json::Doc &doc) { decodeValue(doc, record, &decoded); });
    if (decoded.bad)
        decoded.event = std::monostate();
    return decoded;
}

QByteArray encode(const Event &event)
{
    return std::visit(Overloaded{[](std::monostate) { return QByteArray(); },
                                 [](const OmsEvent &one) { return encodeOms(one); },
                                 [](const OrdersEvent &one) { return encodeOrders(one); },
                                 [](const PipelineRecord &one) { return encodePipeline(one); },
                                 [](const ShopEvent &one) { return encodeShop(one); },
                                 [](const auto &one) { return encodeRequest(one); }},
                      event);
}

EventSummary summaryOf(const Event &event)
{
    return std::visit(
        Overloaded{[](std::monostate) { return EventSummary(); },
                   [](const OmsEvent &one) { return EventSummary{one.orderId, one.eventType, {}, one.timestamp}; },
                   [](const OrdersEvent &one) { return EventSummary{one.orderId, one.typeName, {}, one.timestamp}; },
                   [](const PipelineRecord &one) { return EventSummary{one.id, pipelineStatusName(one.status), {}, one.createdAt}; },
                   [](const ShopEvent &one) {
                       return EventSummary{one.orderId, shopTopic(one.kind).sliced(qsizetype(sizeof "ecommerce.") - 1), {}, one.timestamp};
                   },
                   [](const SalesEvent &one) {
                       EventSummary summary = headOf(one);
                       summary.orderId = one.orderId;
                       return summary;
                   },
                   [](const DeliveredEvent &one) {
                       return EventSummary{one.orderId, QStringLiteral("NOTIFICATION_DELIVERED"), one.eventId, one.timestamp};
                   },
                   [](const EmailRequest &one) { return EventSummary{{}, QStringLiteral("EMAIL_REQUEST"), one.eventId, one.timestamp}; },
                   [](const PushRequest &one) { return EventSummary{{}, QStringLiteral("PUSH_REQUEST"), one.eventId, one.timestamp}; },
                   [](const auto &one) { return headOf(one); }},
        event);
}

} // namespace cs::events
