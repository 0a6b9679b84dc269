// SPDX-License-Identifier: GPL-3.0-or-later
// The notifications: built here, and what the person wishes. notificationspageview.cpp reads and shows.
#include "ui/notifications/notificationspage.h"

#include "backend/services/core/changes.h"
#include "backend/services/core/storecontext.h"
#include "ui/models/channeltablemodel.h"
#include "ui/models/consolecontext.h"
#include "ui/models/notificationtablemodel.h"
#include "ui/models/whendone.h"
#include "ui/notifications/notificationchips.h"
#include "ui/notifications/notificationdetail.h"
#include "ui/notifications/wishesdialog.h"
#include "ui/presentation/errortext.h"
#include "ui/presentation/statetone.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/listdetail.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QTimer>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

constexpr int kCoalesceMs = 200;
constexpr int kSummaryMs = 1000;
constexpr int kTickMs = 1000;
/// What becomes of a notification is not signalled, so it is read again while it can be seen.
constexpr int kOutcomesMs = 3000;

} // namespace

NotificationsPage::NotificationsPage(ConsoleContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(space::l), theme.px(space::l), theme.px(space::l), theme.px(space::l));
    column->setSpacing(theme.px(space::m));
    column->addWidget(makeSummary());
    column->addWidget(makeFilter());
    auto *const split = new ListDetail(QStringLiteral("notificationsSplitter"), makeList(), 760, 420);
    m_detailCard = split->card();
    m_detailCard->body()->addWidget(m_detail = new NotificationDetail);
    column->addWidget(split, 1);

    m_soon = new QTimer(this);
    m_soon->setSingleShot(true);
    m_soon->setInterval(kCoalesceMs);
    connect(m_soon, &QTimer::timeout, this, &NotificationsPage::refresh);
    m_summarySoon = new QTimer(this);
    m_summarySoon->setSingleShot(true);
    m_summarySoon->setInterval(kSummaryMs);
    connect(m_summarySoon, &QTimer::timeout, this, &NotificationsPage::refreshSummary);
    m_tick = new QTimer(this);
    connect(m_tick, &QTimer::timeout, this, [this] { m_model->tick(m_context.store.clock.now()); });
    m_tick->start(kTickMs);
    m_outcomes = new QTimer(this);
    connect(m_outcomes, &QTimer::timeout, this, [this] {
        if (!isVisible() || m_reading)
            return;
        refresh();
        refreshSummary();
    });
    m_outcomes->start(kOutcomesMs);
    connect(&context.changes, &services::Changes::notificationsAdded, this, [this] {
        m_again = m_reading;
        if (!m_reading && !m_soon->isActive())
            m_soon->start();
        if (!m_summarySoon->isActive())
            m_summarySoon->start();
    });
    connect(&context.session, &Session::personChanged, this, &NotificationsPage::makeScope);
    connect(m_states, &ChipBar::currentChanged, this, &NotificationsPage::refresh);
    connect(m_table, &TableView::currentRowChanged, this, &NotificationsPage::showRow);
    connect(m_table, &TableView::rowOpened, this, [this](int row) {
        const Notification *const opened = m_model->rowAt(row);
        if (opened && !opened->orderId.isEmpty())
            Q_EMIT openOrderRequested(opened->orderId);
    });
    connect(m_state, &StateStack::actionRequested, this, &NotificationsPage::refresh);
    setProperty("firstFocus", m_table->objectName());
    m_state->showLoading(tr("Reading the notifications"));
    m_detailCard->setVisible(false);
    makeScope();
    refreshSummary();
}

QWidget *NotificationsPage::makeSummary()
{
    auto *const card = new Card(tr("Delivery by channel, to everybody"));
    card->setFlush();
    m_channels = new ChannelTableModel(this);
    auto *const table = new TableView;
    table->setFramed(false);
    table->setFitsRows(true);
    table->setModel(m_channels);
    table->setColumnWidths({120, 110, 90, 90, 90}, 0);
    table->setAccessibleName(tr("Notifications by channel"));
    table->setFocusPolicy(Qt::ClickFocus);
    card->body()->addWidget(table);
    return card;
}

QWidget *NotificationsPage::makeFilter()
{
    using S = NotificationState;
    auto *const bar = new QWidget;
    auto *const row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::current().px(space::xl));
    m_scopePlace = new QVBoxLayout;
    row->addLayout(m_scopePlace);
    m_states = new ChipBar;
    m_states->setAccessibleName(tr("State"));
    m_states->addChip(notificationchip::kAny, tr("Any state"));
    for (const S state : {S::Delivered, S::Sent, S::Queued, S::Retrying, S::Failed, S::Skipped})
        m_states->addChip(notificationStateName(state), statetone::titleOf(state));
    row->addWidget(m_states, 1);
    auto *const wishes = new KeyButton(tr("How I am told"));
    wishes->setObjectName(QStringLiteral("wishesButton"));
    connect(wishes, &QPushButton::clicked, this, &NotificationsPage::openWishes);
    row->addWidget(wishes);
    return bar;
}

QWidget *NotificationsPage::makeList()
{
    m_model = new NotificationTableModel(this);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("notificationsTable"));
    m_table->setAccessibleName(tr("Notifications"));
    m_table->setModel(m_model);
    m_table->setColumnWidths({96, 98, 84, 190, 96, 104, 96}, NotificationTableModel::TitleColumn);
    m_table->setGivingWay({NotificationTableModel::AttemptsColumn, NotificationTableModel::ChannelColumn, NotificationTableModel::ToColumn});
    m_state = new StateStack(m_table);
    return m_state;
}

/// Whose notifications may be seen depends on the person, so the chips are made again for another one.
void NotificationsPage::makeScope()
{
    delete m_scope;
    m_scope = new ChipBar;
    m_scope->setAccessibleName(tr("Whose"));
    m_scope->addChip(notificationchip::kMine, tr("Mine"));
    if (seesAll())
        m_scope->addChip(notificationchip::kAll, tr("All"));
    m_scope->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred); // the states beside it wrap first
    m_scopePlace->addWidget(m_scope);
    QWidget::setTabOrder(m_scope, m_states);
    connect(m_scope, &ChipBar::currentChanged, this, &NotificationsPage::refresh);
    refresh();
}

bool NotificationsPage::seesAll() const
{
    return mayDo(m_context.session.actor(), Right::Administer);
}

void NotificationsPage::openWishes()
{
    const QString person = m_context.session.person().userId;
    whenDone(services::readWishes(m_context.queries.reader(), person), this, [this, person](const Result<services::Wishes> &wishes) {
        if (!wishes.ok()) {
            Q_EMIT messageShown(wishes.error().message);
            return;
        }
        auto *const dialog = new WishesDialog(*wishes, this);
        connect(dialog, &WishesDialog::confirmed, this, [this, dialog](const services::Wishes &to) {
            whenDone(services::saveWishes(m_context.store, to, m_context.session.actor()), dialog, [this, dialog](const Result<bool> &saved) {
                if (saved.ok()) {
                    Q_EMIT messageShown(tr("Saved: it counts for what comes from now on"));
                    dialog->accept();
                } else {
                    dialog->showTrouble(errorText(saved.error()));
                }
            });
        });
        dialog->open();
    });
}

} // namespace cs::ui
