// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/ecommerceevent.h"
#include "backend/events/omsevent.h"
#include "backend/events/ordersevent.h"
#include "backend/events/pipelineevent.h"
#include "backend/events/requestsevent.h"

#include <variant>

namespace cs::events {

/// What a record of any family says. monostate: a topic that no codec reads (dead letters, retries, strangers), or a bad record.
using Event = std::variant<std::monostate, OmsEvent, NotificationRequest, TaskEvent, CrmEvent, SalesEvent, UserEvent, EmailRequest,
                           PushRequest, DeliveredEvent, OrdersEvent, PipelineRecord, ShopEvent>;

/// Either an event or what is wrong. Unknown members are kept in the event's `unknown`.
struct Decoded
{
    QString family; ///< of the record: on `order-events` its shape decides; empty for a stranger's topic
    Event event;
    std::optional<BadRecord> bad;
};

/// Decodes by topic; `order-events` by shape: with `data` it is of the orders family, else with `id` or `productId` a pipeline
/// record. Numbers are exact, and every error has a code, a path and a byte offset. Pure; any thread.
Decoded decode(const Record &record);
/// The same by the other readers alone: from byte to byte, and by name. Slower; decode() is checked against it.
Decoded decodeByName(const Record &record);
/// The value as its family writes it, byte-stable: the same event gives the same bytes. Empty for monostate.
QByteArray encode(const Event &event);

/// What every list of events shows.
struct EventSummary
{
    QString orderId;   ///< empty where there is none
    QString eventType; ///< `ORDER_CREATED`, `TASK_ASSIGNED`, `pending`; of ecommerce the topic's end: `payment.success`
    QString eventId;   ///< of the value, where its family has one
    std::optional<TimePoint> at;
};
EventSummary summaryOf(const Event &event);

/// For decode(): emplaces and fills the event of that kind, or says what is wrong.
void decodeRequest(json::Doc &doc, RequestKind kind, Event *event, std::optional<BadRecord> *bad);

} // namespace cs::events
