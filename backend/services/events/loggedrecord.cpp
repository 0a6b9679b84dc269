// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/loggedrecord.h"

namespace cs::services {

namespace {

QString sentenceOf(const events::BadRecord &bad)
{
    QString text = bad.message;
    if (!bad.path.isEmpty() && !text.contains(bad.path))
        text += QStringLiteral(" At %1.").arg(bad.path);
    if (bad.offset >= 0)
        text += QStringLiteral(" Byte %1.").arg(bad.offset);
    return text;
}

} // namespace

storage::LoggedEvent loggedAs(events::Record record, const events::CloudEvent &head, TimePoint now)
{
    storage::LoggedEvent logged;
    logged.record = std::move(record);
    logged.eventId = head.id;
    logged.type = head.type;
    logged.source = head.source;
    logged.receivedAt = now;
    return logged;
}

void setBad(storage::LoggedEvent &logged, const events::BadRecord &bad)
{
    logged.badCode = bad.code;
    logged.badMessage = sentenceOf(bad);
}

} // namespace cs::services
