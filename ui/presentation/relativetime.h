// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/clock.h"

#include <QString>

/// Times in words. Pure; any thread. Whole units, rounded down, so that a word never promises more than there is.
namespace cs::relativetime {

/// "now", "45 s", "8 min", "3 h", "2 d" for the absolute length of a span.
QString spanText(Millis span);
/// "9 ms", "1.4 s", "12 s", "3 min", …: how long something took.
QString latencyText(Millis span);
/// "due in 8 min", "due now", "12 min late".
QString dueText(TimePoint due, TimePoint now);
/// "just now", "3 h ago", and the date when it is longer than a week ago. A time ahead of now is "just now".
QString agoText(TimePoint then, TimePoint now);
/// Date and time of day in the local zone with seconds and the zone's offset, for tool tips.
QString absoluteText(TimePoint at);
/// Time of day in the local zone, 09:41:59; with milliseconds 09:41:59.495.
QString clockText(TimePoint at, bool milliseconds = false);

/// For columns and steps: the time of day, 09:41:59, of today; the day and the minute, 20 Nov 09:41, of another.
QString stampText(TimePoint at, TimePoint now);

} // namespace cs::relativetime
