// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/approvaldetail.h"

#include "backend/domain/reason.h"
#include "backend/services/core/storecontext.h"
#include "ui/models/approvaltablemodel.h"
#include "ui/models/consolecontext.h"
#include "ui/orderparts/ordercontent.h"
#include "ui/presentation/ordertext.h"
#include "ui/presentation/statetone.h"
#include "ui/widgets/boundedit.h"
#include "ui/widgets/detailhead.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

QString amountText(qint64 minor, Currency currency)
{
    QString text = Money(minor, currency).toLocaleString();
    const QString zeros = QLocale().decimalPoint() + QString(currency.decimals(), QLatin1Char('0'));
    if (currency.decimals() > 0 && text.endsWith(zeros))
        text.chop(zeros.size());
    return text;
}

} // namespace

ApprovalDetail::ApprovalDetail(ConsoleContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(space::s));
    m_head = new DetailHead(DetailHead::Kind::Order);
    m_why = m_head->addLine();
    m_why->setMuted(true);
    column->addWidget(m_head);
    m_content = new OrderContent(context);
    column->addWidget(m_content, 1);
    column->addWidget(makeButtons());
}

QWidget *ApprovalDetail::makeButtons()
{
    auto *const foot = new QWidget;
    auto *const column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    m_note = new BoundEdit(kLongestReason);
    m_note->setName(tr("Note or reason"));
    m_note->edit()->installEventFilter(this);
    column->addWidget(m_note);
    m_blocked = new PlainLabel;
    m_blocked->setTone(Tone::Warning);
    m_blocked->setWordWrap(true);
    column->addWidget(m_blocked);

    auto *const row = new FlowLayout;
    m_approve = new KeyButton(tr("Approve"), QKeySequence(Qt::Key_A), KeyButton::Variant::Primary);
    m_reject = new KeyButton(tr("Reject…"), QKeySequence(Qt::Key_R), KeyButton::Variant::Danger);
    m_skip = new KeyButton(tr("Skip"), QKeySequence(Qt::Key_J));
    auto *const open = new KeyButton(tr("Open order"), QKeySequence(Qt::Key_O));
    for (KeyButton *const button : {m_approve, m_reject, m_skip, open})
        row->addWidget(button);
    column->addLayout(row);
    connect(m_approve, &QPushButton::clicked, this, &ApprovalDetail::approve);
    connect(m_reject, &QPushButton::clicked, this, &ApprovalDetail::askForReason);
    connect(m_skip, &QPushButton::clicked, this, &ApprovalDetail::skipRequested);
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT openOrderRequested(m_row.order.id); });
    connect(m_note->edit(), &QLineEdit::returnPressed, this, &ApprovalDetail::sendRejection);
    leaveReason();
    return foot;
}

void ApprovalDetail::setRow(const services::ApprovalRow &row)
{
    const bool another = ApprovalTableModel::idOf(row) != ApprovalTableModel::idOf(m_row);
    m_row = row;
    m_head->setTitle(ordertext::customer(row.order, row.customerName));
    m_head->setFine(tr("%1 · version %2").arg(row.order.id).arg(row.order.version));
    m_head->setFigure(ordertext::totalWithCurrency(row.order));
    m_why->setText(whyText());
    if (!another)
        return;
    m_note->clear();
    leaveReason();
    m_content->clear();
}

void ApprovalDetail::setDetail(const services::OrderDetail &detail)
{
    if (detail.order.id != m_row.order.id)
        return;
    m_content->setDetail(detail);
}

void ApprovalDetail::setBlocked(const QString &why)
{
    m_blocked->setText(why);
    m_blocked->setVisible(!why.isEmpty());
    m_note->setVisible(why.isEmpty());
    m_approve->setEnabled(why.isEmpty());
    m_reject->setEnabled(why.isEmpty());
}

void ApprovalDetail::dropNote()
{
    const bool wrote = m_note->edit()->hasFocus();
    leaveReason();
    m_note->clear();
    if (wrote)
        Q_EMIT noteLeft();
}

QString ApprovalDetail::whyText() const
{
    const QString level = m_row.approval.level;
    const Policy &policy = m_context.store.policy;
    if (m_row.order.owner != m_context.store.source)
        return tr("Another system asks for it: %1 wants the decision of %2.").arg(m_row.order.owner, statetone::roleTitleOf(level));
    if (m_row.order.currency != policy.base && !policy.rates.contains(m_row.order.currency.code()))
        return tr("No exchange rate for %1 is set, so every level is asked; this is %2.").arg(m_row.order.currency.code(), statetone::roleTitleOf(level));
    QString text;
    for (const PolicyStep &step : policy.steps) {
        const QString from = amountText(step.from, policy.base);
        if (roleName(step.level) == level)
            text = tr("Why it waits: %1 is asked from %2 %3.").arg(roleTitle(step.level), from, policy.base.code());
        else if (!text.isEmpty() && m_row.order.levels.contains(roleName(step.level)))
            text += tr(" %1 follows, as it is %2 or more.").arg(roleTitle(step.level), from);
    }
    return text;
}

void ApprovalDetail::approve()
{
    if (!refuse())
        Q_EMIT approveRequested(m_note->text());
}

void ApprovalDetail::askForReason()
{
    if (!m_note->text().isEmpty()) {
        m_asksReason = true;
        sendRejection();
        return;
    }
    m_asksReason = true;
    m_note->setPlaceholderText(tr("Why is it rejected? Enter rejects, Esc goes back"));
    m_note->setFocus(Qt::ShortcutFocusReason);
}

void ApprovalDetail::sendRejection()
{
    const QString reason = m_note->text();
    if (!m_asksReason || refuse())
        return;
    if (reason.trimmed().isEmpty()) {
        Q_EMIT refused(tr("Not sent. A rejection needs a reason."));
        return;
    }
    leaveReason();
    Q_EMIT rejectRequested(reason);
    Q_EMIT noteLeft();
}

/// Whether the note is too long to be sent; says so then, and goes there.
bool ApprovalDetail::refuse()
{
    if (m_note->fits())
        return false;
    m_note->setFocus(Qt::OtherFocusReason);
    Q_EMIT refused(tr("Not sent. %1").arg(m_note->problem()));
    return true;
}

void ApprovalDetail::leaveReason()
{
    m_asksReason = false;
    m_note->setPlaceholderText(tr("Note (a reason is asked for when you reject)"));
}

bool ApprovalDetail::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_note->edit() && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        dropNote();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace cs::ui
