// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storeworker.h"
#include "backend/storage/notificationstore.h"
#include "backend/storage/outboxstore.h"

namespace cs::services {

/// The record of NOTIFICATION_DELIVERED_TOPIC about a notification that has come to its end; nothing for one that has not.
std::optional<storage::OutboxRow> deliveredRow(const Notification &notification, const StoreContext &context, TimePoint now);

/// The highest id that an announcer of this store has passed: what had not ended by then is told of by who ends it.
Result<qint64> announcedUpTo(storage::Connection &connection);

/// Tells NOTIFICATION_DELIVERED_TOPIC of each notification's final outcome (topics' contract, requests). Reads them by id behind
/// the ingest consumer, so that it does not wait for these rows; how far it has come is kept with the outbox rows, in one
/// transaction. One that is stored before its end is told of by who brings it there. Lives on the thread "announcer"; start()
/// runs its loop until requestStop(). Several processes of one store may run it.
class Announcer final : public StoreWorker
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Announcer)

public:
    explicit Announcer(StoreContext &context);

    /// What start() does again and again: gives the number of notifications that it took, told of or not.
    Result<qint64> look();

private:
    Status turn() override;
    Result<qint64> safeEnd();
    Result<qint64> announce(const QString &from, const QList<Notification> &list);

    storage::NotificationStore::Horizon m_seen; ///< waits until its transactions have ended
    std::chrono::steady_clock::time_point m_next; ///< until then it stands back while the writer has others waiting
};

} // namespace cs::services
