// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storecontext.h"

namespace cs::services {

/// What a person's cancel, shipped or delivered does to an order's steps, in the act's own transaction. `order` is as it was
/// before. Cancelled: what nobody has begun falls away, and what was done is undone by its service; Conflict while the carrier
/// has been asked. Shipped, delivered: the step is done, and nobody does it again.
Status stepsByHand(storage::Connection &connection, const Order &order, OrderStatus to, TimePoint now);

} // namespace cs::services
