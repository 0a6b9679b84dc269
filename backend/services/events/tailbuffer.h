// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/events/livetail.h"

#include <deque>
#include <mutex>

namespace cs::services {

/// Records between the tail's thread and the view, bounded by bytes: when it is full the oldest go, and are counted.
/// received = handed on + dropped + waiting, at every moment. Any thread.
class TailBuffer final
{
public:
    explicit TailBuffer(qint64 bytes) : m_most(bytes) {}

    void add(const QList<events::Record> &records, qint64 behind)
    {
        const std::lock_guard lock(m_mutex);
        m_counters.behind = behind;
        for (const events::Record &record : records) {
            m_records.push_back(record);
            m_counters.bufferedBytes += costOf(record);
        }
        m_counters.received += records.size();
        m_counters.waiting += records.size();
        while (m_counters.bufferedBytes > m_most && m_records.size() > 1) { // one record always finds room
            dropFirst();
            ++m_counters.dropped;
        }
    }
    /// At most `most` records, the oldest first.
    RecordBatch take(qsizetype most)
    {
        const std::lock_guard lock(m_mutex);
        RecordBatch batch;
        while (batch.size() < most && !m_records.empty()) {
            batch.append(m_records.front());
            dropFirst();
        }
        m_counters.handedOn += batch.size();
        return batch;
    }
    TailCounters counters() const
    {
        const std::lock_guard lock(m_mutex);
        return m_counters;
    }

private:
    static qint64 costOf(const events::Record &record) { return record.cost() + qint64(sizeof(events::Record)); }
    void dropFirst()
    {
        m_counters.bufferedBytes -= costOf(m_records.front());
        m_records.pop_front();
        --m_counters.waiting;
    }

    const qint64 m_most;
    mutable std::mutex m_mutex;
    std::deque<events::Record> m_records;
    TailCounters m_counters;
};

} // namespace cs::services
