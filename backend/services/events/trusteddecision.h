// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storecontext.h"
#include "backend/services/events/projection.h"

namespace cs::services {

/// Lets a decision of a trusted foreign source count on an order of ours, as if it had been made here. One that cannot count
/// any more, or must not (four eyes), becomes a row of the history. Inside a job of the writer.
Status applyTrustedDecision(storage::Connection &connection, const TrustedDecision &decision, StoreContext &context);

} // namespace cs::services
