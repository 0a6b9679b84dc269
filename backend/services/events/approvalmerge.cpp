// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/approvalmerge.h"

#include <QVarLengthArray>
#include <algorithm>

namespace cs::services {

namespace {

int levelRank(const QString &level)
{
    const std::optional<Role> role = roleFromName(level);
    if (role == Role::Manager)
        return 0;
    if (role == Role::Finance)
        return 1;
    return role == Role::Director ? 2 : 3;
}

bool earlierLevel(const QString &a, const QString &b)
{
    const int left = levelRank(a);
    const int right = levelRank(b);
    return left != right ? left < right : a < b;
}

using Levels = QVarLengthArray<Approval *, 8>;

/// The rows of the order's round by level.
Levels roundOf(QList<Approval> &list, int round)
{
    Levels rows;
    for (Approval &one : list) {
        if (one.round == round)
            rows.append(&one);
    }
    std::sort(rows.begin(), rows.end(), [](const Approval *a, const Approval *b) { return earlierLevel(a->level, b->level); });
    return rows;
}

bool isMaker(const Order &order, const QString &userId)
{
    return !userId.isEmpty() && (userId == order.createdBy.userId || userId == order.submittedBy);
}

int mergeRank(OrderStatus status)
{
    switch (status) {
    case OrderStatus::Rejected: return 20;
    case OrderStatus::Cancelled: return 21;
    case OrderStatus::Failed: return 22;
    case OrderStatus::Shipped: return 30;
    case OrderStatus::Delivered: return 31;
    default: return int(status);
    }
}

/// What the levels alone make of an order.
OrderStatus statusOf(const Levels &rows)
{
    const auto any = [&](ApprovalState state) {
        return std::any_of(rows.cbegin(), rows.cend(), [&](const Approval *one) { return one->state == state; });
    };
    if (any(ApprovalState::Rejected))
        return OrderStatus::Rejected;
    if (any(ApprovalState::Waiting) || any(ApprovalState::Void) || any(ApprovalState::Elsewhere))
        return OrderStatus::PendingApproval;
    return any(ApprovalState::Approved) ? OrderStatus::Approved : OrderStatus::Pending;
}

} // namespace

bool isDecidingRole(const QString &role)
{
    return levelRank(role) < 3;
}

bool decidesBefore(const QString &role, const QString &level)
{
    return levelRank(role) < levelRank(level);
}

bool isDecided(ApprovalState state)
{
    return state == ApprovalState::Approved || state == ApprovalState::Rejected;
}

const Approval *findApproval(const QList<Approval> &list, int round, const QString &level)
{
    for (const Approval &one : list) {
        if (one.round == round && one.level == level)
            return &one;
    }
    return nullptr;
}

int latestRound(const QList<Approval> &list, const QString &level, int otherwise)
{
    int round = 0;
    for (const Approval &one : list) {
        if (one.level == level)
            round = std::max(round, one.round);
    }
    return round > 0 ? round : otherwise;
}

Approval &levelEntry(QList<Approval> &list, const Order &order, const QString &level, TimePoint at, Millis due)
{
    for (Approval &one : list) {
        if (one.round == order.round && one.level == level) {
            if (at < one.requestedAt) {
                one.requestedAt = at;
                one.dueAt = at + due;
            }
            return one;
        }
    }
    Approval added;
    added.orderId = order.id;
    added.round = order.round;
    added.level = level;
    added.requestedAt = at;
    added.dueAt = at + due;
    added.version = order.version;
    list.append(added);
    return list.last();
}

void decideLevel(Approval &level, const events::OmsEvent &event)
{
    const bool denied = event.kind == events::OmsKind::ApprovalRejected;
    if (level.state == ApprovalState::Rejected || (level.state == ApprovalState::Approved && !denied))
        return;
    level.state = denied ? ApprovalState::Rejected : ApprovalState::Approved;
    level.decidedBy = event.triggeredBy.userId;
    level.decidedAt = event.timestamp;
    level.reason = event.message;
}

QList<Approval> takeBreaches(QList<Approval> &list, const Order &order)
{
    QList<Approval> taken;
    QStringList earlier;
    for (Approval *one : roundOf(list, order.round)) {
        if (!isDecided(one->state) || one->decidedBy.isEmpty())
            continue;
        if (!isMaker(order, one->decidedBy) && !earlier.contains(one->decidedBy)) {
            earlier.append(one->decidedBy);
            continue;
        }
        taken.append(*one);
        one->state = ApprovalState::Waiting;
        one->decidedBy.clear();
        one->decidedAt.reset();
        one->reason.clear();
    }
    return taken;
}

bool hadAHand(const Order &order, const QList<Approval> &list, const QString &level, const QString &userId)
{
    if (isMaker(order, userId))
        return true;
    return std::any_of(list.cbegin(), list.cend(), [&](const Approval &one) {
        return one.round == order.round && one.level != level && isDecided(one.state) && one.decidedBy == userId;
    });
}

OrderStatus laterOf(OrderStatus a, OrderStatus b)
{
    return mergeRank(a) < mergeRank(b) ? b : a;
}

void settleOrder(Order &order, QList<Approval> &list, bool rejected)
{
    const Levels rows = roundOf(list, order.round);
    // Rejected, PendingApproval and Approved follow from the levels; other states are told by facts of their own.
    const bool told = order.status > OrderStatus::Approved && order.status != OrderStatus::Rejected;
    const OrderStatus byLevels = rejected ? OrderStatus::Rejected : rows.isEmpty() && !told ? order.status : statusOf(rows);
    const OrderStatus status = !told ? byLevels : byLevels == OrderStatus::Rejected ? laterOf(order.status, byLevels) : order.status;
    const bool over = status > OrderStatus::Approved;
    order.levels.clear();
    order.level = 0;
    bool waits = false;
    for (Approval *one : rows) {
        if (!isDecided(one->state))
            one->state = over ? ApprovalState::Void : isDecidingRole(one->level) ? ApprovalState::Waiting : ApprovalState::Elsewhere;
        if (!waits)
            order.level = int(order.levels.size());
        waits = waits || one->state == ApprovalState::Waiting || one->state == ApprovalState::Elsewhere;
        order.levels.append(one->level);
    }
    order.status = status;
    if (rejected)
        order.level = kRejectedAtNoLevel;
}

bool sameApproval(const Approval &a, const Approval &b)
{
    return a.state == b.state && a.requestedAt == b.requestedAt && a.decidedBy == b.decidedBy && a.decidedAt == b.decidedAt
        && a.reason == b.reason;
}

bool sameApprovals(const QList<Approval> &a, const QList<Approval> &b)
{
    return a.size() == b.size() && std::equal(a.cbegin(), a.cend(), b.cbegin(), sameApproval);
}

bool sameOrder(const Order &a, const Order &b)
{
    return a.status == b.status && a.level == b.level && a.levels == b.levels && a.round == b.round;
}

bool sameContent(const Order &a, const Order &b)
{
    return a.customerId == b.customerId && a.currency == b.currency && a.items == b.items && a.total == b.total
        && a.createdBy == b.createdBy && a.submittedBy == b.submittedBy;
}

} // namespace cs::services
