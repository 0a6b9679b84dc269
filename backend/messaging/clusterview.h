// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/consumer.h"
#include "backend/messaging/rdkafkaptr.h"
#include "backend/messaging/topicmatcher.h"

namespace cs::messaging {

/// One answer about the cluster's topics and offsets, whatever kind of client asks. Each call blocks its thread for at
/// most `timeoutMs` and gives librdkafka's error code when it fails.
template <typename T>
struct Answer
{
    rd_kafka_resp_err_t error = RD_KAFKA_RESP_ERR_NO_ERROR;
    T value{};
};

/// All partitions of the topics that the matcher takes, by name and partition, offsets -1.
Answer<QList<TopicPartition>> partitionsOf(rd_kafka_t *client, const TopicMatcher &matcher, int timeoutMs);

enum class End { First, Next };
/// Replaces the offsets by the first one there or the next one to be written; -1 where it is not known. One round trip
/// for each broker that leads any of them.
rd_kafka_resp_err_t queryOffsets(rd_kafka_t *client, QList<TopicPartition> *partitions, End end, int timeoutMs);

/// To librdkafka's list, with our meanings of -1 (earliest) and -2 (end).
PartitionsPtr toNative(const QList<TopicPartition> &partitions);
/// From it; an offset that is no place in the log becomes -1.
QList<TopicPartition> fromNative(const rd_kafka_topic_partition_list_t *list);

} // namespace cs::messaging
