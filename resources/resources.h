// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cs {

/// Registers the icons and themes (":/icons/…", ":/themes/…"). Cheap; may be called more than once. GUI thread.
void initResources();

} // namespace cs
