// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/digestworker.h"

#include "backend/services/metrics/metricsregistry.h"
#include "backend/services/notification/digest.h"

namespace cs::services {

using namespace std::chrono_literals;
using storage::Connection;

namespace {

constexpr auto kLookEvery = 1000ms; ///< asks the clock; the store only when a period has ended

} // namespace

DigestWorker::DigestWorker(StoreContext &context, MetricsRegistry *metrics)
    : StoreWorker(context, QStringLiteral("digest")), m_metrics(metrics)
{
}

Status DigestWorker::turn()
{
    CS_TRY(look());
    wait(kLookEvery);
    return Done{};
}

Result<int> DigestWorker::look()
{
    const TimePoint now = context().clock.now();
    const bool off = context().digestEvery.count() <= 0;
    const TimePoint period = digestPeriod(now, context().digestEvery);
    if (context().readOnly || (m_done && (off || *m_done == period)))
        return 0;
    const Result<int> written = writeAll(period, now);
    if (written.ok())
        m_done = period;
    return written;
}

Result<int> DigestWorker::writeAll(TimePoint period, TimePoint now)
{
    using People = QStringList;
    const Result<People> due = context().writer
        .submitFor<People>(storage::Priority::Machine, storage::Durability::Normal,
            [period](Connection &connection) { return storage::NotificationStore(connection).digestsDue(period); })
        .result();
    CS_TRY(due);
    int told = 0;
    for (const QString &userId : *due) {
        const Result<bool> written = context().writer
            .submitFor<bool>(storage::Priority::Machine, storage::Durability::Normal,
                [userId, period, now](Connection &connection) { return writeSummary(connection, userId, period, now); })
            .result();
        CS_TRY(written);
        if (!*written)
            continue;
        ++told;
        if (m_metrics != nullptr)
            m_metrics->addNotifications(channelName(Channel::InApp), notificationStateName(NotificationState::Delivered), 1);
        Q_EMIT context().changes.notificationsAdded({userId});
    }
    return told;
}

} // namespace cs::services
