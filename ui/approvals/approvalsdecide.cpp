// SPDX-License-Identifier: GPL-3.0-or-later
// What the person does in the inbox: decide one or several, take back, skip. approvalspage.cpp builds and reads.
#include "ui/approvals/approvalspage.h"

#include "ui/approvals/bulkdecisiondialog.h"
#include "ui/models/approvaltablemodel.h"
#include "ui/models/consolecontext.h"
#include "ui/models/whendone.h"
#include "ui/presentation/errortext.h"
#include "ui/widgets/tableview.h"

namespace cs::ui {

void ApprovalsPage::decide(Verdict verdict, const QString &reason)
{
    const int at = m_table->currentIndex().row(); // what is shown, whatever else is selected
    const services::ApprovalRow *const row = m_model->rowAt(at);
    if (!row)
        return;
    const services::DecisionRequest request{row->order.id, row->approval.level, verdict, reason, row->order.version, kUndoWindow};
    m_heldOrders.insert(request.orderId);
    moveOnFrom(at);
    whenDone(m_context.approvals.decide(request, m_context.session.actor()), this, [this, id = request.orderId](const Result<services::DecisionResult> &result) { decided(result, id); });
}

void ApprovalsPage::decided(const Result<services::DecisionResult> &result, const QString &orderId)
{
    if (!result.ok()) {
        m_heldOrders.remove(orderId);
        Q_EMIT messageShown(tr("%1: %2").arg(orderId, errorText(result.error())));
    }
    refresh();
}

void ApprovalsPage::undo(const QString &voteId)
{
    whenDone(m_context.approvals.withdraw(voteId, m_context.session.actor()), this, [this](const Result<Vote> &vote) {
        if (vote.ok()) {
            m_heldOrders.remove(vote->orderId);
            m_wanted = vote->orderId;
            Q_EMIT messageShown(tr("%1 waits for you again").arg(vote->orderId));
        } else {
            Q_EMIT messageShown(vote.error().message);
        }
        refresh();
    });
}

void ApprovalsPage::skip()
{
    const int rows = m_model->rowCount();
    if (rows > 0)
        m_table->selectRow((m_table->selectedRow() + 1) % rows);
}

/// The row goes at once, so that the next one is there for the next key.
void ApprovalsPage::moveOnFrom(int row)
{
    QList<services::ApprovalRow> rows = m_model->rows();
    rows.removeAt(row);
    showRows(rows);
}

void ApprovalsPage::decideTogether()
{
    QList<services::ApprovalRow> rows;
    for (const int row : m_table->selectedRows()) {
        if (const services::ApprovalRow *const one = m_model->rowAt(row))
            rows.append(*one);
    }
    if (rows.size() < 2)
        return;
    (new BulkDecisionDialog(m_context, rows, m_heldOrders, kUndoWindow, this))->open();
}

} // namespace cs::ui
