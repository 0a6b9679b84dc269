// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of the stock page: levels, reservations, movements.
#pragma once

#include "backend/services/queries/queries.h"
#include "ui/models/columnmodel.h"

namespace cs::ui {

/// Levels, which ask to be sorted by another column: the store sorts, as it holds more than is shown.
class StockTableModel final : public ColumnModel<StockLevel>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StockTableModel)

public:
    enum Column { ProductColumn, NameColumn, OnHandColumn, ReservedColumn, AvailableColumn, ColumnCount };

    explicit StockTableModel(QObject *parent = nullptr);
    void sort(int column, Qt::SortOrder order) override;
    services::StockQuery::Sort currentSort() const;
    int sortColumn() const { return m_column; }
    Qt::SortOrder sortOrder() const { return m_order; }

Q_SIGNALS:
    void sortRequested();

private:
    int m_column = ProductColumn;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

/// A row with the moment at which it is shown.
struct ReservationRow
{
    Reservation reservation;
    TimePoint now;
};
using ReservationListModel = ColumnModel<ReservationRow>;
using MovementListModel = ColumnModel<storage::StockChange>;

ReservationListModel *makeReservationListModel(QObject *parent); ///< by order
MovementListModel *makeMovementListModel(QObject *parent);       ///< by id

} // namespace cs::ui
