// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"
#include "ui/models/rowdiff.h"

namespace cs::ui {

/// Notifications, newest first, each with what became of it. Times are relative to `now`, which tick() moves on.
class NotificationTableModel final : public RowTableModel<Notification>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NotificationTableModel)

public:
    enum Column { TimeColumn, ToColumn, ChannelColumn, TitleColumn, OrderColumn, StateColumn, AttemptsColumn, ColumnCount };

    explicit NotificationTableModel(QObject *parent = nullptr) : RowTableModel(parent) {}
    void setNotifications(const QList<Notification> &rows, TimePoint now);
    void tick(TimePoint now);
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Notification &row, int column) const;

    TimePoint m_now;
};

} // namespace cs::ui
