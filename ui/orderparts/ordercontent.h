// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/orderdetail.h"

#include <QScrollArea>

class QTimer;
class QVBoxLayout;

namespace cs {
class Stepper;
class TableView;
class Timeline;
} // namespace cs

namespace cs::ui {

class FactPanel;
class ItemTableModel;
struct ConsoleContext;
struct FactGroup;

/// An order's way in steps, what is in it, its payment, stock and shipment, and all that happened to it. The orders and the
/// approvals show the same one. Times that run (how long something waits) go on by themselves while it can be seen.
class OrderContent final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderContent)

public:
    /// The context outlives the widget; its clock tells how long what is awaited has been waited for, and its services by whom.
    explicit OrderContent(const ConsoleContext &context, QWidget *parent = nullptr);
    /// Puts a part of the view's own between the items and the timeline.
    void insert(QWidget *part);
    /// Another order is shown, whose content is not here yet. What is shown goes when that does not come at once, so that going
    /// through a list does not flicker.
    void clear();
    /// Leaves what is the same alone, so that places are kept.
    void setDetail(const services::OrderDetail &detail);

private:
    QWidget *makeItems();
    void showDetail(const services::OrderDetail &detail);
    void showTimes();
    void showFacts(const QList<FactGroup> &groups);

    const ConsoleContext &m_context;
    services::OrderDetail m_detail;
    ItemTableModel *m_items = nullptr;
    QVBoxLayout *m_column = nullptr;
    Stepper *m_steps = nullptr;
    TableView *m_table = nullptr;
    QWidget *m_facts = nullptr;
    QList<FactPanel *> m_panels;
    Timeline *m_timeline = nullptr;
    QTimer *m_tick = nullptr;
    QTimer *m_blank = nullptr;
};

} // namespace cs::ui
