// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/digestworker.h"

#include "backend/services/metrics/metricsregistry.h"
#include "backend/services/notification/digest.h"
#include "backend/support/log.h"

namespace cs::services {

using namespace std::chrono_literals;
using storage::Connection;

namespace {

constexpr auto kLookEvery = 1000ms; ///< asks the clock; the store only when a period has ended

} // namespace

DigestWorker::DigestWorker(StoreContext &context, MetricsRegistry *metrics) : m_context(context), m_metrics(metrics) {}

void DigestWorker::start()
{
    while (!m_stop) {
        const Result<int> written = look();
        if (written.ok()) {
            m_trouble.clear();
        } else if (written.error().kind != ErrorKind::Conflict && written.error().message != m_trouble) {
            m_trouble = written.error().message;
            qCWarning(lcServices).noquote() << "digest:" << m_trouble;
            Q_EMIT failed(m_trouble);
        }
        m_wakeup.wait(kLookEvery);
    }
}

void DigestWorker::requestStop()
{
    m_stop = true;
    m_wakeup.wake();
}

Result<int> DigestWorker::look()
{
    const TimePoint now = m_context.clock.now();
    const bool off = m_context.digestEvery.count() <= 0;
    const TimePoint period = digestPeriod(now, m_context.digestEvery);
    if (m_context.readOnly || (m_done && (off || *m_done == period)))
        return 0;
    const Result<int> written = writeAll(period, now);
    if (written.ok())
        m_done = period;
    return written;
}

Result<int> DigestWorker::writeAll(TimePoint period, TimePoint now)
{
    using People = QStringList;
    const Result<People> due = m_context.writer
        .submitFor<People>(storage::Priority::Machine, storage::Durability::Normal,
            [period](Connection &connection) { return storage::NotificationStore(connection).digestsDue(period); })
        .result();
    CS_TRY(due);
    int told = 0;
    for (const QString &userId : *due) {
        const Result<bool> written = m_context.writer
            .submitFor<bool>(storage::Priority::Machine, storage::Durability::Normal,
                [userId, period, now](Connection &connection) { return writeSummary(connection, userId, period, now); })
            .result();
        CS_TRY(written);
        if (!*written)
            continue;
        ++told;
        if (m_metrics != nullptr)
            m_metrics->addNotifications(channelName(Channel::InApp), notificationStateName(NotificationState::Delivered), 1);
        Q_EMIT m_context.changes.notificationsAdded({userId});
    }
    return told;
}

} // namespace cs::services
