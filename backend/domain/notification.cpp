// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/notification.h"

#include <array>
#include <iterator>

namespace cs {

namespace {

constexpr const char16_t *kChannels[] = {u"IN_APP", u"EMAIL", u"SMS", u"PUSH"};
constexpr const char16_t *kPriorities[] = {u"LOW", u"NORMAL", u"HIGH", u"CRITICAL"};
constexpr const char16_t *kNotificationStates[] = {u"queued", u"deferred", u"sending", u"retrying", u"sent", u"delivered",
                                       u"failed", u"uncertain", u"skipped", u"digested", u"expired", u"cancelled"};

} // namespace

QString channelName(Channel channel)
{
    static const std::array names{QString::fromUtf16(kChannels[0]), QString::fromUtf16(kChannels[1]), QString::fromUtf16(kChannels[2]),
                                  QString::fromUtf16(kChannels[3])};
    return names[size_t(channel)];
}

std::optional<Channel> channelFromName(QStringView name)
{
    for (size_t i = 0; i < std::size(kChannels); ++i) {
        if (name == QStringView(kChannels[i]))
            return Channel(i);
    }
    return std::nullopt;
}

QString noticePriorityName(NoticePriority priority)
{
    return QString::fromUtf16(kPriorities[size_t(priority)]);
}

QString notificationStateName(NotificationState state)
{
    return QString::fromUtf16(kNotificationStates[size_t(state)]);
}

std::optional<NotificationState> notificationStateFromName(QStringView name)
{
    for (size_t i = 0; i < std::size(kNotificationStates); ++i) {
        if (name == QStringView(kNotificationStates[i]))
            return NotificationState(i);
    }
    return std::nullopt;
}

} // namespace cs
