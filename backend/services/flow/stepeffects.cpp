// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/stepeffects.h"

#include "backend/storage/paymentstore.h"
#include "backend/storage/shipmentstore.h"
#include "backend/storage/stockstore.h"

namespace cs::services {

QString payerOf(const StepOutcome &payment)
{
    return payment.reportedBy.isEmpty() ? QStringLiteral("payment-service") : payment.reportedBy;
}

Status StepEffects::keep(const Order &order, const StepOutcome &outcome)
{
    storage::StockStore stock(m_connection);
    switch (outcome.step) {
    case Step::Payment: return keepPayment(order, outcome, PaymentState::Paid);
    case Step::Refund: {
        const auto refunded = storage::PaymentStore(m_connection).refund(order.id, m_now);
        return refunded.ok() ? Status(Done{}) : Status(refunded.error());
    }
    case Step::Release: {
        const auto released = stock.release(order.id, m_now);
        return released.ok() ? Status(Done{}) : Status(released.error());
    }
    case Step::Ship: {
        const auto shipped = stock.ship(order.id, m_now);
        CS_TRY(shipped);
        return keepShipment(order, outcome, ShipmentState::Shipped);
    }
    case Step::Deliver: return keepShipment(order, outcome, ShipmentState::Delivered);
    case Step::Reserve: break;
    }
    return Done{};
}

Status StepEffects::keepPayment(const Order &order, const StepOutcome &outcome, PaymentState state)
{
    Payment payment;
    payment.orderId = order.id;
    payment.paymentId = outcome.reference;
    payment.amount = outcome.amount.value_or(order.total);
    payment.state = state;
    payment.reportedBy = payerOf(outcome);
    payment.reason = outcome.reason;
    payment.createdAt = payment.updatedAt = m_now;
    const auto kept = storage::PaymentStore(m_connection).put(payment);
    return kept.ok() ? Status(Done{}) : Status(kept.error());
}

Status StepEffects::keepShipment(const Order &order, const StepOutcome &outcome, ShipmentState state)
{
    storage::ShipmentStore shipments(m_connection);
    const auto known = shipments.find(order.id);
    CS_TRY(known);
    Shipment shipment = known->value_or(Shipment{order.id, outcome.reference, outcome.carrier, state, m_now, m_now});
    if (!outcome.reference.isEmpty())
        shipment.trackingNumber = outcome.reference;
    if (!outcome.carrier.isEmpty())
        shipment.carrier = outcome.carrier;
    shipment.state = state;
    shipment.updatedAt = m_now;
    return shipments.put(shipment, outcome.reason);
}

Status StepEffects::keepProgress(const Order &order, const StepOutcome &outcome)
{
    const auto known = storage::ShipmentStore(m_connection).find(order.id);
    CS_TRY(known);
    return *known && (*known)->state == outcome.shipment ? Status(Done{}) : keepShipment(order, outcome, outcome.shipment);
}

} // namespace cs::services
