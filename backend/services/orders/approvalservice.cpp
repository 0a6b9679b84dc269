// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/approvalservice.h"

#include "backend/domain/reason.h"
#include "backend/services/core/act.h"
#include "backend/services/orders/actrows.h"
#include "backend/services/orders/release.h"
#include "backend/storage/peoplestore.h"

#include <algorithm>

namespace cs::services {

namespace {

constexpr Millis kLongestHold = std::chrono::hours(1);
constexpr int kReleasesAtOnce = 200;

/// Blank to the eye: only spaces, and characters that are not drawn.
bool saysNothing(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Format || c.category() == QChar::Other_Control; });
}

Status checkRequest(const DecisionRequest &request)
{
    if (request.verdict == Verdict::Reject && saysNothing(request.reason))
        return Error::field(QStringLiteral("reason"), QStringLiteral("A rejection needs a reason."));
    if (request.reason.size() > kLongestReason)
        return Error::field(QStringLiteral("reason"),
                            QStringLiteral("This is longer than %1 characters.").arg(kLongestReason));
    if (request.reason.contains(QChar::Null))
        return Error::field(QStringLiteral("reason"), QStringLiteral("This holds the character U+0000."));
    if (!roleFromName(request.level))
        return Error::field(QStringLiteral("level"),
                            QStringLiteral("This must be a role that approves, such as MANAGER."));
    if (request.holdFor < Millis::zero() || request.holdFor > kLongestHold)
        return Error::field(QStringLiteral("holdFor"), QStringLiteral("A decision can be held for at most an hour."));
    return Done{};
}

Vote voteOf(StoreContext &context, const DecisionRequest &request, const Actor &actor)
{
    Vote vote;
    vote.id = context.ids.uuid7();
    vote.orderId = request.orderId;
    vote.round = 0; // the order's, once it is read
    vote.level = request.level;
    vote.userId = actor.userId;
    vote.verdict = request.verdict;
    vote.reason = request.reason.trimmed();
    vote.version = request.version;
    vote.votedAt = context.clock.now();
    vote.releaseAt = vote.votedAt + request.holdFor;
    return vote;
}

Result<Committed<DecisionResult>> cast(StoreContext &context, storage::Connection &connection, Vote vote,
                                       const Actor &actor)
{
    const Result<OpenLevel> open = checkVote(context, connection, vote, actor);
    if (!open.ok())
        return open.error();
    vote.round = open->order.round;
    const bool held = vote.releaseAt > vote.votedAt;
    CS_TRY(storage::ApprovalStore(connection).addVote(vote, !held));
    if (held) {
        ActRows rows(context, connection, actor, vote.votedAt);
        rows.addAudit(voteAct(vote.verdict), vote.orderId, voteAudit(vote));
        CS_TRY(rows.write());
        return Committed<DecisionResult>{{vote, open->approval, open->order}, {{}, true, true, false}};
    }
    const Result<Released> released = releaseVote(context, connection, *open, vote, actor, true);
    if (!released.ok())
        return released.error();
    return Committed<DecisionResult>{{vote, released->approval, released->order}, {{vote.orderId}, true, true, true}};
}

/// Who cast a held vote, as the person is now: roles may have changed meanwhile.
Result<Actor> voter(storage::Connection &connection, const QString &userId)
{
    const Result<std::optional<User>> user = storage::PeopleStore(connection).findUser(userId);
    if (!user.ok())
        return user.error();
    if (!*user || (*user)->disabled)
        return Error::forbidden(QStringLiteral("%1 is not an active user any more.").arg(userId));
    return (*user)->actor();
}

bool isRefusal(const Error &error)
{
    return error.kind == ErrorKind::Conflict || error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::NotFound;
}

/// A held vote that cannot count any more is closed with the reason, and shown in the order's history.
Status closeUncounted(StoreContext &context, storage::Connection &connection, const Vote &vote, const Error &why)
{
    const Result<std::optional<Order>> order = storage::OrderStore(connection).find(vote.orderId);
    if (!order.ok())
        return order.error();
    const Result<bool> claimed =
        storage::ApprovalStore(connection).markReleased(vote.id, context.clock.now(), why.message);
    if (!claimed.ok())
        return claimed.error();
    if (!*claimed || !*order)
        return Done{};
    ActRows rows(context, connection, {vote.userId, vote.level}, context.clock.now());
    rows.addHistory(**order, (*order)->status, QStringLiteral("vote_not_counted"), why.message, vote.id);
    return rows.write();
}

