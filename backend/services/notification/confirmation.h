// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/pipelineevent.h"
#include "backend/services/notification/familyrouting.h"

namespace cs::services {

/// What the pipeline's notification service tells an order's customer when its record comes to the last topic: in the app, by
/// e-mail and by SMS (topics' contract, pipeline), still to pass the gates. Of the same kind as
/// the facts of other families about the move, so that nobody is told twice. `at`: when the record was written. Pure.
QList<Notification> routeConfirmation(const events::PipelineRecord &record, TimePoint at, const TellingTime &time);

} // namespace cs::services
