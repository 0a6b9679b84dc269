// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/changes.h"
#include "backend/services/events/ingestjob.h"
#include "backend/services/metrics/metricsregistry.h"

namespace cs::services {

/// Says what a committed batch has changed.
void tell(const BatchOutcome &outcome, Changes &changes);
/// Counts it.
void record(const BatchOutcome &outcome, MetricsRegistry &metrics);

} // namespace cs::services
