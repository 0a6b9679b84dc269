// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cs {

/// Foreign text as it may be drawn: control characters, zero-width ones and those that turn the direction of writing are
/// shown as their code points (‹U+202E›), so that a name cannot pretend to be another. Line ends become spaces unless
/// `keepLines`. Pure.
QString visibleText(const QString &text, bool keepLines = false);

} // namespace cs
