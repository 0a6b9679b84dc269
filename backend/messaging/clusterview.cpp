// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/clusterview.h"

#include <algorithm>

namespace cs::messaging {

Answer<QList<TopicPartition>> partitionsOf(rd_kafka_t *client, const TopicMatcher &matcher, int timeoutMs)
{
    const rd_kafka_metadata_t *raw = nullptr;
    const rd_kafka_resp_err_t error = rd_kafka_metadata(client, 1, nullptr, &raw, timeoutMs);
    const MetadataPtr metadata(raw);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        return {error, {}};
    Answer<QList<TopicPartition>> answer;
    for (int t = 0; t < metadata->topic_cnt; ++t) {
        const rd_kafka_metadata_topic_t &topic = metadata->topics[t];
        const QString name = QString::fromUtf8(topic.topic);
        if (topic.err != RD_KAFKA_RESP_ERR_NO_ERROR || !matcher.takes(name))
            continue;
        for (int p = 0; p < topic.partition_cnt; ++p)
            answer.value.append({name, topic.partitions[p].id, -1});
    }
    std::sort(answer.value.begin(), answer.value.end());
    return answer;
}

rd_kafka_resp_err_t queryOffsets(rd_kafka_t *client, QList<TopicPartition> *partitions, End end, int timeoutMs)
{
    if (partitions->isEmpty())
        return RD_KAFKA_RESP_ERR_NO_ERROR;
    PartitionsPtr list = toNative(*partitions);
    // A search by time with Kafka's two special times, earliest (-2) and latest (-1), asks for all partitions at once.
    for (int i = 0; i < list->cnt; ++i)
        list->elems[i].offset = end == End::First ? -2 : -1;
    const rd_kafka_resp_err_t error = rd_kafka_offsets_for_times(client, list.get(), timeoutMs);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        return error;
    *partitions = fromNative(list.get());
    return error;
}

PartitionsPtr toNative(const QList<TopicPartition> &partitions)
{
    PartitionsPtr list(rd_kafka_topic_partition_list_new(int(partitions.size())));
    for (const TopicPartition &each : partitions) {
        rd_kafka_topic_partition_t *entry =
            rd_kafka_topic_partition_list_add(list.get(), each.topic.toUtf8().constData(), each.partition);
        entry->offset = each.offset >= 0 ? each.offset : each.offset == -2 ? RD_KAFKA_OFFSET_END : RD_KAFKA_OFFSET_BEGINNING;
    }
    return list;
}

QList<TopicPartition> fromNative(const rd_kafka_topic_partition_list_t *list)
{
    QList<TopicPartition> partitions;
    partitions.reserve(list->cnt);
    for (int i = 0; i < list->cnt; ++i) {
        const rd_kafka_topic_partition_t &entry = list->elems[i];
        const bool known = entry.err == RD_KAFKA_RESP_ERR_NO_ERROR && entry.offset >= 0;
        partitions.append({QString::fromUtf8(entry.topic), entry.partition, known ? entry.offset : -1});
    }
    return partitions;
}

} // namespace cs::messaging
