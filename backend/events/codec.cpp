// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/codec.h"

#include "backend/events/catalogue.h"
#include "backend/events/document.h"
#include "backend/support/samebytes.h"

#include <QHash>

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
    if (doc.root().type() != json::Type::Object || !doc.root().mayHave(json::markOf(name)))
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

enum class Codec { None, Oms, Requests, OrderEvents, Pipeline, Shop };

/// How a topic's records are read, found with one look.
struct Route
{
    QString family;
    Codec codec = Codec::None;
    int kind = 0;
};

Route routeOf(const QString &topic)
{
    const QString family = familyOf(topic);
    if (family == QLatin1String("oms"))
        return {family, Codec::Oms, 0};
    if (const std::optional<ShopKind> kind = shopKindOf(topic))
        return {family, Codec::Shop, int(*kind)};
    if (const std::optional<RequestKind> kind = requestKindOf(topic))
        return {family, Codec::Requests, int(*kind)};
    const std::optional<PipelineStage> stage = pipelineStageOf(topic);
    if (!stage)
        return {family, Codec::None, 0};
    return {family, *stage == PipelineStage::Order ? Codec::OrderEvents : Codec::Pipeline, int(*stage)};
}

QHash<QString, Route> allRoutes()
{
    QHash<QString, Route> routes;
    for (const TopicEntry &entry : catalogue())
        routes.insert(entry.name, routeOf(entry.name));
    return routes;
}

/// `made` holds the route of a topic that the catalogue does not list.
const Route &findRoute(const QString &topic, Route *made)
{
    static const QHash<QString, Route> routes = allRoutes();
    const auto found = routes.constFind(topic);
    if (found != routes.cend())
        return *found;
    return *made = routeOf(topic);
}

void decodeValue(const json::Doc &doc, const Record &record, const Route &route, Decoded *to)
{
    switch (route.codec) {
    case Codec::None: return;
    case Codec::Oms: return decodeOms(doc, record, &to->event.emplace<OmsEvent>(), &to->bad);
    case Codec::Shop: return decodeShop(doc, ShopKind(route.kind), &to->event.emplace<ShopEvent>(), &to->bad);
    case Codec::Requests: return decodeRequest(doc, RequestKind(route.kind), &to->event, &to->bad);
    case Codec::Pipeline: return decodePipeline(doc, PipelineStage(route.kind), &to->event.emplace<PipelineRecord>(), &to->bad);
    case Codec::OrderEvents: break;
    }
    if (!isPipelineShape(doc))
        return decodeOrders(doc, &to->event.emplace<OrdersEvent>(), &to->bad);
    to->family = QStringLiteral("pipeline");
    decodePipeline(doc, PipelineStage::Order, &to->event.emplace<PipelineRecord>(), &to->bad);
}

EventSummary headOf(const RequestHead &head)
{
    return {{}, head.eventType, head.eventId, head.timestamp};
}

} // namespace

Decoded decode(const Record &record)
{
    Decoded decoded;
    Route made;
    const Route &route = findRoute(record.topic, &made);
    decoded.family = route.family;
    if (route.codec == Codec::None)
        return decoded;
    withDocument(record, &decoded.bad, [&](const json::Doc &doc) { decodeValue(doc, record, route, &decoded); });
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
