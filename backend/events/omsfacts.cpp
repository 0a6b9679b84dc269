// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/factwriter.h"
#include "backend/events/omsevent.h"

namespace cs::events {

namespace {

std::optional<OmsKind> kindOf(Fact fact, const FactContext &context)
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
    case Fact::PaymentRefused:
    case Fact::StockShort:
        return OmsKind::Failed;
    case Fact::Edited:
        return context.level.isEmpty() ? std::nullopt : std::optional(OmsKind::ApprovalRequested);
    case Fact::Approved:
    case Fact::PaymentPending:
    case Fact::Paid:
    case Fact::Reserved:
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
    case Fact::Edited:
        return start + QStringLiteral(" requires your approval.");
    case Fact::LevelGranted:
        return withReason(start + QStringLiteral(" was approved") + by, context.reason);
    case Fact::LevelDenied:
        return withReason(start + QStringLiteral(" was rejected") + by, context.reason);
    case Fact::Cancelled:
        return withReason(start + QStringLiteral(" was cancelled"), context.reason);
    case Fact::Shipped:
        return start + QStringLiteral(" was shipped.");
    case Fact::PaymentRefused:
        return withReason(start + QStringLiteral(" failed, as its payment was refused"), context.reason);
    case Fact::StockShort:
        return withReason(start + QStringLiteral(" failed, as its stock is short"), context.reason);
    default:
        return withReason(start + QStringLiteral(" failed"), context.reason);
    }
}

bool isAboutLevel(Fact fact)
{
    return fact == Fact::LevelRequested || fact == Fact::LevelGranted || fact == Fact::LevelDenied || fact == Fact::Edited;
}

} // namespace

void addOmsFacts(Fact fact, FactWriter &to)
{
    const FactContext &context = to.context();
    const std::optional<OmsKind> kind = kindOf(fact, context);
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
    to.add(omsTopic(*kind), encodeOms(event));
}

} // namespace cs::events
