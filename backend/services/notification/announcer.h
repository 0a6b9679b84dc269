// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storecontext.h"
#include "backend/services/events/wakeup.h"
#include "backend/storage/notificationstore.h"
#include "backend/storage/outboxstore.h"

#include <QObject>
#include <atomic>

namespace cs::services {

/// The record of NOTIFICATION_DELIVERED_TOPIC about a notification that has come to its end; nothing for one that has not.
std::optional<storage::OutboxRow> deliveredRow(const Notification &notification, const StoreContext &context, TimePoint now);

/// Tells NOTIFICATION_DELIVERED_TOPIC of each notification's final outcome (topics' contract, requests). Reads them by id behind
/// the ingest consumer, so that it does not wait for these rows; how far it has come is kept with the outbox rows, in one
/// transaction. One that is stored before its end is told of by who brings it there. Lives on the thread "announcer"; start()
/// runs its loop until requestStop(). Several processes of one store may run it.
class Announcer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Announcer)

public:
    explicit Announcer(StoreContext &context);

    void start();
    void requestStop(); ///< any thread; start() returns within 3 s

    /// What start() does again and again: gives the number of notifications that it took, told of or not.
    Result<qint64> look();

Q_SIGNALS:
    void failed(const QString &why);

private:
    Status openStore();
    Result<qint64> safeEnd();
    Result<qint64> announce(const QString &from, const QList<Notification> &list);

    StoreContext &m_context;
    Wakeup m_wakeup;
    std::atomic<bool> m_stop = false;
    std::unique_ptr<storage::Connection> m_connection; ///< reads only
    storage::NotificationStore::Horizon m_seen;        ///< waits until its transactions have ended
    QString m_trouble;                                 ///< said last, so that it is said once
};

} // namespace cs::services
