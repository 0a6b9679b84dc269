// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/wording.h"

namespace cs::services {

using events::OmsKind;

namespace {

/// "Manager" for a role of ours, else the level as it was sent.
QString levelTitle(const QString &level)
{
    if (const std::optional<Role> role = roleFromName(level))
        return roleTitle(*role);
    return level;
}

} // namespace

QString titleOf(const events::OmsEvent &event, const QString &level)
{
    const QString &id = event.orderId;
    switch (event.kind) {
    case OmsKind::Created:
        return QStringLiteral("Order %1 created").arg(id);
    case OmsKind::ApprovalRequested:
        return QStringLiteral("Approval needed: ") + id; // the most frequent one: arg() takes three times as long
    case OmsKind::ApprovalCompleted:
        return level.isEmpty() ? QStringLiteral("Order %1 approved").arg(id)
                               : QStringLiteral("Order %1 approved: %2").arg(id, levelTitle(level));
    case OmsKind::ApprovalRejected:
        return QStringLiteral("Order %1 rejected").arg(id);
    case OmsKind::Cancelled:
        return QStringLiteral("Order %1 cancelled").arg(id);
    case OmsKind::Fulfilled:
        return QStringLiteral("Order %1 shipped").arg(id);
    case OmsKind::Failed:
        return QStringLiteral("Order %1 failed").arg(id);
    case OmsKind::Unknown:
        break;
    }
    return id;
}

QString messageOf(const events::OmsEvent &event, const QString &level)
{
    if (!event.message.isEmpty())
        return event.message;
    const QString &id = event.orderId;
    const QString &who = event.triggeredBy.userId;
    switch (event.kind) {
    case OmsKind::Created:
        return QStringLiteral("We have received order %1.").arg(id);
    case OmsKind::ApprovalRequested:
        return level.isEmpty() ? QStringLiteral("Order %1 waits for approval.").arg(id)
                               : QStringLiteral("Order %1 waits for approval by %2.").arg(id, levelTitle(level));
    case OmsKind::ApprovalCompleted:
        return who.isEmpty() ? QStringLiteral("Order %1 was approved.").arg(id)
                             : QStringLiteral("%2 approved order %1.").arg(id, who);
    case OmsKind::ApprovalRejected:
        return who.isEmpty() ? QStringLiteral("Order %1 was rejected.").arg(id)
                             : QStringLiteral("%2 rejected order %1.").arg(id, who);
    case OmsKind::Cancelled:
        return QStringLiteral("Order %1 was cancelled.").arg(id);
    case OmsKind::Fulfilled:
        return QStringLiteral("Order %1 is on its way.").arg(id);
    case OmsKind::Failed:
        return QStringLiteral("Order %1 failed and needs attention.").arg(id);
    case OmsKind::Unknown:
        break;
    }
    return {};
}

} // namespace cs::services
