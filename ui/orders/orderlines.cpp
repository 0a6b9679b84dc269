// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/orderlines.h"

#include "ui/orders/orderlineedit.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

QString pathOf(qsizetype line)
{
    return QStringLiteral("items[%1]").arg(line);
}

} // namespace

OrderLines::OrderLines(const Policy &policy, Currency currency, QWidget *parent)
    : QWidget(parent), m_policy(policy), m_currency(currency)
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::current().px(space::m));
    auto *const titles = OrderLineEdit::makeTitles();
    makeLines();
    auto *const table = new QVBoxLayout;
    table->setSpacing(Theme::current().px(space::xs));
    table->addWidget(titles);
    table->addWidget(m_area, 1);
    column->addLayout(table, 1);
    // The lines make room for their scroll bar, and so do their titles.
    const QScrollBar *const bar = m_area->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, titles, [titles, bar](int, int most) { titles->layout()->setContentsMargins(0, 0, most > 0 ? bar->sizeHint().width() : 0, 0); });
    m_total = new PlainLabel({}, FontRole::Title);
    m_total->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_levels = new PlainLabel;
    m_levels->setMuted(true);
    m_levels->setWordWrap(true);
    column->addWidget(m_total);
    column->addWidget(m_levels);
    addLine();
}

void OrderLines::makeLines()
{
    m_area = new QScrollArea;
    auto *const content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, 0, 0);
    auto *const add = new KeyButton(tr("Add a line"), QKeySequence(Qt::ALT | Qt::Key_A));
    m_add = add;
    m_column->addWidget(m_add);
    m_column->addStretch(1);
    connect(add, &QPushButton::clicked, this, [this] {
        OrderLineEdit *const line = addLine();
        line->focusProduct();
        reach(line);
    });
    m_area->setWidget(content);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
}

void OrderLines::setProducts(const QList<services::Product> &products)
{
    m_products = products;
    for (OrderLineEdit *const line : std::as_const(m_lines))
        line->setProducts(products);
}

void OrderLines::setCurrency(Currency currency)
{
    m_currency = currency;
    for (OrderLineEdit *const line : std::as_const(m_lines))
        line->setCurrency(m_currency);
    showTotal();
}

void OrderLines::setItems(const QList<OrderItem> &items)
{
    while (!m_lines.isEmpty())
        removeLine(m_lines.last());
    for (const OrderItem &item : items)
        addLine()->setItem(item);
}

OrderLineEdit *OrderLines::addLine()
{
    auto *const line = new OrderLineEdit(m_products, m_currency);
    m_column->insertWidget(static_cast<int>(m_lines.size()), line);
    m_lines.append(line);
    connect(line, &OrderLineEdit::changed, this, &OrderLines::showTotal);
    connect(line, &OrderLineEdit::removeRequested, this, [this, line] { removeLine(line); });
    changeLines();
    return line;
}

void OrderLines::removeLine(OrderLineEdit *line)
{
    m_lines.removeOne(line);
    line->hide();
    line->deleteLater();
    changeLines();
}

void OrderLines::changeLines()
{
    for (OrderLineEdit *const line : std::as_const(m_lines))
        line->setRemovable(m_lines.size() > 1);
    showTotal();
    Q_EMIT linesChanged();
}

QWidget *OrderLines::chainTabs(QWidget *before)
{
    for (OrderLineEdit *const line : std::as_const(m_lines))
        before = line->chainTabs(before);
    QWidget::setTabOrder(before, m_add);
    return m_add;
}

QList<OrderItem> OrderLines::items(QList<FieldError> *errors) const
{
    QList<OrderItem> items;
    for (qsizetype line = 0; line < m_lines.size(); ++line)
        items.append(m_lines.at(line)->item(pathOf(line), errors));
    return items;
}

void OrderLines::dropBlank()
{
    for (qsizetype line = m_lines.size() - 1; line >= 0 && m_lines.size() > 1; --line) {
        if (m_lines.at(line)->isBlank())
            removeLine(m_lines.at(line));
    }
}

void OrderLines::showErrors(const QList<FieldError> &errors, bool focus)
{
    for (qsizetype line = 0; line < m_lines.size(); ++line) {
        if (m_lines.at(line)->showErrors(pathOf(line), errors) && focus) {
            m_lines.at(line)->focusWrong();
            reach(m_lines.at(line));
            focus = false;
        }
    }
}

void OrderLines::reach(OrderLineEdit *line)
{
    // Behind the layout's own events: only then does it stand where it will stay.
    QMetaObject::invokeMethod(line, [this, line] { m_area->ensureWidgetVisible(line, 0, 0); }, Qt::QueuedConnection);
}

void OrderLines::focusFirst()
{
    m_lines.first()->focusQuantity();
}

void OrderLines::showTotal()
{
    Money total(0, m_currency);
    bool isWhole = true;
    for (const OrderLineEdit *const line : std::as_const(m_lines)) {
        QList<FieldError> errors;
        const OrderItem item = line->item({}, &errors);
        const Result<Money> sum = item.price.currency() == m_currency ? item.price.times(item.quantity) : Money(0, m_currency);
        const Result<Money> with = sum.ok() ? total.plus(*sum) : sum;
        if (with.ok() && errors.isEmpty())
            total = *with;
        else if (!line->isBlank())
            isWhole = false;
    }
    m_total->setText(QStringLiteral("%1 %2").arg(total.toLocaleString(), m_currency.code()));
    if (!isWhole)
        m_levels->setText(tr("Without the lines that cannot be reckoned yet."));
    else
        m_levels->setText(total.minor() == 0 ? tr("The levels that it needs show here.") : levelsFor(m_policy, total).why);
}

} // namespace cs::ui
