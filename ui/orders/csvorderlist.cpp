// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/csvorderlist.h"

#include "backend/domain/lifecycle.h"
#include "backend/domain/ordertotal.h"

namespace cs::ui::csvorderlist {

QByteArray cell(const QString &text)
{
    static const QString dangerous = QStringLiteral("=+-@\t\r");
    QString shown = !text.isEmpty() && dangerous.contains(text.at(0)) ? QLatin1Char('\'') + text : text;
    const bool quoted = shown.contains(QLatin1Char('"')) || shown.contains(QLatin1Char(',')) || shown.contains(QLatin1Char('\n')) ||
                        shown.contains(QLatin1Char('\r'));
    if (quoted)
        shown = QLatin1Char('"') + shown.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
    return shown.toUtf8();
}

QByteArray header()
{
    return QByteArrayLiteral("orderId,customerId,customer,items,total,currency,status,createdAt,updatedAt,createdBy,version\r\n");
}

QByteArray line(const services::OrderRow &row)
{
    const Order &order = row.order;
    const bool isKnown = isTotalKnown(order, row.itemCount > 0);
    const QList<QByteArray> cells{cell(order.id), cell(order.customerId), cell(row.customerName), QByteArray::number(row.itemCount),
                                  isKnown ? order.total.toDecimal() : QByteArray(), cell(isKnown ? order.currency.code() : QString()), cell(statusName(order.status)), toIsoUtf8(order.createdAt),
                                  toIsoUtf8(order.updatedAt), cell(order.createdBy.userId), QByteArray::number(order.version)};
    return cells.join(',') + "\r\n";
}

} // namespace cs::ui::csvorderlist
