// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/stepoutcome.h"
#include "backend/storage/database.h"

namespace cs::services {

/// What a step's outcome leaves in the store beside the order: payment, stock, shipment. Lives inside one transaction.
class StepEffects final
{
public:
    StepEffects(storage::Connection &connection, TimePoint now) : m_connection(connection), m_now(now) {}

    /// Of a step that is done.
    Status keep(const Order &order, const StepOutcome &outcome);
    Status keepPayment(const Order &order, const StepOutcome &outcome, PaymentState state);
    Status keepShipment(const Order &order, const StepOutcome &outcome, ShipmentState state);
    /// How far the goods are; nothing when that is known.
    Status keepProgress(const Order &order, const StepOutcome &outcome);

private:
    storage::Connection &m_connection;
    const TimePoint m_now;
};

/// Who made a payment: a foreign source, or this store's service.
QString payerOf(const StepOutcome &payment);

} // namespace cs::services
