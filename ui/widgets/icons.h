// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QIcon>
#include <QPixmap>

namespace cs::icons {

/// The icon resources/icons/<name>.svg in the colour of a token; it follows the theme and is sharp at any scale.
/// An unknown name gives an icon that draws nothing. GUI thread.
QIcon icon(const QString &name, Token token = Token::Text);
/// The same as a picture of `size` device-independent pixels.
QPixmap pixmap(const QString &name, int size, const QColor &color, qreal devicePixelRatio);

} // namespace cs::icons
