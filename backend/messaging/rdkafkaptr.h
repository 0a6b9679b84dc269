// SPDX-License-Identifier: GPL-3.0-or-later
// Private to this folder: librdkafka's handles, each freed by its own call. A topic, queue, list or message must go
// before the client that it came from: declare the client first.
#pragma once

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#include <memory>

namespace cs::messaging {

template <auto Free>
struct Freed
{
    template <typename T>
    void operator()(T *handle) const { Free(handle); }
};

using HandlePtr = std::unique_ptr<rd_kafka_t, Freed<rd_kafka_destroy>>;
using ConfPtr = std::unique_ptr<rd_kafka_conf_t, Freed<rd_kafka_conf_destroy>>;
using TopicPtr = std::unique_ptr<rd_kafka_topic_t, Freed<rd_kafka_topic_destroy>>;
using QueuePtr = std::unique_ptr<rd_kafka_queue_t, Freed<rd_kafka_queue_destroy>>;
using EventPtr = std::unique_ptr<rd_kafka_event_t, Freed<rd_kafka_event_destroy>>;
using MessagePtr = std::unique_ptr<rd_kafka_message_t, Freed<rd_kafka_message_destroy>>;
using HeadersPtr = std::unique_ptr<rd_kafka_headers_t, Freed<rd_kafka_headers_destroy>>;
using ErrorPtr = std::unique_ptr<rd_kafka_error_t, Freed<rd_kafka_error_destroy>>;
using PartitionsPtr = std::unique_ptr<rd_kafka_topic_partition_list_t, Freed<rd_kafka_topic_partition_list_destroy>>;
using AdminOptionsPtr = std::unique_ptr<rd_kafka_AdminOptions_t, Freed<rd_kafka_AdminOptions_destroy>>;
using NewTopicPtr = std::unique_ptr<rd_kafka_NewTopic_t, Freed<rd_kafka_NewTopic_destroy>>;
using MockClusterPtr = std::unique_ptr<rd_kafka_mock_cluster_t, Freed<rd_kafka_mock_cluster_destroy>>;
using MetadataPtr = std::unique_ptr<const rd_kafka_metadata_t, Freed<rd_kafka_metadata_destroy>>;
using GroupListPtr = std::unique_ptr<const struct rd_kafka_group_list, Freed<rd_kafka_group_list_destroy>>;

} // namespace cs::messaging
