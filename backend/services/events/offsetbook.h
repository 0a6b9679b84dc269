// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/consumer.h"
#include "backend/storage/ingeststore.h"

#include <QHash>

namespace cs::services {

/// One step of a partition: its state before a batch (next -1: there is no stored row yet) and after it.
struct PartitionStep
{
    storage::PartitionState from;
    storage::PartitionState to;
};

/// Where the consumer stands on each partition, as far as batches were prepared (the store may be a batch or two behind).
/// Arithmetic only.
class OffsetBook final
{
public:
    /// Forgets everything and takes what the store says.
    void reset(const QList<storage::PartitionState> &stored);
    /// Takes the store's word for one partition.
    void put(const storage::PartitionState &stored);
    /// Partitions of which this store never read, and whose group has read before, with another store: they begin where the
    /// group stands. What lies before was never this store's, and is neither stored here nor behind. A group that was set
    /// forward from outside goes on there: what is left out are gaps.
    QList<PartitionStep> begin(const QList<messaging::TopicPartition> &committed);
    /// A partition that was made again: what was counted of it is gone. From `place` on it counts anew, and the store has to know
    /// before anything of it is taken.
    PartitionStep beginAnew(const messaging::TopicPartition &place);
    /// The stored or expected next offset; -1: never read.
    qint64 next(const QString &topic, int partition) const;
    /// True for a record that was taken before (a seek or a rebalance may give it again).
    bool isOld(const events::Record &record) const;
    /// Counts a record; offsets that were jumped over are gaps.
    void take(const events::Record &record, bool bad);
    /// Up to there no record is left (Consumer::passedTo): offsets that were jumped over are gaps.
    void pass(const messaging::TopicPartition &place);
    /// One that was taken as good turned out bad when it was read; before its steps().
    void turnBad(const messaging::TopicPartition &place);
    /// One that was stored as good was refused there: the next steps() say so, from and to the same offset.
    void turnBadLate(const messaging::TopicPartition &place);
    /// What has moved since the last call.
    QList<PartitionStep> steps();

private:
    struct Place
    {
        storage::PartitionState state;
        storage::PartitionState before;
        bool moved = false;
    };
    storage::PartitionState &moveTo(const QString &topic, int partition, qint64 offset);

    QHash<std::pair<QString, int>, Place> m_places;
};

} // namespace cs::services
