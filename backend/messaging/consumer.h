// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"
#include "backend/messaging/brokerconfig.h"

#include <compare>
#include <functional>

namespace cs::messaging {

struct TopicPartition
{
    QString topic;
    int partition = 0;
    qint64 offset = -1; ///< meaning by use: next to read; -1: from the earliest; -2: from the end
    std::strong_ordering operator<=>(const TopicPartition &) const = default;
};

/// A consumer that never commits by itself: the caller stores offsets and then calls commit(). Belongs to one thread.
/// With a group it subscribes (range assignment) and asks `onAssigned` where to start; on the embedded broker (which has no
/// real groups) it assigns itself all partitions that match, looks for new topics every second, and asks the same.
class Consumer final
{
public:
    struct Config
    {
        BrokerConfig broker;
        QString group; ///< also named on the embedded broker, for the caller's offsets
        QStringList subscription; ///< topic names and ^patterns
        QStringList blacklist;    ///< ^patterns that no pattern takes
        int fetchWaitMs = 50;     ///< on the embedded broker: how long an empty fetch waits
        int queueKiB = 65536;     ///< bound of librdkafka's fetch queue, over all partitions
    };
    /// Called on the polling thread when partitions are assigned, with the group's committed offsets (-1: none). It returns
    /// where to start each of them (the greater of stored and committed; -1: earliest).
    using Assigned = std::function<QList<TopicPartition>(const QList<TopicPartition> &committed)>;
    using Revoked = std::function<void(const QList<TopicPartition> &partitions)>;

    static Result<std::unique_ptr<Consumer>> create(const Config &config, BrokerHealth *health, Assigned assigned, Revoked revoked);
    ~Consumer(); ///< leaves the group and closes, within 3 s

    /// At most `maxRecords` or `maxBytes`, whichever comes first; waits at most `timeoutMs` for the first one, and not for
    /// more once there are some.
    QList<events::Record> poll(int maxRecords, qint64 maxBytes, int timeoutMs);
    /// Partitions whose offsets began anew, as their topic (or the whole cluster) was made again: the last poll() gave their first
    /// records, from these offsets on. What the caller has stored about such a partition tells of records that are gone.
    QList<TopicPartition> begunAnew() const;
    /// Partitions that the last poll() read to an offset without a record before it (a transaction's marker, what was aborted
    /// or compacted away): to this one. The records of the same poll come first, whatever lies behind.
    QList<TopicPartition> passedTo() const;
    /// Commits to Kafka, for other programs' lag views; the caller's store is the truth. Asynchronous; failures are logged.
    void commit(const QList<TopicPartition> &next);
    /// Reads again from there (after a rolled back batch).
    Status seek(const QList<TopicPartition> &to);
    QList<TopicPartition> assignment() const;

private:
    Consumer();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::messaging
