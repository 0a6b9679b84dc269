// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/gates.h"

#include "backend/support/ids.h"

namespace cs::services {

namespace {

QString categoryOf(const Notification &one)
{
    return one.detail ? one.detail->category : QStringLiteral("order");
}

bool waitsForSummary(const Notification &one, const Gates &gates)
{
    const bool low = gates.digests && one.channel == Channel::InApp && one.detail && one.detail->priority == NoticePriority::Low;
    return low && gates.people.withRole(roleName(Role::Admin)).contains(one.userId);
}

void passGates(const Gates &gates, Notification *one)
{
    const bool here = one->channel == Channel::InApp;
    if (!here && !gates.handOver.contains(one->channel))
        return skip(one, QStringLiteral("%1 is not set up").arg(channelName(one->channel)));
    if (!gates.people.wants(one->userId, one->channel, categoryOf(*one)).value_or(true))
        return skip(one, QStringLiteral("preference: %1 does not want this by %2").arg(one->userId, channelName(one->channel)));
    if (waitsForSummary(*one, gates)) {
        *one = digested(*one);
    } else if (!here) {
        one->state = NotificationState::Queued;
        one->attempts = 0;
        one->sentAt.reset();
    }
}

} // namespace

void skip(Notification *one, const QString &why)
{
    one->state = NotificationState::Skipped;
    one->reason = why;
    one->attempts = 0;
    one->sentAt.reset();
}

Notification digested(Notification one)
{
    one.state = NotificationState::Digested;
    one.reason = QStringLiteral("low priority: told in a summary");
    one.attempts = 0;
    one.sentAt.reset();
    return one;
}

void passGates(const Gates &gates, qsizetype from, QList<Notification> *list)
{
    for (qsizetype i = from; i < list->size(); ++i) {
        if ((*list)[i].state == NotificationState::Delivered)
            passGates(gates, &(*list)[i]);
    }
}

QByteArray onChannel(const QByteArray &businessKey, Channel channel)
{
    return keyHash({businessKey, channelName(channel)});
}

void addChosenChannels(const Directory &people, qsizetype from, QList<Notification> *list)
{
    const qsizetype end = list->size();
    for (qsizetype i = from; i < end && people.hasPreferences(); ++i) {
        for (const Channel channel : {Channel::Email, Channel::Sms, Channel::Push}) {
            Notification one = list->at(i);
            if (one.state == NotificationState::Skipped || !people.wants(one.userId, channel, categoryOf(one)).value_or(false))
                continue;
            one.channel = channel;
            one.state = NotificationState::Delivered; // the gates decide
            one.reason.clear();
            one.businessKey = onChannel(one.businessKey, channel);
            list->append(one);
        }
    }
}

} // namespace cs::services
