// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"

/// How an order is named and how much it is, the same in every view. Pure.
namespace cs::ordertext {

/// The amount as it is written here, without its currency; a dash where it is not known (ordertotal.h). Nought is
/// an amount.
QString total(const Order &order);
/// The same of an order that was read without its items.
QString total(const Order &order, bool hasItems);
/// The same with its currency, "1,234.50 USD".
QString totalWithCurrency(const Order &order);
QString totalWithCurrency(const Order &order, bool hasItems);
/// The customer's name, else the id, else words that say that it is not known.
QString customer(const Order &order, const QString &name);

} // namespace cs::ordertext
