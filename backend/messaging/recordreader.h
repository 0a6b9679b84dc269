// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"
#include "backend/messaging/rdkafkaptr.h"

#include <QHash>

namespace cs::messaging {

/// Copies librdkafka's messages into records. Keeps the topics' names, so that a record costs no conversion of its own.
class RecordReader final
{
public:
    events::Record read(const rd_kafka_message_t &message);
    QString nameOf(const rd_kafka_message_t &message); ///< of its topic

private:
    QHash<QByteArray, QString> m_names;
};

} // namespace cs::messaging
