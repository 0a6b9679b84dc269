// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QAbstractItemModel>
#include <QLocale>

namespace cs::ui::test {

inline const TimePoint kNow = fromMillis(1'795'252'440'000); // 2026-11-21 09:14 UTC

inline void useFixedLocale()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

/// The display text of a cell, as a view shows it.
inline QString textAt(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

/// Every header of a model, one after the other.
inline QStringList headersOf(const QAbstractItemModel &model)
{
    QStringList titles;
    for (int column = 0; column < model.columnCount(); ++column)
        titles.append(model.headerData(column, Qt::Horizontal).toString());
    return titles;
}

inline services::OrderRow orderRow(const QString &id, int version = 1, OrderStatus status = OrderStatus::Approved)
{
    services::OrderRow row;
    row.order.id = id;
    row.order.customerId = QStringLiteral("VINET");
    row.order.total = Money(527'521, Currency());
    row.order.status = status;
    row.order.version = version;
    row.order.createdAt = kNow - std::chrono::hours(3);
    row.customerName = QStringLiteral("Vins et alcools");
    row.itemCount = 3;
    return row;
}

inline QList<services::OrderRow> orderRows(const QStringList &ids)
{
    QList<services::OrderRow> rows;
    for (const QString &id : ids)
        rows.append(orderRow(id));
    return rows;
}

inline QStringList idsOf(const QList<services::OrderRow> &rows)
{
    QStringList ids;
    for (const services::OrderRow &row : rows)
        ids.append(row.order.id);
    return ids;
}

inline services::ApprovalRow approvalRow(const QString &id, const QString &level, const QStringList &levels)
{
    services::ApprovalRow row;
    row.order = orderRow(id, 1, OrderStatus::PendingApproval).order;
    row.order.levels = levels;
    row.approval.orderId = id;
    row.approval.level = level;
    row.approval.requestedAt = kNow - std::chrono::hours(1);
    row.customerName = QStringLiteral("Vins et alcools");
    return row;
}

} // namespace cs::ui::test
