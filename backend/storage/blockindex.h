// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"
#include "backend/storage/filter.h"

#include <limits>

namespace cs::storage {

// How rows are found by a column in which many rows have the same text. PostgreSQL has an index by it. SQLite, whose one writer
// takes all that comes from Kafka, keeps beside the rows only in which blocks of 128 ids a text occurs: a key for each block, where an
// index has one for each row. Ids grow by one there, as nobody else writes.

struct BlockIndex
{
    const char *rows;   ///< the table, with the alias that its columns are named by
    const char *id;     ///< its id, as that alias names it
    const char *blocks; ///< SQLite's table of blocks: (the column, block)
    const char *column; ///< of both tables
    const char *note;   ///< the statement that adds to it
    const char *noteBetween; ///< the one that adds what the rows between two ids say
};

/// The topics of the event log.
inline constexpr BlockIndex kLogTopics{"event_log", "id", "event_topics", "topic", "sqlite.noteTopics", "sqlite.noteTopicsBetween"};
/// The people of notifications.
inline constexpr BlockIndex kNotifiedUsers{"notifications n", "n.id", "notification_users", "user_id", "sqlite.noteUsers", "sqlite.noteUsersBetween"};

/// Ids, both ends among them.
struct IdRange
{
    qint64 first = 0;
    qint64 last = std::numeric_limits<qint64>::max();
};

/// What a select of such rows reads from, and in which order.
struct RowSource
{
    QString tables;
    Filter filter;       ///< its values are those of both
    QString newestFirst; ///< ORDER BY
    QString oldestFirst; ///< ORDER BY
};

/// `key` may be empty: all. Rows of other keys may be among them: the column is still to be compared.
RowSource rowSource(Backend backend, const BlockIndex &index, const QString &key, const IdRange &range);
/// Notes the texts, value `column` of each row, of rows that were added just before on this connection, in the same transaction.
/// `fresh` of them were new; which, is not known.
Status noteBlocks(Connection &connection, const BlockIndex &index, const Rows &added, qsizetype column, qint64 fresh);

} // namespace cs::storage
