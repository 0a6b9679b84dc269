// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/schemas.h"

#include "backend/domain/approval.h"
#include "backend/domain/lifecycle.h"
#include "backend/domain/notification.h"
#include "backend/domain/reason.h"

#include <limits>

namespace cs::api::schema {

namespace {

constexpr qint64 kMost = std::numeric_limits<qint64>::max();

QByteArray quoted(const QByteArray &plain)
{
    return '"' + plain + '"';
}

/// The names of an enum's members, from 0 on, for as long as they can be read back.
template <typename Enum, typename Name>
QByteArray namesOf(Enum last, Name name)
{
    QList<QByteArray> names;
    for (int i = 0; i <= static_cast<int>(last); ++i)
        names.append(name(static_cast<Enum>(i)).toLatin1());
    return oneOf(names);
}

QByteArray status()
{
    return namesOf(OrderStatus::Failed, statusName);
}

QByteArray role()
{
    return oneOf({"SALES_EXECUTIVE", "MANAGER", "FINANCE", "DIRECTOR", "ADMIN", "VIEWER"});
}

QByteArray count()
{
    return whole(0, kMost);
}

QByteArray order()
{
    const QByteArray awaited = object({{"step", oneOf({"payment", "reserve", "ship", "deliver"})},
                                       {"state", oneOf({"others", "asked", "queued", "running", "pending", "done", "failed"})}, {"reason", text()}});
    return object({{"id", text(64)}, {"customerId", text()}, {"currency", text(3)}, {"items", arrayOf(ref("OrderItem"))}, {"totalAmount", orNull(number())},
                   {"status", status()}, {"createdBy", ref("Actor")}, {"createdAt", time()}, {"updatedAt", time()}, {"version", whole(1, kMost)},
                   {"waitsFor?", awaited}});
}

QByteArray approval()
{
    return object({{"orderId", text(64)}, {"level", text()}, {"state", namesOf(ApprovalState::Elsewhere, approvalStateName)}, {"requestedAt", time()},
                   {"dueAt?", time()}, {"decidedBy?", text()}, {"decidedAt?", time()}, {"reason?", text()}, {"version", whole(0, kMost)},
                   {"order?", ref("Order")}});
}

QByteArray notification()
{
    return object({{"id", id64()}, {"orderId?", text(64)}, {"userId", text()}, {"role?", text()}, {"channel", namesOf(Channel::Push, channelName)},
                   {"state", namesOf(NotificationState::Cancelled, notificationStateName)}, {"title", text()}, {"message", text()},
                   {"attempts", count()}, {"reason?", text()}, {"createdAt", time()}, {"sentAt?", time()}});
}

QByteArray event()
{
    return object({{"id", id64()}, {"topic", text()}, {"partition", count()}, {"offset", id64()}, {"timestamp", time()}, {"key?", text()},
                   {"eventId?", text()}, {"type?", text()}, {"source?", text()}, {"orderId?", text()}, {"repeat", flag()},
                   {"bad?", object({{"code", text()}, {"message", text()}})}, {"receivedAt", time()},
                   {"headers", arrayOf(object({{"name", text()}, {"value", orNull(text())}}))}, {"value", anything()}});
}

QByteArray timelineEntry()
{
    return object({{"at", time()}, {"kind", oneOf({"history", "approval_requested", "approval_decided", "record", "notification", "step", "shipment"})},
                   {"history?", ref("HistoryEntry")}, {"approval?", ref("Approval")}, {"record?", ref("OrderRecord")},
                   {"notification?", ref("Notification")},
                   {"step?", object({{"name", oneOf({"payment", "refund", "reserve", "release", "ship", "deliver"})},
                                     {"state", oneOf({"queued", "running", "pending", "done", "failed"})}, {"attempts", count()}, {"askedAt", time()},
                                     {"outcome?", text()}})},
                   {"shipment?", object({{"state", oneOf({"initiated", "shipped", "in_transit", "delivered", "failed"})}, {"detail?", text()}})}});
}

QByteArray orderRecord()
{
    return object({{"from", oneOf({"outbox", "event_log"})}, {"eventId?", text()}, {"topic", text()}, {"partition?", count()}, {"offset?", id64()},
                   {"type?", text()}, {"source?", text()}, {"cause?", text()}, {"createdAt?", time()}, {"sentAt?", time()}, {"seenAt?", time()},
                   {"receivedAt?", time()}, {"repeat?", flag()}, {"bad?", object({{"code", text()}, {"message", text()}})}, {"value", anything()}});
}

QByteArray topic()
{
    const QByteArray known = orNull(id64());
    const QByteArray partition = object({{"partition", count()}, {"low", known}, {"high", known}, {"next", known}, {"lag", known}});
    return object({{"topic", text()}, {"family", text()}, {"producedPerSecond", number()}, {"consumedPerSecond", number()}, {"onTopic", count()},
                   {"stored", count()}, {"bad", count()}, {"behind", count()}, {"partitions", arrayOf(partition)}});
}

QByteArray serviceState()
{
    return oneOf({"off", "starting", "running", "paused", "waiting", "failed", "stopping"});
}

QByteArray service()
{
    return object({{"service", text()}, {"state", serviceState()}, {"reason?", text()}, {"fixed?", text()}, {"groups", arrayOf(text())}, {"lag", orNull(count())},
                   {"handled", count()}, {"failed", count()}, {"lastHandledAt?", time()}});
}

QByteArray stockLevel()
{
    return object({{"productId", text(64)}, {"name?", text()}, {"onHand", count()}, {"reserved", count()}, {"available", count()}});
}

QByteArray stockDetail()
{
    const QByteArray reservation = object({{"orderId", text(64)}, {"quantity", count()}, {"state", oneOf({"held", "released", "shipped"})}, {"at", time()}});
    return object({{"level", ref("StockLevel")}, {"reservations", arrayOf(reservation)}, {"movements", arrayOf(ref("StockMovement"))}});
}

QByteArray group()
{
    const QByteArray known = orNull(id64());
    const QByteArray verdict = oneOf({"ok", "unknown", "no_commit", "warning", "rewound", "stalled", "stopped"});
    const QByteArray partition = object({{"partition", count()}, {"verdict", verdict}, {"next", known}, {"high", known}, {"lag", known}, {"lagSeconds", orNull(number())}});
    return object({{"group", text()}, {"service", text()}, {"state", serviceState()}, {"brokerState", orNull(text())}, {"members", orNull(arrayOf(text()))},
                   {"verdict", verdict}, {"explanation", text()}, {"lag", orNull(count())}, {"lagSeconds", orNull(number())},
                   {"consumedPerSecond", orNull(number())}, {"drainSeconds?", orNull(number())}, {"notice?", text()},
                   {"topics", arrayOf(object({{"topic", text()}, {"lag", count()}, {"partitions", arrayOf(partition)}}))}});
}

/// Of an order that is made or edited: as validate() takes them.
QByteArray givenItems()
{
    return R"({"type":"array","minItems":1,"maxItems":1000,"items":)" + ref("OrderItem") + '}';
}

QByteArray newOrder()
{
    return object({{"orderId?", text(64)}, {"customerId", text()}, {"currency?", text(3)}, {"items", givenItems()}, {"createdBy?", ref("Actor")}});
}

} // namespace

QByteArray text(int most)
{
    return most > 0 ? R"({"type":"string","maxLength":)" + QByteArray::number(most) + '}' : QByteArray(R"({"type":"string"})");
}

QByteArray time()
{
    return R"({"type":"string","format":"date-time"})";
}

QByteArray flag()
{
    return R"({"type":"boolean"})";
}

QByteArray number()
{
    return R"({"type":"number"})";
}

QByteArray whole(qint64 least, qint64 most)
{
    QByteArray made = R"({"type":"integer","minimum":)" + QByteArray::number(least);
    return most == kMost ? made + '}' : made + R"(,"maximum":)" + QByteArray::number(most) + '}';
}

QByteArray id64()
{
    return R"({"type":"integer","format":"int64"})";
}

QByteArray oneOf(const QList<QByteArray> &names)
{
    QByteArrayList list;
    for (const QByteArray &name : names)
        list.append(quoted(name));
    return R"({"type":"string","enum":[)" + list.join(',') + "]}";
}

QByteArray arrayOf(const QByteArray &items)
{
    return R"({"type":"array","items":)" + items + '}';
}

QByteArray orNull(const QByteArray &schema)
{
    return R"({"anyOf":[)" + schema + R"(,{"type":"null"}]})";
}

QByteArray anything()
{
    return "{}";
}

QByteArray object(std::initializer_list<Member> members)
{
    QByteArrayList properties;
    QByteArrayList required;
    for (const Member &member : members) {
        const bool optional = member.name.endsWith('?');
        const QByteArray name = quoted(optional ? member.name.chopped(1) : member.name);
        properties.append(name + ':' + member.schema);
        if (!optional)
            required.append(name);
    }
    return R"({"type":"object","properties":{)" + properties.join(',') + R"(},"required":[)" + required.join(',') + "]}";
}

QByteArray ref(const QByteArray &name)
{
    return R"({"$ref":"#/components/schemas/)" + name + "\"}";
}

QByteArray components()
{
    const QList<Member> all{
        {"Actor", object({{"userId", text()}, {"role", text()}})},
        {"OrderItem", object({{"productId", text()}, {"quantity", whole(1, 1'000'000)}, {"price", number()}})},
        {"Order", order()},
        {"NewOrder", newOrder()},
        {"OrderEdit", object({{"items", givenItems()}, {"version", whole(1, std::numeric_limits<int>::max())}})},
        {"Approval", approval()},
        {"Decision", object({{"level", oneOf({"MANAGER", "FINANCE", "DIRECTOR"})}, {"decision", oneOf({"approve", "reject"})}, {"reason?", text(kLongestReason)},
                             {"version", whole(1, std::numeric_limits<int>::max())}})},
        {"Notification", notification()},
        {"HistoryEntry", object({{"act", text()}, {"status", status()}, {"actor", ref("Actor")}, {"cause?", text()}, {"detail?", text()}})},
        {"OrderRecord", orderRecord()},
        {"TimelineEntry", timelineEntry()},
        {"Event", event()},
        {"Topic", topic()},
        {"Group", group()},
        {"Service", service()},
        {"StockLevel", stockLevel()},
        {"StockMovement", object({{"id", id64()}, {"delta", id64()}, {"before", count()}, {"after", count()}, {"reason", text()}, {"userId", text()}, {"at", time()}})},
        {"StockDetail", stockDetail()},
        {"User", object({{"userId", text(64)}, {"name", text()}, {"role", role()}, {"reportsTo?", text()}, {"disabled", flag()}})},
        {"Token", object({{"id", text()}, {"userId", text()}, {"label", text()}, {"createdAt", time()}, {"expiresAt?", time()}, {"revoked", flag()}})},
        {"AuditEntry", object({{"id", id64()}, {"at", time()}, {"actor", ref("Actor")}, {"act", text()}, {"subject", text()}, {"detail", anything()},
                               {"hash", text()}})},
        {"Error", object({{"success", R"({"const":false})"}, {"message", text()},
                          {"errors", arrayOf(object({{"field", text()}, {"message", text()}}))}})}};
    QByteArrayList list;
    for (const Member &one : all)
        list.append(quoted(one.name) + ':' + one.schema);
    return '{' + list.join(',') + '}';
}

QList<QueryField> paged(QList<QueryField> own)
{
    own.append({"limit", whole(1, 1000), "Rows of a page; 100 unless told otherwise."});
    own.append({"after", text(), "`next` of the page before."});
    return own;
}

} // namespace cs::api::schema
