// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presentation/ordertext.h"

#include <QCoreApplication>

namespace cs::ordertext {

namespace {

/// Every order of ours has a customer, and every record that tells an amount names one.
bool isBare(const Order &order)
{
    return order.customerId.isEmpty() && order.total.minor() == 0;
}

} // namespace

QString total(const Order &order)
{
    return isBare(order) ? QStringLiteral("–") : order.total.toLocaleString();
}

QString totalWithCurrency(const Order &order)
{
    return isBare(order) ? QStringLiteral("–") : order.total.toLocaleString() + QLatin1Char(' ') + order.currency.code();
}

QString customer(const Order &order, const QString &name)
{
    if (!name.isEmpty())
        return name;
    return order.customerId.isEmpty() ? QCoreApplication::translate("cs::ordertext", "Customer not known") : order.customerId;
}

} // namespace cs::ordertext
