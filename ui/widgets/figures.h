// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFontMetrics>
#include <QRect>
#include <QString>

class QPainter;

/// Numbers in line: every digit takes the room of the widest one, whatever the font does. (QFont can ask a font for its
/// tabular figures only since Qt 6.7.)
namespace cs::figures {

/// Width of `text` drawn by paint().
int width(const QFontMetrics &metrics, const QString &text);
/// Draws one line with the painter's font and pen, its right edge at the right of `rect`, centred in height.
void paint(QPainter *painter, const QRect &rect, const QString &text);

} // namespace cs::figures
