// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/assignment.h"

#include "backend/support/log.h"

namespace cs::messaging {

Assignment::Assignment(Consumer::Assigned assigned, Consumer::Revoked revoked)
    : m_onAssigned(std::move(assigned)), m_onRevoked(std::move(revoked))
{
}

void Assignment::replace(rd_kafka_t *client, const QList<TopicPartition> &committed)
{
    m_next.clear();
    for (const TopicPartition &each : committed)
        m_next[{each.topic, each.partition}] = each.offset;
    if (m_onAssigned)
        moveTo(m_onAssigned(committed));
    const PartitionsPtr native = toNative(list());
    const rd_kafka_resp_err_t error = rd_kafka_assign(client, native.get());
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        qCWarning(lcMessaging, "partitions cannot be assigned: %s", rd_kafka_err2str(error));
}

void Assignment::drop(rd_kafka_t *client)
{
    const QList<TopicPartition> gone = list();
    m_next.clear();
    if (m_onRevoked && !gone.isEmpty())
        m_onRevoked(gone);
    rd_kafka_assign(client, nullptr);
}

bool Assignment::isBehind(const events::Record &record) const
{
    const auto place = m_next.find({record.topic, record.partition});
    return place != m_next.end() && record.offset < place->second;
}

void Assignment::passed(const events::Record &record)
{
    const auto place = m_next.find({record.topic, record.partition});
    if (place != m_next.end())
        place->second = record.offset + 1;
}

bool Assignment::passedTo(const TopicPartition &end)
{
    const auto place = m_next.find({end.topic, end.partition});
    if (place == m_next.end() || end.offset <= std::max<qint64>(place->second, 0))
        return false;
    place->second = end.offset;
    return true;
}

QList<TopicPartition> Assignment::moveTo(const QList<TopicPartition> &places)
{
    QList<TopicPartition> moved;
    for (const TopicPartition &each : places) {
        const auto place = m_next.find({each.topic, each.partition});
        if (place == m_next.end())
            continue; // another member's to read
        place->second = each.offset;
        moved.append(each);
    }
    return moved;
}

QList<TopicPartition> Assignment::list() const
{
    QList<TopicPartition> all;
    for (const auto &[place, offset] : m_next)
        all.append({place.first, place.second, offset});
    return all;
}

} // namespace cs::messaging
