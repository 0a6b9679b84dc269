// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/outboxstore.h"

#include <QHash>
#include <QSet>
#include <chrono>
#include <deque>
#include <map>

namespace cs::services {

/// The rows that the relay holds: per order key first in, first out, one in flight at most. Arithmetic only; no I/O.
class RelayQueue final
{
public:
    using Time = std::chrono::steady_clock::time_point;
    struct Limits
    {
        int rowsInFlight = 5000;
        qint64 bytesInFlight = 16 * 1024 * 1024;
        int rowsHeld = 10'000;
        qint64 bytesHeld = 64 * 1024 * 1024;
    };
    RelayQueue() = default;
    explicit RelayQueue(Limits limits) : m_limits(limits) {}

    /// Room to read more rows from the store.
    bool hasRoom() const { return m_held < m_limits.rowsHeld && m_bytesHeld < m_limits.bytesHeld; }
    /// Takes rows that it does not know yet, in the order of their ids.
    void add(const QList<storage::OutboxRow> &rows);
    /// The next row that may go now; it is in flight from here on. Nullptr: none, or the bounds are reached.
    const storage::OutboxRow *take(Time now);
    /// The row of that tag was refused for want of room in the producer: it is first again.
    void putBack(qint64 id);
    /// Delivered: the row leaves the queue; its id stays known until forget(). Nothing for a row that is not in flight.
    std::optional<storage::OutboxRow> delivered(qint64 id);
    /// Not delivered: goes again after a pause that grows with each failure. Its cost in bytes, 0 when it is not in flight.
    qint64 failed(qint64 id, Time now);
    /// The producer is gone with all that was in flight. Gives their cost in bytes.
    qint64 failAll(Time now);
    /// The store says by itself now that the row is sent.
    void forget(qint64 id) { m_known.remove(id); }
    /// Lets go of all that is not in flight, to be read from the store again.
    void dropWaiting();

    int inFlight() const { return int(m_inFlight.size()); }
    QList<qint64> idsInFlight() const { return m_inFlight.keys(); }
    /// The row in flight with that id, or nullptr.
    const storage::OutboxRow *flying(qint64 id) const;
    qint64 held() const { return m_held; }
    /// When the next row that pauses may go again.
    std::optional<Time> nextRetry() const;
    bool hasReady() const { return !m_ready.empty(); }

private:
    struct Key
    {
        std::deque<storage::OutboxRow> rows;
        bool inFlight = false;
        bool queued = false; ///< in m_ready or m_paused
        int failures = 0;
    };
    void makeReady(const QString &name, Key &key);
    void pause(const QString &name, Key &key, Time now);

    Limits m_limits;
    QHash<QString, Key> m_keys;
    std::deque<QString> m_ready;
    std::multimap<Time, QString> m_paused;
    QHash<qint64, QString> m_inFlight; ///< id → key
    QSet<qint64> m_known;
    qint64 m_bytesInFlight = 0;
    qint64 m_bytesHeld = 0;
    qint64 m_held = 0;
};

/// Bytes of a row's record, as Record::cost() counts them when it comes back.
qint64 wireCost(const events::OutRecord &record);

} // namespace cs::services
