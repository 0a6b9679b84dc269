// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics/groupbook.h"

#include "backend/events/catalogue.h"

#include <algorithm>

namespace cs::services {

using storage::PartitionState;

namespace {

qint64 storedNext(const QList<PartitionState> &list, const QString &topic, int partition)
{
    for (const PartitionState &one : list) {
        if (one.topic == topic && one.partition == partition)
            return one.next;
    }
    return -1;
}

QString placeOf(const GroupPartition &one)
{
    return QStringLiteral("%1 [%2]").arg(one.topic).arg(one.partition);
}

QString recordsText(qint64 count)
{
    return count == 1 ? QStringLiteral("1 record waits") : QStringLiteral("%1 records wait").arg(count);
}

/// The first of the partitions that are worst off.
const GroupPartition *worstOf(const QList<GroupPartition> &partitions)
{
    const auto found = std::max_element(partitions.begin(), partitions.end(), [](const GroupPartition &a, const GroupPartition &b) { return a.verdict < b.verdict; });
    return found == partitions.end() ? nullptr : &*found;
}

QString explain(const GroupFigures &figures, bool off)
{
    const GroupPartition *worst = worstOf(figures.partitions);
    if (worst == nullptr)
        return QStringLiteral("None of its topics is there yet.");
    const QString waits = recordsText(figures.lag);
    const QString place = placeOf(*worst);
    switch (figures.verdict) {
    case LagVerdict::Ok:
        return figures.lag == 0 ? QStringLiteral("Everything on its topics has been read.") : QStringLiteral("It keeps up; %1.").arg(waits);
    case LagVerdict::Unknown: return QStringLiteral("Its service is off, and nothing on %1 was read here.").arg(place);
    case LagVerdict::NoCommit: return QStringLiteral("%1 holds records, and the group has never read it.").arg(place);
    case LagVerdict::Warning: return QStringLiteral("It reads, but %1 has not come closer to its end over the last %2 looks; %3.").arg(place).arg(kCommitWindow).arg(waits);
    case LagVerdict::Rewound: return QStringLiteral("Its position on %1 went back; %2.").arg(place, waits);
    case LagVerdict::Stalled: return QStringLiteral("Its position on %1 does not move; %2.").arg(place, waits);
    case LagVerdict::Stopped:
        return off ? QStringLiteral("Its service is off; %1.").arg(waits) : QStringLiteral("Nobody reads %1 any more; %2.").arg(place, waits);
    }
    return {};
}

} // namespace

bool isReadByIngest(const QString &topic)
{
    const QList<events::TopicInfo> &known = events::topics();
    const auto found = std::find_if(known.begin(), known.end(), [&](const events::TopicInfo &one) { return one.name == topic; });
    return found == known.end() || found->consumed;
}

GroupPartition GroupBook::partitionOf(const WatchedGroup &group, const QString &topic, const messaging::PartitionOffsets &offsets, const GroupPoll &poll)
{
    GroupPartition one{topic, offsets.partition, storedNext(poll.stored.value(group.group), topic, offsets.partition), offsets.high};
    QList<CommitSample> &window = m_windows[{group.group, {topic, offsets.partition}}];
    if (offsets.high < 0)
        return one;
    if (one.next < 0 && poll.othersMayRead && poll.switchedOff.contains(group.group)) { // read elsewhere, perhaps: that position is not known here
        one.verdict = LagVerdict::Unknown;
        return one;
    }
    const qint64 from = one.next >= 0 ? one.next : std::max<qint64>(offsets.low, 0);
    one.lag = std::max<qint64>(offsets.high - from, 0);
    one.lagSeconds = one.lag == 0 ? 0 : m_ends.secondsBehind(topic, offsets.partition, from, poll.at);
    const bool moved = one.next >= 0 && (window.isEmpty() || window.last().next != one.next);
    if (moved || (one.next >= 0 && poll.reading.contains(group.group)))
        window.append({poll.at, one.next, one.lag});
    if (window.size() > kCommitWindow)
        window.removeFirst();
    one.verdict = one.lag > 0 && poll.switchedOff.contains(group.group) ? LagVerdict::Stopped : judgeLag(window, one.lag, poll.at);
    return one;
}

void GroupBook::addRate(GroupFigures *figures, TimePoint at)
{
    Totals totals{at, 0};
    for (const GroupPartition &one : figures->partitions)
        totals.consumed += std::max<qint64>(one.next, 0);
    const auto before = m_totals.constFind(figures->group);
    if (before != m_totals.constEnd() && at > before->at)
        figures->consumedPerSecond = double(std::max<qint64>(totals.consumed - before->consumed, 0)) * 1000.0 / double((at - before->at).count());
    m_totals.insert(figures->group, totals);
}

GroupFigures GroupBook::figuresOf(const WatchedGroup &group, const GroupPoll &poll)
{
    GroupFigures figures;
    figures.group = group.group;
    figures.service = group.service;
    for (const messaging::TopicOffsets &topic : poll.offsets) {
        if (group.topics.isEmpty() ? !isReadByIngest(topic.topic) : !group.topics.contains(topic.topic))
            continue;
        for (const messaging::PartitionOffsets &one : topic.partitions)
            figures.partitions.append(partitionOf(group, topic.topic, one, poll));
    }
    for (const GroupPartition &one : figures.partitions) {
        figures.lag += std::max<qint64>(one.lag, 0);
        figures.lagSeconds = std::max(figures.lagSeconds, one.lagSeconds);
    }
    const GroupPartition *worst = worstOf(figures.partitions);
    figures.verdict = worst == nullptr ? LagVerdict::Ok : worst->verdict;
    figures.explanation = explain(figures, poll.switchedOff.contains(group.group));
    addRate(&figures, poll.at);
    return figures;
}

QList<GroupFigures> GroupBook::take(const GroupPoll &poll)
{
    if (poll.brokerAnswered && poll.storeAnswered) {
        for (const messaging::TopicOffsets &topic : poll.offsets) {
            for (const messaging::PartitionOffsets &one : topic.partitions) {
                if (one.high >= 0)
                    m_ends.note(topic.topic, one.partition, poll.at, one.high);
            }
        }
        m_last.clear();
        for (const WatchedGroup &group : m_groups)
            m_last.append(figuresOf(group, poll));
        return m_last;
    }
    QList<GroupFigures> old = m_last;
    for (GroupFigures &one : old) {
        one.verdict = LagVerdict::Unknown;
        one.consumedPerSecond = 0;
        one.explanation = QStringLiteral("The %1 does not answer; these are the last figures.").arg(poll.brokerAnswered ? QStringLiteral("store") : QStringLiteral("broker"));
    }
    return old;
}

} // namespace cs::services
