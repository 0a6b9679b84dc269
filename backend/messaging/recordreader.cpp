// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/recordreader.h"

namespace cs::messaging {

namespace {

std::optional<QByteArray> bytesOf(const void *data, size_t length)
{
    if (!data)
        return std::nullopt;
    return QByteArray(static_cast<const char *>(data), qsizetype(length));
}

QList<events::Header> headersOf(const rd_kafka_message_t &message)
{
    rd_kafka_headers_t *headers = nullptr; // stays the message's
    if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return {};
    QList<events::Header> list;
    list.reserve(qsizetype(rd_kafka_header_cnt(headers)));
    const char *name = nullptr;
    const void *value = nullptr;
    size_t size = 0;
    for (size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i)
        list.append({QByteArray(name), bytesOf(value, size)});
    return list;
}

} // namespace

QString RecordReader::nameOf(const rd_kafka_message_t &message)
{
    // By text, not by handle: a topic that goes and comes again may find another's handle at the same address.
    const char *text = rd_kafka_topic_name(message.rkt);
    const auto known = m_names.constFind(QByteArray::fromRawData(text, qsizetype(qstrlen(text))));
    if (known != m_names.constEnd())
        return *known;
    return *m_names.insert(QByteArray(text), QString::fromUtf8(text));
}

events::Record RecordReader::read(const rd_kafka_message_t &message)
{
    events::Record record;
    record.topic = nameOf(message);
    record.partition = message.partition;
    record.offset = message.offset;
    rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    const qint64 at = rd_kafka_message_timestamp(&message, &type);
    record.timestampMs = type == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? -1 : at;
    record.key = bytesOf(message.key, message.key_len);
    record.value = bytesOf(message.payload, message.len);
    record.headers = headersOf(message);
    return record;
}

} // namespace cs::messaging
