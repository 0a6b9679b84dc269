// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/settlement.h"

namespace cs::services {

/// A step that its service has claimed, with what it needs to do it outside any transaction.
struct Work
{
    storage::StepRow row;
    Order order;
    std::optional<Payment> payment;
    std::optional<Shipment> shipment;
    QString surplus = {}; ///< of Refund: the id of a payment beside the one that counts (then `payment` is it)
    bool again = false;   ///< of Payment: another counts by now; what came of ours?
};
/// What gateways get, so that asking twice does it once.
QString keyOf(const Work &work);
struct Due
{
    QList<Work> work;
    Notice notice; ///< of what was settled at once
    int claimed = 0;
};

/// How long a service may take before another process may ask again with the same key.
inline constexpr Millis kLease = std::chrono::seconds(60);

/// Is there something to claim?
Result<bool> isDue(storage::Connection &connection, Step step, TimePoint now, storage::Lane lane = {});
/// Claims what is due in the lane, in the caller's transaction. What is not to be done any more (the order was cancelled before anybody was
/// asked) fails here, and what needs no gateway (stock) is done here.
Result<Due> takeDue(StoreContext &context, storage::Connection &connection, const QString &service, Step step, int limit,
                    storage::Lane lane = {});
/// Writes what came of them.
Result<Notice> settle(StoreContext &context, storage::Connection &connection, const QString &service, const QList<StepOutcome> &outcomes);
/// The wait before the next try after that many.
Millis pauseBeforeRetry(int attempts);

} // namespace cs::services
