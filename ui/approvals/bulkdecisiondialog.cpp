// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/bulkdecisiondialog.h"

#include "backend/domain/reason.h"
#include "ui/models/consolecontext.h"
#include "ui/models/whendone.h"
#include "ui/widgets/boundedit.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QRadioButton>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

using State = BulkLine::State;

constexpr int kChecksAtOnce = 4; ///< the other views read, too

} // namespace

BulkDecisionDialog::BulkDecisionDialog(ConsoleContext &context, const QList<services::ApprovalRow> &rows, const QSet<QString> &held, Millis holdFor,
                                       QWidget *parent)
    : QDialog(parent), m_context(context), m_held(held), m_holdFor(holdFor)
{
    const Theme &theme = Theme::current();
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("bulkDecision"));
    setWindowTitle(tr("Decide together"));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20));
    column->setSpacing(theme.px(space::m));
    column->addWidget(new PlainLabel(tr("Decide %1 orders together").arg(QLocale().toString(rows.size())), FontRole::Title));
    column->addWidget(makeChoice());
    m_model = new BulkDecisionModel(this);
    m_model->setApprovals(rows);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("bulkTable"));
    m_table->setAccessibleName(tr("Orders with what happens to each"));
    m_table->setModel(m_model);
    m_table->setFollowsTop(false);
    m_table->setColumnWidths({90, 150, 116, 96, 220}, BulkDecisionModel::TextColumn);
    m_table->setGivingWay({BulkDecisionModel::CustomerColumn});
    column->addWidget(m_table, 1);
    m_summary = new PlainLabel({}, FontRole::Strong);
    m_summary->setObjectName(QStringLiteral("bulkSummary"));
    m_summary->setWordWrap(true);
    column->addWidget(m_summary);
    column->addWidget(makeFoot());
    dialogparts::resizeWithinScreen(this, 860, 500);
    show(Stage::Checking);
    for (int row = 0; row < qMin(kChecksAtOnce, m_model->rowCount()); ++row)
        check(row);
}

QWidget *BulkDecisionDialog::makeChoice()
{
    auto *const part = new QWidget;
    auto *const row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::current().px(space::m));
    m_approve = new QRadioButton(tr("Approve"));
    m_reject = new QRadioButton(tr("Reject"));
    m_approve->setChecked(true);
    m_reason = new BoundEdit(kLongestReason);
    m_reason->edit()->setObjectName(QStringLiteral("bulkReason"));
    m_reason->setName(tr("Note or reason for all of them"));
    row->addWidget(m_approve);
    row->addWidget(m_reject);
    row->addWidget(m_reason, 1);
    connect(m_approve, &QRadioButton::toggled, this, [this] {
        m_model->setVerdict(verdict());
        show(m_stage);
    });
    connect(m_reason, &BoundEdit::changed, this, [this] { show(m_stage); });
    return part;
}

QWidget *BulkDecisionDialog::makeFoot()
{
    auto *const foot = new QWidget;
    auto *const row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    m_undo = new KeyButton(tr("Take all back"));
    m_close = new KeyButton(tr("Close"));
    m_decide = new KeyButton(tr("Approve"), QKeySequence(Qt::CTRL | Qt::Key_Return), KeyButton::Variant::Primary);
    m_decide->setObjectName(QStringLiteral("bulkDecide"));
    m_undo->setObjectName(QStringLiteral("bulkUndo"));
    row->addWidget(m_undo);
    row->addStretch(1);
    row->addWidget(m_close);
    row->addWidget(m_decide);
    connect(m_undo, &QPushButton::clicked, this, &BulkDecisionDialog::takeBack);
    connect(m_close, &QPushButton::clicked, this, &BulkDecisionDialog::reject);
    connect(m_decide, &QPushButton::clicked, this, &BulkDecisionDialog::start);
    return foot;
}

Verdict BulkDecisionDialog::verdict() const
{
    return m_approve->isChecked() ? Verdict::Approve : Verdict::Reject;
}

void BulkDecisionDialog::check(int row)
{
    whenDone(m_context.queries.order(m_model->rowAt(row)->row.order.id), this,
             [this, row](const Result<services::OrderDetail> &detail) { checked(row, detail); });
}

void BulkDecisionDialog::checked(int row, const Result<services::OrderDetail> &detail)
{
    const services::ApprovalRow &seen = m_model->rowAt(row)->row;
    QString why;
    if (!detail.ok())
        why = detail.error().message;
    else if (m_held.contains(seen.order.id))
        why = tr("You have decided it already.");
    else
        why = whyNotDecide(seen, *detail, m_context.session.actor());
    m_model->setState(row, why.isEmpty() ? State::Allowed : State::LeftOut, why);
    if (row + kChecksAtOnce < m_model->rowCount())
        check(row + kChecksAtOnce);
    else if (m_model->count(State::Checking) == 0)
        show(Stage::Asking);
}

