// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboardpage.h"

#include "backend/domain/lifecycle.h"
#include "backend/services/core/changes.h"
#include "backend/services/core/storecontext.h"
#include "backend/services/metrics/poller.h"
#include "ui/charts/historychart.h"
#include "ui/dashboard/accountingcard.h"
#include "ui/models/channeltablemodel.h"
#include "ui/models/consolecontext.h"
#include "ui/models/inboxcounter.h"
#include "ui/models/ratehistory.h"
#include "ui/models/topictablemodel.h"
#include "ui/models/whendone.h"
#include "ui/presentation/inboxcount.h"
#include "ui/presentation/relativetime.h"
#include "ui/presentation/statetone.h"
#include "ui/widgets/barlist.h"
#include "ui/widgets/card.h"
#include "ui/widgets/figurecard.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QLocale>
#include <QTimer>

namespace cs::ui {

namespace {

constexpr int kReadMs = 250; ///< after a change; one read at a time, so that a large store is not asked faster than it answers

/// States that are always shown, so that the list does not jump; the others when there are some.
bool isAlwaysShown(OrderStatus status)
{
    return status == OrderStatus::PendingApproval || status == OrderStatus::Approved || status == OrderStatus::Rejected || status == OrderStatus::Failed;
}

QString percentText(qint64 part, qint64 whole)
{
    return whole == 0 ? QStringLiteral("–") : QLocale().toString(100.0 * static_cast<double>(part) / static_cast<double>(whole), 'f', 1) + QStringLiteral(" %");
}

} // namespace

DashboardPage::DashboardPage(ConsoleContext &context, QWidget *parent) : QScrollArea(parent), m_context(context)
{
    const int gap = Theme::current().px(space::m);
    auto *const content = new QWidget;
    auto *const grid = new QGridLayout(content);
    const int margin = Theme::current().px(space::l);
    grid->setContentsMargins(margin, margin, margin, margin);
    grid->setSpacing(gap);
    grid->addWidget(makeFigures(), 0, 0, 1, 2);
    grid->addWidget(makeRates(), 1, 0);
    auto *const states = new Card(tr("Orders by state"));
    m_states = new BarList;
    m_states->setAccessibleName(tr("Orders by state"));
    states->body()->addWidget(m_states);
    states->body()->addStretch(1);
    grid->addWidget(states, 1, 1);
    auto *const pair = new QHBoxLayout;
    pair->setSpacing(gap);
    pair->addWidget(makeDelivery(), 5);
    pair->addWidget(makeWaiting(), 3);
    grid->addLayout(pair, 2, 0);
    m_accounting = new AccountingCard;
    grid->addWidget(m_accounting, 2, 1);
    grid->setColumnStretch(0, 9);
    grid->setColumnStretch(1, 4);
    grid->setRowStretch(1, 1);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);

    m_soon = new QTimer(this);
    m_soon->setSingleShot(true);
    m_soon->setInterval(kReadMs);
    connect(m_soon, &QTimer::timeout, this, &DashboardPage::read);
    const auto soon = [this] {
        if (!m_soon->isActive())
            m_soon->start();
    };
    connect(&context.changes, &services::Changes::ordersChanged, this, soon);
    connect(&context.changes, &services::Changes::approvalsChanged, this, soon);
    connect(&context.changes, &services::Changes::notificationsAdded, this, soon);
    connect(&context.poller, &services::Poller::snapshotTaken, this, &DashboardPage::showSnapshot);
    connect(m_states, &BarList::activated, this, &DashboardPage::ordersRequested);
    connect(&context.inbox, &InboxCounter::changed, this, &DashboardPage::showWaiting);
    showSnapshot(context.poller.last());
    showWaiting();
    read();
}

