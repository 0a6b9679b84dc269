// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"
#include "ui/models/rowdiff.h"

namespace cs::ui {

/// What a list holds after its head was read again: `head` is the first rows as they are now, `old` what was loaded, which
/// may reach further. A row that is the same in both parts them: what stood behind it stays behind the head. Sets
/// `keepsCursor` when rows of `old` stay, and with them the cursor that reads on. Pure.
QList<services::OrderRow> joinHead(const QList<services::OrderRow> &old, const services::Page<services::OrderRow> &head, bool *keepsCursor);

/// The order list, loaded page by page. It sorts nothing itself: whoever loads it listens to sortRequested() and
/// moreWanted(). Times are shown relative to `now`, which tick() moves on.
class OrderTableModel final : public RowTableModel<services::OrderRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderTableModel)

public:
    enum Column { OrderColumn, CustomerColumn, ItemsColumn, TotalColumn, StateColumn, CreatedColumn, ColumnCount };

    /// Totals of another currency than `base` name theirs.
    explicit OrderTableModel(Currency base, QObject *parent = nullptr) : RowTableModel(parent), m_base(base) {}
    /// `more`: there are rows behind these.
    void setOrders(const QList<services::OrderRow> &rows, bool more, TimePoint now);
    void append(const QList<services::OrderRow> &rows, bool more);
    void tick(TimePoint now);
    int rowOf(const QString &orderId) const; ///< -1: not loaded
    /// How the list is ordered now, as the person chose by the header.
    services::OrderQuery::Sort currentSort() const;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }
    bool hasMore() const { return m_more; }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void moreWanted();
    void sortRequested(); ///< see currentSort() and sortOrder()
    /// The number of items is not an order that the store can page by.
    void sortRefused();

private:
    QString text(const services::OrderRow &row, int column) const;

    const Currency m_base;
    TimePoint m_now;
    bool m_more = false;
    bool m_asked = false; ///< moreWanted() was sent, its answer is not here yet
    int m_sortColumn = CreatedColumn;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
};

} // namespace cs::ui
