// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/approvalspage.h"

#include "backend/services/core/changes.h"
#include "ui/approvals/approvaldetail.h"
#include "ui/approvals/decisionlist.h"
#include "ui/approvals/inboxchips.h"
#include "ui/models/approvaltablemodel.h"
#include "ui/models/consolecontext.h"
#include "ui/models/inboxcounter.h"
#include "ui/models/whendone.h"
#include "ui/presentation/statetone.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/listdetail.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QTimer>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

constexpr int kCoalesceMs = 50;
constexpr int kTickMs = 1000;

} // namespace

ApprovalsPage::ApprovalsPage(ConsoleContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(space::l), theme.px(space::l), theme.px(space::l), theme.px(space::l));
    auto *const split = new ListDetail(QStringLiteral("approvalsSplitter"), makeList(), 600, 520);
    m_detailCard = split->card();
    m_detailCard->body()->addWidget(m_detail = new ApprovalDetail(context));
    setProperty("firstFocus", m_table->objectName());
    row->addWidget(split);

    m_soon = new QTimer(this);
    m_soon->setSingleShot(true);
    m_soon->setInterval(kCoalesceMs);
    connect(m_soon, &QTimer::timeout, this, &ApprovalsPage::refresh);
    m_tick = new QTimer(this);
    connect(m_tick, &QTimer::timeout, this, [this] {
        m_model->tick(m_context.store.clock.now());
        if (!m_heldOrders.isEmpty())
            refreshDecisions();
    });
    m_tick->start(kTickMs);
    m_detailSoon = new QTimer(this);
    m_detailSoon->setSingleShot(true);
    m_detailSoon->setInterval(kCoalesceMs);
    connect(m_detailSoon, &QTimer::timeout, this, &ApprovalsPage::refreshDetail);
    const auto soon = [this] {
        if (!m_soon->isActive())
            m_soon->start();
    };
    // What is done for an order after its approval changes no approval.
    connect(&context.changes, &services::Changes::ordersChanged, this, [this](const QStringList &orderIds) {
        if ((orderIds.isEmpty() || orderIds.contains(m_shown)) && !m_detailSoon->isActive())
            m_detailSoon->start();
    });
    connect(&context.changes, &services::Changes::approvalsChanged, this, soon);
    connect(&context.changes, &services::Changes::decisionsProgressed, this, soon);
    connect(&context.session, &Session::personChanged, this, soon);
    connect(&context.session, &Session::personChanged, this, [this] { m_detail->dropNote(); });
    connect(m_chips, &ChipBar::currentChanged, this, soon);
    connect(m_table, &TableView::currentRowChanged, this, &ApprovalsPage::showRow);
    connect(m_table, &TableView::rowOpened, this, [this](int at) {
        if (const services::ApprovalRow *const opened = m_model->rowAt(at))
            Q_EMIT openOrderRequested(opened->order.id);
    });
    connect(m_table, &TableView::selectedRowsChanged, this, &ApprovalsPage::showSelection);
    connect(m_together, &QPushButton::clicked, this, &ApprovalsPage::decideTogether);
    connect(m_state, &StateStack::actionRequested, this, [this] { m_chips->setCurrent(inboxchip::kAll); });
    connect(&context.inbox, &InboxCounter::changed, this, &ApprovalsPage::showCounts);
    connect(m_decisions, &DecisionList::undoRequested, this, &ApprovalsPage::undo);
    connect(m_detail, &ApprovalDetail::approveRequested, this, [this](const QString &note) { decide(Verdict::Approve, note); });
    connect(m_detail, &ApprovalDetail::rejectRequested, this, [this](const QString &reason) { decide(Verdict::Reject, reason); });
    connect(m_detail, &ApprovalDetail::refused, this, &ApprovalsPage::messageShown);
    connect(m_detail, &ApprovalDetail::skipRequested, this, &ApprovalsPage::skip);
    connect(m_detail, &ApprovalDetail::noteLeft, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_detail, &ApprovalDetail::openOrderRequested, this, &ApprovalsPage::openOrderRequested);
    m_state->showLoading(tr("Reading what waits for approval"));
    m_detailCard->setVisible(false);
    showCounts();
    refresh();
}

QWidget *ApprovalsPage::makeList()
{
    auto *const side = new QWidget;
    auto *const column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::current().px(space::m));
    m_chips = new ChipBar;
    m_chips->addChip(inboxchip::kMine, tr("Mine"), 0);
    m_chips->addChip(inboxchip::kAll, tr("All"), 0);
    m_chips->addChip(inboxchip::kLate, tr("Late"), 0);
    m_chips->addChip(inboxchip::kAnswered, tr("Answered"));
    m_position = new PlainLabel;
    m_position->setMuted(true);
    m_chips->addTrailing(m_position);
    column->addWidget(m_chips);
    m_model = new ApprovalTableModel(this);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("approvalsTable"));
    m_table->setAccessibleName(tr("Approvals"));
    m_table->setModel(m_model);
    m_table->setColumnWidths({84, 180, 88, 104, 116}, ApprovalTableModel::CustomerColumn);
    m_table->setFittedColumns({ApprovalTableModel::TotalColumn});
    m_table->setGivingWay({ApprovalTableModel::NextColumn});
    m_table->setSelectsSeveral(true);
    m_state = new StateStack(m_table);
    column->addWidget(m_state, 1);
    column->addWidget(makeTogether());
    m_decisions = new DecisionList;
    column->addWidget(m_decisions);
    return side;
}

QWidget *ApprovalsPage::makeTogether()
{
    m_togetherBar = new QWidget;
    auto *const row = new QHBoxLayout(m_togetherBar);
    row->setContentsMargins(0, 0, 0, 0);
    m_selection = new PlainLabel;
    m_selection->setMuted(true);
    m_selection->setElided(true);
    m_together = new KeyButton(tr("Decide together…"), QKeySequence(Qt::Key_D));
    m_together->setObjectName(QStringLiteral("decideTogether"));
    row->addWidget(m_selection, 1);
    row->addWidget(m_together);
    m_togetherBar->hide();
    return m_togetherBar;
}

} // namespace cs::ui
