// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/events/badrecord.h"
#include "backend/events/cloudevents.h"
#include "backend/events/record.h"
#include "backend/support/jsondoc.h"

namespace cs::events {

/// What an oms record says.
enum class OmsKind {
    Created, ApprovalRequested, ApprovalCompleted, ApprovalRejected, Cancelled, Fulfilled, Failed,
    Unknown ///< a topic of the pattern that the catalogue does not know: shown and counted, not an error
};

QString omsTopic(OmsKind kind);
OmsKind omsKindOf(const QString &topic);
/// ORDER_ + the rest of the topic in capitals, dots to underscores.
const QString &omsEventType(OmsKind kind);

/// The value of a record of the oms family. Optional members that were absent are empty.
struct OmsEvent
{
    OmsKind kind = OmsKind::Unknown;
    QString orderId;
    QString eventType;   ///< as sent
    TimePoint timestamp;
    Actor triggeredBy;
    QString approvalLevel;
    QList<Actor> notifiers;
    QString message;
    /// id, customerId, currency, items, totalAmount, createdBy, version, where the sender knew it.
    std::optional<Order> order;
    QByteArray unknown; ///< members that the format does not name, as they came: `"a":1,"b":2`
};

/// For decode(): fills `event`, or says what is wrong. Accepts a bare `CREATED` as eventType, and records without approvalLevel,
/// notifiers, triggeredBy, message or order (an optional member that is null counts as absent). The key is not needed: the
/// value's orderId decides. On a topic of kind Unknown any JSON is good; what of it is an event is read. Ranges: ids and roles
/// 256 characters, approvalLevel 64, message 16,384, notifiers 100, items 1,000.
void decodeOms(json::Doc &doc, const Record &record, OmsKind kind, OmsEvent *event, std::optional<BadRecord> *bad);
/// The value, byte-stable: orderId, eventType, timestamp, triggeredBy, approvalLevel?, notifiers?, message, order?, then unknown; what is
/// empty is left out. The eventType follows the kind; `event.eventType` is written for Unknown only.
QByteArray encodeOms(const OmsEvent &event);
/// JSON schema of the value.
QByteArray omsSchema();

} // namespace cs::events
