// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/events/projection.h"

namespace cs::services {

/// What a fact alone says, whatever is known of its order. Pure.

/// Act in the history of what is shown and has no effect.
inline const QString kNotCounted = QStringLiteral("foreign_not_counted");
/// A fact's act in the history.
QString actOf(const Fact &fact);
/// As the history names it.
QString nameOf(const Fact &fact);
bool isDecision(events::OmsKind kind);
/// Where a fact alone puts an order; Pending where it does not.
OrderStatus floorOf(const Fact &fact);

} // namespace cs::services
