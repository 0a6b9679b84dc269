// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/fulfilment.h"

namespace cs {

QString paymentStateName(PaymentState state)
{
    constexpr const char16_t *kNames[] = {u"pending", u"paid", u"refused", u"refunded"};
    return QString::fromUtf16(kNames[size_t(state)]);
}

QString shipmentStateName(ShipmentState state)
{
    constexpr const char16_t *kNames[] = {u"initiated", u"shipped", u"in_transit", u"delivered", u"failed"};
    return QString::fromUtf16(kNames[size_t(state)]);
}

QString reservationStateName(ReservationState state)
{
    constexpr const char16_t *kNames[] = {u"held", u"released", u"shipped"};
    return QString::fromUtf16(kNames[size_t(state)]);
}

QMap<QString, qint64> neededStock(const Order &order)
{
    QMap<QString, qint64> needed;
    for (const OrderItem &item : order.items)
        needed[item.productId] += item.quantity;
    return needed;
}

} // namespace cs
