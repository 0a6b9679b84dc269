// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/qnamespace.h>

namespace cs::ui {

/// What a model answers for Qt::TextAlignmentRole: figures stand at the right, text at the left.
constexpr int cellAlignment(bool figure)
{
    return static_cast<int>((figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace cs::ui
