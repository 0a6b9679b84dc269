// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/admin.h"
#include "backend/services/metrics/endhistory.h"
#include "backend/services/metrics/snapshot.h"
#include "backend/storage/ingeststore.h"

#include <map>

namespace cs::services {

/// What one poll has found. Stored positions are read before the end offsets, so that no lag is negative.
struct PollResult
{
    TimePoint at;
    bool brokerAnswered = false;
    bool storeAnswered = false;
    QList<storage::PartitionState> stored; ///< of the ingest group
    QList<messaging::TopicOffsets> offsets;
    QHash<QString, QList<storage::PartitionState>> storedByGroup{}; ///< of all groups, the ingest's among them
};

/// Makes figures of polls: lag by offset and by time, rates from differences, and the accounting. Arithmetic only; keeps the
/// polls of the last two minutes.
class LagBook final
{
public:
    /// Fills topics, lag, rates and accounting of a snapshot. A poll that failed gives the figures of the one before, marked
    /// as a gap.
    void take(const PollResult &poll, Snapshot *snapshot);

private:
    struct Totals { TimePoint at; qint64 produced = 0; qint64 consumed = 0; };
    TopicFigures topicOf(const messaging::TopicOffsets &offsets, const PollResult &poll);
    void addRates(TopicFigures *topic, const Totals &totals);
    double lagSeconds(const QString &topic, const PartitionFigures &partition, TimePoint now);

    EndHistory m_ends;
    std::map<QString, Totals> m_totals;                              ///< of the last good poll
    QList<TopicFigures> m_last;
    double m_worstSeconds = 0;
};

/// Seconds until a lag is gone; 0 without lag, -1 when it does not shrink.
double drainSeconds(qint64 lag, double producedPerSecond, double consumedPerSecond);

} // namespace cs::services
