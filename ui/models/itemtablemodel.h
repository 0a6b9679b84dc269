// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/orderfacts.h"
#include "ui/models/rowdiff.h"

namespace cs::ui {

/// The lines of one order: product, quantity, price, sum, what is reserved of it or whether the stock covers it, and how much
/// is on hand now.
class ItemTableModel final : public RowTableModel<OrderItem>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ItemTableModel)

public:
    enum Column { ProductColumn, QuantityColumn, PriceColumn, SumColumn, StockColumn, OnHandColumn, ColumnCount };

    explicit ItemTableModel(QObject *parent = nullptr) : RowTableModel(parent) {}
    /// The lines of another order reset the model; of the same one, only the stock changes.
    void setOrder(const services::OrderDetail &detail);
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(int row, int column) const;

    QString m_orderId;
    QList<LineStock> m_stock; ///< one for each row
};

} // namespace cs::ui
