// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/deadletterrow.h"

namespace cs::services {

storage::OutboxRow deadLetterRow(const events::Record &record, const events::DeadLetterCause &cause, const QString &eventId,
                                 const StoreContext &context, TimePoint now)
{
    storage::OutboxRow row;
    row.eventId = context.ids.uuid7();
    row.orderKey = QStringLiteral("dlq:%1:%2:%3").arg(record.topic).arg(record.partition).arg(record.offset);
    row.cause = eventId;
    row.record = events::toDeadLetter(record, cause);
    row.createdAt = now;
    return row;
}

} // namespace cs::services
