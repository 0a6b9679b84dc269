// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"

#include <limits>

namespace cs::storage {

// How records of one topic are found in the event log. PostgreSQL has an index of the log by topic. SQLite, whose one writer
// takes all that comes from Kafka, keeps in event_topics only in which blocks of 128 ids a topic occurs: a key for each block,
// where an index has one for each record. Ids grow by one there, as nobody else writes.

/// Rows of the log by id, both ends among them.
struct LogRange
{
    qint64 first = 0;
    qint64 last = std::numeric_limits<qint64>::max();
};

/// What a select of log rows reads from, and in which order.
struct LogSource
{
    QString tables;
    QString range;       ///< a condition
    QVariantList values; ///< of the placeholders of both
    QString newestFirst; ///< ORDER BY
};

/// `topic` may be empty: all. Rows of other topics may be among them.
LogSource logSource(Backend backend, const QString &topic, const LogRange &range);
/// Notes the topics of log rows (IngestStore::logRows) that were added just before on this connection, in the same transaction.
Status noteTopics(Connection &connection, const Rows &added);

} // namespace cs::storage
