// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/metrics/snapshot.h"
#include "backend/services/queries/queries.h"
#include "ui/models/consolecontext.h"
#include "ui/models/inboxcounter.h"
#include "ui/models/ratehistory.h"
#include "ui/shell/shellvalues.h"

#include <QObject>

namespace cs {
class MainWindow;
}
namespace cs::ui {
class OrdersArea;
class OrdersPage;
} // namespace cs::ui

namespace cs::app {

class Backend;

/// What the running console has beside its window: the session, the context of the views, the pages' factories, and the
/// shell's status from each snapshot. Made when the backend has started; ends before it.
class ConsoleParts final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsoleParts)

public:
    ConsoleParts(Backend &backend, MainWindow &window);
    ~ConsoleParts() override;

    ui::Session &session() { return m_session; }
    services::Queries &queries() { return m_queries; }
    void addPages();
    void seat(const User &person);

private:
    void addCommands();
    QWidget *makeDashboard();
    QWidget *makeLive();
    QWidget *makeOrders();
    QWidget *makeTopics();
    ui::OrdersArea *ordersArea(); ///< made and shown
    ui::OrdersPage *ordersPage(); ///< likewise
    QWidget *makeApprovals();
    QWidget *makeNotifications();
    void openOrder(const QString &orderId);
    void showSnapshot(const services::Snapshot &snapshot);

    Backend &m_backend;
    MainWindow &m_window;
    ui::Session m_session;
    services::Queries m_queries;
    ui::InboxCounter m_inbox;
    ui::RateHistory m_rates{std::chrono::minutes(2)};
    ui::ConsoleContext m_context;
};

/// The status bar's line for a snapshot. Pure.
ShellStatus statusOf(const services::Snapshot &snapshot);

} // namespace cs::app
