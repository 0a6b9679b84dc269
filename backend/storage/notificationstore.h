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

/// What waits for one person's next summary, of one kind.
struct DigestPart
{
    QString kind;
    qint64 count = 0;      ///< notifications
    qint64 orderCount = 0; ///< different orders
    QStringList orders;    ///< the first of them; an empty name stands for what is about no order
    QStringList titles = {}; ///< of what is about no order, the first ones
};

/// Notifications of one channel and state as rows, so that what was new is known for each counter.
struct NotificationRows
{
    Channel channel = Channel::InApp;
    NotificationState state = NotificationState::Queued;
    Rows rows;
    static QList<NotificationRows> of(const QList<Notification> &notifications); ///< any thread
};

class NotificationStore final
{
public:
    explicit NotificationStore(Connection &connection) : m_connection(connection) {}
    /// A business key that exists already makes no second one; gives the number of new ones.
    Result<qint64> add(const NotificationRows &group);
    Result<qint64> add(const QList<NotificationRows> &groups);
    Result<qint64> add(const QList<Notification> &notifications) { return add(NotificationRows::of(notifications)); }
    Result<Page<Notification>> page(const NotificationQuery &query); ///< newest first
    Result<QList<Notification>> byIds(const QList<qint64> &ids); ///< without order
    /// The person's in-app notifications that reached them and are not acknowledged, with an id above that; lowest id first.
    Result<QList<Notification>> unacknowledged(const QString &userId, qint64 aboveId, int limit);
    /// Marks one notification of that person as read; false: they have none of that id. Again changes nothing.
    Result<bool> acknowledge(const QString &userId, qint64 id, TimePoint at);
    /// What failed for good is queued again (in the app: delivered now). NotFound; Conflict, in words, for any other state.
    Result<Notification> retry(qint64 id, TimePoint at);
    Result<QList<NotificationCount>> counts();
    Result<qint64> unread(const QString &userId);
    Status markRead(const QString &userId, qint64 upToId, TimePoint at);

    /// The newest id, and which transactions were under way when it was read: from `oldest` (the first that has not ended) to
    /// `next` (the first that has not begun). Once `oldest` has come to that `next`, no id up to the newest is missing any more.
    struct Horizon { qint64 newest = 0; quint64 oldest = 0; quint64 next = 0; };
    Result<Horizon> horizon();
    /// With after < id <= upTo, by id.
    Result<QList<Notification>> between(qint64 after, qint64 upTo, int limit);

    /// People for whom something digested before that time waits to be summed up.
    Result<QStringList> digestsDue(TimePoint before);
    /// What waits for that person; of each kind at most `orders` orders are named.
    Result<QList<DigestPart>> digestParts(const QString &userId, TimePoint before, int orders);
    /// It has been told, at that time; gives how many.
    Result<qint64> markDigested(const QString &userId, TimePoint before, TimePoint at);

private:
    Connection &m_connection;
};

} // namespace cs::storage
