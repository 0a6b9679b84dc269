// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/stepeffects.h"

#include "backend/storage/paymentstore.h"
#include "backend/storage/shipmentstore.h"
#include "backend/storage/stockstore.h"

#include <utility>

namespace cs::services {

QString payerOf(const StepOutcome &payment)
{
    return payment.reportedBy.isEmpty() ? QStringLiteral("payment-service") : payment.reportedBy;
}

void StepEffects::keep(const Order &order, const StepOutcome &outcome)
{
    switch (outcome.step) {
    case Step::Payment: return keepPayment(order, outcome, PaymentState::Paid);
    case Step::Refund: return m_refunded.append(order.id);
    case Step::Release: return m_released.append(order.id);
    case Step::Ship:
        m_shipped.append(order.id);
        return keepShipment(order, outcome, ShipmentState::Shipped);
    case Step::Deliver: return keepShipment(order, outcome, ShipmentState::Delivered);
    case Step::Reserve: break;
    }
}

void StepEffects::keepPayment(const Order &order, const StepOutcome &outcome, PaymentState state)
{
    Payment payment;
    payment.orderId = order.id;
    payment.paymentId = outcome.reference;
    payment.amount = outcome.amount.value_or(order.total);
    payment.state = state;
    payment.reportedBy = payerOf(outcome);
    payment.reason = outcome.reason;
    payment.createdAt = payment.updatedAt = m_now;
    const auto before = m_payments.constFind(order.id);
    if (before == m_payments.cend() || before->state != PaymentState::Paid) // as the store has it: the first that is paid counts
        m_payments.insert(order.id, payment);
}

void StepEffects::keepShipment(const Order &order, const StepOutcome &outcome, ShipmentState state)
{
    m_progress.append({order.id, outcome, state, false});
}

void StepEffects::keepProgress(const Order &order, const StepOutcome &outcome)
{
    m_progress.append({order.id, outcome, outcome.shipment, true});
}

Status StepEffects::write()
{
    CS_TRY(writePayments());
    storage::StockStore stock(m_connection);
    if (!m_released.isEmpty())
        CS_TRY(stock.release(std::exchange(m_released, {}), m_now));
    if (!m_shipped.isEmpty())
        CS_TRY(stock.ship(std::exchange(m_shipped, {}), m_now));
    return writeShipments();
}

Status StepEffects::writePayments()
{
    storage::PaymentStore payments(m_connection);
    if (!m_payments.isEmpty())
        CS_TRY(payments.put(std::exchange(m_payments, {}).values()));
    if (!m_refunded.isEmpty())
        CS_TRY(payments.refund(std::exchange(m_refunded, {}), m_now));
    return Done{};
}

Status StepEffects::writeShipments()
{
    if (m_progress.isEmpty())
        return Done{};
    const QList<Progress> progress = std::exchange(m_progress, {});
    QStringList ids;
    for (const Progress &one : progress)
        ids.append(one.orderId);
    ids.removeDuplicates();
    storage::ShipmentStore store(m_connection);
    auto known = store.ofOrders(ids);
    CS_TRY(known);
    QMap<QString, Shipment> changed;
    QList<storage::ShipmentStore::Line> history;
    for (const Progress &one : progress) {
        const auto before = known->constFind(one.orderId);
        if (one.unlessKnown && before != known->cend() && before->state == one.state)
            continue;
        Shipment shipment = known->value(one.orderId, {one.orderId, {}, {}, one.state, m_now, m_now});
        if (!one.outcome.reference.isEmpty())
            shipment.trackingNumber = one.outcome.reference;
        if (!one.outcome.carrier.isEmpty())
            shipment.carrier = one.outcome.carrier;
        shipment.state = one.state;
        shipment.updatedAt = m_now;
        known->insert(one.orderId, shipment);
        changed.insert(one.orderId, shipment);
        history.append({shipment, one.outcome.reason});
    }
    return store.put(changed.values(), history);
}

} // namespace cs::services
