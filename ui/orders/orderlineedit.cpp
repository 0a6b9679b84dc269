// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/orderlineedit.h"

#include "ui/orders/neworderfields.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMap>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

namespace cs::ui {

using services::Product;

namespace {

// Widths of what follows the product, at 96 dpi.
constexpr int kQuantityWidth = 84;
constexpr int kPriceWidth = 104;
constexpr int kSumWidth = 100;
constexpr int kRemoveWidth = 34;

/// A line's fields, and the titles above them: both laid out alike.
QHBoxLayout *makeRow(QWidget *product, QWidget *quantity, QWidget *price, QWidget *sum, QWidget *remove)
{
    auto *const row = new QHBoxLayout;
    row->setSpacing(Theme::current().px(space::s));
    row->addWidget(product, 1);
    for (const auto &[part, width] : {std::pair(quantity, kQuantityWidth), std::pair(price, kPriceWidth), std::pair(sum, kSumWidth), std::pair(remove, kRemoveWidth)}) {
        part->setFixedWidth(Theme::current().px(width));
        row->addWidget(part);
    }
    return row;
}

PlainLabel *makeTitle(const QString &text, Qt::Alignment alignment = Qt::AlignRight)
{
    auto *const title = new PlainLabel(text, FontRole::Label);
    title->setMuted(true);
    title->setAlignment(alignment | Qt::AlignVCenter);
    title->setContentsMargins(0, 0, Theme::current().px(alignment == Qt::AlignRight ? space::s : 0), 0); // above the figures in their fields
    return title;
}

QLineEdit *makeNumber(const QString &name)
{
    auto *const edit = new QLineEdit;
    edit->setAlignment(Qt::AlignRight);
    edit->setMaxLength(24);
    edit->setAccessibleName(name);
    edit->setPlaceholderText(name);
    return edit;
}

} // namespace

OrderLineEdit::OrderLineEdit(const QList<Product> &products, Currency currency, QWidget *parent)
    : QWidget(parent), m_currency(currency)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(2));
    m_product = neworderfields::makeFinder();
    m_product->setAccessibleName(tr("Product"));
    setProducts(products);
    m_product->lineEdit()->setPlaceholderText(tr("Product"));
    m_quantity = makeNumber(tr("Quantity"));
    m_quantity->setText(QStringLiteral("1"));
    m_quantity->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[-+0-9\\s]*")), m_quantity)); // a letter is meant for another field
    m_price = makeNumber(tr("Price"));
    m_sum = new PlainLabel;
    m_sum->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_remove = new QPushButton;
    m_remove->setIcon(icons::icon(QStringLiteral("cross"), Token::Muted));
    m_remove->setAccessibleName(tr("Remove the line"));
    m_remove->setToolTip(tr("Remove the line"));
    m_remove->setAutoDefault(false);
    column->addLayout(makeRow(m_product, m_quantity, m_price, m_sum, m_remove));
    m_error = new PlainLabel;
    m_error->setTone(Tone::Bad);
    m_error->setWordWrap(true);
    m_error->hide();
    column->addWidget(m_error);
    connect(m_product, &QComboBox::currentTextChanged, this, [this] { fillPrice(); showSum(); });
    connect(m_product->lineEdit(), &QLineEdit::editingFinished, this, &OrderLineEdit::showStart);
    connect(m_quantity, &QLineEdit::textChanged, this, &OrderLineEdit::showSum);
    connect(m_price, &QLineEdit::textChanged, this, &OrderLineEdit::showSum);
    connect(m_remove, &QPushButton::clicked, this, &OrderLineEdit::removeRequested);
}

QWidget *OrderLineEdit::makeTitles()
{
    auto *const titles = new QWidget;
    auto *const sum = makeTitle(tr("Sum"));
    sum->setContentsMargins({}); // stands in no field
    titles->setLayout(makeRow(makeTitle(tr("Product"), Qt::AlignLeft), makeTitle(tr("Quantity")), makeTitle(tr("Price")), sum, new QWidget));
    titles->layout()->setContentsMargins(0, 0, 0, 0);
    return titles;
}

void OrderLineEdit::setProducts(const QList<Product> &products)
{
    const QSignalBlocker quiet(m_product);
    const int chosen = m_product->currentIndex();
    const QString typed = m_product->currentText();
    const bool isNameless = chosen >= 0 && typed == m_product->itemData(chosen).toString(); // as orders from elsewhere are
    m_products = products;
    for (const Product &one : products) {
        const int known = m_product->findData(one.productId);
        if (known >= 0)
            m_product->setItemText(known, neworderfields::choiceText(one.productId, one.name));
        else if (!one.discontinued)
            neworderfields::addChoice(m_product, one.productId, one.name);
    }
    m_product->setCurrentIndex(chosen);
    if (!isNameless)
        m_product->setEditText(typed);
    showStart();
}

