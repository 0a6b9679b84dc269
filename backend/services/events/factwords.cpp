// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/factwords.h"

#include "backend/domain/lifecycle.h"
#include "backend/services/events/approvalmerge.h"

namespace cs::services {

using events::OmsKind;

QString actOf(const Fact &fact)
{
    if (fact.news && fact.event.kind == OmsKind::Unknown)
        return fact.news->told == OrderStatus::Pending ? QStringLiteral("updated") : statusName(fact.news->told);
    switch (fact.event.kind) {
    case OmsKind::Created: return QStringLiteral("created");
    case OmsKind::ApprovalRequested: return QStringLiteral("approval_requested");
    case OmsKind::ApprovalCompleted: return QStringLiteral("approved");
    case OmsKind::ApprovalRejected: return QStringLiteral("rejected");
    case OmsKind::Cancelled: return QStringLiteral("cancelled");
    case OmsKind::Fulfilled: return QStringLiteral("shipped");
    case OmsKind::Failed: return QStringLiteral("failed");
    case OmsKind::Unknown: break;
    }
    return {};
}

QString nameOf(const Fact &fact)
{
    return fact.news ? fact.news->name : events::omsTopic(fact.event.kind);
}

bool isDecision(OmsKind kind)
{
    return kind == OmsKind::ApprovalCompleted || kind == OmsKind::ApprovalRejected;
}

OrderStatus floorOf(const Fact &fact)
{
    if (fact.news)
        return fact.news->told;
    switch (fact.event.kind) {
    case OmsKind::Cancelled: return OrderStatus::Cancelled;
    case OmsKind::Fulfilled: return OrderStatus::Shipped;
    case OmsKind::Failed: return OrderStatus::Failed;
    default: return OrderStatus::Pending;
    }
}

QString levelOf(const events::OmsEvent &event)
{
    if (!event.approvalLevel.isEmpty())
        return event.approvalLevel;
    if (isDecision(event.kind) && isDecidingRole(event.triggeredBy.role))
        return event.triggeredBy.role;
    for (const Actor &one : event.notifiers) {
        if (event.kind == OmsKind::ApprovalRequested && isDecidingRole(one.role))
            return one.role;
    }
    return roleName(Role::Manager);
}

} // namespace cs::services
