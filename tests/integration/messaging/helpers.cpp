// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/messaging/helpers.h"

#include <QDeadlineTimer>
#include <QSet>

namespace cs::test {

using namespace messaging;

QString freshName(const QString &prefix)
{
    static int number = 0;
    return prefix + QString::number(++number);
}

quint32 murmur2(const QByteArray &key)
{
    constexpr quint32 m = 0x5bd1e995;
    const auto byte = [&](qsizetype i) { return quint32(quint8(key[i])); };
    quint32 h = 0x9747b28c ^ quint32(key.size());
    qsizetype i = 0;
    for (; i + 4 <= key.size(); i += 4) {
        quint32 k = byte(i) | byte(i + 1) << 8 | byte(i + 2) << 16 | byte(i + 3) << 24;
        k *= m;
        k ^= k >> 24;
        k *= m;
        h = (h * m) ^ k;
    }
    quint32 rest = 0;
    for (qsizetype j = key.size() - 1; j >= i; --j)
        rest = rest << 8 | byte(j);
    if (i < key.size())
        h = (h ^ rest) * m;
    h ^= h >> 13;
    h *= m;
    return h ^ (h >> 15);
}

int partitionOf(const QByteArray &key, int partitions)
{
    return int((murmur2(key) & 0x7fffffff) % quint32(partitions));
}

events::OutRecord outRecord(const QString &topic, const QByteArray &key, const QByteArray &value)
{
    return {topic, key, value, {}};
}

Sender::Sender(const BrokerConfig &config, BrokerHealth *health)
{
    auto made = Producer::create(config, health);
    if (!made)
        qFatal("%s", qPrintable(made.error().message));
    producer = std::move(made).value();
}

qint64 Sender::send(const events::OutRecord &record)
{
    QString why;
    if (producer->produce(record, m_sent, &why) != Producer::Outcome::Queued)
        qFatal("not queued: %s", qPrintable(why));
    return m_sent++;
}

bool Sender::until(const std::function<bool()> &condition, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        for (const Delivery &delivery : producer->poll(20)) {
            if (delivery.ok)
                delivered.insert(delivery.tag, delivery);
            else
                failed.append(delivery);
        }
    }
    return true;
}

bool Sender::allDelivered(int timeoutMs)
{
    return until([this] { return delivered.size() == m_sent; }, timeoutMs);
}

bool Sender::fill(const QString &topic, int count, int firstNumber)
{
    for (int i = firstNumber; i < firstNumber + count; ++i)
        send(outRecord(topic, "k" + QByteArray::number(i), "v" + QByteArray::number(i)));
    return allDelivered();
}

Reader::Reader(const BrokerConfig &config, const QString &group, const QStringList &subscription,
               const QStringList &blacklist, QList<TopicPartition> stored)
{
    Consumer::Config settings{.broker = config, .group = group, .subscription = subscription, .blacklist = blacklist};
    const auto onAssigned = [this, stored](const QList<TopicPartition> &committed) {
        assigned = committed;
        ++assignments;
        QList<TopicPartition> starts = committed;
        for (TopicPartition &start : starts) {
            for (const TopicPartition &known : stored) {
                if (known.topic == start.topic && known.partition == start.partition)
                    start.offset = std::max(start.offset, known.offset);
            }
        }
        return starts;
    };
    auto made = Consumer::create(settings, &health, onAssigned, [](const QList<TopicPartition> &) {});
    if (!made)
        qFatal("%s", qPrintable(made.error().message));
    consumer = std::move(made).value();
}

void Reader::poll(int timeoutMs)
{
    records.append(consumer->poll(100, 1 << 20, timeoutMs));
}

bool Reader::until(const std::function<bool()> &condition, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        poll();
    }
    return true;
}

bool Reader::hasRead(int count, int timeoutMs)
{
    return until([this, count] { return records.size() >= count; }, timeoutMs);
}

QList<QByteArray> Reader::values() const
{
    QList<QByteArray> list;
    for (const events::Record &record : records)
        list.append(record.value.value_or(QByteArray()));
    return list;
}

bool isComplete(const QList<QByteArray> &values, int count)
{
    const QSet<QByteArray> found(values.begin(), values.end());
    for (int i = 0; i < count; ++i) {
        if (!found.contains("v" + QByteArray::number(i)))
            return false;
    }
    return found.size() == count;
}

} // namespace cs::test
