// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/support/result.h"

#include <QList>
#include <QString>

class QComboBox;

/// What the fields of a new order hold, and how they look. GUI thread; the readers are pure.
namespace cs::ui::neworderfields {

/// A whole number; blanks around it are left out.
Result<qint64> readQuantity(const QString &text);
/// An exact amount, with a point or the locale's decimal sign.
Result<Money> readPrice(const QString &text, Currency currency);

/// Adds what validate() finds wrong in it to `errors`, but for fields that could not even be read.
void check(const NewOrder &order, QList<FieldError> *errors);
/// What is to be said of an order beside its lines and its customer, which show their errors themselves.
QString besideLines(const QString &message, const QList<FieldError> &errors);

/// An editable list in which any part of a name or id finds its entry; a part that only one has is that one when it is left.
QComboBox *makeFinder();
QString choiceText(const QString &id, const QString &name);
void addChoice(QComboBox *box, const QString &id, const QString &name);
/// The id of the entry that is written there, by its text or its id; else the text itself, as an id that is not known.
QString idIn(const QComboBox *box);

} // namespace cs::ui::neworderfields
