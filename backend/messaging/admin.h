// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/consumer.h"

namespace cs::messaging {

struct PartitionOffsets
{
    int partition = 0;
    qint64 low = -1;  ///< first offset that is still there; -1: not known
    qint64 high = -1; ///< the next offset to be written; -1: not known
};

struct TopicOffsets
{
    QString topic;
    QList<PartitionOffsets> partitions;
};

struct GroupState
{
    QString group;
    QString state;    ///< Stable, Empty, … or empty where the broker cannot tell
    QString protocol; ///< of assignment, e.g. range, RoundRobinAssigner
    int members = 0;
};

/// A consumer in a group, as the broker knows it.
struct GroupMember
{
    QString clientId;
    QString host; ///< as the broker writes it, e.g. /127.0.0.1
    bool operator==(const GroupMember &) const = default;
};

/// One group, as the broker describes it.
struct GroupDescription
{
    QString state; ///< empty: there is no such group, or the broker cannot tell
    QList<GroupMember> members;
};

/// Metadata, offsets and groups, by one client that belongs to the poller's thread. Every call waits at most its time-out.
class Admin final
{
public:
    static Result<std::unique_ptr<Admin>> create(const BrokerConfig &config, BrokerHealth *health);
    ~Admin();

    /// Topics that match one of the names or ^patterns (empty list: all but internal ones), with their partitions' offsets.
    Result<QList<TopicOffsets>> offsets(const QStringList &topics, int timeoutMs);
    /// What the group committed; -1: nothing. The embedded broker knows no groups: then an empty list.
    Result<QList<TopicPartition>> committed(const QString &group, const QList<TopicPartition> &partitions, int timeoutMs);
    /// Makes those that are missing, with that many partitions (replication as the broker's default).
    Status createTopics(const QStringList &names, int partitions, int timeoutMs);
    Result<QList<GroupState>> groups(int timeoutMs);
    /// How that group is and who is in it now; nobody where there is no such group, and on the embedded broker.
    Result<GroupDescription> describe(const QString &group, int timeoutMs);
    /// The members alone.
    Result<QList<GroupMember>> members(const QString &group, int timeoutMs);
    /// A broker's id and address per entry; fails with a sentence that says what is wrong (DNS, refused, TLS, SASL);
    /// Unauthorized when the broker refuses the sign-in.
    Result<QStringList> brokers(int timeoutMs);

private:
    Admin();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::messaging
