// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QStackedWidget;

namespace cs {
class ChipBar;
}

namespace cs::ui {

class OrdersPage;
class StockPage;
struct ConsoleContext;

/// The orders, and the stock that they take from, one at a time. The stock is made when it is shown first.
class OrdersArea final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrdersArea)

public:
    explicit OrdersArea(ConsoleContext &context, QWidget *parent = nullptr);
    OrdersPage *orders() const { return m_orders; }
    void showOrders();
    void showStock();
    /// Asks how to adjust the product that is shown.
    void adjustStock();

Q_SIGNALS:
    void subtitleChanged(const QString &text);
    void messageShown(const QString &text);

private:
    void showPart(const QString &id);
    void tellSubtitle();

    ConsoleContext &m_context;
    ChipBar *m_chips = nullptr;
    QStackedWidget *m_parts = nullptr;
    OrdersPage *m_orders = nullptr;
    StockPage *m_stock = nullptr;
    QString m_ordersText;
    QString m_stockText;
};

} // namespace cs::ui
