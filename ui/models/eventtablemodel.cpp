// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/eventtablemodel.h"

#include "backend/support/clock.h"
#include "backend/support/json.h"
#include "ui/presentation/itemroles.h"
#include "ui/presentation/relativetime.h"

#include <algorithm>

namespace cs::ui {

EventTableModel::EventTableModel(QObject *parent, qsizetype mostRecords, qint64 mostBytes)
    : QAbstractTableModel(parent), m_buffer(mostRecords, mostBytes)
{
}

void EventTableModel::add(const QList<events::Record> &records)
{
    QList<qint64> shown;
    for (const events::Record &record : records) {
        const qint64 number = m_buffer.received();
        if (m_buffer.add(record))
            shown.append(number);
    }
    if (!shown.isEmpty()) {
        beginInsertRows({}, 0, static_cast<int>(shown.size()) - 1);
        m_shown.insert(m_shown.end(), shown.cbegin(), shown.cend());
        endInsertRows();
    }
    dropOver();
}

/// Takes out what is over the bounds, the rows of one call in one step.
void EventTableModel::dropOver()
{
    int rows = 0;
    while (m_buffer.isOver())
        rows += m_buffer.dropOldest() ? 1 : 0;
    if (rows == 0)
        return;
    const int last = rowCount() - 1;
    beginRemoveRows({}, last - rows + 1, last);
    m_shown.erase(m_shown.begin(), m_shown.begin() + rows);
    endRemoveRows();
}

void EventTableModel::setFilter(const EventFilter &filter)
{
    if (filter == m_buffer.filter())
        return;
    beginResetModel();
    m_buffer.setFilter(filter);
    m_shown.clear();
    for (qint64 number = m_buffer.first(); number < m_buffer.received(); ++number) {
        if (m_buffer.at(number).shown)
            m_shown.push_back(number);
    }
    endResetModel();
}

void EventTableModel::clear()
{
    beginResetModel();
    m_buffer.clear();
    m_shown.clear();
    m_readings.clear();
    endResetModel();
}

const events::Record *EventTableModel::recordAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_buffer.at(numberAt(row)).record : nullptr;
}

int EventTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

const EventTableModel::Reading &EventTableModel::readingOf(qint64 number) const
{
    if (const Reading *const known = m_readings.object(number))
        return *known;
    auto *const reading = new Reading;
    const events::Record &record = m_buffer.at(number).record;
    const Result<json::Value> value = json::parse(record.value.value_or(QByteArray()));
    reading->bad = !value.ok();
    if (value.ok()) {
        const json::Value *const order = value->find("order");
        const json::Value &from = order ? *order : *value;
        if (const json::Value *const customer = from.find("customerId"))
            reading->customer = customer->toString();
        if (const json::Value *const total = from.find("totalAmount"))
            reading->total = total->toString();
    }
    m_readings.insert(number, reading);
    return *reading;
}

QVariant EventTableModel::data(const QModelIndex &index, int role) const
{
    const events::Record *const record = recordAt(index.row());
    if (!record || !checkIndex(index))
        return {};
    const int column = index.column();
    const qint64 number = numberAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case TimeColumn: return record->timestampMs < 0 ? QStringLiteral("–") : relativetime::clockText(fromMillis(record->timestampMs), true);
        case TopicColumn: return record->topic;
        case PositionColumn: return QStringLiteral("%1/%2").arg(record->partition).arg(record->offset);
        case KeyColumn: return record->key ? QString::fromUtf8(*record->key) : QStringLiteral("–");
        case CustomerColumn: return readingOf(number).bad ? tr("not JSON") : readingOf(number).customer;
        default: return readingOf(number).total;
        }
    case Qt::TextAlignmentRole: return QVariant(static_cast<int>((column == TotalColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case MonoRole: return column == TimeColumn || column == PositionColumn || column == KeyColumn;
    case MutedRole: return column == CustomerColumn;
    case ToneRole: return column == CustomerColumn && readingOf(number).bad ? QVariant(static_cast<int>(Tone::Bad)) : QVariant();
    case IdRole: return number;
    default: return {};
    }
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(static_cast<int>((section == TotalColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    static const QStringList titles{tr("Time"), tr("Topic"), tr("P/Offset"), tr("Key"), tr("Customer"), tr("Total")};
    return role == Qt::DisplayRole ? QVariant(titles.value(section)) : QVariant();
}

} // namespace cs::ui
