// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/deadletter.h"
#include "backend/services/events/ingestjob.h"
#include "backend/storage/retrystore.h"

namespace cs::services {

/// Retries of what the notification service could not do (topics' contract, oms and "Headers"). The store schedules them;
/// order.notifications.retry tells other programs of ours and brings theirs. Today a notification is in the app and final
/// when it is stored, so what can fail of ours is the effect of a record that no transaction takes (`effect_failed`).
/// A record is tried three times in all, 1, 2 and 3 s after its failures; then it goes to NOTIFICATION_DLQ.

inline constexpr int kTries = 3;

/// How long after that many tries the next one is made.
Millis pauseAfter(int attempts);
/// The schedule's row for a record: of one record (by where it was read, else by its id) only one waits.
storage::RetryRow retryRowOf(const events::Record &original, const events::DeadLetterCause &cause, int attempts, TimePoint dueAt);

/// What was read from the retry topic, sorted. A value.
struct RetryIntake
{
    QList<storage::LoggedEvent> logged;
    QList<storage::RetryRow> rows;            ///< to be tried when they are due
    QList<storage::OutboxRow> deadLetters;    ///< what cannot be read as a record of any topic
    QList<PartitionStep> steps;
};
/// Sorts records of the retry topic. `place` is the ingest consumer's, whose inbox knows what was told; `group` reads the retry
/// topic. A due time more than 1 h ahead is taken as 1 h; who comes with all tries used up gets one of ours. `steps` are the
/// caller's.
RetryIntake sortRetries(const QList<events::Record> &records, const Place &place, const QString &group, const StoreContext &context,
                        TimePoint now);
/// Offsets (Conflict: another member was there), log, schedule and dead letters, in the caller's transaction. A record that is
/// scheduled already changes nothing.
Status storeRetries(storage::Connection &connection, const RetryIntake &intake, const QString &group, const QString &epoch);

/// One try: what the record would have done on its own topic; nothing when its notification is known (by the inbox, else by
/// the business key), or when another process has taken the row. In the caller's transaction.
Result<BatchOutcome> tryAgain(storage::Connection &connection, const storage::RetryRow &row, const Place &place, StoreContext &context);
/// After a try that failed: scheduled again, or to the dead letters. True: to the dead letters.
Result<bool> putOff(storage::Connection &connection, const storage::RetryRow &row, const QString &why, const QString &group,
                    StoreContext &context);

} // namespace cs::services
