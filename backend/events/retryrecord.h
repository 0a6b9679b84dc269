// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/deadletter.h"
#include "backend/support/clock.h"

namespace cs::events {

inline constexpr QLatin1String kRetryTopic{"order.notifications.retry"};
/// On records of ours: the source (as in ce_source) of the store whose schedule has them.
inline constexpr QByteArrayView kScheduledBy{"countersign-scheduled-by"};

/// A record of the retry topic, taken apart.
struct RetryRecord
{
    Record original;  ///< as it was on its own topic, as far as the headers tell; its topic is empty when nothing does
    int attempts = 1; ///< tries made so far, at least 1
    std::optional<TimePoint> dueAt; ///< not to be tried before
};

/// The record for the retry topic: value, key and headers as they came, then Spring Kafka's (topics' contract, "Headers"):
/// where it came from, why it failed, `retry_topic-attempts` and `retry_topic-backoff-timestamp`; last, which store tries. Pure.
OutRecord toRetry(const Record &record, const DeadLetterCause &cause, int attempts, TimePoint dueAt, const QString &source);
/// The way back, for ours and other programs' records. Without an original topic the value's eventType names it (oms). Headers
/// of a wrong size are as if they were not there. Pure.
RetryRecord fromRetry(const Record &record);

/// Minimal-length two's-complement big-endian, as Java's BigInteger writes it, and back (1 to 8 bytes).
QByteArray minimalBytes(qint64 number);
std::optional<qint64> fromMinimalBytes(QByteArrayView bytes);

} // namespace cs::events
