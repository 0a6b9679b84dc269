// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/notification.h"
#include "backend/storage/notificationstore.h"

namespace cs::services {

/// Summaries for admins (topics' contract, oms): what routing left as *digested* is told in one notification a person and
/// period. Periods are multiples of the interval since 1970, the same for every process of a store, and are named by their
/// beginning: the summary written in a period tells what was digested before it.

/// The beginning of the period in which `now` lies; `now` itself where the interval is 0.
TimePoint digestPeriod(TimePoint now, Millis interval);

/// The summary in words: how many were decided and which orders, and what requests of low priority said, at most 20 of each kind.
/// Pure.
Notification summaryOf(const QString &userId, const QList<storage::DigestPart> &parts, TimePoint period, TimePoint now);

/// Writes the summary of one person and marks what it tells, in the caller's transaction. False: nothing waits, or this
/// period has its summary already. Conflict: another process changed what waits meanwhile; roll back and try again.
Result<bool> writeSummary(storage::Connection &connection, const QString &userId, TimePoint period, TimePoint now);

} // namespace cs::services
