// SPDX-License-Identifier: GPL-3.0-or-later
// How facts about another's order merge.
#include "backend/domain/lifecycle.h"
#include "backend/services/events/approvalmerge.h"
#include "backend/services/events/factwords.h"

#include <algorithm>

namespace cs::services {

using events::OmsKind;

namespace {

void takeContent(Order &order, const Order &sent)
{
    order.customerId = sent.customerId;
    order.currency = sent.currency;
    order.items = sent.items;
    order.total = sent.total;
}

/// Fills in what the event tells of the order. Of two contents the later one stands.
void fill(Order &order, const events::OmsEvent &event)
{
    if (event.order && (order.items.isEmpty() || event.timestamp > order.updatedAt))
        takeContent(order, *event.order);
    if (order.createdBy.userId.isEmpty()) {
        if (event.order && !event.order->createdBy.userId.isEmpty())
            order.createdBy = event.order->createdBy;
        else if (event.kind == OmsKind::Created)
            order.createdBy = event.triggeredBy;
    }
    // Who asks for a level has submitted the order, unless the role decides an earlier one: that decision asks for the next.
    if (event.kind == OmsKind::ApprovalRequested && order.submittedBy.isEmpty()
        && !decidesBefore(event.triggeredBy.role, levelOf(event)))
        order.submittedBy = event.triggeredBy.userId;
    order.updatedAt = std::max(order.updatedAt, event.timestamp);
}

} // namespace

void Projection::applyForeign(Entry &entry, const Fact &fact)
{
    const events::OmsEvent &event = fact.event;
    const OrderStatus statusBefore = entry.order.status;
    std::optional<Known> before; // of a new order each fact is told
    if (!entry.isNew())
        before = {entry.order, entry.approvals};
    const bool rejected = isToldRejected(entry, fact);
    fill(entry.order, event);
    if (fact.news && entry.order.customerId.isEmpty())
        entry.order.customerId = fact.news->customerId;
    if (event.kind == OmsKind::ApprovalRequested || isDecision(event.kind)) {
        Approval &level = levelEntry(entry.approvals, entry.order, levelOf(event), event.timestamp, m_rules.approvalDue);
        if (event.kind == OmsKind::ApprovalRequested && isDecided(level.state))
            m_result.silent.insert(m_count);
        if (isDecision(event.kind))
            decideLevel(level, event);
    }
    entry.order.status = laterOf(entry.order.status, floorOf(fact));
    settle(entry, fact, rejected);
    if (event.kind == OmsKind::ApprovalRequested && entry.order.status > OrderStatus::Approved)
        m_result.silent.insert(m_count);
    if (!before || !sameOrder(before->order, entry.order) || !sameContent(before->order, entry.order)
        || !sameApprovals(before->approvals, entry.approvals))
        note(entry, fact, actOf(fact), event.message);
    applyEnd(entry, fact, statusBefore);
}

/// Of two ends one stands; the history says which does not count.
void Projection::applyEnd(Entry &entry, const Fact &fact, OrderStatus before)
{
    const OrderStatus now = entry.order.status;
    const OrderStatus told = fact.event.kind == OmsKind::ApprovalRejected ? OrderStatus::Rejected : floorOf(fact);
    const bool isEnd = told == OrderStatus::Shipped || isFinal(told);
    if (!isEnd || now <= OrderStatus::Approved)
        return;
    const QString topic = nameOf(fact);
    if (now != told && laterOf(now, told) == now) {
        note(entry, fact, kNotCounted, QStringLiteral("%1 does not count: the order is %2 already.").arg(topic, statusName(now)));
        if (told == OrderStatus::Cancelled || told == OrderStatus::Failed)
            m_result.silent.insert(m_count);
    } else if (now == told && before != now && isFinal(before)) {
        note(entry, fact, kNotCounted, QStringLiteral("That it was %1 does not count: %2 outranks it.").arg(statusName(before), topic));
    }
}

void Projection::settle(Entry &entry, const Fact &fact, bool rejected)
{
    dropBreaches(entry, fact);
    settleOrder(entry.order, entry.approvals, rejected);
}

/// Whether the order's owner says, or has said, that it was rejected, without saying at which level.
bool Projection::isToldRejected(const Entry &entry, const Fact &fact)
{
    return (fact.news && fact.news->told == OrderStatus::Rejected) || entry.order.level == kRejectedAtNoLevel;
}

void Projection::dropBreaches(Entry &entry, const Fact &fact)
{
    for (const Approval &dropped : takeBreaches(entry.approvals, entry.order)) {
        note(entry, fact, kNotCounted,
             QStringLiteral("The decision of %1 on level %2 does not count: this person created or submitted the order, or "
                            "decided another level of it.").arg(dropped.decidedBy, dropped.level));
        if (isDecision(fact.event.kind) && dropped.level == levelOf(fact.event))
            m_result.silent.insert(m_count);
    }
}

} // namespace cs::services
