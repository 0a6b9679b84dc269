// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/importfailuremodel.h"

#include "ui/models/cellalignment.h"
#include "ui/presentation/itemroles.h"

#include <QLocale>

namespace cs::ui {

namespace {

/// The number of the line has a column of its own.
QString withoutLine(const services::ImportOutcome &outcome)
{
    const QString prefix = QStringLiteral("line %1: ").arg(outcome.line);
    return outcome.error.message.startsWith(prefix) ? outcome.error.message.mid(prefix.size()) : outcome.error.message;
}

} // namespace

void ImportFailureModel::append(const QList<services::ImportOutcome> &outcomes)
{
    QList<ImportFailure> rows;
    for (const services::ImportOutcome &outcome : outcomes) {
        if (outcome.error.fields.isEmpty())
            rows.append({outcome.line, {}, withoutLine(outcome)});
        for (const FieldError &field : outcome.error.fields)
            rows.append({outcome.line, field.field, field.message});
    }
    if (rows.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
    m_rows += rows;
    endInsertRows();
}

void ImportFailureModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

int ImportFailureModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant ImportFailureModel::data(const QModelIndex &index, int role) const
{
    const ImportFailure *const row = rowAt(index.row());
    if (!row || !checkIndex(index))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == LineColumn)
            return QLocale().toString(row->line);
        return index.column() == FieldColumn ? (row->field.isEmpty() ? QStringLiteral("–") : row->field) : row->message;
    case Qt::ToolTipRole: return index.column() == MessageColumn ? QVariant(row->message) : QVariant();
    case Qt::TextAlignmentRole: return cellAlignment(index.column() == LineColumn);
    case MonoRole: return index.column() == FieldColumn;
    case IdRole: return index.row(); // rows are only added at the end
    default: return {};
    }
}

QVariant ImportFailureModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(section == LineColumn);
    static const QStringList titles{tr("Line"), tr("Field"), tr("What is wrong")};
    return role == Qt::DisplayRole ? QVariant(titles.value(section)) : QVariant();
}

} // namespace cs::ui
