// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/trusteddecision.h"

#include "backend/services/orders/release.h"

namespace cs::services {

namespace {

Status noteNotCounted(storage::Connection &connection, const Order &order, const TrustedDecision &decision, const QString &why,
                      TimePoint now)
{
    return storage::OrderStore(connection).addHistory(
        {{0, order.id, now, QStringLiteral("foreign_not_counted"), order.status, decision.actor, decision.eventId, why}});
}

bool isVerdictOnTheDecision(ErrorKind kind)
{
    return kind == ErrorKind::Forbidden || kind == ErrorKind::Conflict;
}

} // namespace

Status applyTrustedDecision(storage::Connection &connection, const TrustedDecision &decision, StoreContext &context)
{
    const auto found = storage::OrderStore(connection).find(decision.orderId);
    CS_TRY(found);
    if (!*found)
        return Done{};
    const Order &order = **found;
    // The source is trusted to have checked the role, whose names may be its own; four eyes are checked here, by user id.
    const Actor actor{decision.actor.userId, decision.level};
    const TimePoint now = context.clock.now();
    const Vote vote{decision.eventId, order.id, decision.round, decision.level, actor.userId, decision.verdict,
                    decision.reason, order.version, decision.at, now};
    const Result<OpenLevel> open = checkVote(context, connection, vote, actor);
    if (!open.ok() && isVerdictOnTheDecision(open.error().kind))
        return noteNotCounted(connection, order, decision, open.error().message, now);
    CS_TRY(open);
    CS_TRY(releaseVote(context, connection, *open, vote, actor, false));
    return Done{};
}

} // namespace cs::services
