// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/events/ingest.h"
#include "backend/services/events/ingestjob.h"

#include <mutex>

namespace cs::services {

/// What the ingest consumer has done since its start. Any thread.
class IngestCounters final
{
public:
    void addReceived(qint64 count)
    {
        const std::lock_guard lock(m_mutex);
        m_figures.received += count;
    }
    void add(const BatchOutcome &outcome)
    {
        const std::lock_guard lock(m_mutex);
        for (auto it = outcome.counts.stored.cbegin(); it != outcome.counts.stored.cend(); ++it) {
            m_stored[it.key()] += it.value();
            m_figures.stored += it.value();
        }
        for (auto it = outcome.counts.bad.cbegin(); it != outcome.counts.bad.cend(); ++it) {
            m_bad[it.key().first] += it.value();
            m_figures.bad += it.value();
        }
        m_figures.repeats += outcome.repeats;
        m_figures.notifications += outcome.notifications;
    }
    Ingest::Figures figures() const
    {
        const std::lock_guard lock(m_mutex);
        return m_figures;
    }
    QHash<QString, qint64> stored() const
    {
        const std::lock_guard lock(m_mutex);
        return m_stored;
    }
    QHash<QString, qint64> bad() const
    {
        const std::lock_guard lock(m_mutex);
        return m_bad;
    }

private:
    mutable std::mutex m_mutex;
    Ingest::Figures m_figures;
    QHash<QString, qint64> m_stored;
    QHash<QString, qint64> m_bad;
};

} // namespace cs::services
