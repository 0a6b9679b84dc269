// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/clock.h"

#include <QList>
#include <QString>
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
};

} // namespace cs
