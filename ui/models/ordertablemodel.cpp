// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ordertablemodel.h"

#include "ui/models/cellalignment.h"
#include "backend/domain/lifecycle.h"
#include "ui/presentation/ordertext.h"
#include "ui/presentation/relativetime.h"
#include "ui/presentation/statetone.h"

#include <QLocale>

namespace cs::ui {

using services::OrderQuery;
using services::OrderRow;

namespace {

int orderAlignment(int column)
{
    const bool number = column == OrderTableModel::ItemsColumn || column == OrderTableModel::TotalColumn;
    return cellAlignment(number);
}

std::optional<OrderQuery::Sort> sortOf(int column)
{
    switch (column) {
    case OrderTableModel::OrderColumn: return OrderQuery::Sort::Id;
    case OrderTableModel::CustomerColumn: return OrderQuery::Sort::Customer;
    case OrderTableModel::TotalColumn: return OrderQuery::Sort::Total;
    case OrderTableModel::StateColumn: return OrderQuery::Sort::Status;
    case OrderTableModel::CreatedColumn: return OrderQuery::Sort::CreatedAt;
    default: return std::nullopt;
    }
}

QString idOf(const OrderRow &row)
{
    return row.order.id;
}

} // namespace

QList<OrderRow> joinHead(const QList<OrderRow> &old, const services::Page<OrderRow> &head, bool *keepsCursor)
{
    *keepsCursor = false;
    if (head.next.isEmpty() || old.size() <= head.rows.size())
        return head.rows;
    QHash<QString, qsizetype> places;
    for (qsizetype at = 0; at < old.size(); ++at)
        places.insert(old.at(at).order.id, at);
    QList<OrderRow> joined = head.rows;
    QSet<QString> inHead;
    qsizetype divider = -1;
    for (const OrderRow &row : head.rows) {
        inHead.insert(row.order.id);
        const auto place = places.constFind(row.order.id);
        if (place != places.cend() && old.at(*place).order.version == row.order.version)
            divider = std::max(divider, *place);
    }
    for (qsizetype at = divider + 1; divider >= 0 && at < old.size(); ++at) {
        if (!inHead.contains(old.at(at).order.id))
            joined.append(old.at(at));
    }
    *keepsCursor = joined.size() > head.rows.size();
    return joined;
}

void OrderTableModel::setOrders(const QList<OrderRow> &rows, bool more, TimePoint now)
{
    m_now = now;
    m_more = more;
    m_asked = false;
    replaceRows(rows, &idOf);
}

void OrderTableModel::append(const QList<OrderRow> &rows, bool more)
{
    QSet<QString> known;
    for (const OrderRow &row : std::as_const(m_rows))
        known.insert(row.order.id);
    QList<OrderRow> fresh;
    for (const OrderRow &row : rows) {
        if (!known.contains(row.order.id))
            fresh.append(row);
    }
    m_more = more;
    m_asked = false;
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(fresh.size()) - 1);
    m_rows += fresh;
    endInsertRows();
}

void OrderTableModel::tick(TimePoint now)
{
    m_now = now;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, CreatedColumn), index(rowCount() - 1, CreatedColumn));
}

int OrderTableModel::rowOf(const QString &orderId) const
{
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).order.id == orderId)
            return static_cast<int>(row);
    }
    return -1;
}

int OrderTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString OrderTableModel::text(const OrderRow &row, int column) const
{
    const Order &order = row.order;
    switch (column) {
    case OrderColumn: return order.id;
    case CustomerColumn: return ordertext::customer(order, row.customerName);
    case ItemsColumn: return row.itemCount == 0 ? QStringLiteral("–") : QLocale().toString(row.itemCount);
    case TotalColumn:
        return (order.currency == m_base ? QString() : order.currency.code() + QLatin1Char(' ')) + ordertext::total(order, row.itemCount > 0);
    case StateColumn: return statusTitle(order.status);
    case CreatedColumn: return relativetime::agoText(order.createdAt, m_now);
    default: return {};
    }
}

QVariant OrderTableModel::data(const QModelIndex &index, int role) const
{
    const OrderRow *const row = rowAt(index.row());
    if (!row || !checkIndex(index))
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return text(*row, column);
    case Qt::TextAlignmentRole: return orderAlignment(column);
    case Qt::ToolTipRole:
        if (column == CreatedColumn)
            return relativetime::absoluteText(row->order.createdAt);
        if (column == OrderColumn)
            return row->order.id; // made ids are longer than the column
        return column == CustomerColumn ? QVariant(row->order.customerId) : QVariant();
    case MonoRole: return column == OrderColumn;
    case MutedRole: return column == CreatedColumn || column == ItemsColumn;
    case ToneRole: return column == StateColumn ? QVariant(static_cast<int>(statetone::of(row->order.status))) : QVariant();
    case IdRole: return row->order.id;
    default: return {};
    }
}

QVariant OrderTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return orderAlignment(section);
    const QStringList titles{tr("Order"), tr("Customer"), tr("Items"), tr("Total %1").arg(m_base.code()), tr("State"), tr("Created")};
    return role == Qt::DisplayRole ? QVariant(titles.value(section)) : QVariant();
}

bool OrderTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && !m_asked;
}

void OrderTableModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_asked = true;
    Q_EMIT moreWanted();
}

void OrderTableModel::sort(int column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_sortOrder)
        return;
    if (!sortOf(column)) {
        Q_EMIT sortRefused();
        return;
    }
    m_sortColumn = column;
    m_sortOrder = order;
    Q_EMIT sortRequested();
}

OrderQuery::Sort OrderTableModel::currentSort() const
{
    return sortOf(m_sortColumn).value_or(OrderQuery::Sort::CreatedAt);
}

} // namespace cs::ui
