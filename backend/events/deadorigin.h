// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"

namespace cs::events {

/// Where a dead letter or a record of a retry topic comes from, and why it is there, as far as its headers tell.
struct DeadOrigin
{
    QString topic;
    int partition = -1;
    qint64 offset = -1;
    qint64 timestampMs = -1;
    QString givenUpBy;  ///< a consumer group, or a connector's task
    QString errorClass; ///< of a Java exception, or of ours
    QString message;
    QString stage; ///< of Kafka Connect: where in the connector it failed
};

/// Spring Kafka's `kafka_dlt-` headers; what they leave out is read from Kafka Connect's `__connect.errors.` ones, which are texts
/// (topics' contract, "Headers"). Of a name that is there more than once the last one counts; a value of a wrong size or that is
/// no number is as if it were not there. Nothing: no header names an original topic or an error. Pure.
std::optional<DeadOrigin> deadOriginOf(const Record &record);

/// Is it a header of dead letters or retries, and none of the record's own?
bool isDeadLetterHeader(QByteArrayView name);

} // namespace cs::events
