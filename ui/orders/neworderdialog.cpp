// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/whendone.h"
#include "ui/orders/neworderdialog.h"

#include "backend/services/core/storecontext.h"
#include "backend/services/orders/orderservice.h"
#include "ui/models/consolecontext.h"
#include "ui/orders/neworderfields.h"
#include "ui/orders/orderlines.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace cs::ui {

NewOrderDialog::NewOrderDialog(ConsoleContext &context, QWidget *parent)
    : QDialog(parent), m_context(context), m_currency(context.store.policy.base)
{
    const Theme &theme = Theme::current();
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New order"));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20));
    column->setSpacing(theme.px(space::m));
    column->addWidget(makeHead());
    m_lines = new OrderLines(context.store.policy, m_currency);
    connect(m_lines, &OrderLines::linesChanged, this, &NewOrderDialog::layTabs);
    column->addWidget(m_lines, 1);
    column->addWidget(makeFoot());
    dialogparts::resizeWithinScreen(this, 680, 520);
    layTabs();
    readChoices();
    m_customer->setFocus();
}

QWidget *NewOrderDialog::makeHead()
{
    auto *const head = new QWidget;
    auto *const column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(new PlainLabel(tr("New order"), FontRole::Title));
    auto *const row = new QHBoxLayout;
    m_customer = neworderfields::makeFinder();
    m_customer->setObjectName(QStringLiteral("newOrderCustomer"));
    m_customer->setAccessibleName(tr("Customer"));
    m_customer->lineEdit()->setPlaceholderText(tr("Customer: name or id"));
    m_currencies = new QComboBox;
    m_currencies->setAccessibleName(tr("Currency"));
    QStringList codes{m_currency.code()};
    for (const QString &code : m_context.store.policy.rates.keys() + QStringList{QStringLiteral("USD"), QStringLiteral("EUR"), QStringLiteral("GBP"), QStringLiteral("CHF"), QStringLiteral("JPY")}) {
        if (!codes.contains(code))
            codes.append(code);
    }
    m_currencies->addItems(codes);
    row->addWidget(m_customer, 1);
    row->addWidget(m_currencies);
    column->addLayout(row);
    m_customerError = new PlainLabel;
    m_customerError->setTone(Tone::Bad);
    m_customerError->hide();
    column->addWidget(m_customerError);
    connect(m_currencies, &QComboBox::currentTextChanged, this, &NewOrderDialog::changeCurrency);
    return head;
}

QWidget *NewOrderDialog::makeFoot()
{
    auto *const foot = new QWidget;
    auto *const column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    m_error = new PlainLabel;
    m_error->setTone(Tone::Bad);
    m_error->setWordWrap(true);
    m_error->hide();
    column->addWidget(m_error);
    m_close = new KeyButton(tr("Close"));
    m_create = new KeyButton(tr("Create order"), QKeySequence(Qt::CTRL | Qt::Key_Return), KeyButton::Variant::Primary);
    m_create->setObjectName(QStringLiteral("createOrder"));
    column->addLayout(dialogparts::makeButtonRow({m_close, m_create}));
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_create, &QPushButton::clicked, this, &NewOrderDialog::create);
    return foot;
}

void NewOrderDialog::readChoices()
{
    whenDone(m_context.queries.customers(), this, [this](const Result<QList<Customer>> &customers) {
        const QString typed = m_customer->currentText();
        for (const Customer &one : customers.valueOr({}))
            neworderfields::addChoice(m_customer, one.customerId, one.name);
        m_customer->setCurrentIndex(-1);
        m_customer->setEditText(typed);
    });
    whenDone(m_context.queries.products(), this, [this](const Result<QList<services::Product>> &products) {
        m_lines->setProducts(products.valueOr({}));
    });
}

/// Lines come and go, so the way of Tab is laid anew: it follows what is seen.
void NewOrderDialog::layTabs()
{
    QWidget::setTabOrder(m_lines->chainTabs(m_currencies), m_close);
    QWidget::setTabOrder(m_close, m_create);
}

void NewOrderDialog::changeCurrency()
{
    const Result<Currency> currency = Currency::fromCode(m_currencies->currentText());
    if (!currency.ok())
        return;
    m_currency = *currency;
    m_lines->setCurrency(m_currency);
}

NewOrder NewOrderDialog::order(QList<FieldError> *errors) const
{
    NewOrder order;
    order.customerId = neworderfields::idIn(m_customer);
    order.currency = m_currency;
    order.items = m_lines->items(errors);
    return order;
}

void NewOrderDialog::create()
{
    m_lines->dropBlank();
    QList<FieldError> errors;
    const NewOrder wanted = order(&errors);
    neworderfields::check(wanted, &errors);
    showErrors({}, errors);
    if (!errors.isEmpty())
        return;
    m_create->setEnabled(false);
    whenDone(m_context.orders.create(wanted, m_context.session.actor()), this, [this](const Result<Order> &answer) { finish(answer); });
}

void NewOrderDialog::finish(const Result<Order> &answer)
{
    m_create->setEnabled(true);
    if (!answer.ok()) {
        showErrors(answer.error().message, answer.error().fields);
        return;
    }
    Q_EMIT created(*answer);
    accept();
}

void NewOrderDialog::showErrors(const QString &message, const QList<FieldError> &errors)
{
    QString customer;
    for (const FieldError &error : errors) {
        if (error.field == QLatin1String("customerId"))
            customer = error.message;
    }
    m_customerError->setText(customer.isEmpty() ? QString() : tr("Customer: %1").arg(customer));
    m_customerError->setVisible(!customer.isEmpty());
    neworderfields::setInvalid(m_customer->lineEdit(), !customer.isEmpty());
    m_lines->showErrors(errors, customer.isEmpty());
    const QString elsewhere = neworderfields::besideLines(message, errors);
    m_error->setText(elsewhere);
    m_error->setVisible(!elsewhere.isEmpty());
    if (!customer.isEmpty())
        m_customer->setFocus();
}

} // namespace cs::ui
