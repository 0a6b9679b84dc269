// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/confirmation.h"

#include "backend/services/events/familyfacts.h"
#include "backend/services/notification/routing.h"

namespace cs::services {

QList<Notification> routeConfirmation(const events::PipelineRecord &record, TimePoint at, const TellingTime &time)
{
    auto fact = factOf(record, events::pipelineTopic(record.stage));
    if (!fact)
        return {};
    fact->event.timestamp = at; // createdAt is the order's
    QList<Notification> told = routeNews(*fact, record.customerId, time);
    if (told.isEmpty())
        return told;
    for (const Channel channel : {Channel::Email, Channel::Sms}) {
        Notification one = told.first();
        one.channel = channel;
        one.businessKey = businessKey(one, 1, {});
        if (one.state != NotificationState::Skipped) {
            one.state = NotificationState::Skipped;
            one.reason = QStringLiteral("%1 is not set up").arg(channelName(channel));
            one.attempts = 0;
            one.sentAt.reset();
        }
        told.append(one);
    }
    return told;
}

} // namespace cs::services