void BulkDecisionDialog::start()
{
    m_stopping = false;
    show(Stage::Deciding);
    decideNext();
}

/// One at a time, so that "Stop" means the next one.
void BulkDecisionDialog::decideNext()
{
    const int row = m_model->firstIn(State::Allowed);
    if (row < 0 || m_stopping) {
        for (int left = row; left >= 0; left = m_model->firstIn(State::Allowed))
            m_model->setState(left, State::NotDecided, tr("You stopped before it."));
        show(Stage::Done);
        return;
    }
    m_model->setState(row, State::Deciding);
    m_table->scrollTo(m_model->index(row, 0));
    const services::ApprovalRow &one = m_model->rowAt(row)->row;
    const services::DecisionRequest request{one.order.id, one.approval.level, verdict(), m_reason->text(), one.order.version, m_holdFor};
    whenDone(m_context.approvals.decide(request, m_context.session.actor()), this,
             [this, row](const Result<services::DecisionResult> &result) { decided(row, result); });
}

void BulkDecisionDialog::decided(int row, const Result<services::DecisionResult> &result)
{
    if (result.ok())
        m_model->setState(row, State::Recorded, consequenceOf(m_model->rowAt(row)->row, verdict()), result->vote.id);
    else
        m_model->setState(row, State::Failed, result.error().message);
    showSummary();
    decideNext();
}

void BulkDecisionDialog::takeBack()
{
    m_undo->setEnabled(false);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const BulkLine &line = *m_model->rowAt(row);
        if (line.state != State::Recorded)
            continue;
        whenDone(m_context.approvals.withdraw(line.voteId, m_context.session.actor()), this, [this, row](const Result<Vote> &vote) {
            if (vote.ok())
                m_model->setState(row, State::TakenBack, tr("It waits again."));
            else
                m_model->setState(row, State::Recorded, vote.error().message);
            showSummary();
        });
    }
}

void BulkDecisionDialog::show(Stage stage)
{
    m_stage = stage;
    const int allowed = m_model->count(State::Allowed);
    const bool asking = stage == Stage::Asking;
    const QString wrong = verdict() == Verdict::Reject && m_reason->text().isEmpty() ? tr("Say why first.") : m_reason->problem();
    for (QWidget *const field : {static_cast<QWidget *>(m_approve), static_cast<QWidget *>(m_reject), static_cast<QWidget *>(m_reason)})
        field->setEnabled(stage == Stage::Checking || asking);
    m_reason->setPlaceholderText(verdict() == Verdict::Reject ? tr("Why are they rejected? It stands with each of them") : tr("Note for all of them (may be empty)"));
    const QString number = QLocale().toString(allowed);
    m_decide->setText(verdict() == Verdict::Reject ? tr("Reject %1").arg(number) : tr("Approve %1").arg(number));
    m_decide->setVariant(verdict() == Verdict::Reject ? KeyButton::Variant::Danger : KeyButton::Variant::Primary);
    m_decide->setEnabled(asking && allowed > 0 && wrong.isEmpty());
    m_decide->setToolTip(wrong);
    m_decide->setVisible(stage == Stage::Checking || asking);
    m_decide->updateGeometry();
    m_close->setText(stage == Stage::Deciding ? tr("Stop") : tr("Close"));
    m_close->updateGeometry();
    m_undo->setVisible(stage == Stage::Done && m_model->count(State::Recorded) > 0);
    showSummary();
}

void BulkDecisionDialog::showSummary()
{
    const QLocale locale;
    const auto number = [this, &locale](State state) { return locale.toString(m_model->count(state)); };
    const int failed = m_model->count(State::Failed);
    QStringList parts;
    if (m_stage == Stage::Checking) {
        parts.append(tr("Reading them again"));
    } else if (m_stage == Stage::Asking) {
        parts.append(tr("%1 of %2 can be decided by you").arg(number(State::Allowed), locale.toString(m_model->rowCount())));
    } else {
        parts.append(tr("%1 recorded").arg(number(State::Recorded)));
        if (failed > 0)
            parts.append(tr("%1 failed").arg(number(State::Failed)));
        if (m_model->count(State::TakenBack) > 0)
            parts.append(tr("%1 taken back").arg(number(State::TakenBack)));
        if (m_model->count(State::NotDecided) > 0)
            parts.append(tr("%1 not decided").arg(number(State::NotDecided)));
    }
    if (m_model->count(State::LeftOut) > 0)
        parts.append(tr("%1 left out").arg(number(State::LeftOut)));
    m_summary->setTone(failed > 0 ? Tone::Bad : Tone::Neutral);
    m_summary->setText(parts.join(QStringLiteral(" \u00B7 ")));
}

void BulkDecisionDialog::reject()
{
    if (m_stage == Stage::Deciding)
        m_stopping = true;
    else
        QDialog::reject();
}

} // namespace cs::ui
