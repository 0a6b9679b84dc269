// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QWidget>

class QVBoxLayout;

namespace cs {
class TableView;
class Timeline;
} // namespace cs

namespace cs::ui {

class ItemTableModel;

/// What is in an order and what happened to it: the table of its items above its timeline. The orders and the approvals
/// show the same one.
class OrderContent final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderContent)

public:
    /// `clock` outlives the widget; it tells how long what is awaited has been waited for.
    explicit OrderContent(const Clock &clock, QWidget *parent = nullptr);
    /// Puts a part of the view's own between the items and the timeline.
    void insert(QWidget *part);
    /// Another order is shown, whose content is not here yet.
    void clear();
    /// Leaves the items alone where they are the same, so that their place is kept.
    void setDetail(const services::OrderDetail &detail);

private:
    const Clock &m_clock;
    ItemTableModel *m_items = nullptr;
    QVBoxLayout *m_column = nullptr;
    TableView *m_table = nullptr;
    Timeline *m_timeline = nullptr;
};

} // namespace cs::ui
