// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/stepsbyhand.h"

#include "backend/storage/shipmentstore.h"
#include "backend/storage/stepstore.h"
#include "backend/storage/stockstore.h"

namespace cs::services {

using storage::StepRow;

namespace {

const QString kCancelled = QStringLiteral("The order was cancelled before.");
const QString kByHand = QStringLiteral("By hand.");

Error atTheCarrier(const QString &orderId)
{
    return Error::conflict(QStringLiteral("Order %1 is being handed to the carrier now; see in a moment whether it was shipped.").arg(orderId));
}

/// Ends the step before anybody begins it; Conflict when the carrier was asked already.
Status closeShipping(storage::StepStore &steps, const QString &orderId, StepState as, const QString &why, TimePoint now)
{
    CS_TRY(steps.close(orderId, Step::Ship, as, why, now));
    const auto rows = steps.ofOrder(orderId); // after the update, which waits for a claim that is being made
    CS_TRY(rows);
    for (const StepRow &one : *rows) {
        if (one.step == Step::Ship && !one.isOver())
            return atTheCarrier(orderId);
    }
    return Done{};
}

Status cancelSteps(storage::Connection &connection, const Order &order, TimePoint now)
{
    storage::StepStore steps(connection);
    CS_TRY(closeShipping(steps, order.id, StepState::Failed, kCancelled, now));
    CS_TRY(steps.close(order.id, Step::Payment, StepState::Failed, kCancelled, now));
    CS_TRY(steps.close(order.id, Step::Reserve, StepState::Failed, kCancelled, now));
    const auto rows = steps.ofOrder(order.id);
    CS_TRY(rows);
    QList<Step> done;
    for (const StepRow &one : *rows) {
        if (one.state == StepState::Done)
            done.append(one.step);
    }
    QList<StepRow> undo;
    for (const Step step : compensationOf(done))
        undo.append({order.id, step, StepState::Queued, 0, now, {}, {}, now, now});
    CS_TRY(steps.add(undo));
    return Done{};
}

Status putShipment(storage::Connection &connection, const Order &order, ShipmentState state, TimePoint now)
{
    storage::ShipmentStore shipments(connection);
    const auto known = shipments.find(order.id);
    CS_TRY(known);
    Shipment shipment = known->value_or(Shipment{order.id, {}, {}, state, now, now});
    shipment.state = state;
    shipment.updatedAt = now;
    return shipments.put(shipment, kByHand);
}

} // namespace

Status stepsByHand(storage::Connection &connection, const Order &order, OrderStatus to, TimePoint now)
{
    if (to == OrderStatus::Cancelled)
        return cancelSteps(connection, order, now);
    storage::StepStore steps(connection);
    const bool ships = to == OrderStatus::Shipped;
    if (ships)
        CS_TRY(closeShipping(steps, order.id, StepState::Done, kByHand, now));
    const StepRow byHand{order.id, ships ? Step::Ship : Step::Deliver, StepState::Done, 0, now, kByHand, {}, now, now};
    CS_TRY(steps.put(byHand));
    if (ships)
        CS_TRY(storage::StockStore(connection).ship({order.id}, now));
    return putShipment(connection, order, ships ? ShipmentState::Shipped : ShipmentState::Delivered, now);
}

} // namespace cs::services
