// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cs {

/// Of what a person says of an act (why it is rejected, cancelled or adjusted, or a note), in UTF-16 units. What is longer is
/// refused, by the console as by the API: nothing that somebody said is shortened.
inline constexpr int kLongestReason = 1000;

} // namespace cs
