// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/approvalspage.h"

#include "backend/services/core/changes.h"
#include "ui/approvals/approvaldetail.h"
#include "ui/approvals/decisionlist.h"
#include "ui/models/approvaltablemodel.h"
#include "ui/models/consolecontext.h"
#include "ui/models/inboxcounter.h"
#include "ui/models/whendone.h"
#include "ui/presentation/statetone.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

constexpr int kCoalesceMs = 50;
constexpr int kTickMs = 1000;
constexpr int kRows = 500;
const QString kMine = QStringLiteral("mine");
const QString kAll = QStringLiteral("all");
const QString kLate = QStringLiteral("late");
const QString kAnswered = QStringLiteral("answered");

} // namespace

ApprovalsPage::ApprovalsPage(ConsoleContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(space::l), theme.px(space::l), theme.px(space::l), theme.px(space::l));
    auto *const split = new QSplitter;
    split->setObjectName(QStringLiteral("approvalsSplitter"));
    split->setChildrenCollapsible(false);
    split->addWidget(makeList());
    auto *const card = new Card;
    m_detail = new ApprovalDetail(context);
    card->body()->addWidget(m_detail);
    m_detailCard = card;
    split->addWidget(card);
    split->setStretchFactor(0, 5);
    split->setStretchFactor(1, 4);
    split->setSizes({theme.px(600), theme.px(520)});
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
    const auto soon = [this] {
        if (!m_soon->isActive())
            m_soon->start();
    };
    connect(&context.changes, &services::Changes::approvalsChanged, this, soon);
    connect(&context.changes, &services::Changes::decisionsProgressed, this, soon);
    connect(&context.session, &Session::personChanged, this, soon);
    connect(m_chips, &ChipBar::currentChanged, this, soon);
    connect(m_table, &TableView::currentRowChanged, this, &ApprovalsPage::showRow);
    connect(m_table, &TableView::rowOpened, this, [this](int at) {
        if (const services::ApprovalRow *const opened = m_model->rowAt(at))
            Q_EMIT openOrderRequested(opened->order.id);
    });
    connect(m_table, &TableView::selectedRowsChanged, this, &ApprovalsPage::showSelection);
    connect(m_together, &QPushButton::clicked, this, &ApprovalsPage::decideTogether);
    connect(m_state, &StateStack::actionRequested, this, [this] { m_chips->setCurrent(kAll); });
    connect(&context.inbox, &InboxCounter::changed, this, &ApprovalsPage::showCounts);
    connect(m_decisions, &DecisionList::undoRequested, this, &ApprovalsPage::undo);
    connect(m_detail, &ApprovalDetail::approveRequested, this, [this](const QString &note) { decide(Verdict::Approve, note); });
    connect(m_detail, &ApprovalDetail::rejectRequested, this, [this](const QString &reason) { decide(Verdict::Reject, reason); });
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
    m_chips->addChip(kMine, tr("Mine"), 0);
    m_chips->addChip(kAll, tr("All"), 0);
    m_chips->addChip(kLate, tr("Late"), 0);
    m_chips->addChip(kAnswered, tr("Answered"));
    m_position = new PlainLabel;
    m_position->setMuted(true);
    m_chips->addTrailing(m_position);
    column->addWidget(m_chips);
    m_model = new ApprovalTableModel(this);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("approvalsTable"));
    m_table->setAccessibleName(tr("Approvals"));
    m_table->setModel(m_model);
    m_table->setColumnWidths({84, 146, 88, 104, 116}, ApprovalTableModel::CustomerColumn);
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

services::ApprovalQuery ApprovalsPage::query() const
{
    services::ApprovalQuery query;
    query.limit = kRows;
    const QString chip = m_chips->current();
    if (chip == kMine) {
        query.levels = {m_context.session.actor().role};
        query.notHandledBy = m_context.session.person().userId;
    } else if (chip == kAnswered) {
        query.states = {ApprovalState::Approved, ApprovalState::Rejected};
        query.lastDecidedFirst = true;
    }
    return query;
}

void ApprovalsPage::refresh()
{
    const quint64 generation = ++m_generation;
    whenDone(m_context.queries.approvals(query()), this, [this, generation](const Result<services::Page<services::ApprovalRow>> &page) {
        if (generation != m_generation)
            return;
        if (page.ok()) {
            m_hasMore = !page->next.isEmpty();
            showRows(page->rows);
        } else if (m_model->rowCount() > 0)
            m_state->setStale(tr("The list is old: %1").arg(page.error().message));
        else
            m_state->showFailed(tr("What waits could not be read"), page.error().message);
    });
    refreshDecisions();
    refreshDetail();
}

void ApprovalsPage::showCounts()
{
    const services::InboxCounts &counts = m_context.inbox.counts();
    m_chips->setCount(kMine, counts.mine);
    m_chips->setCount(kAll, counts.all);
    m_chips->setCount(kLate, counts.late);
}

void ApprovalsPage::refreshDecisions()
{
    whenDone(m_context.queries.recentDecisions(m_context.session.person().userId, 50), this, [this](const Result<QList<services::DecisionRow>> &rows) {
        if (!rows.ok())
            return;
        QSet<QString> held;
        for (const services::DecisionRow &row : *rows) {
            if (row.progress == DecisionProgress::Held)
                held.insert(row.vote.orderId);
        }
        m_decisions->setDecisions(*rows, m_context.store.clock.now());
        if (held == m_heldOrders)
            return;
        m_heldOrders = held;
        m_soon->start();
    });
}

