// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/domain/user.h"
#include "backend/storage/referencestore.h"

namespace cs::services {

/// The trading company's book, compiled in (resources/data). Each call reads it anew; any thread.
Result<QList<Customer>> bookCustomers();
Result<QList<storage::Product>> bookProducts(); ///< with `product-A`
Result<QList<User>> demoPeople();               ///< the nine employees and two or more of every role
Result<QList<NewOrder>> bookOrders();

} // namespace cs::services
