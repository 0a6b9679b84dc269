// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/deadletter.h"
#include "backend/services/core/storecontext.h"
#include "backend/storage/outboxstore.h"

namespace cs::services {

/// The outbox row that sends a record to NOTIFICATION_DLQ; `eventId` is the record's own, where it is known.
storage::OutboxRow deadLetterRow(const events::Record &record, const events::DeadLetterCause &cause, const QString &eventId,
                                 const StoreContext &context, TimePoint now);

} // namespace cs::services
