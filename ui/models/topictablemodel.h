// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/metrics/snapshot.h"
#include "ui/models/rowdiff.h"

#include <QHash>

namespace cs::ui {

/// Topics with their rates and lag from the latest snapshot, in the catalogue's order; each keeps its chart series for good.
class TopicTableModel final : public RowTableModel<services::TopicFigures>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopicTableModel)

public:
    enum Column { TopicColumn, ProducedColumn, LagColumn, ColumnCount };

    explicit TopicTableModel(QObject *parent = nullptr) : RowTableModel(parent) {}
    /// In the catalogue's order, those that were written to first.
    void setTopics(const QList<services::TopicFigures> &topics);
    /// The chart series of a topic: its place in the order in which topics were first met.
    int seriesOf(const QString &topic) const { return m_series.value(topic, 0); }
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QHash<QString, int> m_series;
    QSet<QString> m_written; ///< topics that were seen with records; they stay in front while a poll fails
};

/// A rate as it is read: "–" when not known, one decimal below 10, else whole.
QString rateText(double perSecond, bool known);

} // namespace cs::ui
