// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/duesteps.h"

#include "backend/domain/lifecycle.h"
#include "backend/storage/paymentstore.h"
#include "backend/storage/shipmentstore.h"

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

/// Somebody may have been asked before, and have done it: the answer counts, whatever became of the order.
bool mayBeDone(const StepRow &row, OrderStatus status)
{
    const bool outside = row.step == Step::Payment || row.step == Step::Ship;
    return outside && row.attempts > 1 && isUndone(status);
}

StepOutcome dropped(const StepRow &row, OrderStatus status)
{
    StepOutcome outcome{row.orderId, row.step, StepOutcome::Kind::Failed};
    outcome.reason = QStringLiteral("The order is %1").arg(statusName(status));
    outcome.causation = row.cause;
    return outcome;
}

/// What needs nobody outside.
Status doHere(Settlement &settlement, const StepRow &row)
{
    if (row.step == Step::Reserve)
        return settlement.reserve(row.orderId);
    StepOutcome outcome{row.orderId, row.step, StepOutcome::Kind::Done};
    outcome.causation = row.cause;
    return settlement.apply(outcome);
}

bool isOurs(Step step)
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

} // namespace

Result<Due> takeDue(StoreContext &context, storage::Connection &connection, const QString &service, Step step, int limit)
{
    const TimePoint now = context.clock.now();
    storage::StepStore steps(connection);
    const auto claimed = steps.claim(step, now, now + kLease, limit);
    CS_TRY(claimed);
    Settlement settlement(context, connection, service);
    CS_TRY(settlement.load(ordersOf(*claimed)));
    QList<StepRow> outside;
    for (const StepRow &row : *claimed) {
        const Order *order = settlement.order(row.orderId);
        if (order == nullptr) {
            StepRow lost = row;
            lost.state = StepState::Failed;
            lost.outcome = QStringLiteral("There is no such order.");
            CS_TRY(steps.put(lost));
        } else if (mayTake(step, order->status) || mayBeDone(row, order->status)) {
            if (isOurs(step))
                CS_TRY(doHere(settlement, row));
            else
                outside.append(row);
        } else if (isTooEarly(step, order->status)) {
            StepOutcome later{row.orderId, step, StepOutcome::Kind::Later};
            later.reason = QStringLiteral("The order is %1").arg(statusName(order->status));
            later.dueAt = now + kTooEarly;
            CS_TRY(settlement.apply(later));
        } else {
            CS_TRY(settlement.apply(dropped(row, order->status)));
        }
    }
    Due due;
    due.claimed = int(claimed->size());
    CS_TRY(addWork(connection, settlement, outside, due));
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
