// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/groupmodels.h"

#include <QWidget>

namespace cs {
class PlainLabel;
class TableView;
} // namespace cs

namespace cs::ui {

/// The topics, and the partitions of one beside them.
class TopicsView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopicsView)

public:
    explicit TopicsView(QWidget *parent = nullptr);
    void setSnapshot(const services::Snapshot &snapshot);

private:
    void showTopic();

    TopicListModel *m_model = nullptr;
    TopicPartitionModel *m_partitions = nullptr;
    TableView *m_table = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_about = nullptr;
};

} // namespace cs::ui
