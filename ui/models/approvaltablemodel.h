// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"
#include "ui/models/rowdiff.h"

namespace cs::ui {

/// The inbox: what waits for a decision, or was decided. Times are shown relative to `now`, which tick() moves on.
class ApprovalTableModel final : public RowTableModel<services::ApprovalRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApprovalTableModel)

public:
    enum Column { OrderColumn, CustomerColumn, TotalColumn, NextColumn, DueColumn, ColumnCount };

    explicit ApprovalTableModel(QObject *parent = nullptr) : RowTableModel(parent) {}
    /// `now` is the time that the due column counts from.
    void setApprovals(const QList<services::ApprovalRow> &rows, TimePoint now);
    void tick(TimePoint now);
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Stable over refreshes: order, round and level.
    static QString idOf(const services::ApprovalRow &row);
    /// "then Finance", or a dash for the last level.
    static QString nextText(const services::ApprovalRow &row);

private:
    QString text(const services::ApprovalRow &row, int column) const;
    QVariant toneOf(const services::ApprovalRow &row) const;

    TimePoint m_now;
};

} // namespace cs::ui
