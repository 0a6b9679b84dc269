// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/neworderdialog.h"

#include "backend/services/core/storecontext.h"
#include "backend/services/orders/orderservice.h"
#include "ui/models/consolecontext.h"
#include "ui/models/whendone.h"
#include "ui/orders/neworderfields.h"
#include "ui/orders/orderlines.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace cs::ui {

NewOrderDialog::NewOrderDialog(ConsoleContext &context, QWidget *parent)
    : OrderDialog(context, context.store.policy.base, tr("New order"), parent), m_currency(context.store.policy.base)
{
    makeHead();
    build(tr("Create order"), QStringLiteral("createOrder"), m_currencies);
    readCustomers();
    m_customer->setFocus();
}

void NewOrderDialog::makeHead()
{
    auto *const row = new QHBoxLayout;
    m_customer = neworderfields::makeFinder();
    m_customer->setObjectName(QStringLiteral("newOrderCustomer"));
    m_customer->setAccessibleName(tr("Customer"));
    m_customer->lineEdit()->setPlaceholderText(tr("Customer: name or id"));
    m_currencies = new QComboBox;
    m_currencies->setAccessibleName(tr("Currency"));
    QStringList codes{m_currency.code()};
    for (const QString &code : context().store.policy.rates.keys() + QStringList{QStringLiteral("USD"), QStringLiteral("EUR"), QStringLiteral("GBP"), QStringLiteral("CHF"), QStringLiteral("JPY")}) {
        if (!codes.contains(code))
            codes.append(code);
    }
    m_currencies->addItems(codes);
    row->addWidget(m_customer, 1);
    row->addWidget(m_currencies);
    head()->addLayout(row);
    m_customerError = new PlainLabel;
    m_customerError->setTone(Tone::Bad);
    m_customerError->setHiddenWhenEmpty();
    head()->addWidget(m_customerError);
    connect(m_currencies, &QComboBox::currentTextChanged, this, &NewOrderDialog::changeCurrency);
}

void NewOrderDialog::readCustomers()
{
    whenDone(context().queries.customers(), this, [this](const Result<QList<Customer>> &customers) {
        const QString typed = m_customer->currentText();
        for (const Customer &one : customers.valueOr({}))
            neworderfields::addChoice(m_customer, one.customerId, one.name);
        m_customer->setCurrentIndex(-1);
        m_customer->setEditText(typed);
    });
}

void NewOrderDialog::changeCurrency()
{
    const Result<Currency> currency = Currency::fromCode(m_currencies->currentText());
    if (!currency.ok())
        return;
    m_currency = *currency;
    lines()->setCurrency(m_currency);
}

NewOrder NewOrderDialog::content() const
{
    NewOrder order;
    order.customerId = neworderfields::idIn(m_customer);
    order.currency = m_currency;
    return order;
}

QFuture<Result<Order>> NewOrderDialog::send(const NewOrder &order)
{
    return context().orders.create(order, context().session.actor());
}

/// Where customers are known, an order is for one of them: a part of a name is none.
void NewOrderDialog::checkHead(QList<FieldError> *errors) const
{
    const QString id = neworderfields::idIn(m_customer);
    if (m_customer->count() > 0 && !id.isEmpty() && m_customer->findData(id) < 0)
        errors->append({QStringLiteral("customerId"), tr("There is no “%1” here. Choose one of the list.").arg(visibleText(id))});
}

bool NewOrderDialog::showHeadErrors(const QList<FieldError> &errors)
{
    QString wrong;
    for (const FieldError &error : errors) {
        if (error.field == QLatin1String("customerId"))
            wrong = error.message;
    }
    m_customerError->setText(wrong.isEmpty() ? QString() : tr("Customer: %1").arg(wrong));
    dialogparts::setInvalid(m_customer, !wrong.isEmpty());
    if (!wrong.isEmpty())
        m_customer->setFocus();
    return !wrong.isEmpty();
}

} // namespace cs::ui
