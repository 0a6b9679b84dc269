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

/// The consumer groups of this process, and one of them in full: its verdict in words, its members and its partitions.
class GroupsView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GroupsView)

public:
    explicit GroupsView(QWidget *parent = nullptr);
    void setSnapshot(const services::Snapshot &snapshot);
    void select(const QString &group);

private:
    void fillDetail(Card &card);
    void showGroup();

    GroupListModel *m_model = nullptr;
    GroupPartitionModel *m_partitions = nullptr;
    TableView *m_table = nullptr;
    DetailHead *m_head = nullptr;
    PlainLabel *m_explanation = nullptr;
    PlainLabel *m_service = nullptr;
    PlainLabel *m_state = nullptr;
    PlainLabel *m_members = nullptr;
    bool m_embedded = false;
};

} // namespace cs::ui
