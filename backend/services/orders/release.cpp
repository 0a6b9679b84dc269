// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/release.h"

#include "backend/domain/lifecycle.h"
#include "backend/services/orders/actrows.h"
#include "backend/support/json.h"

namespace cs::services {

using events::Fact;

namespace {

QString minuteText(TimePoint at)
{
    return toDateTime(at).toString(QStringLiteral("yyyy-MM-dd HH:mm")) + QStringLiteral(" UTC");
}

Error alreadyDecided(const Approval &approval)
{
    if (approval.state == ApprovalState::Void)
        return Error::conflict(
            QStringLiteral("This approval (level %1) fell away; the order moved on without it.").arg(approval.level));
    if (approval.state == ApprovalState::Elsewhere)
        return Error::conflict(QStringLiteral("No role here decides level %1; it waits for the system that asked for it.").arg(approval.level));
    const QString did =
        approval.state == ApprovalState::Approved ? QStringLiteral("approved") : QStringLiteral("rejected");
    return Error::conflict(QStringLiteral("%1 %2 this on %3 (level %4).")
                               .arg(approval.decidedBy, did,
                                    minuteText(approval.decidedAt.value_or(approval.requestedAt)), approval.level));
}

Error notAsked(const Order &order, const QString &level)
{
    if (!order.waitingFor().isEmpty() && order.waitingFor() != level)
        return Error::conflict(
            QStringLiteral("Order %1 waits for %2 now, not for %3.").arg(order.id, order.waitingFor(), level));
    return Error::conflict(
        QStringLiteral("Order %1 does not wait for %2; it is %3.").arg(order.id, level, statusName(order.status)));
}

/// Finds the level's approval of this round, and who approved the round's other levels.
const Approval *findLevel(const QList<Approval> &approvals, const Order &order, const QString &level,
                          QStringList *earlier)
{
    const Approval *found = nullptr;
    for (const Approval &one : approvals) {
        if (one.round != order.round)
            continue;
        if (one.level == level)
            found = &one;
        else if (one.state == ApprovalState::Approved)
            earlier->append(one.decidedBy);
    }
    return found;
}

Status checkState(const StoreContext &context, const Order &order, const Approval *approval, const Vote &vote)
{
    if (approval == nullptr)
        return notAsked(order, vote.level);
    if (approval->state != ApprovalState::Waiting)
        return alreadyDecided(*approval);
    if (order.version != vote.version || order.round != vote.round)
        return changedMeanwhile(order);
    if (order.owner == context.source &&
        order.waitingFor() != vote.level) // of a foreign order its owner knows the turn
        return notAsked(order, vote.level);
    return Done{};
}

/// A foreign order may have levels that we were never told of; it is approved here when nothing that we know of waits.
Result<bool> anotherWaits(storage::Connection &connection, const Order &order, const QString &level)
{
    const Result<QList<Approval>> all = storage::ApprovalStore(connection).ofOrder(order.id);
    if (!all.ok())
        return all.error();
    for (const Approval &one : *all) {
        if (one.round == order.round && one.level != level && one.state == ApprovalState::Waiting)
            return true;
    }
    return false;
}

Status moveAfterGrant(storage::Connection &connection, bool own, const QString &level, Order *order)
{
    if (own && order->level + 1 < order->levels.size()) {
        ++order->level;
        return Done{};
    }
    const Result<bool> waits = own ? Result<bool>(false) : anotherWaits(connection, *order, level);
    if (!waits.ok())
        return waits.error();
    if (!*waits && (own || mayFollow(order->status, OrderStatus::Approved)))
        order->status = OrderStatus::Approved;
    return Done{};
}

Status decideLevel(storage::Connection &connection, const Approval &decided)
{
    storage::ApprovalStore approvals(connection);
    const Status done = approvals.decide(decided);
    if (done.ok() || done.error().kind != ErrorKind::Conflict)
        return done;
    // Another process of this store was quicker; say who.
    const auto now = approvals.find(decided.orderId, decided.round, decided.level);
    return now.ok() && *now && (*now)->state != ApprovalState::Waiting ? Status(alreadyDecided(**now)) : done;
}

/// The order as the decision leaves it, stored.
Result<Order> moveOrder(storage::Connection &connection, const StoreContext &context, const OpenLevel &open,
                        const Vote &vote, TimePoint now)
{
    Order order = open.order;
    if (vote.verdict == Verdict::Approve) {
        CS_TRY(moveAfterGrant(connection, order.owner == context.source, vote.level, &order));
    } else {
        order.status = OrderStatus::Rejected;
        CS_TRY(storage::ApprovalStore(connection).voidWaiting(order.id, now));
    }
    ++order.version;
    order.updatedAt = now;
    CS_TRY(storage::OrderStore(connection).update(order, open.order.version));
    return order;
}

Approval decidedApproval(const OpenLevel &open, const Vote &vote, TimePoint now)
{
    Approval approval = open.approval;
    approval.state = vote.verdict == Verdict::Approve ? ApprovalState::Approved : ApprovalState::Rejected;
    approval.decidedBy = vote.userId;
    approval.decidedAt = now;
    approval.reason = vote.reason;
    approval.version = vote.version;
    return approval;
}

/// The record says who decides; the version in it is the one that the decision made.
Status writeRows(StoreContext &context, storage::Connection &connection, const OpenLevel &open, const Vote &vote,
                 const Order &order, const Actor &actor, TimePoint now, bool audited)
{
    const bool granted = vote.verdict == Verdict::Approve;
    ActRows rows(context, connection, actor, now);
    const QString event = rows.addFact(granted ? Fact::LevelGranted : Fact::LevelDenied, order,
                                       {vote.level, vote.reason, vote.id, vote.id});
    const QString sentence =
        QStringLiteral("%1 %2 at level %3.")
            .arg(vote.userId, granted ? QStringLiteral("approved") : QStringLiteral("rejected"), vote.level);
    rows.addHistory(order, order.status, granted ? QStringLiteral("approved") : QStringLiteral("rejected"),
                    vote.reason.isEmpty() ? sentence : sentence + QLatin1Char(' ') + vote.reason, vote.id);
    if (granted && order.owner == context.source && order.status == OrderStatus::PendingApproval)
        CS_TRY(rows.addLevelRequest(order, open.earlierApprovers + QStringList{vote.userId},
                                    QStringLiteral("Level %1 is next.").arg(order.waitingFor()), event));
    else if (granted && order.owner == context.source)
        rows.addApproved(order, event);
    if (audited)
        rows.addAudit(voteAct(vote.verdict), vote.orderId, voteAudit(vote));
    return rows.write();
}

} // namespace

QString voteAct(Verdict verdict)
{
    return verdict == Verdict::Approve ? QStringLiteral("approval.approve") : QStringLiteral("approval.reject");
}

QByteArray voteAudit(const Vote &vote)
{
    json::Writer to;
    to.beginObject().member("vote", vote.id).member("level", vote.level).member("round", qint64(vote.round));
    to.member("version", qint64(vote.version))
        .member("reason", vote.reason)
        .key("releaseAt")
        .utf8(toIsoUtf8(vote.releaseAt));
    return to.endObject().take();
}

Result<OpenLevel> checkVote(const StoreContext &context, storage::Connection &connection, const Vote &vote,
                            const Actor &actor)
{
    CS_TRY(checkFourEyes(actor, vote.level, {})); // the role first: who may not decide at all is not told who did
    const Result<std::optional<Order>> order = storage::OrderStore(connection).find(vote.orderId);
    if (!order.ok())
        return order.error();
    if (!*order)
        return Error::notFound(QStringLiteral("There is no order %1.").arg(vote.orderId));
    const Result<QList<Approval>> approvals = storage::ApprovalStore(connection).ofOrder(vote.orderId);
    if (!approvals.ok())
        return approvals.error();
    OpenLevel open;
    open.order = **order;
    Vote asked = vote;
    if (asked.round == 0)
        asked.round = open.order.round;
    const Approval *approval = findLevel(*approvals, open.order, vote.level, &open.earlierApprovers);
    CS_TRY(checkState(context, open.order, approval, asked));
    CS_TRY(
        checkFourEyes(actor, vote.level, {open.order.createdBy.userId, open.order.submittedBy, open.earlierApprovers}));
    open.approval = *approval;
    return open;
}

Result<Released> releaseVote(StoreContext &context, storage::Connection &connection, const OpenLevel &open,
                             const Vote &vote, const Actor &actor, bool audited)
{
    const TimePoint now = context.clock.now();
    const Approval decided = decidedApproval(open, vote, now);
    CS_TRY(decideLevel(connection, decided));
    const Result<Order> order = moveOrder(connection, context, open, vote, now);
    if (!order.ok())
        return order.error();
    CS_TRY(writeRows(context, connection, open, vote, *order, actor, now, audited));
    return Released{*order, decided};
}

} // namespace cs::services
