// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/stockadjustment.h"
#include "ui/models/stockmodels.h"

#include <QPointer>
#include <QWidget>

class QTimer;

namespace cs {
class Card;
class StateStack;
class TableView;
} // namespace cs

namespace cs::ui {

class AdjustStockDialog;
class StockDetailView;
class StockFilterBar;
struct ConsoleContext;

/// The stock by product, and one product in full, to be adjusted by admins. Reads again while it can be seen, as orders move;
/// more rows come as the list is scrolled.
class StockPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StockPage)

public:
    explicit StockPage(ConsoleContext &context, QWidget *parent = nullptr);
    /// Asks how to adjust the product that is shown; says why not, where the role does not allow it.
    void adjust();
    /// Shows that product; the filter gives way.
    void showProduct(const QString &productId);

Q_SIGNALS:
    void subtitleChanged(const QString &text);
    void messageShown(const QString &text);
    void openOrderRequested(const QString &orderId);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeList();
    void connectParts();
    services::StockQuery query() const;
    void reload();
    void refresh();
    void readMore();
    void showRows(const QList<StockLevel> &rows);
    void tellSubtitle();
    void showEmpty();
    void showRow();
    void readDetail();
    void applyRights();
    QString whyBlocked() const;
    void submit(const services::StockAdjustment &adjustment);

    ConsoleContext &m_context;
    StockFilterBar *m_filter = nullptr;
    StockTableModel *m_model = nullptr;
    TableView *m_table = nullptr;
    StateStack *m_state = nullptr;
    StockDetailView *m_detail = nullptr;
    Card *m_detailCard = nullptr;
    QTimer *m_soon = nullptr;
    QPointer<AdjustStockDialog> m_dialog;
    StockLevel m_shown;        ///< the product in the detail
    QString m_next;            ///< where the next page begins
    bool m_reading = false;
    quint64 m_generation = 0;  ///< answers of an older question are dropped
    quint64 m_detailGeneration = 0;
};

} // namespace cs::ui