/// One held vote whose time has come. True when it counted.
Result<bool> releaseHeld(StoreContext &context, storage::Connection &connection, const Vote &vote)
{
    const Result<Actor> actor = voter(connection, vote.userId);
    const Result<OpenLevel> open =
        actor.ok() ? checkVote(context, connection, vote, *actor) : Result<OpenLevel>(actor.error());
    if (!open.ok()) {
        if (!isRefusal(open.error()))
            return open.error();
        CS_TRY(closeUncounted(context, connection, vote, open.error()));
        return false;
    }
    const Result<bool> claimed =
        storage::ApprovalStore(connection).markReleased(vote.id, context.clock.now(), QStringLiteral("counted"));
    if (!claimed.ok() || !*claimed)
        return claimed;
    const Result<Released> released = releaseVote(context, connection, *open, vote, *actor, false);
    return released.ok() ? Result<bool>(true) : Result<bool>(released.error());
}

Result<Committed<int>> releaseAllDue(StoreContext &context, storage::Connection &connection)
{
    const Result<QList<Vote>> due = storage::ApprovalStore(connection).votesDue(context.clock.now(), kReleasesAtOnce);
    if (!due.ok())
        return due.error();
    Committed<int> done{0, {}};
    for (const Vote &vote : *due) {
        const Result<bool> counted = releaseHeld(context, connection, vote);
        if (!counted.ok())
            return counted.error();
        done.value += *counted ? 1 : 0;
        done.notice.orderIds.append(vote.orderId);
    }
    done.notice.approvals = done.notice.decisions = !due->isEmpty();
    done.notice.outbox = done.value > 0;
    return done;
}

Result<Committed<Vote>> takeBack(StoreContext &context, storage::Connection &connection, const QString &voteId,
                                 const Actor &actor)
{
    storage::ApprovalStore approvals(connection);
    const Result<std::optional<Vote>> held = approvals.heldVote(voteId);
    if (!held.ok())
        return held.error();
    if (!*held)
        return Error::conflict(
            QStringLiteral("This decision cannot be taken back any more; it was released or withdrawn."));
    if ((*held)->userId != actor.userId)
        return Error::forbidden(QStringLiteral("Only %1 can take this decision back.").arg((*held)->userId));
    const Result<bool> withdrawn = approvals.withdrawVote(voteId, actor.userId);
    if (!withdrawn.ok())
        return withdrawn.error();
    if (!*withdrawn)
        return Error::conflict(
            QStringLiteral("This decision cannot be taken back any more; it was released meanwhile."));
    ActRows rows(context, connection, actor, context.clock.now());
    rows.addAudit(QStringLiteral("approval.withdraw"), (*held)->orderId, voteAudit(**held));
    CS_TRY(rows.write());
    return Committed<Vote>{**held, {{}, true, true, false}};
}

} // namespace

QFuture<Result<DecisionResult>> ApprovalService::decide(const DecisionRequest &request, const Actor &actor)
{
    const Status checked = checkRequest(request);
    const Status may = mayWrite(m_context);
    if (!may.ok() || !checked.ok())
        return answered<DecisionResult>(may.ok() ? checked.error() : may.error());
    const Vote vote = voteOf(m_context, request, actor);
    return act<DecisionResult>(m_context, [&context = m_context, vote, actor](storage::Connection &connection) {
        return cast(context, connection, vote, actor);
    });
}

QFuture<Result<Vote>> ApprovalService::withdraw(const QString &voteId, const Actor &actor)
{
    if (const Status may = mayWrite(m_context); !may.ok())
        return answered<Vote>(may.error());
    return act<Vote>(m_context, [&context = m_context, voteId, actor](storage::Connection &connection) {
        return takeBack(context, connection, voteId, actor);
    });
}

QFuture<Result<int>> ApprovalService::releaseDue()
{
    if (const Status may = mayWrite(m_context); !may.ok())
        return answered<int>(may.error());
    return act<int>(m_context, [&context = m_context](storage::Connection &connection) {
        return releaseAllDue(context, connection);
    });
}

} // namespace cs::services
