// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QPointer>
#include <QWidget>

class QDialog;
class QTimer;

namespace cs {
class Card;
class StateStack;
class TableView;
} // namespace cs

namespace cs::ui {

class ImportDialog;
class OrderDetail;
class OrderFilterBar;
class OrderLoader;
class OrderTableModel;
struct ConsoleContext;

/// The order list with one order in full beside it. Reads again, a few times a second at most, when something that it
/// shows has changed; keeps place and selection.
class OrdersPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrdersPage)

public:
    explicit OrdersPage(ConsoleContext &context, QWidget *parent = nullptr);
    /// Shows this order, and selects it in the list; the filter gives way when it hides it.
    void showOrder(const QString &orderId);
    /// Shows the orders that hold this text in id or customer.
    void search(const QString &text);
    /// Shows the orders in this state (and those that share its chip).
    void showStatus(OrderStatus status);
    // The three say why not, where the person's role or the console does not allow it.
    void newOrder();
    void importOrders();
    void exportOrders();

Q_SIGNALS:
    void subtitleChanged(const QString &text);
    void messageShown(const QString &text);

private:
    QWidget *makeList();
    void connectParts();
    void reload();
    void refresh();
    void readCounts();
    void showCounts(const QHash<OrderStatus, qint64> &counts, bool some);
    void readDetail();
    void showLoaded(bool first);
    void showEmpty();
    void showFailed(const Error &error);
    void keepSelection(bool begins);
    void showRow(int row);
    void applyRights();
    void restoreSortIndicator();
    QString whyNotCreate() const;
    QString whyNotImport() const;
    void showCreated(const QString &orderId);
    void startEdit();
    void openEditor(const Order &order);
    void askToCancel();
    void cancelOrder(const QString &orderId, const QString &reason);
    void askToMove(OrderStatus to);
    void moveOrder(const QString &orderId, OrderStatus to);

    ConsoleContext &m_context;
    OrderTableModel *m_model = nullptr;
    OrderLoader *m_loader = nullptr;
    OrderFilterBar *m_filter = nullptr;
    TableView *m_table = nullptr;
    StateStack *m_state = nullptr;
    Card *m_detailCard = nullptr;
    OrderDetail *m_detail = nullptr;
    QTimer *m_soon = nullptr;
    QTimer *m_countsSoon = nullptr;
    QTimer *m_tick = nullptr;
    QPointer<ImportDialog> m_import;
    QPointer<QDialog> m_editor;
    QString m_shown;            ///< the order in the detail; stays selected while the list changes
    bool m_changing = false;    ///< the model's rows are being replaced: a moving selection is not the person's
    quint64 m_generation = 0;   ///< answers about another order are dropped
    bool m_counting = false;    ///< one count at a time, so that a large store is not asked faster than it answers
    bool m_countAgain = false;
};

} // namespace cs::ui
