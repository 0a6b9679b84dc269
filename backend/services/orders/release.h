// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/orders/approvalservice.h"

namespace cs::services {

/// An approval that waits, with what is needed to decide it.
struct OpenLevel
{
    Order order;
    Approval approval;
    QStringList earlierApprovers; ///< of this round's other levels
};

/// May this person decide this level of this version now? Asked when a vote is cast and again when it is released.
/// Inside a job of the writer. Errors as ApprovalService::decide() names them.
Result<OpenLevel> checkVote(const StoreContext &context, storage::Connection &connection, const Vote &vote,
                            const Actor &actor);

struct Released
{
    Order order;
    Approval approval;
};

/// Lets a vote count: decides the level, moves the order, asks for the next level, writes history and outbox. `open` is
/// what checkVote() gave in the same transaction; `audited`: the act goes into the audit chain here (else it went when
/// the vote was cast).
Result<Released> releaseVote(StoreContext &context, storage::Connection &connection, const OpenLevel &open,
                             const Vote &vote, const Actor &actor, bool audited);

/// What goes into the audit chain about a vote.
QByteArray voteAudit(const Vote &vote);
QString voteAct(Verdict verdict);

} // namespace cs::services
