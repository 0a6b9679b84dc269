// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/codec.h"
#include "backend/services/events/projection.h"

namespace cs::services {

/// What a record of the families orders, pipeline and ecommerce says about an order, in the projection's terms; nothing for a
/// command, a type that the contract does not name, and the other families. `topic` names it in the history. Pure.
std::optional<Fact> factOf(const events::Event &event, const QString &topic);

} // namespace cs::services
