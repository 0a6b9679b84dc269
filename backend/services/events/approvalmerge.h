// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/approval.h"
#include "backend/events/omsevent.h"

namespace cs::services {

/// How facts about the levels of a foreign order merge, whatever the sequence they come in. All pure.

/// MANAGER, FINANCE or DIRECTOR.
bool isDecidingRole(const QString &role);
/// Whether the role decides a level that comes before this one; names that are not ours come last.
bool decidesBefore(const QString &role, const QString &level);
bool isDecided(ApprovalState state);
const Approval *findApproval(const QList<Approval> &list, int round, const QString &level);
/// The highest round in which that level was asked for, or `otherwise`.
int latestRound(const QList<Approval> &list, const QString &level, int otherwise);

/// The row of that level in the order's round, made when it is not there; its time is that of its earliest fact.
Approval &levelEntry(QList<Approval> &list, const Order &order, const QString &level, TimePoint at, Millis due);
/// Takes a decision: the first one on a level stands, except that a denial outweighs a grant.
void decideLevel(Approval &level, const events::OmsEvent &event);
/// Undoes decisions of people who may not decide: who created or submitted the order, or decided a level before it (levels
/// in the order MANAGER, FINANCE, DIRECTOR, then others by name). Gives what was undone.
QList<Approval> takeBreaches(QList<Approval> &list, const Order &order);
/// True for who created or submitted the order, or decided another level of its round.
bool hadAHand(const Order &order, const QList<Approval> &list, const QString &level, const QString &userId);
/// Of two states that facts tell, the one that stands. By the lifecycle no end may follow Shipped, and goods that left cannot
/// be called back: Shipped and Delivered outrank Failed, that Cancelled, that Rejected, and these all that is not final.
OrderStatus laterOf(OrderStatus a, OrderStatus b);
/// Stands as the level of a foreign order of which its owner has said that it was rejected, but not where: whatever else comes,
/// and whatever came before, it stays so.
inline constexpr int kRejectedAtNoLevel = -1;
/// Derives the order's status, levels and level from its approvals, and voids or wakes levels that are not decided. An order
/// without levels stays as it was told. `rejected`: its owner says so, whatever the levels say.
void settleOrder(Order &order, QList<Approval> &list, bool rejected = false);

bool sameApproval(const Approval &a, const Approval &b);
bool sameApprovals(const QList<Approval> &a, const QList<Approval> &b);
/// The same state and levels; the same content.
bool sameOrder(const Order &a, const Order &b);
bool sameContent(const Order &a, const Order &b);

} // namespace cs::services
