// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/groupmodels.h"

#include <QWidget>

namespace cs {
class Card;
class DetailHead;
class PlainLabel;
class TableView;
} // namespace cs

namespace cs::ui {

class HistoryChart;
class RateHistory;

/// The topics, and beside them the partitions of one, its rate and its lag over the last minutes.
class TopicsView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopicsView)

public:
    /// `rates` outlives the view.
    explicit TopicsView(const RateHistory &rates, QWidget *parent = nullptr);
    void setSnapshot(const services::Snapshot &snapshot);

private:
    void fillDetail(Card &card);
    void showTopic();
    void drawHistory(const services::TopicFigures &topic);

    const RateHistory &m_rates;
    TopicListModel *m_model = nullptr;
    TopicPartitionModel *m_partitions = nullptr;
    TableView *m_table = nullptr;
    DetailHead *m_head = nullptr;
    PlainLabel *m_about = nullptr;
    HistoryChart *m_rate = nullptr;
    HistoryChart *m_behind = nullptr;
    QWidget *m_lag = nullptr; ///< the second chart with its title
};

} // namespace cs::ui
