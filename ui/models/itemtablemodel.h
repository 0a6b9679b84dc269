// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "ui/models/rowdiff.h"

#include <QHash>

namespace cs::ui {

/// The lines of one order: product, quantity, price, sum, and whether the stock covers them.
class ItemTableModel final : public RowTableModel<OrderItem>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ItemTableModel)

public:
    enum Column { ProductColumn, QuantityColumn, PriceColumn, SumColumn, StockColumn, ColumnCount };

    explicit ItemTableModel(QObject *parent = nullptr) : RowTableModel(parent) {}
    /// `stock` holds the units of the products that are known.
    void setItems(const QList<OrderItem> &items, const QHash<QString, qint64> &stock);
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const OrderItem &item, int column) const;
    /// Units left of it; -1 when the product is not known.
    qint64 stockOf(const OrderItem &item) const { return m_stock.value(item.productId, -1); }

    QHash<QString, qint64> m_stock;
};

} // namespace cs::ui
