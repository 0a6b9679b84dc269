// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QByteArrayView>

namespace cs::services {

inline constexpr qsizetype kKindBytes = 16; ///< that tell what a file is

/// What a file begins with, where that says that it is no UTF-8 text: packed, UTF-16, or nothing to read at all. Invalid, with what
/// to do about it. `head`: its first bytes, kKindBytes where there are as many. Pure.
Status checkIsText(QByteArrayView head);

} // namespace cs::services
