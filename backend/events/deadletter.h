// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"

namespace cs::events {

inline constexpr QLatin1String kDeadLetterTopic{"NOTIFICATION_DLQ"};

/// Why a record could not be handled, and by whom.
struct DeadLetterCause
{
    QString code;    ///< a bad record's code, or `effect_failed`
    QString message; ///< a sentence
    QString group;   ///< the consumer group that gave up
};

/// The record for NOTIFICATION_DLQ: value, key and headers as they came, then Spring Kafka's `kafka_dlt-` headers (topics'
/// contract, "Headers"). Headers of an earlier dead letter stay, ours stand behind them. Pure.
OutRecord toDeadLetter(const Record &record, const DeadLetterCause &cause);

} // namespace cs::events
