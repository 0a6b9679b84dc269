// SPDX-License-Identifier: GPL-3.0-or-later
// GET /api/groups: where the groups of this process stand, as the poller has it.
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
#include "backend/api/schemas.h"

#include <algorithm>

namespace cs::api {

namespace {

/// A number below 0 stands for "not known", and for null here.
void writeSeconds(json::Writer &writer, QByteArrayView name, double seconds)
{
    writer.key(name);
    seconds < 0 ? writer.null() : writer.raw(QByteArray::number(seconds, 'f', 3));
}

void writePartition(json::Writer &writer, const services::GroupPartition &one)
{
    writer.beginObject().member("partition", qint64(one.partition)).member("verdict", services::lagVerdictName(one.verdict));
    writeKnown(writer, "next", one.next);
    writeKnown(writer, "high", one.high);
    writeKnown(writer, "lag", one.lag);
    writeSeconds(writer, "lagSeconds", one.lagSeconds);
    writer.endObject();
}

/// The partitions stand in the order of their topics.
void writeTopics(json::Writer &writer, const QList<services::GroupPartition> &partitions)
{
    writer.key("topics").beginArray();
    for (qsizetype from = 0, to = 0; from < partitions.size(); from = to) {
        qint64 lag = 0;
        for (to = from; to < partitions.size() && partitions.at(to).topic == partitions.at(from).topic; ++to)
            lag += std::max<qint64>(partitions.at(to).lag, 0);
        writer.beginObject().member("topic", partitions.at(from).topic).member("lag", lag).key("partitions").beginArray();
        for (qsizetype one = from; one < to; ++one)
            writePartition(writer, partitions.at(one));
        writer.endArray().endObject();
    }
    writer.endArray();
}

QString stateOf(const services::Snapshot &snapshot, const QString &service)
{
    for (const services::ServiceStatus &one : snapshot.services) {
        if (one.service == service)
            return services::serviceStateName(one.state);
    }
    return services::serviceStateName(services::ServiceState::Running); // the reading itself, which no service stands for
}

void writeMembers(json::Writer &writer, const services::GroupFigures &group)
{
    writer.key("members");
    if (!group.membersKnown) {
        writer.null();
        return;
    }
    writer.beginArray();
    for (const QString &one : group.members)
        writer.string(one);
    writer.endArray();
}

void writeGroup(json::Writer &writer, const services::Snapshot &snapshot, const services::GroupFigures &group)
{
    writer.beginObject().member("group", group.group).member("service", group.service).member("state", stateOf(snapshot, group.service));
    writer.key("brokerState");
    group.state.isEmpty() ? writer.null() : writer.string(group.state);
    writeMembers(writer, group);
    writer.member("verdict", services::lagVerdictName(group.verdict)).member("explanation", group.explanation);
    writeKnown(writer, "lag", group.lag);
    writeSeconds(writer, "lagSeconds", group.lagSeconds);
    writeSeconds(writer, "consumedPerSecond", group.consumedPerSecond);
    if (group.group == snapshot.group)
        writeSeconds(writer, "drainSeconds", snapshot.drainSeconds);
    if (snapshot.embedded)
        writer.member("notice", u"The embedded broker keeps no groups: offsets are the store's, and there are no members to list.");
    else if (group.group == snapshot.group && !snapshot.secondNotifier.isEmpty())
        writer.member("notice", snapshot.secondNotifier);
    writeTopics(writer, group.partitions);
    writer.endObject();
}

} // namespace

void addGroupRoute(Router &router, const Calls &calls)
{
    addRoute(router, calls, "GET", "/api/groups", Access::Person,
             {"Consumer groups of this process: state, members, lag by offset and by time, and a verdict", schema::ref("Group"), RouteDoc::Shape::List},
             [&calls](const Request &, const Actor &) -> Result<Answer> {
                 const services::Snapshot snapshot = calls.context().snapshot();
                 return listAnswer(snapshot.groups, {}, [&snapshot](json::Writer &writer, const services::GroupFigures &group) { writeGroup(writer, snapshot, group); });
             });
}

} // namespace cs::api