QWidget *DashboardPage::makeFigures()
{
    auto *const row = new QWidget;
    auto *const line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Theme::current().px(space::m));
    m_orders = new FigureCard(tr("Orders"));
    m_waiting = new FigureCard(tr("Waiting for approval"));
    m_decision = new FigureCard(tr("Time to decision"));
    m_delivered = new FigureCard(tr("Notifications"));
    m_lag = new FigureCard(tr("Lag"));
    for (FigureCard *const card : {m_orders, m_waiting, m_decision, m_delivered, m_lag})
        line->addWidget(card, 1);
    m_orders->setObjectName(QStringLiteral("ordersFigure"));
    m_orders->setOpens(tr("Opens all orders"));
    connect(m_orders, &FigureCard::activated, this, [this] { Q_EMIT ordersRequested({}); });
    m_waiting->setObjectName(QStringLiteral("waitingFigure"));
    m_decision->setObjectName(QStringLiteral("decisionFigure"));
    for (FigureCard *const card : {m_waiting, m_decision}) {
        card->setOpens(tr("Opens Approvals"));
        connect(card, &FigureCard::activated, this, &DashboardPage::approvalsRequested);
    }
    m_delivered->setObjectName(QStringLiteral("notificationsFigure"));
    m_delivered->setOpens(tr("Opens Notifications"));
    connect(m_delivered, &FigureCard::activated, this, &DashboardPage::notificationsRequested);
    return row;
}

QWidget *DashboardPage::makeRates()
{
    auto *const card = new Card(tr("Events per second, by topic"));
    auto *const row = new QHBoxLayout;
    m_chart = new HistoryChart(tr("Events a second by topic, the last two minutes"));
    m_topics = new TopicTableModel(this);
    auto *const table = new TableView;
    table->setFramed(false);
    table->setModel(m_topics);
    table->setColumnWidths({190, 52, 48}, TopicTableModel::TopicColumn);
    table->setAccessibleName(tr("Topics with rate and lag"));
    table->setMinimumWidth(Theme::current().px(310));
    table->setMaximumWidth(Theme::current().px(420));
    row->addWidget(m_chart, 1);
    row->addWidget(table, 1);
    card->body()->addLayout(row, 1);
    card->setMinimumHeight(Theme::current().px(290));
    return card;
}

QWidget *DashboardPage::makeDelivery()
{
    auto *const card = new Card(tr("Notification delivery"));
    card->setFlush();
    m_channels = new ChannelTableModel(this);
    auto *const table = new TableView;
    table->setFramed(false);
    table->setFitsRows(true);
    table->setModel(m_channels);
    table->setColumnWidths({82, 90, 58, 70, 80}, 0);
    table->setAccessibleName(tr("Notifications by channel"));
    card->body()->addWidget(table);
    card->body()->addStretch(1);
    return card;
}

QWidget *DashboardPage::makeWaiting()
{
    auto *const card = new Card(tr("Waiting, by level"));
    m_levels = new BarList;
    m_levels->setAccessibleName(tr("What waits, by level"));
    connect(m_levels, &BarList::activated, this, &DashboardPage::approvalsRequested);
    m_noneWaits = new PlainLabel(tr("Nothing waits for approval"));
    m_noneWaits->setMuted(true);
    card->body()->addWidget(m_levels);
    card->body()->addWidget(m_noneWaits);
    card->body()->addStretch(1);
    return card;
}

void DashboardPage::read()
{
    if (m_reading) {
        m_soon->start();
        return;
    }
    m_reading = true;
    whenDone(m_context.queries.dashboard(), this, [this](const Result<services::DashboardFigures> &figures) {
        m_reading = false;
        if (figures.ok())
            showFigures(*figures);
    });
}

