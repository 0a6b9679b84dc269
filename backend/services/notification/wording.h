// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/omsevent.h"

namespace cs::services {

/// What a notification about an event says, in plain words. Pure.
QString titleOf(const events::OmsEvent &event, const QString &level);
/// The event's own message where it has one.
QString messageOf(const events::OmsEvent &event, const QString &level);

} // namespace cs::services
