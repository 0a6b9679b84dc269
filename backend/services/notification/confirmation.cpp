// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/confirmation.h"

#include "backend/services/events/familyfacts.h"
#include "backend/services/notification/gates.h"

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
    const Notification inApp = told.first();
    for (const Channel channel : {Channel::Email, Channel::Sms}) {
        told.append(inApp);
        told.last().channel = channel;
        told.last().businessKey = onChannel(inApp.businessKey, channel); // who chose the channel hears of it once
    }
    return told;
}

} // namespace cs::services
