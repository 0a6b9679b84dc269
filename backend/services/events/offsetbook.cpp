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

QList<PartitionState> OffsetBook::begin(const QList<messaging::TopicPartition> &committed)
{
    QList<PartitionState> begun;
    for (const messaging::TopicPartition &one : committed) {
        if (one.offset <= 0 || next(one.topic, one.partition) >= 0)
            continue;
        PartitionState state;
        state.topic = one.topic;
        state.partition = one.partition;
        state.next = state.base = one.offset;
        put(state);
        begun.append(state);
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
    Place &place = m_places[{record.topic, record.partition}];
    PartitionState &state = place.state;
    if (!place.moved) {
        place.moved = true;
        place.before = state;
    }
    if (state.next < 0) {
        place.before.topic = record.topic;
        place.before.partition = record.partition;
        state.topic = record.topic;
        state.partition = record.partition;
        state.base = record.offset;
    } else {
        state.gaps += record.offset - state.next;
    }
    state.next = record.offset + 1;
    ++(bad ? state.bad : state.stored);
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
