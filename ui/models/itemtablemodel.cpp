// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/itemtablemodel.h"

#include "ui/models/cellalignment.h"
#include "ui/presentation/itemroles.h"

#include <QLocale>

namespace cs::ui {

namespace {

int itemAlignment(int column)
{
    const bool text = column == ItemTableModel::ProductColumn || column == ItemTableModel::StockColumn;
    return cellAlignment(!text);
}

} // namespace

void ItemTableModel::setOrder(const services::OrderDetail &detail)
{
    QList<LineStock> stock;
    QList<OrderItem> items = detail.order.items;
    for (OrderItem &item : items) {
        stock.append(lineStock(detail, item.productId));
        if (item.name.isEmpty()) // orders from elsewhere name no products
            item.name = detail.fulfilment.levels.value(item.productId).name;
    }
    if (m_orderId == detail.order.id && m_rows == items) {
        if (m_stock == stock)
            return;
        m_stock = stock;
        Q_EMIT dataChanged(index(0, StockColumn), index(rowCount() - 1, OnHandColumn));
        return;
    }
    beginResetModel();
    m_orderId = detail.order.id;
    m_rows = items;
    m_stock = stock;
    endResetModel();
}

int ItemTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString ItemTableModel::text(int row, int column) const
{
    const OrderItem &item = m_rows.at(row);
    switch (column) {
    case ProductColumn: return item.name.isEmpty() ? item.productId : item.name;
    case QuantityColumn: return QLocale().toString(item.quantity);
    case PriceColumn: return item.price.toLocaleString();
    case SumColumn: {
        const Result<Money> sum = item.price.times(item.quantity);
        return sum.ok() ? sum->toLocaleString() : QStringLiteral("–");
    }
    case StockColumn: return m_stock.at(row).text;
    case OnHandColumn: return m_stock.at(row).onHand;
    default: return {};
    }
}

QVariant ItemTableModel::data(const QModelIndex &index, int role) const
{
    if (!rowAt(index.row()) || !checkIndex(index))
        return {};
    const bool ofStock = index.column() == StockColumn || index.column() == OnHandColumn;
    switch (role) {
    case Qt::DisplayRole: return text(index.row(), index.column());
    case Qt::ToolTipRole:
        if (index.column() == ProductColumn)
            return m_rows.at(index.row()).productId;
        return ofStock ? QVariant(m_stock.at(index.row()).tip) : QVariant();
    case Qt::TextAlignmentRole: return itemAlignment(index.column());
    case IdRole: return index.row();
    case ToneRole: return index.column() == StockColumn ? QVariant(static_cast<int>(m_stock.at(index.row()).tone)) : QVariant();
    default: return {};
    }
}

QVariant ItemTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return itemAlignment(section);
    static const QStringList titles{tr("Product"), tr("Qty"), tr("Price"), tr("Sum"), tr("Stock"), tr("On hand")};
    return role == Qt::DisplayRole ? QVariant(titles.value(section)) : QVariant();
}

} // namespace cs::ui
