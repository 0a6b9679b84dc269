// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timelinemodel.h"

#include "ui/widgets/visibletext.h"

#include <QTextDocument>

namespace cs {

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TimelineEntry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return visibleText(QStringList{entry.time, entry.text, entry.note}.join(QLatin1Char(' ')).trimmed());
    case Qt::ToolTipRole: return entry.tip.isEmpty() ? QVariant() : Qt::convertFromPlainText(visibleText(entry.tip, true));
    case IdRole: return entry.id;
    default: return {};
    }
}

void TimelineModel::setEntries(const QList<TimelineEntry> &entries)
{
    const int had = int(m_entries.size());
    const int has = int(entries.size());
    if (has < had) {
        beginRemoveRows({}, has, had - 1);
        m_entries.resize(has);
        endRemoveRows();
    }
    for (int row = 0; row < qMin(had, has); ++row) {
        if (m_entries.at(row) == entries.at(row))
            continue;
        m_entries[row] = entries.at(row);
        Q_EMIT dataChanged(index(row), index(row));
    }
    if (has > had) {
        beginInsertRows({}, had, has - 1);
        m_entries = entries;
        endInsertRows();
    }
}

} // namespace cs
