// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storeworker.h"

namespace cs::services {

class MetricsRegistry;

/// Writes the admins' summaries when a period ends (StoreContext::digestEvery). Lives on the thread "digest"; start() runs
/// its loop until requestStop(). What was digested before a crash, or before the interval was set to 0, is told at the first
/// look. Several processes of one store may run it.
class DigestWorker final : public StoreWorker
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DigestWorker)

public:
    /// `metrics` may be null; it outlives this object, as does the context.
    explicit DigestWorker(StoreContext &context, MetricsRegistry *metrics = nullptr);

    /// What start() does again and again: gives the number of summaries written. Once per period it asks the store, one
    /// transaction a person; an error leaves the period open for the next look.
    Result<int> look();

private:
    Status turn() override;
    Result<int> writeAll(TimePoint period, TimePoint now);

    MetricsRegistry *m_metrics;
    std::optional<TimePoint> m_done; ///< the period that was looked at last
};

} // namespace cs::services
