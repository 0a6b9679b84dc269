// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/domain/storename.h"

namespace cs {

/// Whether the order's total was ever told; else it is 0. Not told: another system's order of which no record named an amount, as an
/// approval request alone, or a pipeline record of a product without a price here. Nought of an order of ours is an amount.
/// `hasItems`: of an order that was read without them. Pure.
inline bool isTotalKnown(const Order &order, bool hasItems)
{
    if (order.total.minor() != 0)
        return true;
    if (order.customerId.isEmpty())
        return false; // every record that tells an amount names a customer
    if (order.owner.isEmpty() || order.owner.startsWith(kStorePrefix))
        return true; // a store's records name the total with the customer
    return hasItems && order.family != u"pipeline";
}
/// The same of an order with its items.
inline bool isTotalKnown(const Order &order)
{
    return isTotalKnown(order, !order.items.isEmpty());
}

} // namespace cs
