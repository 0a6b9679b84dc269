// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storecontext.h"
#include "backend/services/events/wakeup.h"

#include <QObject>
#include <atomic>

namespace cs::services {

class MetricsRegistry;

/// Writes the admins' summaries when a period ends (StoreContext::digestEvery). Lives on the thread "digest"; start() runs
/// its loop until requestStop(). What was digested before a crash, or before the interval was set to 0, is told at the first
/// look. Several processes of one store may run it.
class DigestWorker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DigestWorker)

public:
    /// `metrics` may be null; it outlives this object, as does the context.
    explicit DigestWorker(StoreContext &context, MetricsRegistry *metrics = nullptr);

    void start();
    void requestStop(); ///< any thread; start() returns within 3 s

    /// What start() does again and again: gives the number of summaries written. Once per period it asks the store, one
    /// transaction a person; an error leaves the period open for the next look.
    Result<int> look();

Q_SIGNALS:
    void failed(const QString &why);

private:
    Result<int> writeAll(TimePoint period, TimePoint now);

    StoreContext &m_context;
    MetricsRegistry *m_metrics;
    Wakeup m_wakeup;
    std::atomic<bool> m_stop = false;
    std::optional<TimePoint> m_done; ///< the period that was looked at last
    QString m_trouble;               ///< said last, so that it is said once
};

} // namespace cs::services
