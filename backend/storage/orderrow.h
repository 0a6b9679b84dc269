// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/codes.h"
#include "backend/storage/orderstore.h"
#include "backend/storage/values.h"

namespace cs::storage {

/// Columns of orders.columns and orders.byIds, from `at` on.
inline constexpr int kOrderColumns = 17;

inline Order readOrder(const Row &row, int at = 0, int *itemCount = nullptr)
{
    Order order;
    order.id = row.at(at).toString();
    order.customerId = row.at(at + 1).toString();
    order.currency = readCurrency(row.at(at + 2));
    order.total = Money(row.at(at + 3).toLongLong(), order.currency);
    if (itemCount)
        *itemCount = row.at(at + 4).toInt();
    order.status = codes::read(row.at(at + 5), OrderStatus::Failed);
    order.createdBy = {row.at(at + 6).toString(), row.at(at + 7).toString()};
    order.submittedBy = row.at(at + 8).toString();
    order.owner = row.at(at + 9).toString();
    order.family = row.at(at + 10).toString();
    order.levels = row.at(at + 11).toString().split(QLatin1Char(','), Qt::SkipEmptyParts);
    order.level = row.at(at + 12).toInt();
    order.round = row.at(at + 13).toInt();
    order.version = row.at(at + 14).toInt();
    order.createdAt = readTime(row.at(at + 15));
    order.updatedAt = readTime(row.at(at + 16));
    return order;
}

} // namespace cs::storage
