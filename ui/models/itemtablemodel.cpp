// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/itemtablemodel.h"

#include "ui/presentation/itemroles.h"

#include <QLocale>

namespace cs::ui {

namespace {

int alignmentOf(int column)
{
    const bool number = column == ItemTableModel::QuantityColumn || column == ItemTableModel::PriceColumn || column == ItemTableModel::SumColumn;
    return static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

void ItemTableModel::setItems(const QList<OrderItem> &items, const QHash<QString, qint64> &stock)
{
    beginResetModel();
    m_rows = items;
    m_stock = stock;
    endResetModel();
}

int ItemTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString ItemTableModel::text(const OrderItem &item, int column) const
{
    const qint64 stock = stockOf(item);
    switch (column) {
    case ProductColumn: return item.name.isEmpty() ? item.productId : item.name;
    case QuantityColumn: return QLocale().toString(item.quantity);
    case PriceColumn: return item.price.toLocaleString();
    case SumColumn: {
        const Result<Money> sum = item.price.times(item.quantity);
        return sum.ok() ? sum->toLocaleString() : QStringLiteral("–");
    }
    case StockColumn:
        if (stock < 0)
            return QStringLiteral("not known");
        return stock >= item.quantity ? tr("in stock") : tr("short: %1 left").arg(QLocale().toString(stock));
    default: return {};
    }
}

QVariant ItemTableModel::data(const QModelIndex &index, int role) const
{
    const OrderItem *const item = rowAt(index.row());
    if (!item || !checkIndex(index))
        return {};
    switch (role) {
    case Qt::DisplayRole: return text(*item, index.column());
    case Qt::ToolTipRole: return index.column() == ProductColumn ? QVariant(item->productId) : QVariant();
    case Qt::TextAlignmentRole: return alignmentOf(index.column());
    case IdRole: return index.row();
    case ToneRole:
        if (index.column() != StockColumn)
            return {};
        if (stockOf(*item) < 0)
            return static_cast<int>(Tone::Neutral);
        return static_cast<int>(stockOf(*item) >= item->quantity ? Tone::Good : Tone::Warning);
    default: return {};
    }
}

QVariant ItemTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    static const QStringList titles{tr("Product"), tr("Qty"), tr("Price"), tr("Sum"), tr("Stock")};
    return role == Qt::DisplayRole ? QVariant(titles.value(section)) : QVariant();
}

} // namespace cs::ui
