// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/partitions.h"

#include "tests/support/kafkajs.h"

namespace cs::test {

namespace {

/// MurmurHash2 with the seed that Kafka's clients use.
quint32 murmur2(const QByteArray &data)
{
    constexpr quint32 m = 0x5bd1e995;
    const auto byte = [&data](qsizetype at) { return quint32(quint8(data[at])); };
    quint32 hash = 0x9747b28c ^ quint32(data.size());
    qsizetype at = 0;
    for (; at + 4 <= data.size(); at += 4) {
        quint32 k = byte(at) | byte(at + 1) << 8 | byte(at + 2) << 16 | byte(at + 3) << 24;
        k *= m;
        k ^= k >> 24;
        hash = hash * m ^ k * m;
    }
    const qsizetype left = data.size() - at;
    if (left >= 3)
        hash ^= byte(at + 2) << 16;
    if (left >= 2)
        hash ^= byte(at + 1) << 8;
    if (left >= 1)
        hash = (hash ^ byte(at)) * m;
    hash = (hash ^ hash >> 13) * m;
    return hash ^ hash >> 15;
}

} // namespace

int murmurPartition(const QByteArray &key, int partitions)
{
    return int(murmur2(key) & 0x7fffffff) % partitions;
}

Result<QList<int>> kafkajsPartitions(const QByteArrayList &keys)
{
    const KafkajsPeer peer(QStringLiteral("support/kafkajs/partitions.js"));
    const auto out = peer.run({}, keys.join('\n') + '\n', 30'000);
    if (!out.ok())
        return out.error();
    QList<int> partitions;
    for (const QByteArray &line : out->trimmed().split('\n'))
        partitions.append(line.toInt());
    return partitions;
}

} // namespace cs::test
