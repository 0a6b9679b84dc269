// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/step.h"

#include <QMap>

namespace cs {

/// Of the one payment of an order.
enum class PaymentState { Pending, Paid, Refused, Refunded };
QString paymentStateName(PaymentState state); ///< `pending paid refused refunded`

struct Payment
{
    QString orderId;
    QString paymentId; ///< the gateway's
    Money amount;
    Money refunded; ///< never more than the amount
    PaymentState state = PaymentState::Pending;
    QString reportedBy; ///< the service of ours, or the foreign source that said so
    QString reason;
    TimePoint createdAt;
    TimePoint updatedAt;
};

enum class ShipmentState { Initiated, Shipped, InTransit, Delivered, Failed };
QString shipmentStateName(ShipmentState state); ///< `initiated shipped in_transit delivered failed`

struct Shipment
{
    QString orderId;
    QString trackingNumber; ///< empty: shipped by hand
    QString carrier;
    ShipmentState state = ShipmentState::Initiated;
    TimePoint createdAt;
    TimePoint updatedAt;
};

/// What there is of a product. Available is what is on hand and not reserved; never negative.
struct StockLevel
{
    QString productId;
    QString name; ///< may be empty
    qint64 onHand = 0;
    qint64 reserved = 0;
    qint64 available() const { return onHand - reserved; }
};

enum class ReservationState { Held, Released, Shipped };
QString reservationStateName(ReservationState state); ///< `held released shipped`
struct Reservation
{
    QString orderId;
    QString productId;
    qint64 quantity = 0;
    ReservationState state = ReservationState::Held;
    TimePoint at;
};

/// How much of each product an order needs; several lines of one product together. In the order of the ids, in which stock is
/// locked everywhere.
QMap<QString, qint64> neededStock(const Order &order);

} // namespace cs
