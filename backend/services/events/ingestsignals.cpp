// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/ingestsignals.h"

#include <numeric>

namespace cs::services {

namespace {

template <typename Hash>
qint64 sumOf(const Hash &hash)
{
    return std::accumulate(hash.cbegin(), hash.cend(), qint64(0));
}

} // namespace

void tell(const BatchOutcome &outcome, Changes &changes)
{
    if (!outcome.orders.isEmpty())
        Q_EMIT changes.ordersChanged(outcome.orders.size() > kManyIds ? QStringList() : outcome.orders);
    if (outcome.approvals)
        Q_EMIT changes.approvalsChanged();
    if (outcome.notifications > 0)
        Q_EMIT changes.notificationsAdded(outcome.told);
    if (outcome.decisionsSeen)
        Q_EMIT changes.decisionsProgressed();
    if (outcome.outbox)
        Q_EMIT changes.outboxFilled();
    Q_EMIT changes.eventsStored(int(sumOf(outcome.counts.stored)), int(sumOf(outcome.counts.bad)));
}

void record(const BatchOutcome &outcome, MetricsRegistry &metrics)
{
    for (auto it = outcome.counts.stored.cbegin(); it != outcome.counts.stored.cend(); ++it)
        metrics.addStored(it.key(), it.value());
    for (auto it = outcome.counts.bad.cbegin(); it != outcome.counts.bad.cend(); ++it)
        metrics.addBad(it.key().first, it.key().second, it.value());
    for (auto it = outcome.toldBy.cbegin(); it != outcome.toldBy.cend(); ++it) {
        const auto [channel, state] = it.key();
        if (it.value() > 0 && state != NotificationState::Queued) // that is no outcome yet
            metrics.addNotifications(channelName(channel), notificationStateName(state), it.value());
    }
}

} // namespace cs::services
