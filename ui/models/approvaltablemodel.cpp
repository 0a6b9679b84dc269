// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/approvaltablemodel.h"

#include "ui/models/cellalignment.h"
#include "ui/presentation/ordertext.h"
#include "ui/presentation/relativetime.h"
#include "ui/presentation/statetone.h"

namespace cs::ui {

using services::ApprovalRow;

void ApprovalTableModel::setApprovals(const QList<ApprovalRow> &rows, TimePoint now)
{
    m_now = now;
    replaceRows(rows, &ApprovalTableModel::idOf);
}

void ApprovalTableModel::tick(TimePoint now)
{
    m_now = now;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, DueColumn), index(rowCount() - 1, DueColumn));
}

QString ApprovalTableModel::idOf(const ApprovalRow &row)
{
    return row.approval.orderId + QLatin1Char('/') + QString::number(row.approval.round) + QLatin1Char('/') + row.approval.level;
}

QString ApprovalTableModel::nextText(const ApprovalRow &row)
{
    const qsizetype at = row.order.levels.indexOf(row.approval.level);
    const QString next = at < 0 ? QString() : row.order.levels.value(at + 1);
    return next.isEmpty() ? QStringLiteral("–") : tr("then %1").arg(statetone::roleTitleOf(next));
}

int ApprovalTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString ApprovalTableModel::text(const ApprovalRow &row, int column) const
{
    switch (column) {
    case OrderColumn: return row.approval.orderId;
    case CustomerColumn: return ordertext::customer(row.order, row.customerName);
    case TotalColumn: return ordertext::total(row.order);
    case NextColumn: return nextText(row);
    case DueColumn:
        if (row.approval.state == ApprovalState::Approved)
            return tr("approved");
        if (row.approval.state == ApprovalState::Rejected)
            return tr("rejected");
        if (row.approval.state == ApprovalState::Void)
            return tr("void");
        if (row.approval.state == ApprovalState::Elsewhere)
            return tr("elsewhere");
        return row.approval.dueAt ? relativetime::dueText(*row.approval.dueAt, m_now) : tr("no limit");
    default: return {};
    }
}

QVariant ApprovalTableModel::toneOf(const ApprovalRow &row) const
{
    if (row.approval.state != ApprovalState::Waiting)
        return static_cast<int>(statetone::of(row.approval.state));
    if (!row.approval.dueAt)
        return {};
    if (*row.approval.dueAt <= m_now)
        return static_cast<int>(Tone::Bad);
    return *row.approval.dueAt - m_now < std::chrono::minutes(30) ? QVariant(static_cast<int>(Tone::Warning)) : QVariant();
}

QVariant ApprovalTableModel::data(const QModelIndex &index, int role) const
{
    const ApprovalRow *const row = rowAt(index.row());
    if (!row || !checkIndex(index))
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return text(*row, column);
    case Qt::TextAlignmentRole:
        return cellAlignment(column == TotalColumn);
    case Qt::ToolTipRole:
        if (column == DueColumn && row->approval.dueAt)
            return relativetime::absoluteText(*row->approval.dueAt);
        return column == TotalColumn ? QVariant(ordertext::totalWithCurrency(row->order)) : QVariant();
    case MonoRole: return column == OrderColumn;
    case MutedRole: return column == NextColumn || column == DueColumn;
    case ToneRole: return column == DueColumn ? toneOf(*row) : QVariant();
    case IdRole: return idOf(*row);
    default: return {};
    }
}

QVariant ApprovalTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(section == TotalColumn);
    static const QStringList titles{tr("Order"), tr("Customer"), tr("Total"), tr("Next"), tr("Due")};
    return role == Qt::DisplayRole ? QVariant(titles.value(section)) : QVariant();
}

} // namespace cs::ui
