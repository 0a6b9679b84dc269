// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/factrecords.h"
#include "backend/services/flow/stepoutcome.h"

namespace cs::services {

/// The fact that a step's end is to others.
events::Fact factOf(Step step, bool done);

/// Sentences of the history.
QString doneText(const StepOutcome &outcome, const Order &order);
QString failedText(const StepOutcome &outcome);
QString pendingText(const StepOutcome &outcome);
QString amountText(const Money &amount);

} // namespace cs::services
