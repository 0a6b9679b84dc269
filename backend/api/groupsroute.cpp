// SPDX-License-Identifier: GPL-3.0-or-later
// GET /api/groups: where the ingest consumer's group stands, as the poller has it.
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
#include "backend/api/schemas.h"

namespace cs::api {

namespace {

struct Verdict
{
    QStringView name;
    QString words;
};

/// How many partitions with records were never read.
int neverRead(const services::Snapshot &snapshot)
{
    int count = 0;
    for (const services::TopicFigures &topic : snapshot.topics) {
        for (const services::PartitionFigures &one : topic.partitions)
            count += topic.consumed && one.next < 0 && one.high > std::max<qint64>(one.low, 0) ? 1 : 0;
    }
    return count;
}

/// Of one moment: what takes a window of commits to tell (Burrow's rules) is not told here.
Verdict verdictOf(const services::Snapshot &snapshot)
{
    if (!snapshot.brokerUp)
        return {u"unknown", QStringLiteral("The broker does not answer; these are the last figures.")};
    if (!snapshot.storeUp)
        return {u"unknown", QStringLiteral("The store does not answer; these are the last figures.")};
    if (const int count = neverRead(snapshot); count > 0)
        return {u"no_commit", QStringLiteral("%1 partitions hold records and were never read.").arg(count)};
    if (snapshot.lag <= 0)
        return {u"ok", QStringLiteral("Everything on the topics has been read.")};
    if (snapshot.eventsPerSecond <= 0)
        return {u"stalled", QStringLiteral("Records wait, and none was read in the last second.")};
    if (snapshot.drainSeconds < 0)
        return {u"warning", QStringLiteral("Records come faster than they are read.")};
    return {u"catching_up", QStringLiteral("The lag shrinks.")};
}

/// A number below 0 stands for "not known", and for null here.
void writeSeconds(json::Writer &writer, QByteArrayView name, double seconds)
{
    writer.key(name);
    seconds < 0 ? writer.null() : writer.raw(QByteArray::number(seconds, 'f', 3));
}

void writePartitions(json::Writer &writer, const services::TopicFigures &topic)
{
    writer.key("partitions").beginArray();
    for (const services::PartitionFigures &one : topic.partitions) {
        writer.beginObject().member("partition", qint64(one.partition));
        writeKnown(writer, "next", one.next);
        writeKnown(writer, "high", one.high);
        writeKnown(writer, "lag", one.lag);
        writeSeconds(writer, "lagSeconds", one.lagSeconds);
        writer.endObject();
    }
    writer.endArray();
}

void writeGroup(json::Writer &writer, const services::Snapshot &snapshot)
{
    const Verdict verdict = verdictOf(snapshot);
    writer.beginObject().member("group", snapshot.group).member("verdict", verdict.name).member("explanation", verdict.words);
    writeKnown(writer, "lag", snapshot.lag);
    writeSeconds(writer, "lagSeconds", snapshot.lagSeconds);
    writeSeconds(writer, "drainSeconds", snapshot.drainSeconds);
    if (snapshot.embedded)
        writer.member("notice", u"The embedded broker keeps no groups: offsets are the store's, and there are no members to list.");
    else if (!snapshot.secondNotifier.isEmpty())
        writer.member("notice", snapshot.secondNotifier);
    writer.key("topics").beginArray();
    for (const services::TopicFigures &topic : snapshot.topics) {
        if (!topic.consumed)
            continue;
        writer.beginObject().member("topic", topic.topic).member("lag", topic.behind);
        writePartitions(writer, topic);
        writer.endObject();
    }
    writer.endArray().endObject();
}

} // namespace

void addGroupRoute(Router &router, const Calls &calls)
{
    addRoute(router, calls, "GET", "/api/groups", Access::Person,
             {"Consumer groups of this process: offsets, lag by offset and by time, and a verdict", schema::ref("Group"), RouteDoc::Shape::List},
             [&calls](const Request &, const Actor &) -> Result<Answer> {
                 return listAnswer(QList<services::Snapshot>{calls.context().snapshot()}, {}, writeGroup);
             });
}

} // namespace cs::api
