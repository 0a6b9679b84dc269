// SPDX-License-Identifier: GPL-3.0-or-later
// What FieldReader takes for a value of each kind.
#include "backend/events/fieldreader.h"

#include "backend/domain/order.h"
#include "backend/events/commontexts.h"
#include "backend/events/numbers.h"

#include <cstring>
#include <limits>

namespace cs::events {

namespace {

QString orderIdWords()
{
    return QStringLiteral("An order id has 1 to 64 characters of A-Z a-z 0-9 . _ : -");
}

} // namespace

void FieldReader::text(QByteArrayView name, QString &to, Need need, qsizetype most)
{
    readText(name, to, need, most, [](QByteArrayView utf8) { return QString::fromUtf8(utf8); });
}

void FieldReader::label(QByteArrayView name, QString &to, Need need, qsizetype most)
{
    readText(name, to, need, most, commonText);
}

void FieldReader::readText(QByteArrayView name, QString &to, Need need, qsizetype most, QString (*make)(QByteArrayView))
{
    const json::Cell *value = member(name, need, json::Type::String);
    if (value == nullptr)
        return;
    const QByteArrayView utf8 = value->text();
    if (utf8.isEmpty() && need == Need::Required)
        return fail(name, u"out_of_range", QStringLiteral("%1 is empty.").arg(pathOf(name)));
    QString made = make(utf8);
    if (made.size() > most)
        return fail(name, u"out_of_range", QStringLiteral("%1 is longer than %2 characters.").arg(pathOf(name)).arg(most));
    if (std::memchr(utf8.data(), 0, size_t(utf8.size())) != nullptr) // no text column of a database takes it
        return fail(name, u"out_of_range", QStringLiteral("%1 holds the character U+0000.").arg(pathOf(name)));
    to = std::move(made);
}

void FieldReader::orderId(QByteArrayView name, QString &to)
{
    text(name, to, Need::Required, kMaxOrderIdLength);
    if (ok() && !isValidOrderId(to))
        fail(name, u"out_of_range", orderIdWords());
}

void FieldReader::looseOrderId(QByteArrayView name, QString &to, Need need)
{
    const json::Cell *value = present(name, need);
    if (value == nullptr)
        return;
    qint64 number = 0;
    if (value->type() == json::Type::String)
        orderId(name, to);
    else if (value->type() != json::Type::Number)
        failType(name, QStringLiteral("a number or a text"), value->type());
    else if (toInteger(name, *value, 0, std::numeric_limits<qint64>::max(), &number))
        to = QString::number(number);
}

bool FieldReader::toInteger(QByteArrayView name, const json::Cell &cell, qint64 least, qint64 most, qint64 *to)
{
    qint64 number = 0;
    if (wholeNumber(cell.text(), &number) && number >= least && number <= most) {
        *to = number;
        return true;
    }
    fail(name, u"out_of_range", QStringLiteral("%1 must be a whole number from %2 to %3.").arg(pathOf(name)).arg(least).arg(most));
    return false;
}

void FieldReader::integer(QByteArrayView name, qint64 &to, Need need, qint64 least, qint64 most)
{
    if (const json::Cell *value = member(name, need, json::Type::Number))
        toInteger(name, *value, least, most, &to);
}

void FieldReader::id(QByteArrayView name, qint64 &to, Need need)
{
    integer(name, to, need, std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max());
}

void FieldReader::integer(QByteArrayView name, std::optional<qint64> &to, Need need, qint64 least, qint64 most)
{
    qint64 number = 0;
    const json::Cell *value = member(name, need, json::Type::Number);
    if (value != nullptr && toInteger(name, *value, least, most, &number))
        to = number;
}

void FieldReader::id(QByteArrayView name, std::optional<qint64> &to, Need need)
{
    integer(name, to, need, std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max());
}

void FieldReader::person(QByteArrayView name, QByteArrayView ref, QString &to, Need need)
{
    if (!ok())
        return;
    if (!has(name) && has(ref))
        return text(ref, to, Need::Required, kMaxIdLength);
    qint64 number = 0;
    const json::Cell *value = member(name, need, json::Type::Number);
    if (value != nullptr && toInteger(name, *value, std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max(), &number))
        to = QString::number(number);
}

void FieldReader::people(QByteArrayView name, QStringList &to)
{
    const json::Cell *list = member(name, Need::Optional, json::Type::Array);
    if (list == nullptr || !fits(name, *list, kMaxPeople))
        return;
    for (const json::Cell *one = list->firstChild(); one != nullptr; one = one->nextSibling()) {
        qint64 number = 0;
        FieldReader inner(*one, *this, name, to.size());
        if (one->type() != json::Type::Number)
            return inner.failType({}, json::Type::Number, one->type());
        if (!inner.toInteger({}, *one, std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max(), &number))
            return;
        to.append(QString::number(number));
    }
}

void FieldReader::texts(QByteArrayView name, QStringList &to, Need need, qsizetype mostItems, qsizetype most)
{
    const json::Cell *list = member(name, need, json::Type::Array);
    if (list == nullptr || !fits(name, *list, mostItems))
        return;
    if (list->count() == 0 && need == Need::Required)
        return fail(name, u"out_of_range", QStringLiteral("%1 is empty.").arg(pathOf(name)));
    for (const json::Cell *one = list->firstChild(); one != nullptr; one = one->nextSibling()) {
        FieldReader inner(*one, *this, name, to.size());
        if (one->type() != json::Type::String)
            return inner.failType({}, json::Type::String, one->type());
        QString made = commonText(one->text());
        if (made.isEmpty() || made.size() > most || made.contains(QChar::Null))
            return inner.fail({}, u"out_of_range", QStringLiteral("%1 must have 1 to %2 characters, none of them U+0000.").arg(inner.pathOf({})).arg(most));
        to.append(std::move(made));
    }
}

void FieldReader::time(QByteArrayView name, TimePoint &to, Need need, TimeForm form)
{
    const json::Cell *value = present(name, need);
    if (value == nullptr)
        return;
    qint64 millis = 0;
    if (form != TimeForm::Iso && value->type() == json::Type::Number) {
        if (toInteger(name, *value, 0, kLastMillis, &millis))
            to = fromMillis(millis);
    } else if (form == TimeForm::Millis || value->type() != json::Type::String) {
        failType(name, form == TimeForm::Millis ? json::Type::Number : json::Type::String, value->type());
    } else if (!fromIso(value->text(), &to)) {
        fail(name, u"out_of_range", QStringLiteral("%1 is no time of ISO 8601 with a zone.").arg(pathOf(name)));
    }
}

void FieldReader::time(QByteArrayView name, std::optional<TimePoint> &to, TimeForm form)
{
    TimePoint at;
    if (!ok() || !has(name))
        return;
    time(name, at, Need::Required, form);
    if (ok())
        to = at;
}

void FieldReader::currencyAhead(QByteArrayView name, Currency &to, Need need)
{
    const json::Cell *value = member(name, need, json::Type::String);
    if (value == nullptr || value->text() == "USD") {
        to = value == nullptr ? to : Currency();
        return;
    }
    QString code;
    text(name, code, Need::Required, 16);
    if (!ok())
        return;
    const Result<Currency> currency = Currency::fromCode(code);
    if (!currency.ok())
        fail(name, u"out_of_range", currency.error().message);
    to = currency.valueOr({});
}

void FieldReader::money(QByteArrayView name, std::optional<Money> &to, const Currency &currency, Need need)
{
    const json::Cell *value = member(name, need, json::Type::Number);
    if (value == nullptr)
        return;
    const Result<Money> amount = Money::parse(value->text(), currency);
    if (!amount.ok())
        fail(name, u"out_of_range", pathOf(name) + QStringLiteral(": ") + amount.error().message);
    else if (amount->minor() < 0)
        fail(name, u"out_of_range", QStringLiteral("%1 must not be negative.").arg(pathOf(name)));
    else
        to = *amount;
}

void FieldReader::money(QByteArrayView name, Money &to, const Currency &currency)
{
    std::optional<Money> amount;
    money(name, amount, currency, Need::Required);
    to = amount.value_or(Money(0, currency));
}

void FieldReader::decimal(QByteArrayView name, QString &to)
{
    const json::Cell *value = member(name, Need::Optional, json::Type::Number);
    if (value == nullptr)
        return;
    to = plainDecimal(value->text());
    if (to.isEmpty())
        fail(name, u"out_of_range", QStringLiteral("%1 has more than %2 digits.").arg(pathOf(name)).arg(kMaxDecimal));
}

void FieldReader::rawObject(QByteArrayView name, QByteArray &to)
{
    if (const json::Cell *value = member(name, Need::Optional, json::Type::Object))
        to = m_doc.raw(*value).toByteArray();
}

void FieldReader::unknown(QByteArray &to) const
{
    for (const json::Cell *one = m_object.firstChild(); one != nullptr; one = one->nextSibling()) {
        if (one->wasAsked())
            continue;
        if (!to.isEmpty())
            to.append(',');
        to.append(m_doc.rawMember(*one));
    }
}

} // namespace cs::events
