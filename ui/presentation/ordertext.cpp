// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presentation/ordertext.h"

#include "backend/domain/ordertotal.h"

#include <QCoreApplication>

namespace cs::ordertext {

QString total(const Order &order, bool hasItems)
{
    return isTotalKnown(order, hasItems) ? order.total.toLocaleString() : QStringLiteral("–");
}

QString total(const Order &order)
{
    return total(order, !order.items.isEmpty());
}

QString totalWithCurrency(const Order &order, bool hasItems)
{
    return isTotalKnown(order, hasItems) ? order.total.toLocaleString() + QLatin1Char(' ') + order.currency.code() : QStringLiteral("–");
}

QString totalWithCurrency(const Order &order)
{
    return totalWithCurrency(order, !order.items.isEmpty());
}

QString customer(const Order &order, const QString &name)
{
    if (!name.isEmpty())
        return name;
    return order.customerId.isEmpty() ? QCoreApplication::translate("cs::ordertext", "Customer not known") : order.customerId;
}

} // namespace cs::ordertext
