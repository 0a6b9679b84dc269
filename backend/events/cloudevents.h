// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"
#include "backend/support/clock.h"

namespace cs::events {

/// The CloudEvents 1.0 attributes of a record in Kafka's binary mode (`ce_` headers). Empty text: not given.
struct CloudEvent
{
    QString id;            ///< UUIDv7 for ours
    QString type;          ///< e.g. order.approval.requested
    QString source;        ///< `urn:countersign:<store id>` for ours
    TimePoint time;
    QString correlationId; ///< the order
    QString causationId;   ///< the event that led to this one
};

QList<Header> toHeaders(const CloudEvent &event);
/// What the headers say; nothing of it is believed beyond being shown and used as an inbox key.
CloudEvent fromHeaders(const Record &record);
/// `urn:countersign:` + the store's id.
QString sourceOf(const QString &storeId);

} // namespace cs::events