const Product *OrderLineEdit::product() const
{
    const QString id = neworderfields::idIn(m_product);
    for (const Product &one : m_products) {
        if (one.productId == id)
            return &one;
    }
    return nullptr;
}

void OrderLineEdit::fillPrice()
{
    const Product *const known = product();
    if (!known || known->productId == m_filledFor || known->price.currency() != m_currency)
        return;
    m_filledFor = known->productId;
    m_price->setText(QString::fromLatin1(known->price.toDecimal()));
}

void OrderLineEdit::setCurrency(Currency currency)
{
    if (currency == m_currency)
        return;
    m_currency = currency;
    m_filledFor.clear();
    m_price->clear(); // an amount of another currency is another amount
    fillPrice();
    showSum();
}

void OrderLineEdit::setItem(const OrderItem &item)
{
    m_given = item.productId;
    m_filledFor = item.productId; // at the price that it was ordered for
    int entry = m_product->findData(item.productId);
    if (entry < 0) {
        neworderfields::addChoice(m_product, item.productId, item.name);
        entry = m_product->count() - 1;
    }
    m_product->setCurrentIndex(entry);
    showStart();
    m_quantity->setText(QString::number(item.quantity));
    m_price->setText(QString::fromLatin1(item.price.toDecimal()));
}

/// A name that is longer than its field is read from its beginning.
void OrderLineEdit::showStart()
{
    m_product->lineEdit()->setCursorPosition(0);
}

void OrderLineEdit::showSum()
{
    QList<FieldError> errors;
    const OrderItem line = item({}, &errors);
    const Result<Money> sum = line.price.times(line.quantity);
    m_sum->setText(errors.isEmpty() && sum.ok() ? sum->toLocaleString() : QStringLiteral("–"));
    Q_EMIT changed();
}

OrderItem OrderLineEdit::item(const QString &path, QList<FieldError> *errors) const
{
    OrderItem line;
    line.productId = neworderfields::idIn(m_product);
    if (const Product *const known = product())
        line.name = known->name;
    else if (!m_products.isEmpty() && !line.productId.isEmpty() && line.productId != m_given)
        errors->append({path + QStringLiteral(".productId"), tr("There is no “%1” here. Choose one of the list.").arg(visibleText(line.productId))});
    const Result<qint64> quantity = neworderfields::readQuantity(m_quantity->text());
    if (quantity.ok())
        line.quantity = *quantity;
    else
        errors->append({path + QStringLiteral(".quantity"), quantity.error().message});
    const Result<Money> price = neworderfields::readPrice(m_price->text(), m_currency);
    if (price.ok())
        line.price = *price;
    else
        errors->append({path + QStringLiteral(".price"), price.error().message});
    return line;
}

bool OrderLineEdit::showErrors(const QString &path, const QList<FieldError> &errors)
{
    QMap<QString, QString> wrong; // by field; "" is the line itself
    for (const FieldError &error : errors) {
        if (error.field == path || error.field.startsWith(path + QLatin1Char('.')))
            wrong.insert(error.field.mid(path.size() + 1), error.message);
    }
    QStringList words;
    const auto show = [&](QWidget *field, const QString &key, const QString &name) {
        dialogparts::setInvalid(field, wrong.contains(key));
        if (wrong.contains(key))
            words.append(name + wrong.take(key));
    };
    show(m_product, QStringLiteral("productId"), tr("Product: ")); // as they stand beside each other
    show(m_quantity, QStringLiteral("quantity"), tr("Quantity: "));
    show(m_price, QStringLiteral("price"), tr("Price: "));
    words += wrong.values();
    m_error->setText(words.join(QLatin1Char(' ')));
    m_error->setVisible(!words.isEmpty());
    setAccessibleDescription(m_error->plainText());
    return !words.isEmpty();
}

bool OrderLineEdit::isBlank() const
{
    return m_product->currentText().trimmed().isEmpty() && m_price->text().trimmed().isEmpty();
}

void OrderLineEdit::setRemovable(bool removable)
{
    m_remove->setEnabled(removable);
}

void OrderLineEdit::focusWrong()
{
    for (QWidget *const field : std::initializer_list<QWidget *>{m_product, m_quantity, m_price}) {
        if (dialogparts::isInvalid(field)) {
            field->setFocus(Qt::TabFocusReason);
            return;
        }
    }
    focusProduct();
}

void OrderLineEdit::focusProduct()
{
    m_product->setFocus(Qt::TabFocusReason);
}

void OrderLineEdit::focusQuantity()
{
    m_quantity->setFocus(Qt::TabFocusReason); // which selects it
}

QWidget *OrderLineEdit::chainTabs(QWidget *before)
{
    for (QWidget *const field : std::initializer_list<QWidget *>{m_product, m_quantity, m_price, m_remove}) {
        QWidget::setTabOrder(before, field);
        before = field;
    }
    return before;
}

} // namespace cs::ui
