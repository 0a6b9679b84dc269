// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/factrecords.h"

#include "backend/events/cloudevents.h"
#include "backend/events/omsevent.h"

namespace cs::events {

namespace {

std::optional<OmsKind> kindOf(Fact fact)
{
    switch (fact) {
    case Fact::Created:
        return OmsKind::Created;
    case Fact::LevelRequested:
        return OmsKind::ApprovalRequested;
    case Fact::LevelGranted:
        return OmsKind::ApprovalCompleted;
    case Fact::LevelDenied:
        return OmsKind::ApprovalRejected;
    case Fact::Cancelled:
        return OmsKind::Cancelled;
    case Fact::Shipped:
        return OmsKind::Fulfilled;
    case Fact::Failed:
        return OmsKind::Failed;
    case Fact::Delivered:
        break;
    }
    return std::nullopt;
}

QString withReason(const QString &sentence, const QString &reason)
{
    return reason.isEmpty() ? sentence + QLatin1Char('.') : sentence + QStringLiteral(": ") + reason;
}

/// The sentence for people; may go into a message to a customer, so it names no internals.
QString sentenceOf(Fact fact, const FactContext &context)
{
    const QString start = QStringLiteral("Order ") + context.order.id;
    const QString by =
        QStringLiteral(" by ") + context.actor.userId + QStringLiteral(" (level ") + context.level + QLatin1Char(')');
    switch (fact) {
    case Fact::Created:
        return start + QStringLiteral(" was created.");
    case Fact::LevelRequested:
        return start + QStringLiteral(" requires your approval.");
    case Fact::LevelGranted:
        return withReason(start + QStringLiteral(" was approved") + by, context.reason);
    case Fact::LevelDenied:
        return withReason(start + QStringLiteral(" was rejected") + by, context.reason);
    case Fact::Cancelled:
        return withReason(start + QStringLiteral(" was cancelled"), context.reason);
    case Fact::Shipped:
        return start + QStringLiteral(" was shipped.");
    case Fact::Delivered:
        return start + QStringLiteral(" was delivered.");
    case Fact::Failed:
        return withReason(start + QStringLiteral(" failed"), context.reason);
    }
    return {};
}

bool isAboutLevel(Fact fact)
{
    return fact == Fact::LevelRequested || fact == Fact::LevelGranted || fact == Fact::LevelDenied;
}

OutRecord recordFor(const QString &topic, const QByteArray &value, const FactContext &context, const QString &eventId)
{
    const CloudEvent event{eventId, topic, context.source, context.at, context.order.id, context.causationId};
    return {topic, context.order.id.toUtf8(), value, toHeaders(event)};
}

void addOmsRecords(Fact fact, const FactContext &context, IdSource &ids, QList<FactRecord> *records)
{
    const std::optional<OmsKind> kind = kindOf(fact);
    if (!kind)
        return;
    OmsEvent event;
    event.kind = *kind;
    event.orderId = context.order.id;
    event.eventType = omsEventType(*kind);
    event.timestamp = context.at;
    event.triggeredBy = context.actor;
    if (isAboutLevel(fact))
        event.approvalLevel = context.level;
    event.notifiers = context.notifiers;
    event.message = sentenceOf(fact, context);
    if (!context.order.items.isEmpty()) // of a foreign order we may know the id alone
        event.order = context.order;
    const QString eventId = ids.uuid7();
    records->append({eventId, recordFor(omsTopic(*kind), encodeOms(event), context, eventId)});
}

struct Family
{
    const char16_t *name;
    void (*addRecords)(Fact, const FactContext &, IdSource &, QList<FactRecord> *);
};
constexpr Family kFamilies[] = {{u"oms", addOmsRecords}};

} // namespace

QList<FactRecord> recordsOf(Fact fact, const FactContext &context, const QStringList &publish, IdSource &ids)
{
    QList<FactRecord> records;
    for (const Family &family : kFamilies) {
        if (publish.contains(QStringView(family.name)))
            family.addRecords(fact, context, ids, &records);
    }
    return records;
}

} // namespace cs::events