void ApprovalsPage::refreshDetail()
{
    if (m_shown.isEmpty())
        return;
    whenDone(m_context.queries.order(m_shown), this, [this](const Result<services::OrderDetail> &detail) {
        if (detail.ok())
            m_detail->setDetail(*detail);
    });
}

void ApprovalsPage::showRows(const QList<services::ApprovalRow> &rows)
{
    const TimePoint now = m_context.store.clock.now();
    QList<services::ApprovalRow> shown;
    for (const services::ApprovalRow &row : rows) {
        const bool late = row.approval.dueAt && *row.approval.dueAt <= now;
        if ((m_chips->current() == kLate && !late) || (m_chips->current() == kMine && m_heldOrders.contains(row.order.id)))
            continue;
        shown.append(row);
    }
    const int selected = m_table->selectedRow();
    m_model->setApprovals(shown, now);
    m_state->setStale({});
    if (shown.isEmpty()) {
        showEmpty();
        showSelection();
        return;
    }
    m_state->showContent();
    m_detailCard->setVisible(true);
    showSelection();
    for (int row = 0; !m_wanted.isEmpty() && row < shown.size(); ++row) {
        if (shown.at(row).order.id != m_wanted)
            continue;
        m_wanted.clear();
        m_table->selectRow(row);
    }
    if (m_table->selectedRow() < 0)
        m_table->selectRow(qBound(0, selected, static_cast<int>(shown.size()) - 1));
    else
        showRow(m_table->currentIndex().row());
}

void ApprovalsPage::showEmpty()
{
    m_shown.clear();
    m_detailCard->setVisible(false);
    m_position->setText({});
    if (m_chips->current() != kMine) {
        m_state->showEmpty(tr("Nothing here"), tr("Approvals of this kind show as they come."), {}, QStringLiteral("inbox-empty"));
        return;
    }
    if (mayDo(m_context.session.actor(), Right::Decide))
        m_state->showEmpty(tr("Nothing waits for you"), tr("Orders that need a %1 show here as they come.")
                               .arg(statetone::roleTitleOf(m_context.session.actor().role).toLower()), {}, QStringLiteral("inbox-empty"));
    else
        m_state->showEmpty(tr("Your role does not approve orders"), tr("Managers, finance and directors decide. All shows what waits for them."), tr("Show all"),
                           QStringLiteral("inbox-empty"));
}

void ApprovalsPage::showRow(int row)
{
    const services::ApprovalRow *const shown = m_model->rowAt(row);
    if (!shown)
        return;
    m_shown = shown->order.id;
    m_detail->setRow(*shown);
    showBlocked(*shown);
    showPosition(row);
    refreshDetail();
}

void ApprovalsPage::showPosition(int row)
{
    const QLocale locale;
    const QString turn = m_chips->current() == kAnswered ? tr("newest first") : tr("oldest first");
    const QString rows = locale.toString(m_model->rowCount()) + (m_hasMore ? QStringLiteral("+") : QString());
    m_position->setText(tr("%1 of %2 \u00B7 %3").arg(locale.toString(row + 1), rows, turn));
}

/// Several rows: what they are worth together, and the one button for all of them.
void ApprovalsPage::showSelection()
{
    const QList<int> rows = m_table->selectedRows();
    const bool maySelect = mayDo(m_context.session.actor(), Right::Decide) && !m_context.readOnly && m_chips->current() != kAnswered;
    m_togetherBar->setVisible(maySelect && m_model->rowCount() > 1 && m_state->isContentShown());
    m_together->setEnabled(rows.size() > 1);
    if (rows.size() > 1)
        m_selection->setText(tr("%1 selected").arg(QLocale().toString(rows.size())));
    else
        m_selection->setText(tr("Shift or Ctrl selects several"));
    if (const services::ApprovalRow *const row = m_model->rowAt(m_table->currentIndex().row()))
        showBlocked(*row);
}

void ApprovalsPage::showBlocked(const services::ApprovalRow &row)
{
    if (m_table->selectedRows().size() > 1) {
        m_detail->setBlocked(tr("Several are selected: decide them together, or select one."));
        return;
    }
    const Actor actor = m_context.session.actor();
    if (row.approval.state != ApprovalState::Waiting) {
        if (row.approval.decidedBy.isEmpty())
            m_detail->setBlocked(tr("Nobody here is asked to decide it."));
        else
            m_detail->setBlocked(tr("%1 by %2.").arg(row.approval.state == ApprovalState::Approved ? tr("Approved") : tr("Rejected"), row.approval.decidedBy));
        return;
    }
    if (m_context.readOnly) {
        m_detail->setBlocked(tr("This console is read-only."));
        return;
    }
    const Status may = checkFourEyes(actor, row.approval.level, {row.order.createdBy.userId, row.order.submittedBy, {}});
    m_detail->setBlocked(may.ok() ? QString() : may.error().message);
}

void ApprovalsPage::showOrder(const QString &orderId)
{
    m_wanted = orderId;
    m_chips->setCurrent(kAll);
    refresh();
}

} // namespace cs::ui
