// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

class QObject;

namespace cs::app {

/// From here on SIGINT and SIGTERM end the event loop (also one that comes before it begins), so that the program stops as
/// it would by itself. Keep what it returns as long as the loop; null where there are no such signals. Main thread.
std::unique_ptr<QObject> stopAtSignals();

} // namespace cs::app
