// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics/lagbook.h"

#include "backend/events/catalogue.h"
#include "backend/services/metrics/groupbook.h"

#include <algorithm>

namespace cs::services {

using storage::PartitionState;

namespace {

const PartitionState *findState(const QList<PartitionState> &list, const QString &topic, int partition)
{
    for (const PartitionState &one : list) {
        if (one.topic == topic && one.partition == partition)
            return &one;
    }
    return nullptr;
}

/// Of a topic that services alone read: how far one of them is. Null: none of this store has begun.
const PartitionState *serviceState(const PollResult &poll, const QString &topic, int partition)
{
    QStringList groups = poll.storedByGroup.keys();
    groups.sort(); // the same one each time, should several read it
    for (const QString &group : std::as_const(groups)) {
        const auto states = poll.storedByGroup.constFind(group);
        if (const PartitionState *state = findState(*states, topic, partition))
            return state;
    }
    return nullptr;
}

/// Adds a partition to its topic's accounting: records since reading began = stored + bad + behind.
void account(TopicFigures *topic, const PartitionFigures &partition, const PartitionState *state)
{
    const qint64 high = std::max(partition.high, partition.next);
    const qint64 low = std::max<qint64>(partition.low, 0);
    topic->onTopic += state != nullptr ? high - state->base - state->gaps : std::max<qint64>(high - low, 0);
    topic->gaps += state != nullptr ? state->gaps : 0;
    topic->stored += state != nullptr ? state->stored : 0;
    topic->bad += state != nullptr ? state->bad : 0;
    topic->behind += std::max<qint64>(partition.lag, 0);
}

/// What its service has taken of the partition: the topic's own figures, and none of the ingest consumer's.
void accountOfService(TopicFigures *topic, PartitionFigures partition, const PartitionState &state)
{
    partition.next = state.next;
    partition.lag = partition.high >= 0 ? std::max<qint64>(partition.high - std::max<qint64>(state.next, 0), 0) : -1;
    account(topic, partition, &state);
}

double perSecond(qint64 difference, Millis time)
{
    return time.count() > 0 ? double(std::max<qint64>(difference, 0)) * 1000.0 / double(time.count()) : 0;
}

} // namespace

double drainSeconds(qint64 lag, double producedPerSecond, double consumedPerSecond)
{
    if (lag <= 0)
        return 0;
    const double shrinks = consumedPerSecond - producedPerSecond;
    return shrinks > 0 ? double(lag) / shrinks : -1;
}

TopicFigures LagBook::topicOf(const messaging::TopicOffsets &offsets, const PollResult &poll)
{
    TopicFigures topic;
    topic.topic = offsets.topic;
    topic.family = events::familyOf(offsets.topic);
    topic.consumed = isReadByIngest(offsets.topic);
    Totals totals{poll.at, 0, 0};
    for (const messaging::PartitionOffsets &one : offsets.partitions) {
        PartitionFigures partition;
        partition.partition = one.partition;
        partition.low = one.low;
        partition.high = one.high;
        const PartitionState *state = topic.consumed ? findState(poll.stored, offsets.topic, one.partition) : nullptr;
        if (state != nullptr && state->next >= 0)
            partition.next = state->next;
        if (topic.consumed && one.high >= 0)
            partition.lag = std::max<qint64>(one.high - (partition.next >= 0 ? partition.next : std::max<qint64>(one.low, 0)), 0);
        partition.lagSeconds = partition.lag < 0 ? -1 : lagSeconds(offsets.topic, partition, poll.at);
        totals.produced += std::max<qint64>(one.high, 0);
        const PartitionState *const service = topic.consumed ? nullptr : serviceState(poll, offsets.topic, one.partition);
        const PartitionState *const counted = service != nullptr ? service : state;
        totals.consumed += counted != nullptr ? counted->stored + counted->bad : 0;
        if (topic.consumed)
            account(&topic, partition, state);
        else if (service != nullptr)
            accountOfService(&topic, partition, *service);
        m_worstSeconds = std::max(m_worstSeconds, partition.lagSeconds);
        topic.partitions.append(partition);
    }
    addRates(&topic, totals);
    return topic;
}

void LagBook::addRates(TopicFigures *topic, const Totals &totals)
{
    const auto before = m_totals.find(topic->topic);
    if (before != m_totals.end()) {
        const Millis time = totals.at - before->second.at;
        topic->producedPerSecond = perSecond(totals.produced - before->second.produced, time);
        topic->consumedPerSecond = perSecond(totals.consumed - before->second.consumed, time);
    }
    m_totals[topic->topic] = totals;
}

/// The age of the first record that is not processed: since the end of the partition was last at or below its offset.
double LagBook::lagSeconds(const QString &topic, const PartitionFigures &partition, TimePoint now)
{
    if (partition.high < 0)
        return 0;
    m_ends.note(topic, partition.partition, now, partition.high);
    return partition.lag <= 0 ? 0 : m_ends.secondsBehind(topic, partition.partition, std::max<qint64>(partition.next, 0), now);
}

void LagBook::take(const PollResult &poll, Snapshot *snapshot)
{
    if (poll.brokerAnswered && poll.storeAnswered) {
        m_last.clear();
        m_worstSeconds = 0;
        for (const messaging::TopicOffsets &one : poll.offsets)
            m_last.append(topicOf(one, poll));
    } else {
        for (TopicFigures &one : m_last) {
            one.gap = true;
            one.producedPerSecond = 0;
            one.consumedPerSecond = 0;
        }
    }
    snapshot->topics = m_last;
    snapshot->lagSeconds = m_worstSeconds;
    double produced = 0;
    for (const TopicFigures &one : m_last) {
        if (!one.consumed)
            continue;
        snapshot->onTopics += one.onTopic;
        snapshot->stored += one.stored;
        snapshot->bad += one.bad;
        snapshot->gaps += one.gaps;
        snapshot->behind += one.behind;
        snapshot->eventsPerSecond += one.consumedPerSecond;
        produced += one.producedPerSecond;
    }
    snapshot->lag = snapshot->behind;
    snapshot->drainSeconds = drainSeconds(snapshot->lag, produced, snapshot->eventsPerSecond);
    snapshot->balanced = snapshot->onTopics == snapshot->stored + snapshot->bad + snapshot->behind;
}

} // namespace cs::services
