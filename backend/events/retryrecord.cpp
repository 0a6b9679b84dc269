// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/retryrecord.h"

#include "backend/events/codec.h"
#include "backend/events/deadorigin.h"

#include <QtEndian>

namespace cs::events {

namespace {

template <typename T>
std::optional<T> bigEndianOf(const QByteArray *bytes)
{
    if (bytes == nullptr || bytes->size() != qsizetype(sizeof(T)))
        return std::nullopt;
    return qFromBigEndian<T>(bytes->constData());
}

bool isOfRetry(const Header &header)
{
    return isDeadLetterHeader(header.name) || header.name.startsWith("retry_topic-") || header.name == kScheduledBy;
}

/// The topic on which the value is a good record; its eventType says so.
QString topicByValue(Record record)
{
    for (const OmsKind kind : {OmsKind::Created, OmsKind::ApprovalRequested, OmsKind::ApprovalCompleted, OmsKind::ApprovalRejected,
                               OmsKind::Cancelled, OmsKind::Fulfilled, OmsKind::Failed}) {
        record.topic = omsTopic(kind);
        if (!decode(record).bad)
            return record.topic;
    }
    return {};
}

} // namespace

QByteArray minimalBytes(qint64 number)
{
    QByteArray bytes(sizeof(number), Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    // A leading byte that only repeats the sign of the next one says nothing.
    while (bytes.size() > 1 && ((bytes[0] == '\0' && (bytes[1] & '\x80') == 0) || (bytes[0] == '\xff' && (bytes[1] & '\x80') != 0)))
        bytes.remove(0, 1);
    return bytes;
}

std::optional<qint64> fromMinimalBytes(QByteArrayView bytes)
{
    if (bytes.isEmpty() || bytes.size() > 8)
        return std::nullopt;
    quint64 number = (bytes[0] & '\x80') != 0 ? ~quint64(0) : 0;
    for (const char byte : bytes)
        number = number << 8 | quint8(byte);
    return qint64(number);
}

OutRecord toRetry(const Record &record, const DeadLetterCause &cause, int attempts, TimePoint dueAt, const QString &source)
{
    OutRecord out = toDeadLetter(record, cause);
    out.topic = QString(kRetryTopic);
    QByteArray count(sizeof(qint32), Qt::Uninitialized);
    qToBigEndian(qint32(attempts), count.data());
    out.headers.append({QByteArrayLiteral("retry_topic-attempts"), count});
    out.headers.append({QByteArrayLiteral("retry_topic-backoff-timestamp"), minimalBytes(toMillis(dueAt))});
    out.headers.append({kScheduledBy.toByteArray(), source.toUtf8()});
    return out;
}

RetryRecord fromRetry(const Record &record)
{
    RetryRecord retry;
    Record &original = retry.original;
    original = record;
    original.headers.removeIf(isOfRetry);
    const DeadOrigin origin = deadOriginOf(record).value_or(DeadOrigin());
    original.topic = origin.topic.isEmpty() ? topicByValue(original) : origin.topic;
    original.partition = origin.partition;
    original.offset = origin.offset;
    original.timestampMs = origin.timestampMs >= 0 ? origin.timestampMs : record.timestampMs;
    retry.attempts = std::max(1, bigEndianOf<qint32>(record.header("retry_topic-attempts")).value_or(1));
    const QByteArray *due = record.header("retry_topic-backoff-timestamp");
    if (const auto at = due != nullptr ? fromMinimalBytes(*due) : std::nullopt)
        retry.dueAt = fromMillis(*at);
    return retry;
}

} // namespace cs::events
