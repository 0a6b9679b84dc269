// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/whendone.h"
#include "ui/orders/neworderdialog.h"

#include "backend/services/core/storecontext.h"
#include "backend/services/orders/orderservice.h"
#include "ui/models/consolecontext.h"
#include "ui/orders/neworderfields.h"
#include "ui/orders/orderlineedit.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

QString pathOf(qsizetype line)
{
    return QStringLiteral("items[%1]").arg(line);
}

} // namespace

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
    column->addWidget(makeLines(), 1);
    column->addWidget(makeFoot());
    dialogparts::resizeWithinScreen(this, 680, 520);
    addLine();
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

QWidget *NewOrderDialog::makeLines()
{
    auto *const area = new QScrollArea;
    auto *const content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_add = new KeyButton(tr("Add a line"), QKeySequence(Qt::ALT | Qt::Key_A));
    m_column->addWidget(m_add);
    m_column->addStretch(1);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addLine();
        m_lines.last()->focusProduct();
    });
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

QWidget *NewOrderDialog::makeFoot()
{
    auto *const foot = new QWidget;
    auto *const column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    m_total = new PlainLabel({}, FontRole::Title);
    m_total->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_levels = new PlainLabel;
    m_levels->setMuted(true);
    m_levels->setWordWrap(true);
    m_error = new PlainLabel;
    m_error->setTone(Tone::Bad);
    m_error->setWordWrap(true);
    m_error->hide();
    for (PlainLabel *const label : {m_total, m_levels, m_error})
        column->addWidget(label);
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
        m_products = products.valueOr({});
        for (qsizetype line = m_lines.size() - 1; line >= 0; --line) {
            if (!m_lines.at(line)->isBlank())
                continue;
            removeLine(m_lines.at(line)); // made before the products were known
        }
        addLine();
    });
}

void NewOrderDialog::addLine()
{
    auto *const line = new OrderLineEdit(m_products, m_currency);
    m_column->insertWidget(static_cast<int>(m_lines.size()), line);
    m_lines.append(line);
    connect(line, &OrderLineEdit::changed, this, &NewOrderDialog::showTotal);
    connect(line, &OrderLineEdit::removeRequested, this, [this, line] { removeLine(line); });
    linesChanged();
}

/// Lines come and go, so the way of Tab is laid anew: it follows what is seen.
void NewOrderDialog::linesChanged()
{
    QWidget *before = m_currencies;
    for (OrderLineEdit *const line : std::as_const(m_lines)) {
        line->setRemovable(m_lines.size() > 1);
        before = line->chainTabs(before);
    }
    QWidget::setTabOrder(before, m_add);
    QWidget::setTabOrder(m_add, m_close);
    QWidget::setTabOrder(m_close, m_create);
    showTotal();
}

void NewOrderDialog::removeLine(OrderLineEdit *line)
{
    m_lines.removeOne(line);
    line->hide();
    line->deleteLater();
    linesChanged();
}

void NewOrderDialog::changeCurrency()
{
    const Result<Currency> currency = Currency::fromCode(m_currencies->currentText());
    if (!currency.ok())
        return;
    m_currency = *currency;
    for (OrderLineEdit *const line : std::as_const(m_lines))
        line->setCurrency(m_currency);
    showTotal();
}

NewOrder NewOrderDialog::order(QList<FieldError> *errors) const
{
    NewOrder order;
    order.customerId = neworderfields::idIn(m_customer);
    order.currency = m_currency;
    for (qsizetype line = 0; line < m_lines.size(); ++line)
        order.items.append(m_lines.at(line)->item(pathOf(line), errors));
    return order;
}

void NewOrderDialog::showTotal()
{
    QList<FieldError> errors;
    Money total(0, m_currency);
    for (const OrderItem &item : order(&errors).items) {
        const Result<Money> sum = item.price.currency() == m_currency ? item.price.times(item.quantity) : Money(0, m_currency);
        const Result<Money> with = sum.ok() ? total.plus(*sum) : sum;
        if (with.ok())
            total = *with;
    }
    m_total->setText(QStringLiteral("%1 %2").arg(total.toLocaleString(), m_currency.code()));
    m_levels->setText(total.minor() == 0 ? tr("The levels that it needs show here.") : levelsFor(m_context.store.policy, total).why);
}

void NewOrderDialog::create()
{
    for (qsizetype line = m_lines.size() - 1; line >= 0 && m_lines.size() > 1; --line) {
        if (m_lines.at(line)->isBlank())
            removeLine(m_lines.at(line)); // added, and then not needed
    }
    QList<FieldError> errors;
    const NewOrder wanted = order(&errors);
    if (const Result<Money> total = validate(wanted); !total.ok()) {
        for (const FieldError &error : total.error().fields) {
            const bool known = std::any_of(errors.cbegin(), errors.cend(), [&](const FieldError &one) { return one.field == error.field; });
            if (!known)
                errors.append(error);
        }
    }
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
    QStringList elsewhere;
    if (!message.isEmpty())
        elsewhere.append(message);
    QString customer;
    for (const FieldError &error : errors) {
        if (error.field == QLatin1String("customerId"))
            customer = error.message;
        else if (!error.field.startsWith(QLatin1String("items[")))
            elsewhere.append(error.message);
    }
    m_customerError->setText(customer.isEmpty() ? QString() : tr("Customer: %1").arg(customer));
    m_customerError->setVisible(!customer.isEmpty());
    neworderfields::setInvalid(m_customer->lineEdit(), !customer.isEmpty());
    OrderLineEdit *first = nullptr;
    for (qsizetype line = 0; line < m_lines.size(); ++line) {
        if (m_lines.at(line)->showErrors(pathOf(line), errors) && !first)
            first = m_lines.at(line);
    }
    m_error->setText(elsewhere.join(QLatin1Char(' ')));
    m_error->setVisible(!elsewhere.isEmpty());
    if (!customer.isEmpty())
        m_customer->setFocus();
    else if (first)
        first->focusProduct();
}

} // namespace cs::ui
