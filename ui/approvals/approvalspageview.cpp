// SPDX-License-Identifier: GPL-3.0-or-later
// What the inbox shows: reading, keeping the selection, and the designed states. approvalspage.cpp builds, approvalsdecide.cpp acts.
#include "ui/approvals/approvalspage.h"

#include "backend/services/core/storecontext.h"
#include "ui/approvals/approvaldetail.h"
#include "ui/approvals/decisionlist.h"
#include "ui/approvals/inboxchips.h"
#include "ui/models/approvaltablemodel.h"
#include "ui/models/consolecontext.h"
#include "ui/models/inboxcounter.h"
#include "ui/models/whendone.h"
#include "ui/presentation/inboxcount.h"
#include "ui/presentation/statetone.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"

#include <QLocale>
#include <QTimer>

namespace cs::ui {

namespace {

constexpr int kRows = 500;

} // namespace

services::ApprovalQuery ApprovalsPage::query() const
{
    services::ApprovalQuery query;
    query.limit = kRows;
    const QString chip = m_chips->current();
    if (chip == inboxchip::kMine) {
        query.levels = {m_context.session.actor().role};
        query.notHandledBy = m_context.session.person().userId;
    } else if (chip == inboxchip::kAnswered) {
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
        } else {
            m_state->showTrouble(m_model->rowCount() > 0, tr("What waits could not be read"), page.error().message);
        }
    });
    refreshDecisions();
    refreshDetail();
}

void ApprovalsPage::showCounts()
{
    const services::InboxCounts &counts = m_context.inbox.counts();
    m_chips->setCountText(inboxchip::kMine, inboxcount::text(counts.mine));
    m_chips->setCount(inboxchip::kAll, counts.all);
    m_chips->setCount(inboxchip::kLate, counts.late);
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
        if ((m_chips->current() == inboxchip::kLate && !late) || (m_chips->current() == inboxchip::kMine && m_heldOrders.contains(row.order.id)))
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
    if (m_chips->current() != inboxchip::kMine) {
        m_state->showEmpty(tr("Nothing here"), tr("Approvals of this kind show as they come."), {}, QStringLiteral("inbox-empty"));
        return;
    }
    if (mayDo(m_context.session.actor(), Right::Decide))
        m_state->showEmpty(tr("Nothing waits for you"), tr("Orders that wait for the role %1 show here as they come.")
                               .arg(statetone::roleTitleOf(m_context.session.actor().role)), {}, QStringLiteral("inbox-empty"));
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
    const QString turn = m_chips->current() == inboxchip::kAnswered ? tr("newest first") : tr("oldest first");
    const QString rows = locale.toString(m_model->rowCount()) + (m_hasMore ? QStringLiteral("+") : QString());
    m_position->setText(tr("%1 of %2 \u00B7 %3").arg(locale.toString(row + 1), rows, turn));
}

/// Several rows: what they are worth together, and the one button for all of them.
void ApprovalsPage::showSelection()
{
    const QList<int> rows = m_table->selectedRows();
    const bool maySelect = mayDo(m_context.session.actor(), Right::Decide) && !m_context.readOnly && m_chips->current() != inboxchip::kAnswered;
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
    m_chips->setCurrent(inboxchip::kAll);
    refresh();
}

} // namespace cs::ui
