// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/codec.h"

#include "backend/events/catalogue.h"
#include "backend/events/document.h"
#include "backend/events/wordtable.h"

namespace cs::events {

namespace {

template <typename... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template <typename... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

/// Where names are escaped or the text is no object. In one that is not JSON the names are looked for as they stand.
bool isPipelineByName(json::Doc &doc)
{
    std::optional<BadRecord> bad;
    if (readCells(doc, &bad)) {
        FieldReader root(doc, &bad);
        const auto has = [&root](QByteArrayView name) { return root.find(name) != nullptr; };
        return !has("data") && (has("id") || has("productId"));
    }
    json::Cursor root(doc.index());
    return root.take('{') && root.ahead("data").atEnd() && (!root.ahead("id").atEnd() || !root.ahead("productId").atEnd());
}

/// What begins as one of the two families does is looked at no further than to `data`.
bool isPipelineShape(json::Doc &doc)
{
    json::Cursor root(doc.index());
    if (root.take('{') && !doc.index().hasEscapes()) {
        if ((root.isKey("type") || root.isKey("timestamp") || root.isKey("data")) && !root.ahead("data").atEnd())
            return false;
        if (root.isKey("id"))
            return root.ahead("data").atEnd();
    }
    if (const json::Members *members = doc.makeRootMembers())
        return !members->has("data") && (members->has("id") || members->has("productId"));
    return isPipelineByName(doc);
}

enum class Codec { None, Oms, Requests, OrderEvents, Pipeline, Shop };

/// How a topic's records are read, found with one look.
struct Route
{
    QString family;
    Codec codec = Codec::None;
    int kind = 0;
};

/// As a literal, which costs nothing to hand on.
QString familyLiteral(const QString &name)
{
    const QStringList all = families();
    return all.value(all.indexOf(name), name);
}

Route routeOf(const QString &topic)
{
    const QString family = familyLiteral(familyOf(topic));
    if (family == QLatin1String("oms"))
        return {family, Codec::Oms, int(omsKindOf(topic))};
    if (const std::optional<ShopKind> kind = shopKindOf(topic))
        return {family, Codec::Shop, int(*kind)};
    if (const std::optional<RequestKind> kind = requestKindOf(topic))
        return {family, Codec::Requests, int(*kind)};
    const std::optional<PipelineStage> stage = pipelineStageOf(topic);
    if (!stage)
        return {family, Codec::None, 0};
    return {family, *stage == PipelineStage::Order ? Codec::OrderEvents : Codec::Pipeline, int(*stage)};
}

/// Those of all topics of the catalogue, in its order.
QList<Route> allRoutes()
{
    QList<Route> routes;
    for (const TopicEntry &entry : catalogue())
        routes.append(routeOf(entry.name));
    return routes;
}

WordTable<QStringView> topicTable()
{
    QList<QStringView> names;
    for (const TopicEntry &entry : catalogue())
        names.append(entry.name);
    return WordTable<QStringView>(names);
}

/// `made` holds the route of a topic that the catalogue does not list.
const Route &findRoute(const QString &topic, Route *made)
{
    static const WordTable<QStringView> table = topicTable();
    static const QList<Route> routes = allRoutes();
    const int place = table.find(topic);
    if (place >= 0)
        return routes.at(place);
    return *made = routeOf(topic);
}

void decodeValue(json::Doc &doc, const Record &record, const Route &route, Decoded *to)
{
    switch (route.codec) {
    case Codec::None: return;
    case Codec::Oms: return decodeOms(doc, record, OmsKind(route.kind), &to->event.emplace<OmsEvent>(), &to->bad);
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

Decoded decodeWith(const Record &record, Reading reading)
{
    Route made;
    const Route &route = findRoute(record.topic, &made);
    Decoded decoded;
    decoded.family = route.family;
    if (route.codec == Codec::None)
        return decoded;
    if (json::Doc *doc = openDocument(record, reading, &decoded.bad))
        decodeValue(*doc, record, route, &decoded);
    if (decoded.bad)
        decoded.event = std::monostate();
    return decoded;
}

EventSummary headOf(const RequestHead &head)
{
    return {{}, head.eventType, head.eventId, head.timestamp};
}

} // namespace

Decoded decode(const Record &record)
{
    return decodeWith(record, Reading::Quick);
}

Decoded decodeByName(const Record &record)
{
    return decodeWith(record, Reading::ByName);
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
