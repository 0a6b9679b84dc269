// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/clock.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <memory>
#include <optional>

namespace cs {

enum class Channel { InApp, Email, Sms, Push };
QString channelName(Channel channel); ///< `IN_APP EMAIL SMS PUSH`
std::optional<Channel> channelFromName(QStringView name);

/// From queued to one final state (the second line); none vanishes in between.
enum class NotificationState {
    Queued, Deferred, Sending, Retrying,
    Sent, Delivered, Failed, Uncertain, Skipped, Digested, Expired, Cancelled
};
QString notificationStateName(NotificationState state);
std::optional<NotificationState> notificationStateFromName(QStringView name);

/// The word of who asked for a notification; critical passes quiet hours.
enum class NoticePriority { Low, Normal, High, Critical };
QString noticePriorityName(NoticePriority priority); ///< `LOW NORMAL HIGH CRITICAL`

/// What a request says of a notification beside its text (topics' contract, requests).
struct NoticeDetail
{
    NoticePriority priority = NoticePriority::Normal;
    QString category; ///< as sent, or `task`, `crm`, `sales`
    qint64 tenantId = 0;
    QString sourceEvent; ///< id of the request: the same for all people whom it tells
    QString actionUrl;   ///< data, not to be opened unchecked
    QString templateCode;
    QByteArray templateVars; ///< a JSON object as it came, or empty
    QByteArray metadata;     ///< as templateVars
    std::optional<TimePoint> expiresAt;
};

struct Notification
{
    qint64 id = 0;
    QString orderId; ///< may be empty
    QString userId;
    QString role; ///< may be empty
    Channel channel = Channel::InApp;
    NotificationState state = NotificationState::Queued;
    QString kind; ///< what it is about, e.g. `order.approval.requested`
    QString title;
    QString message;
    int attempts = 0;
    QString reason; ///< why skipped or failed
    TimePoint createdAt;
    std::optional<TimePoint> sentAt;
    std::optional<TimePoint> readAt;
    QString sourceEvent; ///< id of the event that led to it; may be empty
    /// Unique by subject, kind, round, level or step, recipient and channel (16 bytes, keyHash()).
    QByteArray businessKey;
    std::shared_ptr<const NoticeDetail> detail; ///< of a request; null for others, and where only lists are read
};

} // namespace cs
