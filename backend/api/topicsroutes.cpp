// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
#include "backend/api/schemas.h"

namespace cs::api {

namespace {

void writeRate(json::Writer &writer, QByteArrayView name, double perSecond)
{
    writer.key(name).raw(QByteArray::number(perSecond, 'f', 2));
}

/// -1 stands for "not known" in the figures, and for null here.
void writeTopic(json::Writer &writer, const services::TopicFigures &topic)
{
    writer.beginObject().member("topic", topic.topic).member("family", topic.family);
    writeRate(writer, "producedPerSecond", topic.producedPerSecond);
    writeRate(writer, "consumedPerSecond", topic.consumedPerSecond);
    writer.member("onTopic", topic.onTopic).member("stored", topic.stored).member("bad", topic.bad).member("behind", topic.behind);
    writer.key("partitions").beginArray();
    for (const services::PartitionFigures &partition : topic.partitions) {
        writer.beginObject().member("partition", qint64(partition.partition));
        writeKnown(writer, "low", partition.low);
        writeKnown(writer, "high", partition.high);
        writeKnown(writer, "next", partition.next);
        writeKnown(writer, "lag", partition.lag);
        writer.endObject();
    }
    writer.endArray().endObject();
}

Result<Answer> listEvents(const Calls &calls, const Request &request)
{
    QueryReader given(request);
    storage::EventQuery query;
    query.topic = given.text(QStringLiteral("topic"));
    query.orderId = given.text(QStringLiteral("orderId"));
    query.from = given.time(QStringLiteral("from"));
    query.limit = given.limit();
    query.after = given.text(QStringLiteral("after"));
    CS_TRY(given.check());
    using Page = storage::Page<storage::LoggedEvent>;
    const auto page = calls.read<Page>([query](storage::Connection &connection) { return storage::IngestStore(connection).page(query); });
    if (!page.ok())
        return page.error();
    return listAnswer(page->rows, page->next, writeEvent);
}

} // namespace

void addTopicRoutes(Router &router, const Calls &calls)
{
    using namespace schema;
    addRoute(router, calls, "GET", "/api/topics", Access::Person, {"Topics with their offsets, rates and accounting", ref("Topic"), RouteDoc::Shape::List},
             [&calls](const Request &, const Actor &) -> Result<Answer> { return listAnswer(calls.context().snapshot().topics, {}, writeTopic); });
    const QList<QueryField> filters{{"topic", text(), "On this topic."}, {"orderId", text(), "About this order."}, {"from", text(), "Received at this time or later."}};
    addRoute(router, calls, "GET", "/api/events", Access::Person, {"Records as they were received, newest first", ref("Event"), RouteDoc::Shape::List, paged(filters)},
             [&calls](const Request &request, const Actor &) { return listEvents(calls, request); });
}

} // namespace cs::api
