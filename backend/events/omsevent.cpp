// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/omsevent.h"

#include "backend/events/document.h"
#include "backend/events/fieldwriter.h"
#include "backend/events/orderjson.h"
#include "backend/events/schemawriter.h"

namespace cs::events {

namespace {

constexpr qsizetype kMaxLevel = 64;
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

/// Must fit the topic, with or without its ORDER_.
template <typename Io>
void checkEventType(Io &fields, const OmsEvent &event)
{
    const QString &expected = omsEventType(event.kind);
    if (fields.ok() && event.eventType != expected && event.eventType != QStringView(expected).sliced(kPrefix))
        fields.fail("eventType", u"wrong_event_type",
                    QStringLiteral("eventType must be %1 on this topic, not \"%2\".").arg(expected, event.eventType.left(64)));
}

template <typename Io>
void checkOrder(Io &order, const OmsEvent &event)
{
    if (order.ok() && event.order->id != event.orderId)
        order.fail("id", u"out_of_range", QStringLiteral("order.id is not the orderId of the record."));
}

const Order kNoOrder{}; // for the schema

template <typename Io, typename T>
void describe(Io &io, T &&event)
{
    io.orderId("orderId", event.orderId);
    if constexpr (Io::kReads) {
        io.label("eventType", event.eventType, Need::Required, kMaxIdLength);
        checkEventType(io, event);
    } else {
        io.label("eventType", event.kind == OmsKind::Unknown ? event.eventType : omsEventType(event.kind), Need::Required, kMaxIdLength);
    }
    io.time("timestamp", event.timestamp, Need::Required, TimeForm::Iso);
    io.object("triggeredBy", Need::Optional, !event.triggeredBy.userId.isEmpty(),
              [&event](auto &inner) { describeActor(inner, event.triggeredBy); });
    io.label("approvalLevel", event.approvalLevel, Need::Optional, kMaxLevel);
    io.list("notifiers", event.notifiers, Need::Optional, kMaxNotifiers, [](auto &inner, auto &&one) { describeActor(inner, one); });
    io.text("message", event.message, Need::Optional, kMaxText);
    io.object("order", Need::Optional, event.order.has_value(), [&event](auto &inner) {
        if constexpr (Io::kReads) {
            describeOrder(inner, event.order.emplace());
            checkOrder(inner, event);
        } else {
            describeOrder(inner, event.order ? *event.order : kNoOrder);
        }
    });
    io.unknown(event.unknown);
}

/// A topic that nobody described: whatever is recognised of it, and never an error.
void readUnknown(json::Doc &doc, const Record &record, OmsEvent *event, std::optional<BadRecord> *bad)
{
    if (!readCells(doc, bad))
        return;
    event->timestamp = fromMillis(std::max<qint64>(record.timestampMs, 0));
    const auto read = [&doc](auto call) {
        std::optional<BadRecord> ignored;
        FieldReader fields(doc, &ignored);
        call(fields);
    };
    read([event](FieldReader &fields) { fields.text("orderId", event->orderId, Need::Optional, kMaxOrderIdLength); });
    if (!isValidOrderId(event->orderId))
        event->orderId.clear();
    read([event](FieldReader &fields) { fields.text("eventType", event->eventType, Need::Optional, kMaxIdLength); });
    read([event](FieldReader &fields) { fields.text("message", event->message, Need::Optional, kMaxText); });
    read([event](FieldReader &fields) { fields.time("timestamp", event->timestamp, Need::Optional, TimeForm::Iso); });
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

const QString &omsEventType(OmsKind kind)
{
    static const QString none;
    for (const Kind &one : kinds()) {
        if (one.kind == kind)
            return one.eventType;
    }
    return none;
}

void decodeOms(json::Doc &doc, const Record &record, OmsKind kind, OmsEvent *event, std::optional<BadRecord> *bad)
{
    if (kind == OmsKind::Unknown)
        return readUnknown(doc, record, event, bad);
    readEvent(doc, event, bad, [kind](auto &io, OmsEvent &one) {
        one.kind = kind;
        describe(io, one);
    });
}

QByteArray encodeOms(const OmsEvent &event)
{
    json::Writer to;
    to.beginObject();
    FieldWriter fields(to);
    describe(fields, event);
    return to.endObject().take();
}

QByteArray omsSchema()
{
    return schemaOf<OmsEvent>([](auto &io, auto &&event) { describe(io, event); });
}

} // namespace cs::events
