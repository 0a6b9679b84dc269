// SPDX-License-Identifier: GPL-3.0-or-later
// Headers as another program may write them, and the blob that the store keeps them in. Each header's name is one that we read,
// by a byte; its length is a byte too.
#include "backend/events/cloudevents.h"
#include "backend/events/deadorigin.h"
#include "backend/events/retryrecord.h"

#include <array>
#include <cstdlib>

using namespace cs::events;

namespace {

constexpr std::array kNames{"ce_id", "ce_type", "ce_source", "ce_time", "ce_specversion", "ce_correlationid", "ce_causationid", "content-type",
    "kafka_dlt-original-topic", "kafka_dlt-original-partition", "kafka_dlt-original-offset", "kafka_dlt-original-timestamp",
    "kafka_dlt-original-timestamp-type", "kafka_dlt-original-consumer-group", "kafka_dlt-exception-fqcn", "kafka_dlt-exception-message",
    "retry_topic-original-timestamp", "retry_topic-attempts", "retry_topic-backoff-timestamp", "countersign-replay", "countersign-scheduled-by",
    "__TypeId__", "__connect.errors.topic", "__connect.errors.partition", "__connect.errors.offset", "__connect.errors.connector.name",
    "__connect.errors.task.id", "__connect.errors.stage", "__connect.errors.exception.class.name", "__connect.errors.exception.message"};

QList<Header> headersOf(QByteArrayView bytes)
{
    QList<Header> headers;
    while (bytes.size() >= 2) {
        const qsizetype length = std::min<qsizetype>(uchar(bytes[1]), bytes.size() - 2);
        headers.append({QByteArray(kNames[uchar(bytes[0]) % kNames.size()]), bytes.sliced(2, length).toByteArray()});
        if (uchar(bytes[1]) == 255)
            headers.last().value.reset();
        bytes = bytes.sliced(2 + length);
    }
    return headers;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    (void)unpackHeaders(bytes); // a damaged blob
    Record record;
    record.topic = QString(kRetryTopic);
    record.value = QByteArrayLiteral("{}");
    record.headers = headersOf(bytes);
    if (unpackHeaders(packHeaders(record.headers)) != record.headers)
        std::abort();
    (void)fromHeaders(record);
    (void)deadOriginOf(record);
    (void)fromRetry(record);
    if (const auto number = fromMinimalBytes(bytes); number && fromMinimalBytes(minimalBytes(*number)) != number)
        std::abort();
    return 0;
}
