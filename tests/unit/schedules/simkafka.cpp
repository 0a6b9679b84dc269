// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/schedules/simkafka.h"

namespace cs::services::test {

void SimKafka::append(const events::OutRecord &record, qint64 timestampMs)
{
    uint sum = 0;
    for (const char c : record.key.value_or(QByteArray()))
        sum = sum * 31 + uchar(c);
    const int number = int(sum % kPartitions);
    QList<events::Record> &list = m_topics[record.topic][size_t(number)];
    list.append({record.topic, number, list.size(), timestampMs, record.key, record.value, record.headers});
}

const QList<events::Record> &SimKafka::partition(const QString &topic, int number) const
{
    static const QList<events::Record> none;
    const auto at = m_topics.constFind(topic);
    return at == m_topics.cend() ? none : (*at)[size_t(number)];
}

} // namespace cs::services::test
