// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/editorderdialog.h"

#include "backend/services/core/storecontext.h"
#include "backend/services/orders/orderservice.h"
#include "ui/models/consolecontext.h"
#include "ui/models/whendone.h"
#include "ui/orders/neworderfields.h"
#include "ui/orders/orderlines.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QVBoxLayout>

namespace cs::ui {

EditOrderDialog::EditOrderDialog(ConsoleContext &context, const Order &order, QWidget *parent)
    : QDialog(parent), m_context(context), m_order(order)
{
    const Theme &theme = Theme::current();
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Edit order %1").arg(order.id));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20));
    column->setSpacing(theme.px(space::m));
    column->addWidget(new PlainLabel(windowTitle(), FontRole::Title));
    auto *const what = new PlainLabel(tr("Its approval begins anew: what was asked and decided so far does not count for what it is then."));
    what->setMuted(true);
    what->setWordWrap(true);
    column->addWidget(what);
    m_lines = new OrderLines(context.store.policy, order.currency);
    m_lines->setItems(order.items);
    column->addWidget(m_lines, 1);
    m_error = new PlainLabel;
    m_error->setTone(Tone::Bad);
    m_error->setWordWrap(true);
    m_error->hide();
    column->addWidget(m_error);
    m_close = new KeyButton(tr("Close"));
    m_save = new KeyButton(tr("Save"), QKeySequence(Qt::CTRL | Qt::Key_Return), KeyButton::Variant::Primary);
    m_save->setObjectName(QStringLiteral("saveOrder"));
    column->addLayout(dialogparts::makeButtonRow({m_close, m_save}));
    dialogparts::resizeWithinScreen(this, 680, 520);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &EditOrderDialog::save);
    connect(m_lines, &OrderLines::linesChanged, this, &EditOrderDialog::layTabs);
    layTabs();
    m_lines->focusFirst();
    whenDone(context.queries.products(), this, [this](const Result<QList<services::Product>> &products) {
        m_lines->setProducts(products.valueOr({}));
    });
}

void EditOrderDialog::layTabs()
{
    QWidget::setTabOrder(m_lines->chainTabs(m_save), m_close);
    QWidget::setTabOrder(m_close, m_save);
}

void EditOrderDialog::save()
{
    m_lines->dropBlank();
    QList<FieldError> errors;
    NewOrder wanted;
    wanted.id = m_order.id;
    wanted.customerId = m_order.customerId;
    wanted.currency = m_order.currency;
    wanted.items = m_lines->items(&errors);
    neworderfields::check(wanted, &errors);
    showErrors({}, errors);
    if (!errors.isEmpty())
        return;
    m_save->setEnabled(false);
    whenDone(m_context.orders.edit(m_order.id, wanted.items, m_order.version, m_context.session.actor()), this,
             [this](const Result<Order> &answer) { finish(answer); });
}

void EditOrderDialog::finish(const Result<Order> &answer)
{
    m_save->setEnabled(true);
    if (!answer.ok()) {
        showErrors(answer.error().message, answer.error().fields);
        return;
    }
    Q_EMIT edited(*answer);
    accept();
}

void EditOrderDialog::showErrors(const QString &message, const QList<FieldError> &errors)
{
    const QString text = neworderfields::besideLines(message, errors);
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
    m_lines->showErrors(errors, true);
}

} // namespace cs::ui
