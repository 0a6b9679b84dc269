// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"

namespace cs {

/// Elsewhere: another system asked for a level that no role here decides; it is in nobody's inbox and not counted as waiting.
enum class ApprovalState { Waiting, Approved, Rejected, Void, Elsewhere };
QString approvalStateName(ApprovalState state); ///< `waiting approved rejected void elsewhere`
std::optional<ApprovalState> approvalStateFromName(QStringView name);

/// One level of one round of an order's approval; unique by (order, round, level).
struct Approval
{
    QString orderId;
    int round = 1;
    QString level; ///< a role's name
    ApprovalState state = ApprovalState::Waiting;
    TimePoint requestedAt;
    std::optional<TimePoint> dueAt;
    QString decidedBy;
    std::optional<TimePoint> decidedAt;
    QString reason;
    int version = 1; ///< the order's version that is decided on
};

enum class Verdict { Approve, Reject };
QString verdictName(Verdict verdict); ///< `approve reject`

/// How far a decision has come: kept by us, taken by the broker, read back from the topic.
enum class DecisionProgress { Held, Recorded, Acknowledged, Seen };

/// A person's vote on a level. It counts from its release on; until then it can be taken back.
struct Vote
{
    QString id;
    QString orderId;
    int round = 1;
    QString level;
    QString userId;
    Verdict verdict = Verdict::Approve;
    QString reason;
    int version = 1;
    TimePoint votedAt;
    TimePoint releaseAt;
};

/// Who had a hand in an order before, for four eyes.
struct Hands
{
    QString createdBy;
    QString submittedBy;
    QStringList earlierApprovers; ///< of this round's other levels
};

/// May this person decide this level? Forbidden, in words that say why, for the wrong role, for who created, submitted or
/// imported the order, and for who decided another of its levels. User ids are compared exactly.
Status checkFourEyes(const Actor &actor, const QString &level, const Hands &hands);

/// May this person cancel this order? Forbidden, in words, unless they created or submitted it, or are MANAGER, FINANCE,
/// DIRECTOR or ADMIN: an order is its maker's until those above take it.
Status checkCancel(const Actor &actor, const Order &order);

/// May this person change what is ordered? Forbidden, in words, unless they created or submitted the order, or are ADMIN: those
/// never decide it, so an edit keeps four eyes. Conflict once no approval is awaited any more.
Status checkEdit(const Actor &actor, const Order &order);

} // namespace cs
