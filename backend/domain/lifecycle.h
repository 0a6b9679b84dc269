// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/support/result.h"

namespace cs {

/// Lower case with underscores, as the API writes it: `pending_approval`.
QString statusName(OrderStatus status);
std::optional<OrderStatus> statusFromName(QStringView name);
/// In words: "Pending approval".
QString statusTitle(OrderStatus status);

/// The states that may follow `from`; the one table of the lifecycle, which everything else reads.
QList<OrderStatus> allowedAfter(OrderStatus from);
bool mayFollow(OrderStatus from, OrderStatus to);
/// True for Delivered, Rejected, Cancelled and Failed.
bool isFinal(OrderStatus status);
/// Conflict, naming the allowed moves, when `to` may not follow `from`.
Status checkMove(OrderStatus from, OrderStatus to);

} // namespace cs
