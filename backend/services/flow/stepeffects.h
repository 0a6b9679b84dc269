// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/stepoutcome.h"
#include "backend/storage/database.h"

namespace cs::services {

/// What steps' outcomes leave in the store beside the orders: payments, stock, shipments. Lives inside one transaction, and
/// writes together, in write(), what its calls have said one after the other.
class StepEffects final
{
public:
    StepEffects(storage::Connection &connection, TimePoint now) : m_connection(connection), m_now(now) {}

    /// Of a step that is done.
    void keep(const Order &order, const StepOutcome &outcome);
    void keepPayment(const Order &order, const StepOutcome &outcome, PaymentState state);
    void keepShipment(const Order &order, const StepOutcome &outcome, ShipmentState state);
    /// How far the goods are; nothing when that is known.
    void keepProgress(const Order &order, const StepOutcome &outcome);
    /// Also before the store is asked what is known by now. Once it is written, it is forgotten here.
    Status write();

private:
    /// A word about a shipment.
    struct Progress
    {
        QString orderId;
        StepOutcome outcome;
        ShipmentState state = ShipmentState::Initiated;
        bool unlessKnown = false;
    };
    Status writePayments();
    Status writeShipments();

    storage::Connection &m_connection;
    const TimePoint m_now;
    QMap<QString, Payment> m_payments; ///< by order, whose rows are thus locked in one order
    QStringList m_refunded;
    QStringList m_released;
    QStringList m_shipped;
    QList<Progress> m_progress;
};

/// Who made a payment: a foreign source, or this store's service.
QString payerOf(const StepOutcome &payment);

} // namespace cs::services
