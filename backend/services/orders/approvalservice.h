// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storecontext.h"

#include <QFuture>

namespace cs::services {

struct DecisionRequest
{
    QString orderId;
    QString level; ///< a role's name
    Verdict verdict = Verdict::Approve;
    QString reason;    ///< needed to reject; at most 1,000 characters
    int version = 0;   ///< of the order, as the person saw it
    Millis holdFor{0}; ///< how long it can be taken back
};

struct DecisionResult
{
    Vote vote;
    Approval approval; ///< as it is after the decision
    Order order;
};

/// Votes and their release. A vote is checked when it is cast and again when it is released: state, version, role, four
/// eyes. The release decides the level, moves the order, asks for the next level and writes the outbox rows, all in one
/// transaction. Any thread.
class ApprovalService final
{
public:
    explicit ApprovalService(StoreContext &context) : m_context(context) {}

    /// Conflict, saying who decided what when, if it was decided already or the order changed; Forbidden by role or
    /// four eyes; NotFound; Invalid (a rejection without a reason).
    QFuture<Result<DecisionResult>> decide(const DecisionRequest &request, const Actor &actor);
    /// Takes a held vote back before its release.
    QFuture<Result<Vote>> withdraw(const QString &voteId, const Actor &actor);
    /// Releases held votes whose time has come (also those overdue after a crash); any process of the store may call
    /// it. Gives how many it released.
    QFuture<Result<int>> releaseDue();

private:
    StoreContext &m_context;
};

} // namespace cs::services
