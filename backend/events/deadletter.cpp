// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/deadletter.h"

#include <QtEndian>

namespace cs::events {

namespace {

template <typename T>
QByteArray bigEndian(T number)
{
    QByteArray bytes(sizeof(T), Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

} // namespace

OutRecord toDeadLetter(const Record &record, const DeadLetterCause &cause)
{
    OutRecord out{QString(kDeadLetterTopic), record.key, record.value, record.headers};
    const auto add = [&out](QByteArrayView name, QByteArray value) {
        out.headers.append({QByteArrayLiteral("kafka_dlt-") + name.toByteArray(), std::move(value)});
    };
    add("original-topic", record.topic.toUtf8());
    add("original-partition", bigEndian(qint32(record.partition)));
    add("original-offset", bigEndian(record.offset));
    add("original-timestamp", bigEndian(record.timestampMs));
    add("original-consumer-group", cause.group.toUtf8());
    // Readers of these headers group by the class name; ours is made from the code, so that they group by reason.
    add("exception-fqcn", QByteArrayLiteral("countersign.BadRecord.") + cause.code.toUtf8());
    add("exception-message", cause.message.toUtf8());
    return out;
}

} // namespace cs::events
