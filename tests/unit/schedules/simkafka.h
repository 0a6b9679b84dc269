// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"

#include <QHash>
#include <array>
#include <random>

namespace cs::services::test {

using Random = std::mt19937_64;
/// True once in so many.
inline bool oneIn(Random &random, int many) { return random() % quint64(many) == 0; }
inline int below(Random &random, qsizetype many) { return int(random() % quint64(many)); }

/// Topics as lists of records by partition, and what groups have committed. Nothing is ever forgotten.
class SimKafka final
{
public:
    static constexpr int kPartitions = 3;
    using Place = std::pair<QString, int>; ///< topic, partition

    void append(const events::OutRecord &record, qint64 timestampMs);
    const QList<events::Record> &partition(const QString &topic, int number) const;
    const QHash<QString, std::array<QList<events::Record>, kPartitions>> &topics() const { return m_topics; }

    qint64 committed(const QString &group, const Place &place) const { return m_committed.value({group, place}, -1); }
    void commit(const QString &group, const Place &place, qint64 next) { m_committed.insert({group, place}, next); }
    /// In a group of two members each partition is one's; which, changes with every rebalance.
    void rebalance() { ++m_generation; }
    int generation() const { return m_generation; }
    bool isHeldBy(int member, const Place &place) const { return (place.second + m_generation) % 2 == member; }

private:
    QHash<QString, std::array<QList<events::Record>, kPartitions>> m_topics;
    QHash<std::pair<QString, Place>, qint64> m_committed;
    int m_generation = 0;
};

} // namespace cs::services::test
