// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/notification.h"
#include "backend/storage/database.h"

namespace cs::storage {

/// What became of a request for one of the people whom it names.
struct NoticeOutcome
{
    QString userId;
    Channel channel = Channel::InApp;
    NotificationState state = NotificationState::Queued;
    QString reason;
};

/// What requests say of their notifications, and the queue of what waits for a channel.
class NoticeStore final
{
public:
    explicit NoticeStore(Connection &connection) : m_connection(connection) {}
    /// The details of those that have some, as addDetails() takes them; any thread.
    static Rows detailRows(const QList<Notification> &notifications);
    /// The notifications themselves are the NotificationStore's.
    Status addDetails(const Rows &details);
    /// By notification; those without details are left out.
    Result<QHash<qint64, std::shared_ptr<const NoticeDetail>>> details(const QList<qint64> &ids);
    /// Of one request, person by person, at most so many.
    Result<QList<NoticeOutcome>> outcomes(const QString &sourceEvent, int limit);
    /// Titles of what waits for a person's next summary and is about no order, of one kind, each once.
    Result<QStringList> digestTitles(const QString &userId, TimePoint before, const QString &kind, int limit);

    /// Ids of what waits for that channel, the oldest first.
    Result<QList<qint64>> queued(Channel channel, int limit);
    /// Brings a queued one to the state that `to` has, with its attempts, reason and time. False: another process has done so.
    Result<bool> finish(const Notification &to);

private:
    Connection &m_connection;
};

} // namespace cs::storage
