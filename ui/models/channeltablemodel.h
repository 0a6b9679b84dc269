// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"
#include "ui/models/rowdiff.h"

namespace cs::ui {

/// What became of the notifications of one channel.
struct ChannelFigures
{
    Channel channel = Channel::InApp;
    qint64 delivered = 0; ///< sent or delivered
    qint64 open = 0;      ///< queued, deferred, sending, retrying
    qint64 failed = 0;    ///< failed, uncertain, expired
    qint64 skipped = 0;   ///< skipped, digested, cancelled: never a failure
    bool operator==(const ChannelFigures &) const = default;
};

/// Sums the states by channel; channels without any notification are left out, but for in-app.
QList<ChannelFigures> channelFigures(const QList<services::NotificationCount> &counts);

/// One row a channel.
class ChannelTableModel final : public RowTableModel<ChannelFigures>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChannelTableModel)

public:
    explicit ChannelTableModel(QObject *parent = nullptr) : RowTableModel(parent) {}
    void setFigures(const QList<ChannelFigures> &figures);
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 5; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace cs::ui
