// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"

namespace cs {

/// Every Countersign store names itself so, with its id behind it.
inline constexpr QStringView kStorePrefix = u"urn:countersign:";

/// Whether the order's total was ever told; else it is 0. Not told: another system's order of which no record named an amount, as an
/// approval request alone, or a pipeline record of a product without a price here. Nought of an order of ours is an amount. Pure.
inline bool isTotalKnown(const Order &order)
{
    if (order.total.minor() != 0)
        return true;
    if (order.customerId.isEmpty())
        return false; // every record that tells an amount names a customer
    if (order.owner.isEmpty() || order.owner.startsWith(kStorePrefix))
        return true; // a store's records name the total with the customer
    return !order.items.isEmpty() && order.family != u"pipeline";
}

} // namespace cs
