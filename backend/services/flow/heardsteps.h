// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/act.h"

namespace cs::services {

/// Another's orders have ended, as its records say: what was done for them here is undone, and stock that is held here for one
/// that was shipped has left. In the transaction that keeps their states.
Result<Notice> followEnds(storage::Connection &connection, const QList<Order> &changed, StoreContext &context);

} // namespace cs::services
