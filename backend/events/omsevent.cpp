// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/omsevent.h"

#include "backend/events/fieldreader.h"
#include "backend/events/orderjson.h"

namespace cs::events {

namespace {

constexpr qsizetype kMaxLevel = 64;
constexpr qsizetype kMaxMessage = 16'384;
constexpr qsizetype kMaxNotifiers = 100;
constexpr qsizetype kPrefix = 6; ///< of ORDER_

struct Kind
{
    OmsKind kind;
    QString topic;
    QString eventType;
};

const QList<Kind> &kinds()
{
    static const QList<Kind> list = {
        {OmsKind::Created, QStringLiteral("order.created"), QStringLiteral("ORDER_CREATED")},
        {OmsKind::ApprovalRequested, QStringLiteral("order.approval.requested"), QStringLiteral("ORDER_APPROVAL_REQUESTED")},
        {OmsKind::ApprovalCompleted, QStringLiteral("order.approval.completed"), QStringLiteral("ORDER_APPROVAL_COMPLETED")},
        {OmsKind::ApprovalRejected, QStringLiteral("order.approval.rejected"), QStringLiteral("ORDER_APPROVAL_REJECTED")},
        {OmsKind::Cancelled, QStringLiteral("order.cancelled"), QStringLiteral("ORDER_CANCELLED")},
        {OmsKind::Fulfilled, QStringLiteral("order.fulfilled"), QStringLiteral("ORDER_FULFILLED")},
        {OmsKind::Failed, QStringLiteral("order.failed"), QStringLiteral("ORDER_FAILED")},
    };
    return list;
}

void readEventType(FieldReader &fields, OmsEvent *event)
{
    event->eventType = fields.string("eventType", FieldReader::Required, kMaxIdLength);
    const QString expected = omsEventType(event->kind);
    if (fields.ok() && event->eventType != expected && event->eventType != QStringView(expected).sliced(kPrefix))
        fields.fail("eventType", u"wrong_event_type",
                    QStringLiteral("eventType must be %1 on this topic, not \"%2\".").arg(expected, event->eventType.left(64)));
}

void readNotifiers(FieldReader &fields, OmsEvent *event)
{
    const json::Value *list = fields.member("notifiers", FieldReader::Optional, json::Type::Array);
    if (list == nullptr)
        return;
    if (list->items().size() > kMaxNotifiers)
        fields.fail("notifiers", u"out_of_range", QStringLiteral("There are more than %1 notifiers.").arg(kMaxNotifiers));
    for (qsizetype i = 0; fields.ok() && i < list->items().size(); ++i) {
        FieldReader one(list->items()[i], fields, "notifiers", i);
        if (one.isObject())
            event->notifiers.append(readActor(one));
    }
}

void readOrderMember(FieldReader &fields, OmsEvent *event)
{
    const json::Value *value = fields.member("order", FieldReader::Optional, json::Type::Object);
    if (value == nullptr)
        return;
    FieldReader inner(*value, fields, "order");
    event->order = readOrder(inner);
    if (inner.ok() && event->order->id != event->orderId)
        inner.fail("id", u"out_of_range", QStringLiteral("order.id is not the orderId of the record."));
}

void readEvent(FieldReader &fields, OmsEvent *event)
{
    event->orderId = fields.string("orderId", FieldReader::Required, 64);
    if (fields.ok() && !isValidOrderId(event->orderId))
        fields.fail("orderId", u"out_of_range", QStringLiteral("An order id has 1 to 64 characters of A-Z a-z 0-9 . _ : -"));
    readEventType(fields, event);
    event->timestamp = fields.time("timestamp");
    if (const json::Value *actor = fields.member("triggeredBy", FieldReader::Optional, json::Type::Object)) {
        FieldReader inner(*actor, fields, "triggeredBy");
        event->triggeredBy = readActor(inner);
    }
    event->approvalLevel = fields.string("approvalLevel", FieldReader::Optional, kMaxLevel);
    readNotifiers(fields, event);
    event->message = fields.string("message", FieldReader::Optional, kMaxMessage);
    readOrderMember(fields, event);
}

/// A topic that nobody described: whatever is recognised of it, and never an error.
OmsEvent readUnknown(const json::Value &root, const Record &record)
{
    OmsEvent event;
    event.timestamp = fromMillis(std::max<qint64>(record.timestampMs, 0));
    const auto text = [&](QByteArrayView name, qsizetype most) {
        std::optional<BadRecord> ignored;
        return FieldReader(root, &ignored).string(name, FieldReader::Optional, most);
    };
    const QString orderId = text("orderId", 64);
    if (isValidOrderId(orderId))
        event.orderId = orderId;
    event.eventType = text("eventType", kMaxIdLength);
    event.message = text("message", kMaxMessage);
    if (const json::Value *time = root.find("timestamp"); time != nullptr && time->isString())
        fromIso(QByteArrayView(time->text()), &event.timestamp);
    return event;
}

} // namespace

QString omsTopic(OmsKind kind)
{
    for (const Kind &one : kinds()) {
        if (one.kind == kind)
            return one.topic;
    }
    return {};
}

OmsKind omsKindOf(const QString &topic)
{
    for (const Kind &one : kinds()) {
        if (one.topic == topic)
            return one.kind;
    }
    return OmsKind::Unknown;
}

QString omsEventType(OmsKind kind)
{
    for (const Kind &one : kinds()) {
        if (one.kind == kind)
            return one.eventType;
    }
    return {};
}

OmsDecoded decodeOms(const Record &record)
{
    if (!record.value)
        return {std::nullopt, BadRecord{QStringLiteral("null_value"), QStringLiteral("The record has no value."), {}, -1}};
    json::ParseError error;
    const std::optional<json::Value> root = json::parse(*record.value, {}, &error);
    if (!root)
        return {std::nullopt, BadRecord{error.code, error.message, error.path, error.offset}};
    const OmsKind kind = omsKindOf(record.topic);
    if (kind == OmsKind::Unknown)
        return {readUnknown(*root, record), std::nullopt};
    OmsDecoded decoded;
    OmsEvent event;
    event.kind = kind;
    FieldReader fields(*root, &decoded.bad);
    if (fields.isObject())
        readEvent(fields, &event);
    if (!decoded.bad)
        decoded.event = std::move(event);
    return decoded;
}

QByteArray encodeOms(const OmsEvent &event)
{
    json::Writer to;
    to.beginObject().member("orderId", event.orderId);
    to.member("eventType", event.kind == OmsKind::Unknown ? event.eventType : omsEventType(event.kind));
    to.key("timestamp").utf8(toIsoUtf8(event.timestamp));
    if (!event.triggeredBy.userId.isEmpty()) {
        to.key("triggeredBy");
        writeActor(to, event.triggeredBy);
    }
    if (!event.approvalLevel.isEmpty())
        to.member("approvalLevel", event.approvalLevel);
    if (!event.notifiers.isEmpty()) {
        to.key("notifiers").beginArray();
        for (const Actor &one : event.notifiers)
            writeActor(to, one);
        to.endArray();
    }
    if (!event.message.isEmpty())
        to.member("message", event.message);
    if (event.order) {
        to.key("order");
        writeOrder(to, *event.order);
    }
    return to.endObject().take();
}

} // namespace cs::events
