// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/consoleparts.h"

#include "app/composition/backend.h"
#include "backend/domain/lifecycle.h"
#include "backend/services/core/changes.h"
#include "backend/services/core/storecontext.h"
#include "backend/services/events/livetail.h"
#include "backend/services/metrics/poller.h"
#include "ui/approvals/approvalspage.h"
#include "ui/dashboard/dashboardpage.h"
#include "ui/live/livepage.h"
#include "ui/notifications/notificationspage.h"
#include "ui/orders/ordersarea.h"
#include "ui/orders/orderspage.h"
#include "ui/presentation/relativetime.h"
#include "ui/presentation/statetone.h"
#include "ui/shell/mainwindow.h"
#include "ui/topics/topicspage.h"

namespace cs::app {

namespace {

const QString kDashboard = QStringLiteral("dashboard");
const QString kOrders = QStringLiteral("orders");
const QString kApprovals = QStringLiteral("approvals");
const QString kLive = QStringLiteral("live");
const QString kTopics = QStringLiteral("topics");
const QString kNotifications = QStringLiteral("notifications");

} // namespace

ShellStatus statusOf(const services::Snapshot &snapshot)
{
    ShellStatus status;
    status.broker = snapshot.brokerText;
    status.brokerTone = snapshot.brokerUp ? Tone::Good : Tone::Bad;
    status.store = snapshot.storeText;
    status.storeTone = snapshot.storeUp ? Tone::Good : Tone::Bad;
    status.outboxPending = snapshot.outboxPending;
    status.lag = snapshot.lag;
    if (snapshot.lag > 0)
        status.lagTime = relativetime::latencyText(Millis(static_cast<qint64>(snapshot.lagSeconds * 1000)));
    status.eventsPerSecond = snapshot.eventsPerSecond;
    status.trouble = snapshot.storeUp ? snapshot.brokerTrouble : snapshot.storeTrouble;
    if (status.trouble.isEmpty() && !snapshot.secondNotifier.isEmpty()) {
        status.trouble = snapshot.secondNotifier;
        status.troubleTone = Tone::Warning;
    }
    return status;
}

ConsoleParts::ConsoleParts(Backend &backend, MainWindow &window)
    : m_backend(backend), m_window(window), m_queries(backend.reader(), backend.context().clock),
      m_inbox(m_queries, backend.changes(), m_session),
      m_context{backend.context(), m_queries, backend.orders(), backend.approvals(), backend.changes(), backend.poller(), m_session, m_inbox, m_rates,
                [&backend] { return std::make_unique<services::LiveTail>(backend.broker()); }, backend.brokerAddress(), backend.options().demo, backend.options().readOnly, &backend.serviceControl()}
{
    connect(&backend.poller(), &services::Poller::snapshotTaken, this, &ConsoleParts::showSnapshot);
}

ConsoleParts::~ConsoleParts() = default;

void ConsoleParts::addPages()
{
    m_window.addPage(kDashboard, tr("Dashboard"), kDashboard, [this] { return makeDashboard(); });
    m_window.addPage(kOrders, tr("Orders"), kOrders, [this] { return makeOrders(); });
    m_window.addPage(kApprovals, tr("Approvals"), kApprovals, [this] { return makeApprovals(); });
    m_window.addPage(kLive, tr("Live events"), kLive, [this] { return makeLive(); });
    m_window.addPage(kTopics, tr("Topics"), kTopics, [this] { return makeTopics(); });
    m_window.addPage(kNotifications, tr("Notifications"), kNotifications, [this] { return makeNotifications(); });
    connect(&m_window, &MainWindow::searchRequested, this, [this](const QString &text) {
        ordersPage()->search(text);
    });
    connect(&m_inbox, &ui::InboxCounter::changed, this, [this] {
        m_window.setBadge(kApprovals, static_cast<int>(m_inbox.counts().mine));
        m_window.setSubtitle(kApprovals, ui::InboxCounter::sentence(m_inbox.counts()));
    });
    addCommands();
}

void ConsoleParts::addCommands()
{
    const auto inOrders = [this](void (ui::OrdersPage::*act)()) {
        return [this, act] { (ordersPage()->*act)(); };
    };
    m_window.addCommand({QStringLiteral("orders.new"), tr("New order"), {}, inOrders(&ui::OrdersPage::newOrder), tr("Orders")});
    m_window.addCommand({QStringLiteral("orders.import"), tr("Import orders from a file"), {}, inOrders(&ui::OrdersPage::importOrders), tr("Orders")});
    m_window.addCommand({QStringLiteral("orders.export"), tr("Export the orders that are shown"), {}, inOrders(&ui::OrdersPage::exportOrders), tr("Orders")});
    const auto inTopics = [this](void (ui::TopicsPage::*show)()) {
        return [this, show] {
            m_window.showPage(kTopics);
            if (auto *const page = qobject_cast<ui::TopicsPage *>(m_window.page(kTopics)))
                (page->*show)();
        };
    };
    m_window.addCommand({QStringLiteral("orders.stock"), tr("Stock by product"), {}, [this] { ordersArea()->showStock(); }, tr("Orders")});
    m_window.addCommand({QStringLiteral("orders.adjust"), tr("Adjust the stock of the product that is shown"), {}, [this] { ordersArea()->adjustStock(); }, tr("Orders")});
    m_window.addCommand({QStringLiteral("topics.groups"), tr("Consumer groups and their lag"), {}, inTopics(&ui::TopicsPage::showGroups), tr("Topics")});
    m_window.addCommand({QStringLiteral("topics.services"), tr("Services: turn on and off"), {}, inTopics(&ui::TopicsPage::showServices), tr("Topics")});
}

QWidget *ConsoleParts::makeDashboard()
{
    auto *const page = new ui::DashboardPage(m_context);
    connect(page, &ui::DashboardPage::approvalsRequested, &m_window, [this] { m_window.showPage(kApprovals); });
    connect(page, &ui::DashboardPage::ordersRequested, &m_window, [this](const QString &status) {
        ui::OrdersPage *const orders = ordersPage();
        const std::optional<OrderStatus> state = statusFromName(status);
        state ? orders->showStatus(*state) : orders->search({});
    });
    connect(page, &ui::DashboardPage::notificationsRequested, &m_window, [this] { m_window.showPage(kNotifications); });
    return page;
}

QWidget *ConsoleParts::makeLive()
{
    auto *const page = new ui::LivePage(m_context);
    connect(page, &ui::LivePage::messageShown, &m_window, [this](const QString &text) { m_window.showToast(text); });
    connect(page, &ui::LivePage::openOrderRequested, this, &ConsoleParts::openOrder);
    return page;
}

QWidget *ConsoleParts::makeOrders()
{
    auto *const page = new ui::OrdersArea(m_context);
    connect(page, &ui::OrdersArea::subtitleChanged, &m_window, [this](const QString &text) { m_window.setSubtitle(kOrders, text); });
    connect(page, &ui::OrdersArea::messageShown, &m_window, [this](const QString &text) { m_window.showToast(text); });
    return page;
}

ui::OrdersArea *ConsoleParts::ordersArea()
{
    m_window.showPage(kOrders);
    return qobject_cast<ui::OrdersArea *>(m_window.page(kOrders));
}

ui::OrdersPage *ConsoleParts::ordersPage()
{
    ui::OrdersArea *const area = ordersArea();
    area->showOrders();
    return area->orders();
}

QWidget *ConsoleParts::makeTopics()
{
    auto *const page = new ui::TopicsPage(m_context);
    connect(page, &ui::TopicsPage::subtitleChanged, &m_window, [this](const QString &text) { m_window.setSubtitle(kTopics, text); });
    connect(page, &ui::TopicsPage::messageShown, &m_window, [this](const QString &text) { m_window.showToast(text); });
    return page;
}

QWidget *ConsoleParts::makeApprovals()
{
    auto *const page = new ui::ApprovalsPage(m_context);
    connect(page, &ui::ApprovalsPage::messageShown, &m_window, [this](const QString &text) { m_window.showToast(text); });
    connect(page, &ui::ApprovalsPage::openOrderRequested, this, &ConsoleParts::openOrder);
    return page;
}

QWidget *ConsoleParts::makeNotifications()
{
    auto *const page = new ui::NotificationsPage(m_context);
    connect(page, &ui::NotificationsPage::openOrderRequested, this, &ConsoleParts::openOrder);
    connect(page, &ui::NotificationsPage::messageShown, &m_window, [this](const QString &text) { m_window.showToast(text); });
    connect(page, &ui::NotificationsPage::subtitleChanged, &m_window, [this](const QString &text) { m_window.setSubtitle(kNotifications, text); });
    return page;
}

void ConsoleParts::openOrder(const QString &orderId)
{
    ordersPage()->showOrder(orderId);
}

void ConsoleParts::seat(const User &person)
{
    m_session.setPerson(person);
    m_window.setPerson(person.userId, person.name, roleTitle(person.role));
}

void ConsoleParts::showSnapshot(const services::Snapshot &snapshot)
{
    m_rates.add(snapshot);
    m_window.setStatus(statusOf(snapshot));
}

} // namespace cs::app
