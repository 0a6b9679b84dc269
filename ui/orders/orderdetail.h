// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QWidget>

namespace cs {
class DetailHead;
class KeyButton;
class PlainLabel;
} // namespace cs

namespace cs::ui {

class ApprovalLevels;
class OrderContent;
struct ConsoleContext;

/// One order in full: whose, how much, in what state, what is in it, who approves it, and all that happened. It asks
/// nothing of the services itself; the page gives it what it shows and acts on its signals.
class OrderDetail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderDetail)

public:
    explicit OrderDetail(ConsoleContext &context, QWidget *parent = nullptr);
    /// The head from the list's row at once; the rest follows with setDetail().
    void setRow(const services::OrderRow &row);
    /// Takes an order that is not in the list as well.
    void setDetail(const services::OrderDetail &detail);
    /// What could not be read; empty takes it away.
    void setTrouble(const QString &text);
    const Order &order() const { return m_order; }

    /// Empty: the person may cancel it; else a sentence that says why not.
    static QString whyNotCancel(const Order &order, const ConsoleContext &context);
    /// The same of editing its lines.
    static QString whyNotEdit(const Order &order, const ConsoleContext &context);
    /// The same of marking it shipped or, when it is, delivered by hand.
    static QString whyNotMove(const Order &order, const ConsoleContext &context);

Q_SIGNALS:
    void cancelRequested();
    void editRequested();
    void moveRequested(OrderStatus to);
    void copied(const QString &orderId);

private:
    QWidget *makeButtons();
    static OrderStatus nextByHand(OrderStatus status);
    static void showRight(KeyButton &button, const QString &why);
    void showHead(const Order &order, const QString &customerName, bool hasItems);

    ConsoleContext &m_context;
    Order m_order;
    DetailHead *m_head = nullptr;
    PlainLabel *m_origin = nullptr;
    PlainLabel *m_trouble = nullptr;
    ApprovalLevels *m_levels = nullptr;
    OrderContent *m_content = nullptr;
    KeyButton *m_cancel = nullptr;
    KeyButton *m_copy = nullptr;
    KeyButton *m_edit = nullptr;
    KeyButton *m_move = nullptr;
};

} // namespace cs::ui
