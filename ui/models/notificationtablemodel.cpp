// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/notificationtablemodel.h"

#include "ui/models/cellalignment.h"
#include "ui/presentation/relativetime.h"
#include "ui/presentation/statetone.h"

#include <QLocale>

namespace cs::ui {

namespace {

int notificationAlignment(int column)
{
    return cellAlignment(column == NotificationTableModel::AttemptsColumn);
}

} // namespace

void NotificationTableModel::setNotifications(const QList<Notification> &rows, TimePoint now)
{
    m_now = now;
    replaceRows(rows, [](const Notification &row) { return row.id; });
}

void NotificationTableModel::tick(TimePoint now)
{
    m_now = now;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, TimeColumn), index(rowCount() - 1, TimeColumn));
}

int NotificationTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString NotificationTableModel::text(const Notification &row, int column) const
{
    switch (column) {
    case TimeColumn: return relativetime::agoText(row.createdAt, m_now);
    case ToColumn: return row.userId;
    case ChannelColumn: return statetone::channelTitle(row.channel);
    case TitleColumn: return row.title;
    case OrderColumn: return row.orderId.isEmpty() ? QStringLiteral("–") : row.orderId;
    case StateColumn: return statetone::titleOf(row.state);
    case AttemptsColumn: return QLocale().toString(row.attempts);
    default: return {};
    }
}

QVariant NotificationTableModel::data(const QModelIndex &index, int role) const
{
    const Notification *const row = rowAt(index.row());
    if (!row || !checkIndex(index))
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return text(*row, column);
    case Qt::TextAlignmentRole: return notificationAlignment(column);
    case Qt::ToolTipRole:
        if (column == TimeColumn)
            return relativetime::absoluteText(row->createdAt);
        return column == StateColumn && !row->reason.isEmpty() ? QVariant(row->reason) : QVariant();
    case MonoRole: return column == OrderColumn;
    case MutedRole: return column == TimeColumn || column == ChannelColumn || column == AttemptsColumn;
    case StrongRole: return column == TitleColumn && row->channel == Channel::InApp && !row->readAt;
    case ToneRole: return column == StateColumn ? QVariant(static_cast<int>(statetone::of(row->state))) : QVariant();
    case IdRole: return row->id;
    default: return {};
    }
}

QVariant NotificationTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return notificationAlignment(section);
    static const QStringList titles{tr("Time"), tr("To"), tr("Channel"), tr("Title"), tr("Order"), tr("State"), tr("Attempts")};
    return role == Qt::DisplayRole ? QVariant(titles.value(section)) : QVariant();
}

} // namespace cs::ui
