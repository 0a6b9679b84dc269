// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/events/ingestbatch.h"

#include <QMap>

namespace cs::services {

/// What a batch came to, once committed.
struct BatchOutcome
{
    BatchCounts counts;
    qint64 repeats = 0;
    QHash<qsizetype, QString> refused; ///< good records whose effect was refused, by their place in the batch: why. Counted and kept as bad
    qint64 notifications = 0; ///< new ones
    QMap<std::pair<Channel, NotificationState>, qint64> toldBy; ///< of them, by channel and state
    bool queued = false;      ///< some wait for their channel
    QStringList orders;       ///< changed ones, see changedOrders()
    QStringList told;         ///< people with a new notification
    bool approvals = false;
    bool decisionsSeen = false;
    bool outbox = false;
};

/// One transaction of the writer: offsets first (Conflict when another member was there), then log, inbox, projection,
/// notifications. Touches nothing but the connection; it may run twice.
Result<BatchOutcome> storeBatch(storage::Connection &connection, const PreparedBatch &batch, const Place &place,
                                StoreContext &context);

/// The effects alone, with the inbox: no offsets, no log, no dead letters. For a record that is tried again.
Result<BatchOutcome> applyBatch(storage::Connection &connection, const PreparedBatch &batch, const Place &place,
                                StoreContext &context);

} // namespace cs::services
