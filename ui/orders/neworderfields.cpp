// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/neworderfields.h"

#include "ui/widgets/visibletext.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QCoreApplication>
#include <QLineEdit>
#include <QLocale>
#include <QStyledItemDelegate>
#include <algorithm>

namespace cs::ui::neworderfields {

namespace {

/// What was typed stands for the only entry that it is a part of.
void chooseOnly(QComboBox *box)
{
    const QString text = box->currentText().trimmed();
    if (text.isEmpty() || box->findText(text, Qt::MatchFixedString) >= 0 || box->findData(text, Qt::UserRole, Qt::MatchFixedString) >= 0)
        return;
    const QModelIndexList found = box->model()->match(box->model()->index(0, 0), Qt::DisplayRole, text, 2, Qt::MatchContains);
    if (found.size() == 1)
        box->setCurrentIndex(found.first().row());
}

QString words(const char *text)
{
    return QCoreApplication::translate("cs::ui::NewOrderDialog", text);
}

} // namespace

Result<qint64> readQuantity(const QString &text)
{
    bool ok = false;
    const qint64 quantity = QLocale::c().toLongLong(text.trimmed(), &ok);
    if (!ok)
        return Error::invalid(text.trimmed().isEmpty() ? words("How many are ordered?") : words("This is not a whole number."));
    return quantity;
}

Result<Money> readPrice(const QString &text, Currency currency)
{
    QString number = text.trimmed();
    if (number.isEmpty())
        return Error::invalid(words("What does one cost?"));
    const QString point = QLocale().decimalPoint();
    if (point != QLatin1String("."))
        number.replace(point, QStringLiteral("."));
    return Money::parse(number.toUtf8(), currency);
}

void check(const NewOrder &order, QList<FieldError> *errors)
{
    const Result<Money> total = validate(order);
    if (total.ok())
        return;
    for (const FieldError &error : total.error().fields) {
        const bool known = std::any_of(errors->cbegin(), errors->cend(), [&](const FieldError &one) { return one.field == error.field; });
        if (!known)
            errors->append(error);
    }
}

QString besideLines(const QString &message, const QList<FieldError> &errors)
{
    QStringList texts;
    if (!message.isEmpty())
        texts.append(message);
    for (const FieldError &error : errors) {
        if (error.field != QLatin1String("customerId") && !error.field.startsWith(QLatin1String("items[")))
            texts.append(error.message);
    }
    return texts.join(QLatin1Char(' '));
}

QComboBox *makeFinder()
{
    auto *const box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(16);
    box->lineEdit()->setMaxLength(256);
    auto *const completer = new QCompleter(box->model(), box);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    box->setCompleter(completer);
    QObject::connect(box->lineEdit(), &QLineEdit::editingFinished, box, [box] { chooseOnly(box); });
    // What fits is shown in a window of its own, with a ground; lists within a page leave that to what they lie on.
    QAbstractItemView *const list = completer->popup();
    list->setObjectName(QStringLiteral("completions"));
    list->setItemDelegate(new QStyledItemDelegate(list)); // as the style sheet says; the completer's own does not ask it
    return box;
}

QString choiceText(const QString &id, const QString &name)
{
    return visibleText(name.isEmpty() || name == id ? id : QStringLiteral("%1 (%2)").arg(name, id));
}

void addChoice(QComboBox *box, const QString &id, const QString &name)
{
    box->addItem(choiceText(id, name), id);
}

QString idIn(const QComboBox *box)
{
    const QString text = box->currentText().trimmed();
    int entry = box->findText(text, Qt::MatchFixedString);
    if (entry < 0)
        entry = box->findData(text, Qt::UserRole, Qt::MatchFixedString);
    return entry < 0 ? text : box->itemData(entry).toString();
}

} // namespace cs::ui::neworderfields
