// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/cursor.h"
#include "backend/storage/filter.h"

namespace cs::storage {

/// One way to sort the rows of a list that is read page by page: its columns (the id is always the last, so that the order
/// is total) and how a row's place is written in a cursor.
template <typename T>
struct SortRule
{
    char letter; ///< small; of its cursors
    QByteArrayView types; ///< of the cursor's values, as readCursor() takes them
    QStringList columns;
    QVariantList (*place)(const T &);

    /// Capital in the cursor for a descending list: a cursor goes on only in its own direction.
    char kind(bool descending) const { return descending ? char(letter - 'a' + 'A') : letter; }
    QString cursor(const T &last, bool descending) const { return makeCursor(kind(descending), place(last)); }
    QString orderBy(bool descending) const
    {
        const QString direction = descending ? QStringLiteral(" DESC") : QString();
        return QStringLiteral(" ORDER BY ") + columns.join(direction + QStringLiteral(", ")) + direction;
    }
    /// What comes behind the cursor `after`, if there is one. Invalid for a cursor of another list or direction.
    Status addPlace(const QString &after, bool descending, Filter *filter) const
    {
        if (after.isEmpty())
            return Done{};
        const auto from = readCursor(after, kind(descending), types);
        if (!from)
            return from.error();
        const QString marks = QStringLiteral("?") + QStringLiteral(", ?").repeated(columns.size() - 1);
        filter->add(QStringLiteral("(%1) %2 (%3)").arg(columns.join(QStringLiteral(", ")), descending ? QStringLiteral("<") : QStringLiteral(">"), marks), *from);
        return Done{};
    }
};

} // namespace cs::storage
