// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/metrics/snapshot.h"
#include "backend/services/queries/queries.h"

#include <QScrollArea>

class QGridLayout;
class QTimer;

namespace cs {
class BarList;
class Card;
class FigureCard;
class TableView;
class PlainLabel;
} // namespace cs

namespace cs::ui {

class AccountingCard;
class ChannelTableModel;
class HistoryChart;
class TopicTableModel;
struct ConsoleContext;

/// The dashboard. The broker's part comes with each snapshot (once a second), the store's part is read when something has
/// changed, a few times a second at most.
class DashboardPage final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DashboardPage)

public:
    explicit DashboardPage(ConsoleContext &context, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The orders in this state; empty: all of them.
    void ordersRequested(const QString &status);
    void approvalsRequested();
    void notificationsRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeFigures();
    QWidget *makeRates();
    QWidget *makeDelivery();
    QWidget *makeWaiting();
    void read();
    void showFigures(const services::DashboardFigures &figures);
    void showWaiting();
    void drawRates();
    void showSnapshot(const services::Snapshot &snapshot);

    ConsoleContext &m_context;
    FigureCard *m_orders = nullptr;
    FigureCard *m_waiting = nullptr;
    FigureCard *m_decision = nullptr;
    FigureCard *m_delivered = nullptr;
    FigureCard *m_lag = nullptr;
    HistoryChart *m_chart = nullptr;
    TopicTableModel *m_topics = nullptr;
    ChannelTableModel *m_channels = nullptr;
    BarList *m_states = nullptr;
    AccountingCard *m_accounting = nullptr;
    BarList *m_levels = nullptr;
    PlainLabel *m_noneWaits = nullptr;
    QTimer *m_soon = nullptr;
    bool m_reading = false;
};

} // namespace cs::ui