void DashboardPage::showFigures(const services::DashboardFigures &figures)
{
    const QLocale locale;
    m_orders->setFigure(locale.toString(figures.orders));
    m_orders->setSub(tr("%1 approved").arg(locale.toString(figures.ordersByStatus.value(OrderStatus::Approved))));
    if (figures.decisions > 0) {
        m_decision->setFigure(relativetime::latencyText(figures.medianDecision));
        m_decision->setSub(tr("median of 24 h · p90 %1").arg(relativetime::latencyText(figures.p90Decision)));
    } else {
        m_decision->setFigure(QStringLiteral("–"));
        m_decision->setSub(tr("no decision in 24 h"));
    }
    const QList<ChannelFigures> channels = channelFigures(figures.notifications);
    ChannelFigures sum;
    for (const ChannelFigures &one : channels) {
        sum.delivered += one.delivered;
        sum.failed += one.failed;
    }
    m_delivered->setFigure(percentText(sum.delivered, sum.delivered + sum.failed));
    m_delivered->setSub(tr("%1 failed of %2").arg(locale.toString(sum.failed), locale.toString(sum.delivered + sum.failed)),
                        sum.failed > 0 ? Tone::Bad : Tone::Neutral);
    m_channels->setFigures(channels);
    QList<BarItem> bars;
    for (int status = 0; status < kOrderStatusCount; ++status) {
        const auto state = static_cast<OrderStatus>(status);
        const qint64 count = figures.ordersByStatus.value(state);
        if (count > 0 || isAlwaysShown(state))
            bars.append({statusName(state), statusTitle(state), count, statetone::of(state)});
    }
    m_states->setItems(bars);
}

/// The same numbers as the badge and the inbox have.
void DashboardPage::showWaiting()
{
    const QLocale locale;
    const services::InboxCounts &figures = m_context.inbox.counts();
    QList<BarItem> rows;
    for (const services::WaitingLevel &level : figures.levels) {
        QString note = tr("oldest %1").arg(relativetime::spanText(figures.at - level.oldest));
        if (level.late > 0)
            note = tr("%1 late · %2").arg(locale.toString(level.late), note);
        rows.append({level.level, statetone::roleTitleOf(level.level), level.count, level.late > 0 ? Tone::Bad : Tone::Neutral, note});
    }
    m_levels->setItems(rows);
    m_levels->setVisible(!rows.isEmpty());
    m_noneWaits->setVisible(rows.isEmpty());
    m_waiting->setFigure(locale.toString(figures.all));
    QString sub = tr("nothing waits");
    if (figures.all > 0)
        sub = tr("%1 for you, %2 late").arg(inboxcount::text(figures.mine), locale.toString(figures.late));
    m_waiting->setSub(sub, figures.late > 0 ? Tone::Bad : Tone::Neutral);
}

void DashboardPage::drawRates()
{
    const RateHistory &rates = m_context.rates;
    QList<HistoryLine> lines;
    for (const QString &topic : rates.topics())
        lines.append({topic, m_topics->seriesOf(topic), rates.pieces(topic)});
    m_chart->setLines(lines, rates.newest(), rates.highest());
}

void DashboardPage::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    drawRates();
}

void DashboardPage::showSnapshot(const services::Snapshot &snapshot)
{
    if (snapshot.topics.isEmpty() && snapshot.at == TimePoint())
        return;
    m_topics->setTopics(snapshot.topics);
    if (isVisible())
        drawRates();
    m_accounting->setSnapshot(snapshot);
    m_lag->setFigure(QLocale().toString(snapshot.lag));
    QString sub = snapshot.lag == 0 ? tr("nothing behind") : tr("%1 behind").arg(relativetime::latencyText(Millis(static_cast<qint64>(snapshot.lagSeconds * 1000))));
    if (snapshot.lag > 0)
        sub += snapshot.drainSeconds >= 0 ? tr(" · done in %1").arg(relativetime::spanText(Millis(static_cast<qint64>(snapshot.drainSeconds * 1000))))
                                          : tr(" · not shrinking");
    m_lag->setSub(sub, snapshot.lag > 0 && snapshot.drainSeconds < 0 ? Tone::Warning : Tone::Neutral);
}

} // namespace cs::ui
