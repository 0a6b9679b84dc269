// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace cs {

/// How well `text` fits what was typed: -1 when the letters are not all there in that order, else more is better (letters
/// side by side, at the beginnings of words, and short texts). Case does not count. Pure.
int fuzzyScore(QStringView typed, QStringView text);

} // namespace cs
