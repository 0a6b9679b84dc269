// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/eventbuffer.h"

#include <QAbstractTableModel>
#include <QCache>

namespace cs::ui {

/// The live view's rows, newest first: the records of the buffer that its filter lets through. Records come in batches; what
/// is read from a value (customer, total) is read when a row is drawn.
class EventTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventTableModel)

public:
    enum Column { TimeColumn, TopicColumn, PositionColumn, KeyColumn, CustomerColumn, TotalColumn, ColumnCount };
    static constexpr qsizetype kMostRecords = 50'000;
    static constexpr qint64 kMostBytes = 64 * 1024 * 1024;

    explicit EventTableModel(QObject *parent = nullptr, qsizetype mostRecords = kMostRecords, qint64 mostBytes = kMostBytes);
    void add(const QList<events::Record> &records);
    void setFilter(const EventFilter &filter);
    void clear();
    const EventBuffer &buffer() const { return m_buffer; }
    const events::Record *recordAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Reading
    {
        QString customer;
        QString total;
        bool bad = false;
    };
    qint64 numberAt(int row) const { return m_shown[m_shown.size() - 1 - static_cast<size_t>(row)]; }
    const Reading &readingOf(qint64 number) const;
    void dropOver();

    EventBuffer m_buffer;
    std::deque<qint64> m_shown; ///< numbers of the records that are shown, oldest first
    mutable QCache<qint64, Reading> m_readings{2000};
};

} // namespace cs::ui
