// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace cs {

/// What a colour stands for. A tone never stands alone: a word is always beside it.
enum class Tone { Neutral, Accent, Good, Warning, Bad };

/// Roles that item models may answer beside Qt's own; TableDelegate reads them. Needs Qt Core only.
enum ItemRole {
    ToneRole = Qt::UserRole + 100, ///< int of Tone: the display text is drawn as a pill
    MonoRole,                      ///< bool: monospaced face (ids, times, offsets)
    MutedRole,                     ///< bool: muted colour
    StrongRole,                    ///< bool: semibold
    SeriesRole,                    ///< int: a sample of that chart series' line stands before the text
    SortRole,                      ///< the value that sorting compares
    IdRole                         ///< stable id of the row (column 0); keeps the selection over a model reset
};

} // namespace cs
