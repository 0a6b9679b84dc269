// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/approvalstore.h"
#include "backend/storage/ingeststore.h"
#include "backend/storage/notificationstore.h"
#include "backend/storage/outboxstore.h"
#include "backend/storage/shipmentstore.h"
#include "backend/storage/stepstore.h"

#include <variant>

namespace cs::storage {

/// Something that happened to an order. The members of the enum are in the order of the variant, twice for approvals; where
/// two things happened at the same time, the first is listed first.
struct TimelineEntry
{
    enum class Kind { History, ApprovalRequested, ApprovalDecided, Outbox, Event, Notification, Step, Shipment };
    TimePoint at;
    Kind kind = Kind::History;
    std::variant<HistoryEntry, Approval, OutboxRow, LoggedEvent, cs::Notification, StepRow, ShipmentEvent> what;
};

/// All that happened to an order, by time: moves, approvals, records that were sent or received, notifications, steps (each once,
/// at its latest change), and how the shipment went. A record of ours that was read back is one entry with what was sent.
class TimelineStore final
{
public:
    explicit TimelineStore(Connection &connection) : m_connection(connection) {}
    /// Oldest first; `limit` 1 to 1,000, keyset paging by `after`. Nothing for an unknown order.
    Result<Page<TimelineEntry>> page(const QString &orderId, int limit, const QString &after);

private:
    Connection &m_connection;
};

} // namespace cs::storage
