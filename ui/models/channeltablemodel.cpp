// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/channeltablemodel.h"

#include "ui/models/cellalignment.h"
#include "ui/presentation/statetone.h"

#include <QLocale>
#include <QMap>

namespace cs::ui {

namespace {

void add(ChannelFigures &figures, NotificationState state, qint64 count)
{
    switch (state) {
    case NotificationState::Sent:
    case NotificationState::Delivered: figures.delivered += count; break;
    case NotificationState::Queued:
    case NotificationState::Deferred:
    case NotificationState::Sending:
    case NotificationState::Retrying: figures.open += count; break;
    case NotificationState::Failed:
    case NotificationState::Uncertain:
    case NotificationState::Expired: figures.failed += count; break;
    case NotificationState::Skipped:
    case NotificationState::Digested:
    case NotificationState::Cancelled: figures.skipped += count; break;
    }
}

int channelAlignment(int column)
{
    return cellAlignment(column != 0);
}

} // namespace

QList<ChannelFigures> channelFigures(const QList<services::NotificationCount> &counts)
{
    QMap<Channel, ChannelFigures> byChannel;
    byChannel[Channel::InApp].channel = Channel::InApp;
    for (const services::NotificationCount &count : counts) {
        byChannel[count.channel].channel = count.channel;
        add(byChannel[count.channel], count.state, count.count);
    }
    return byChannel.values();
}

void ChannelTableModel::setFigures(const QList<ChannelFigures> &figures)
{
    replaceRows(figures, [](const ChannelFigures &one) { return static_cast<int>(one.channel); });
}

QVariant ChannelTableModel::data(const QModelIndex &index, int role) const
{
    const ChannelFigures *const row = rowAt(index.row());
    if (!row || !checkIndex(index))
        return {};
    if (role == Qt::TextAlignmentRole)
        return channelAlignment(index.column());
    if (role == IdRole)
        return static_cast<int>(row->channel);
    if (role != Qt::DisplayRole)
        return {};
    const qint64 numbers[] = {0, row->delivered, row->open, row->failed, row->skipped};
    return index.column() == 0 ? statetone::channelTitle(row->channel) : QLocale().toString(numbers[index.column()]);
}

QVariant ChannelTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return channelAlignment(section);
    static const QStringList titles{tr("Channel"), tr("Delivered"), tr("Open"), tr("Failed"), tr("Skipped")};
    return role == Qt::DisplayRole ? QVariant(titles.value(section)) : QVariant();
}

} // namespace cs::ui
