// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/clusterview.h"

#include <map>

namespace cs::messaging {

/// The partitions that a consumer holds and what it reads next from each. Belongs to the polling thread, on which the
/// caller's functions are called, by a group's rebalance or by the embedded broker's stand-in for it.
class Assignment final
{
public:
    Assignment() = default;
    Assignment(Consumer::Assigned assigned, Consumer::Revoked revoked);

    /// Asks where to start and assigns these, in place of all others.
    void replace(rd_kafka_t *client, const QList<TopicPartition> &committed);
    void drop(rd_kafka_t *client);

    /// True when it lies before what is read next from its partition: the reader was set back, as offsets begin anew there.
    bool isBehind(const events::Record &record) const;
    /// A record was handed out.
    void passed(const events::Record &record);
    /// The end of a partition was reached. True when offsets without a record lie between it and what was handed out.
    bool passedTo(const TopicPartition &end);
    /// Moves those that are held, and gives them back.
    QList<TopicPartition> moveTo(const QList<TopicPartition> &places);
    QList<TopicPartition> list() const;
    qsizetype size() const { return qsizetype(m_next.size()); }

private:
    Consumer::Assigned m_onAssigned;
    Consumer::Revoked m_onRevoked;
    std::map<std::pair<QString, int>, qint64> m_next; ///< -1 and -2 as in TopicPartition
};

} // namespace cs::messaging
