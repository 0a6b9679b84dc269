// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/notification.h"
#include "backend/storage/database.h"
#include "backend/storage/orderstore.h"

namespace cs::storage {

struct NotificationQuery
{
    QString orderId;
    QString userId;
    std::optional<NotificationState> state;
    QString text;
    int limit = 100; ///< 1 to 1,000
    QString after;
};

struct NotificationCount
{
    Channel channel = Channel::InApp;
    NotificationState state = NotificationState::Queued;
    qint64 count = 0;
};

class NotificationStore final
{
public:
    explicit NotificationStore(Connection &connection) : m_connection(connection) {}
    /// A business key that exists already makes no second one; gives the number of new ones.
    Result<qint64> add(const QList<Notification> &notifications);
    Result<Page<Notification>> page(const NotificationQuery &query); ///< newest first
    Result<QList<NotificationCount>> counts();
    Result<qint64> unread(const QString &userId);
    Status markRead(const QString &userId, qint64 upToId, TimePoint at);

private:
    Connection &m_connection;
};

} // namespace cs::storage
