// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/schedules/world.h"

namespace cs::services::test {

/// What does not hold of a schedule that has come to its end; empty: all holds. Sentences.
QStringList verdictOn(const World &world);

} // namespace cs::services::test
