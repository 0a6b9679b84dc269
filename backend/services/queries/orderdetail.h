// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/fulfilment.h"
#include "backend/storage/approvalstore.h"
#include "backend/storage/notificationstore.h"
#include "backend/storage/orderstore.h"
#include "backend/storage/outboxstore.h"
#include "backend/storage/parkedstore.h"
#include "backend/storage/shipmentstore.h"
#include "backend/storage/stepstore.h"

namespace cs::services {

using storage::HistoryEntry;
using storage::OutboxRow;
using storage::ParkedRow;
using storage::ShipmentEvent;
using storage::StepRow;

/// What was done for an order after its approval, and what is to be done.
struct OrderFulfilment
{
    QList<StepRow> steps; ///< in the order of the steps
    std::optional<Payment> payment;
    QList<Reservation> reservations;
    QHash<QString, StockLevel> levels; ///< of its products now, where known
    std::optional<Shipment> shipment;
    QList<ShipmentEvent> shipmentEvents; ///< the oldest first
    QList<ParkedRow> parked;             ///< commands that wait for the order to come as far as they need

    const StepRow *step(Step step) const; ///< null: nobody has asked for it
};

/// All that is known of one order.
struct OrderDetail
{
    Order order;
    QString customerName; ///< empty when the customer is not known
    QList<Approval> approvals;
    QList<HistoryEntry> history;
    QList<OutboxRow> records; ///< ours, with partition and offset once they are acknowledged
    QList<Notification> notifications;
    OrderFulfilment fulfilment;
};

/// Whether a command of ours asks a service for the step, whoever reads it.
bool isAskedFor(const QList<OutboxRow> &records, Step step);

/// NotFound for an unknown order.
Result<OrderDetail> readOrderDetail(storage::Connection &connection, const QString &id);

} // namespace cs::services
