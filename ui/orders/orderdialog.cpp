// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/orderdialog.h"

#include "backend/services/core/storecontext.h"
#include "ui/models/consolecontext.h"
#include "ui/models/whendone.h"
#include "ui/orders/neworderfields.h"
#include "ui/orders/orderlines.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace cs::ui {

OrderDialog::OrderDialog(ConsoleContext &context, Currency currency, const QString &title, QWidget *parent)
    : QDialog(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20));
    m_column->setSpacing(theme.px(space::m));
    m_column->addWidget(new PlainLabel(title, FontRole::Title));
    m_head = new QVBoxLayout;
    m_column->addLayout(m_head);
    m_lines = new OrderLines(context.store.policy, currency);
    m_column->addWidget(m_lines, 1);
}

void OrderDialog::build(const QString &act, const QString &actName, QWidget *lastOfHead)
{
    m_lastOfHead = lastOfHead;
    m_error = new PlainLabel;
    m_error->setTone(Tone::Bad);
    m_error->setWordWrap(true);
    m_error->setHiddenWhenEmpty();
    m_column->addWidget(m_error);
    m_close = new KeyButton(tr("Close"));
    m_act = new KeyButton(act, QKeySequence(Qt::CTRL | Qt::Key_Return), KeyButton::Variant::Primary);
    m_act->setObjectName(actName);
    m_column->addLayout(dialogparts::makeButtonRow({m_close, m_act}));
    dialogparts::resizeWithinScreen(this, 760, 540);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_act, &QPushButton::clicked, this, &OrderDialog::submit);
    connect(m_lines, &OrderLines::linesChanged, this, &OrderDialog::layTabs);
    layTabs();
    m_atFirst = written();
    readProducts();
}

QStringList OrderDialog::written() const
{
    QStringList texts;
    for (const QLineEdit *const field : findChildren<QLineEdit *>())
        texts.append(field->text());
    return texts;
}

void OrderDialog::reject()
{
    if (written() == m_atFirst) {
        QDialog::reject();
        return;
    }
    dialogparts::askToLose(this, tr("Close it, and lose what you have written?"), tr("Lose it"), [this] { QDialog::reject(); });
}

void OrderDialog::readProducts()
{
    whenDone(m_context.queries.products(), this, [this](const Result<QList<services::Product>> &products) {
        const bool untouched = written() == m_atFirst;
        m_lines->setProducts(products.valueOr({}));
        if (untouched)
            m_atFirst = written(); // with the names that the lines lacked
    });
}

/// Lines come and go, so the way of Tab is laid anew: it follows what is seen.
void OrderDialog::layTabs()
{
    QWidget::setTabOrder(m_lines->chainTabs(m_lastOfHead ? m_lastOfHead : m_act), m_close);
    QWidget::setTabOrder(m_close, m_act);
}

void OrderDialog::submit()
{
    m_lines->dropBlank();
    QList<FieldError> errors;
    NewOrder wanted = content();
    wanted.items = m_lines->items(&errors);
    checkHead(&errors);
    neworderfields::check(wanted, &errors);
    showErrors({}, errors);
    if (!errors.isEmpty())
        return;
    m_act->setEnabled(false);
    whenDone(send(wanted), this, [this](const Result<Order> &answer) { finish(answer); });
}

void OrderDialog::finish(const Result<Order> &answer)
{
    m_act->setEnabled(true);
    if (!answer.ok()) {
        showErrors(answer.error().message, answer.error().fields);
        return;
    }
    Q_EMIT saved(*answer);
    accept();
}

void OrderDialog::showErrors(const QString &message, const QList<FieldError> &errors)
{
    m_error->setText(neworderfields::besideLines(message, errors));
    const bool inHead = showHeadErrors(errors);
    m_lines->showErrors(errors, !inHead);
}

} // namespace cs::ui
