// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presentation/statetone.h"

namespace cs::statetone {

Tone of(OrderStatus status)
{
    switch (status) {
    case OrderStatus::Pending:
    case OrderStatus::PendingApproval:
    case OrderStatus::PaymentPending: return Tone::Warning;
    case OrderStatus::Approved:
    case OrderStatus::Paid:
    case OrderStatus::Reserved:
    case OrderStatus::Shipped: return Tone::Accent;
    case OrderStatus::Delivered: return Tone::Good;
    case OrderStatus::Rejected:
    case OrderStatus::Failed: return Tone::Bad;
    case OrderStatus::Cancelled: return Tone::Neutral;
    }
    return Tone::Neutral;
}

Tone of(ApprovalState state)
{
    switch (state) {
    case ApprovalState::Waiting: return Tone::Warning;
    case ApprovalState::Approved: return Tone::Good;
    case ApprovalState::Rejected: return Tone::Bad;
    case ApprovalState::Elsewhere:
    case ApprovalState::Void: return Tone::Neutral;
    }
    return Tone::Neutral;
}

Tone of(NotificationState state)
{
    switch (state) {
    case NotificationState::Queued:
    case NotificationState::Sending: return Tone::Accent;
    case NotificationState::Deferred:
    case NotificationState::Retrying:
    case NotificationState::Uncertain: return Tone::Warning;
    case NotificationState::Sent:
    case NotificationState::Delivered: return Tone::Good;
    case NotificationState::Failed:
    case NotificationState::Expired: return Tone::Bad;
    case NotificationState::Skipped:
    case NotificationState::Digested:
    case NotificationState::Cancelled: return Tone::Neutral;
    }
    return Tone::Neutral;
}

QString channelTitle(Channel channel)
{
    switch (channel) {
    case Channel::InApp: return QStringLiteral("In-app");
    case Channel::Email: return QStringLiteral("E-mail");
    case Channel::Sms: return QStringLiteral("SMS");
    case Channel::Push: return QStringLiteral("Push");
    }
    return {};
}

QString titleOf(NotificationState state)
{
    QString name = notificationStateName(state);
    if (!name.isEmpty())
        name[0] = name.at(0).toUpper();
    return name;
}

QString roleTitleOf(const QString &role)
{
    const std::optional<Role> known = roleFromName(role);
    return known ? roleTitle(*known) : role;
}

} // namespace cs::statetone
