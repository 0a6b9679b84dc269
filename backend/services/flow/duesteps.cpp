// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/duesteps.h"

#include "backend/domain/lifecycle.h"
#include "backend/services/flow/stepturn.h"
#include "backend/storage/orderstore.h"
#include "backend/storage/paymentstore.h"
#include "backend/storage/shipmentstore.h"
#include "backend/storage/surplusstore.h"

#include <algorithm>

namespace cs::services {

using storage::StepRow;

namespace {

constexpr Millis kTooEarly = std::chrono::seconds(5);
constexpr Millis kLongestPause = std::chrono::minutes(5);

QStringList ordersOf(const QList<StepRow> &rows)
{
    QStringList ids;
    for (const StepRow &one : rows)
        ids.append(one.orderId);
    return ids;
}

/// Somebody may have been asked before, and have done it: the answer counts, whatever became of the order. It has ended, or it
/// is another's and has gone on by what somebody else did for its owner, who is to know what was done here beside it.
bool mayBeDone(const SettledOrder &entry, const StepRow &row)
{
    const bool outside = row.step == Step::Payment || row.step == Step::Ship;
    return outside && row.attempts > 1 && (isUndone(entry.order.status) || !mustWait(entry, row.step));
}

StepOutcome dropped(const StepRow &row, OrderStatus status)
{
    StepOutcome outcome{row.orderId, row.step, StepOutcome::Kind::Failed};
    outcome.reason = QStringLiteral("The order is %1").arg(statusName(status));
    outcome.causation = row.cause;
    return outcome;
}

/// What needs nobody outside.
Status doHere(Settlement &settlement, Step step, const QList<StepRow> &rows)
{
    if (step == Step::Reserve)
        return settlement.reserve(rows);
    for (const StepRow &row : rows) {
        StepOutcome outcome{row.orderId, row.step, StepOutcome::Kind::Done};
        outcome.causation = row.cause;
        CS_TRY(settlement.apply(outcome));
    }
    return Done{};
}

bool isDoneHere(Step step)
{
    return step == Step::Reserve || step == Step::Release;
}

Status addWork(storage::Connection &connection, Settlement &settlement, const QList<StepRow> &rows, Due &due)
{
    const QStringList ids = ordersOf(rows);
    const auto payments = storage::PaymentStore(connection).ofOrders(ids);
    CS_TRY(payments);
    const auto shipments = storage::ShipmentStore(connection).ofOrders(ids);
    CS_TRY(shipments);
    for (const StepRow &row : rows) {
        Work work{row, *settlement.order(row.orderId), {}, {}};
        if (payments->contains(row.orderId))
            work.payment = payments->value(row.orderId);
        if (shipments->contains(row.orderId))
            work.shipment = shipments->value(row.orderId);
        due.work.append(work);
    }
    return Done{};
}

/// A claimed step that is not for now is put off, or dropped; true: it is to be done.
Result<bool> sortOut(Settlement &settlement, const StepRow &row, TimePoint now)
{
    const SettledOrder &entry = *settlement.find(row.orderId);
    const auto later = [&](const QString &why) {
        StepOutcome outcome{row.orderId, row.step, StepOutcome::Kind::Later};
        outcome.reason = why;
        outcome.dueAt = now + kTooEarly;
        return settlement.apply(outcome);
    };
    if (isItsTurn(entry, row.step) || mayBeDone(entry, row)) {
        const std::optional<QString> missing = isMissing(entry, row.step);
        if (!missing)
            return true;
        CS_TRY(later(*missing));
    } else if (mustWait(entry, row.step)) {
        CS_TRY(later(QStringLiteral("The order is %1").arg(statusName(entry.order.status))));
    } else {
        CS_TRY(settlement.apply(dropped(row, entry.order.status)));
    }
    return false;
}

Status loseStep(storage::Connection &connection, StepRow row)
{
    row.state = StepState::Failed;
    row.outcome = QStringLiteral("There is no such order.");
    CS_TRY(storage::StepStore(connection).put(row));
    return Done{};
}

/// Payments that are to be paid back, as work of the step Refund; and ours of which that is not known, of the step Payment.
Status takeSurplus(storage::Connection &connection, Step step, TimePoint now, int limit, storage::Lane lane, Due *due)
{
    const bool asked = step == Step::Payment;
    const auto claimed = storage::SurplusStore(connection).claim(asked, now, now + kLease, limit, lane);
    CS_TRY(claimed);
    QStringList ids;
    for (const storage::SurplusPayment &one : *claimed)
        ids.append(one.orderId);
    const auto orders = storage::OrderStore(connection).findMany(ids);
    CS_TRY(orders);
    for (const storage::SurplusPayment &one : *claimed) {
        Work work{{one.orderId, step, StepState::Running, one.attempts, one.dueAt, {}, {}, one.createdAt, now}, orders->value(one.orderId), {}, {}};
        work.payment = Payment{one.orderId, one.paymentId, one.amount, {}, PaymentState::Paid, one.reportedBy, {}, one.createdAt, now};
        work.surplus = one.paymentId;
        work.again = asked;
        due->work.append(work);
    }
    due->claimed += int(claimed->size());
    return Done{};
}

} // namespace

QString keyOf(const Work &work)
{
    const QString key = idempotencyKey(work.row.orderId, work.row.step);
    return work.surplus.isEmpty() ? key : key + QLatin1Char(':') + work.surplus;
}

Result<bool> isDue(storage::Connection &connection, Step step, TimePoint now, storage::Lane lane)
{
    auto due = storage::StepStore(connection).isDue(step, now, lane);
    const bool pays = step == Step::Refund || step == Step::Payment;
    return due.ok() && !*due && pays ? storage::SurplusStore(connection).isDue(step == Step::Payment, now, lane) : due;
}

Result<Due> takeDue(StoreContext &context, storage::Connection &connection, const QString &service, Step step, int limit,
                    storage::Lane lane)
{
    const TimePoint now = context.clock.now();
    const auto claimed = storage::StepStore(connection).claim(step, now, now + kLease, limit, lane);
    CS_TRY(claimed);
    Settlement settlement(context, connection, service);
    CS_TRY(settlement.load(ordersOf(*claimed)));
    QList<StepRow> forNow;
    for (const StepRow &row : *claimed) {
        if (settlement.order(row.orderId) == nullptr) {
            CS_TRY(loseStep(connection, row));
            continue;
        }
        const Result<bool> isForNow = sortOut(settlement, row, now);
        CS_TRY(isForNow);
        if (*isForNow)
            forNow.append(row);
    }
    Due due;
    due.claimed = int(claimed->size());
    CS_TRY(isDoneHere(step) ? doHere(settlement, step, forNow) : addWork(connection, settlement, forNow, due));
    if (step == Step::Refund || step == Step::Payment)
        CS_TRY(takeSurplus(connection, step, now, limit, lane, &due));
    auto notice = settlement.write();
    CS_TRY(notice);
    due.notice = std::move(notice).value();
    return due;
}

Result<Notice> settle(StoreContext &context, storage::Connection &connection, const QString &service, const QList<StepOutcome> &outcomes)
{
    QStringList ids;
    for (const StepOutcome &one : outcomes)
        ids.append(one.orderId);
    ids.removeDuplicates();
    Settlement settlement(context, connection, service);
    CS_TRY(settlement.load(ids));
    for (const StepOutcome &one : outcomes)
        CS_TRY(settlement.apply(one));
    return settlement.write();
}

Millis pauseBeforeRetry(int attempts)
{
    return std::min<Millis>(std::chrono::seconds(1LL << std::clamp(attempts - 1, 0, 20)), kLongestPause);
}

} // namespace cs::services
