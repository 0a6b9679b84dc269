// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"
#include "backend/storage/database.h"
#include "backend/support/clock.h"

namespace cs::storage {

/// A record whose effect waits to be tried again.
struct RetryRow
{
    qint64 id = 0;
    QByteArray key;   ///< 16 bytes; of one key only one row waits
    TimePoint dueAt;
    int attempts = 1; ///< tries made so far
    events::Record record; ///< as it was on its own topic
    QString code;     ///< why the last try failed
    QString message;
};

/// The schedule of retries: rows wait here, never in a consumer. Each belongs to the transaction that deletes it.
class RetryStore final
{
public:
    explicit RetryStore(Connection &connection) : m_connection(connection) {}
    /// A key that waits already makes no second row; gives the number of new ones.
    Result<qint64> add(const QList<RetryRow> &rows);
    /// Those that are due, the oldest first.
    Result<QList<RetryRow>> due(TimePoint now, int limit);
    /// True when the row was there, after as many tries: its outcome is the caller's to write. False: another process' work.
    Result<bool> take(const RetryRow &row);

private:
    Connection &m_connection;
};

} // namespace cs::storage
