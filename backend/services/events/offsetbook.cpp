// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/offsetbook.h"

namespace cs::services {

using storage::PartitionState;

void OffsetBook::reset(const QList<PartitionState> &stored)
{
    m_places.clear();
    for (const PartitionState &one : stored)
        put(one);
}

void OffsetBook::put(const PartitionState &stored)
{
    m_places.insert({stored.topic, stored.partition}, {stored, stored, false});
}

QList<PartitionStep> OffsetBook::begin(const QList<messaging::TopicPartition> &committed)
{
    QList<PartitionStep> begun;
    for (const messaging::TopicPartition &one : committed) {
        if (one.offset <= std::max<qint64>(next(one.topic, one.partition), 0))
            continue;
        const PartitionState before = m_places.value({one.topic, one.partition}).state;
        pass(one);
        const PartitionState state = m_places.value({one.topic, one.partition}).state;
        put(state);
        begun.append({before, state});
    }
    return begun;
}

PartitionStep OffsetBook::beginAnew(const messaging::TopicPartition &place)
{
    PartitionState state;
    state.topic = place.topic;
    state.partition = place.partition;
    state.next = state.base = place.offset;
    const auto known = m_places.constFind({place.topic, place.partition});
    const PartitionState before = known == m_places.cend() ? PartitionState() : known->state;
    put(state);
    return {before, state};
}

qint64 OffsetBook::next(const QString &topic, int partition) const
{
    const auto at = m_places.constFind({topic, partition});
    return at == m_places.cend() ? -1 : at->state.next;
}

bool OffsetBook::isOld(const events::Record &record) const
{
    return record.offset < next(record.topic, record.partition);
}

void OffsetBook::take(const events::Record &record, bool bad)
{
    PartitionState &state = moveTo(record.topic, record.partition, record.offset);
    ++state.next;
    ++(bad ? state.bad : state.stored);
}

void OffsetBook::pass(const messaging::TopicPartition &place)
{
    if (place.offset > next(place.topic, place.partition))
        moveTo(place.topic, place.partition, place.offset);
}

/// What was jumped over is a gap; the first place of all is where reading begins.
PartitionState &OffsetBook::moveTo(const QString &topic, int partition, qint64 offset)
{
    Place &place = m_places[{topic, partition}];
    PartitionState &state = place.state;
    state.topic = topic;
    state.partition = partition;
    if (!place.moved) {
        place.moved = true;
        place.before = state;
    }
    if (state.next < 0)
        state.base = offset;
    else
        state.gaps += offset - state.next;
    state.next = offset;
    return state;
}

void OffsetBook::turnBad(const messaging::TopicPartition &place)
{
    PartitionState &state = m_places[{place.topic, place.partition}].state;
    --state.stored;
    ++state.bad;
}

void OffsetBook::turnBadLate(const messaging::TopicPartition &place)
{
    const auto found = m_places.find({place.topic, place.partition});
    if (found == m_places.end() || found->state.next <= place.offset || found->state.base > place.offset)
        return; // it was given to another member, or made again
    if (!found->moved) {
        found->moved = true;
        found->before = found->state;
    }
    turnBad(place);
}

QList<PartitionStep> OffsetBook::steps()
{
    QList<PartitionStep> list;
    for (Place &place : m_places) {
        if (!place.moved)
            continue;
        list.append({place.before, place.state});
        place.before = place.state;
        place.moved = false;
    }
    return list;
}

} // namespace cs::services
