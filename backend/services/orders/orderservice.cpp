// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/orderservice.h"

#include "backend/domain/lifecycle.h"
#include "backend/domain/reason.h"
#include "backend/services/flow/stepsbyhand.h"
#include "backend/services/core/act.h"
#include "backend/services/core/storereader.h"
#include "backend/services/orders/actrows.h"
#include "backend/services/orders/placing.h"
#include "backend/support/json.h"

namespace cs::services {

using events::Fact;
using Known = QHash<QString, storage::KnownOrder>;

namespace {

struct PlacedLine
{
    qint64 line = 0;
    Result<PlacedOrder> placed;
};

QList<PlacedLine> placeAll(StoreContext &context, const QList<ImportLine> &lines, const Actor &submitter)
{
    QList<PlacedLine> placed;
    placed.reserve(lines.size());
    for (const ImportLine &line : lines)
        placed.append({line.line, line.order.ok() ? placeOrder(context, *line.order, submitter)
                                                  : Result<PlacedOrder>(line.order.error())});
    return placed;
}

QStringList idsOf(const QList<PlacedLine> &lines)
{
    QStringList ids;
    for (const PlacedLine &one : lines) {
        if (one.placed.ok())
            ids.append(one.placed->order.id);
    }
    return ids;
}

/// Goes through the lines in their order, so that the first of several with one id wins; gathers what is new.
QList<ImportOutcome> sortOut(const QList<PlacedLine> &lines, Known known, QList<PlacedOrder> *fresh)
{
    QList<ImportOutcome> outcomes;
    outcomes.reserve(lines.size());
    for (const PlacedLine &one : lines) {
        ImportOutcome outcome;
        if (!one.placed.ok()) {
            outcome.error = one.placed.error();
        } else if (const auto there = known.constFind(one.placed->order.id); there != known.cend()) {
            outcome = compareWithKnown(*one.placed, *there);
        } else {
            const Order &order = one.placed->order;
            known.insert(order.id, {one.placed->contentHash, order.owner, order.status});
            fresh->append(*one.placed);
            outcome.kind = ImportOutcome::Kind::Created;
            outcome.orderId = order.id;
            outcome.status = order.status;
            outcome.total = order.total;
            outcome.contentHash = one.placed->contentHash;
        }
        outcome.line = one.line;
        outcomes.append(outcome);
    }
    return outcomes;
}

Notice noticeOf(const QList<PlacedOrder> &created, const NewOutboxRows &rows)
{
    Notice notice;
    for (const PlacedOrder &one : created) {
        notice.orderIds.append(one.order.id);
        notice.approvals |= one.order.status == OrderStatus::PendingApproval;
    }
    notice.outbox = !created.isEmpty();
    notice.outboxRows = rows;
    return notice;
}

struct Move
{
    OrderStatus to;
    Fact fact;
    const char16_t *audit;
};

/// One step along the lifecycle by a person: order, approvals that fall away, history, audit, records.
Result<Committed<Order>> moveOrder(StoreContext &context, storage::Connection &connection, const QString &id,
                                   const Move &move, const QString &reason, const Actor &actor)
{
    Result<Order> found = ownOrder(connection, context, id);
    if (!found.ok())
        return found.error();
    Order order = std::move(found).value();
    if (move.to == OrderStatus::Cancelled)
        CS_TRY(checkCancel(actor, order));
    CS_TRY(checkMove(order.status, move.to));
    const TimePoint now = context.clock.now();
    if (move.to == OrderStatus::Cancelled)
        CS_TRY(storage::ApprovalStore(connection).voidWaiting(id, now));
    CS_TRY(stepsByHand(connection, order, move.to, now));
    const int before = order.version++;
    order.status = move.to;
    order.updatedAt = now;
    CS_TRY(storage::OrderStore(connection).update(order, before));
    ActRows rows(context, connection, actor, now);
    const QString event = rows.addFact(move.fact, order, {{}, reason, {}, {}});
    rows.addHistory(order, order.status, statusName(move.to), reason, event);
    rows.addAudit(QString::fromUtf16(move.audit), id,
                  json::Writer().beginObject().member("reason", reason).endObject().take());
    CS_TRY(rows.write());
    return Committed<Order>{order, {{id}, move.to == OrderStatus::Cancelled, false, rows.hasOutbox(), rows.outboxRows()}};
}

QFuture<Result<Order>> startMove(StoreContext &context, const QString &id, const Move &move, const QString &reason,
                                 const Actor &actor)
{
    return act<Order>(context, [&context, id, move, reason, actor](storage::Connection &connection) {
        return moveOrder(context, connection, id, move, reason, actor);
    });
}

} // namespace

QFuture<Result<Order>> OrderService::create(const NewOrder &order, const Actor &submitter)
{
    if (const Status may = mayAct(m_context, submitter, Right::CreateOrder); !may.ok())
        return answered<Order>(may.error());
    const Result<PlacedOrder> placed = placeOrder(m_context, order, submitter);
    if (!placed.ok())
        return answered<Order>(placed.error());
    return act<Order>(
        m_context,
        [&context = m_context, one = *placed, submitter](storage::Connection &connection) -> Result<Committed<Order>> {
            storage::OrderStore orders(connection);
            const Result<Known> known = orders.known({one.order.id});
            if (!known.ok())
                return known.error();
            if (const auto there = known->constFind(one.order.id); there != known->cend()) {
                if (there->contentHash != one.contentHash)
                    return otherContent(one.order.id);
                const Result<std::optional<Order>> same = orders.find(one.order.id);
                if (!same.ok())
                    return same.error();
                return *same ? Result<Committed<Order>>(Committed<Order>{**same, {}})
                             : Result<Committed<Order>>(otherContent(one.order.id));
            }
            const auto rows = storePlaced(context, connection, {one}, submitter, QStringLiteral("order.create"));
            CS_TRY(rows);
            return Committed<Order>{one.order, noticeOf({one}, *rows)};
        });
}

QFuture<Result<QList<ImportOutcome>>> OrderService::createMany(const QList<ImportLine> &lines, const Actor &submitter)
{
    using Outcomes = QList<ImportOutcome>;
    if (const Status may = mayAct(m_context, submitter, Right::ImportOrders); !may.ok())
        return answered<Outcomes>(may.error());
    const QList<PlacedLine> placed = placeAll(m_context, lines, submitter);
    if (idsOf(placed).isEmpty()) // nothing to store; no transaction for a list of errors
        return answered<Outcomes>(sortOut(placed, {}, nullptr));
    return act<Outcomes>(
        m_context,
        [&context = m_context, placed, submitter](storage::Connection &connection) -> Result<Committed<Outcomes>> {
            const Result<Known> known = storage::OrderStore(connection).known(idsOf(placed));
            if (!known.ok())
                return known.error();
            QList<PlacedOrder> fresh;
            const Outcomes outcomes = sortOut(placed, *known, &fresh);
            const auto rows = storePlaced(context, connection, fresh, submitter, QStringLiteral("order.import"));
            CS_TRY(rows);
            return Committed<Outcomes>{outcomes, noticeOf(fresh, *rows)};
        });
}

QFuture<Result<QList<ImportOutcome>>> OrderService::check(const QList<ImportLine> &lines, const Actor &submitter,
                                                          StoreReader *reader)
{
    using Outcomes = QList<ImportOutcome>;
    if (!mayDo(submitter, Right::ImportOrders))
        return answered<Outcomes>(mayAct(m_context, submitter, Right::ImportOrders).error());
    const QList<PlacedLine> placed = placeAll(m_context, lines, submitter);
    const auto sorted = [placed](const Known &known) {
        QList<PlacedOrder> fresh;
        return sortOut(placed, known, &fresh);
    };
    if (reader == nullptr)
        return answered<Outcomes>(sorted({}));
    return reader->read<Outcomes>([placed, sorted](storage::Connection &connection) -> Result<Outcomes> {
        const Result<Known> known = storage::OrderStore(connection).known(idsOf(placed));
        return known.ok() ? Result<Outcomes>(sorted(*known)) : Result<Outcomes>(known.error());
    });
}

QFuture<Result<Order>> OrderService::cancel(const QString &orderId, const QString &reason, const Actor &actor)
{
    if (const Status may = mayAct(m_context, actor, Right::CancelOrder); !may.ok())
        return answered<Order>(may.error());
    if (reason.size() > kLongestReason)
        return answered<Order>(Error::field(QStringLiteral("reason"),
                                            QStringLiteral("This is longer than %1 characters.").arg(kLongestReason)));
    return startMove(m_context, orderId, {OrderStatus::Cancelled, Fact::Cancelled, u"order.cancel"}, reason, actor);
}

QFuture<Result<Order>> OrderService::setStatus(const QString &orderId, OrderStatus to, const Actor &actor)
{
    if (to == OrderStatus::Cancelled)
        return cancel(orderId, {}, actor);
    if (to != OrderStatus::Shipped && to != OrderStatus::Delivered)
        return answered<Order>(Error::field(
            QStringLiteral("status"), QStringLiteral("This can be set to cancelled, shipped or delivered only.")));
    if (const Status may = mayAct(m_context, actor, Right::MoveOrder); !may.ok())
        return answered<Order>(may.error());
    const bool shipped = to == OrderStatus::Shipped;
    return startMove(m_context, orderId,
                     {to, shipped ? Fact::Shipped : Fact::Delivered, shipped ? u"order.ship" : u"order.deliver"}, {},
                     actor);
}

} // namespace cs::services
