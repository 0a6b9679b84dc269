// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/admin.h"
#include "backend/services/metrics/endhistory.h"
#include "backend/services/metrics/groupfigures.h"
#include "backend/storage/ingeststore.h"

namespace cs::services {

/// What one poll has found of all groups. Stored positions are read before the end offsets.
struct GroupPoll
{
    TimePoint at;
    bool brokerAnswered = false;
    bool storeAnswered = false;
    QHash<QString, QList<storage::PartitionState>> stored; ///< by group
    QList<messaging::TopicOffsets> offsets;
    QSet<QString> reading;       ///< groups whose readers of this process are at work
    QSet<QString> switchedOff;   ///< groups of services that are off here
    bool othersMayRead = false;  ///< the broker is not this process' own: other stores may have members in these groups
};

/// Makes groups' figures of polls: lag by offset and by time, rates, and the verdict on each partition's last commits.
/// Arithmetic only.
class GroupBook final
{
public:
    explicit GroupBook(QList<WatchedGroup> groups) : m_groups(std::move(groups)) {}
    /// A poll that failed gives the figures of the one before, with the verdict `unknown`.
    QList<GroupFigures> take(const GroupPoll &poll);
    const QList<WatchedGroup> &groups() const { return m_groups; }

private:
    struct Totals
    {
        TimePoint at;
        qint64 consumed = 0;
    };
    GroupFigures figuresOf(const WatchedGroup &group, const GroupPoll &poll);
    GroupPartition partitionOf(const WatchedGroup &group, const QString &topic, const messaging::PartitionOffsets &offsets, const GroupPoll &poll);
    void addRate(GroupFigures *figures, TimePoint at);

    const QList<WatchedGroup> m_groups;
    EndHistory m_ends;
    std::map<std::pair<QString, std::pair<QString, int>>, QList<CommitSample>> m_windows;
    QHash<QString, Totals> m_totals;
    QList<GroupFigures> m_last;
};

/// Is that topic read by the notification consumer? Retries, dead letters and what only other services read are not.
bool isReadByIngest(const QString &topic);

} // namespace cs::services
