// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/consumer.h"
#include "backend/messaging/producer.h"

#include <QHash>

namespace cs::test {

/// A name that no other test uses: prefix + a number.
QString freshName(const QString &prefix);

/// Murmur2 as Java's and kafkajs' default partitioners compute it (seed 0x9747b28c), written from its description.
quint32 murmur2(const QByteArray &key);
int partitionOf(const QByteArray &key, int partitions);

events::OutRecord outRecord(const QString &topic, const QByteArray &key, const QByteArray &value);

/// Hands records to a producer and gathers what becomes of them.
class Sender final
{
public:
    explicit Sender(const messaging::BrokerConfig &config, messaging::BrokerHealth *health = nullptr);
    /// The tag is the record's number.
    qint64 send(const events::OutRecord &record);
    /// Polls until the condition holds.
    bool until(const std::function<bool()> &condition, int timeoutMs = 30000);
    bool allDelivered(int timeoutMs = 30000);
    /// Sends `count` records k0…, v0… to the topic and waits for all.
    bool fill(const QString &topic, int count, int firstNumber = 0);

    std::unique_ptr<messaging::Producer> producer;
    QHash<qint64, messaging::Delivery> delivered; ///< those that are ok
    QList<messaging::Delivery> failed;

private:
    qint64 m_sent = 0;
};

/// A consumer that keeps what it read, and starts where `stored` says.
class Reader final
{
public:
    Reader(const messaging::BrokerConfig &config, const QString &group, const QStringList &subscription,
           const QStringList &blacklist = {}, QList<messaging::TopicPartition> stored = {});
    bool until(const std::function<bool()> &condition, int timeoutMs = 30000);
    bool hasRead(int count, int timeoutMs = 30000);
    QList<QByteArray> values() const;
    void poll(int timeoutMs = 50);

    QList<events::Record> records;
    QList<messaging::TopicPartition> assigned; ///< as the last assignment offered them, with the committed offsets
    int assignments = 0;
    messaging::BrokerHealth health;
    std::unique_ptr<messaging::Consumer> consumer;
};

/// v0, v1, … in any order; true when exactly these `count` values are there.
bool isComplete(const QList<QByteArray> &values, int count);

} // namespace cs::test
