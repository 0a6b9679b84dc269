// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/fieldreader.h"

#include "backend/domain/order.h"
#include "backend/events/commontexts.h"
#include "backend/support/samebytes.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>

namespace cs::events {

namespace {

constexpr qsizetype kMaxPeople = 10'000;
constexpr qsizetype kMaxDecimal = 64;

QString typeWords(json::Type type)
{
    switch (type) {
    case json::Type::Null: return QStringLiteral("null");
    case json::Type::Bool: return QStringLiteral("true or false");
    case json::Type::Number: return QStringLiteral("a number");
    case json::Type::String: return QStringLiteral("a text");
    case json::Type::Array: return QStringLiteral("a list");
    case json::Type::Object: return QStringLiteral("an object");
    }
    return {};
}

bool readInteger(QByteArrayView text, qint64 *to)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *to);
    return error == std::errc() && end == text.data() + text.size();
}

QString orderIdWords()
{
    return QStringLiteral("An order id has 1 to 64 characters of A-Z a-z 0-9 . _ : -");
}

/// `-1.25e3` as `-1250`; empty when that would have too many digits.
QString plainDecimal(QByteArrayView number)
{
    const auto isE = [](char c) { return c == 'e' || c == 'E'; };
    const auto e = std::find_if(number.begin(), number.end(), isE);
    if (e == number.end())
        return number.size() <= kMaxDecimal ? QString::fromLatin1(number) : QString();
    QByteArrayView exponentText(e + 1, number.end() - e - 1);
    if (exponentText.startsWith('+'))
        exponentText = exponentText.sliced(1);
    qint64 exponent = 0;
    if (!readInteger(exponentText, &exponent) || std::abs(exponent) > kMaxDecimal)
        return {};
    QByteArray digits(number.data(), e - number.begin());
    const bool negative = digits.startsWith('-');
    digits.remove(0, negative ? 1 : 0);
    qsizetype point = digits.indexOf('.');
    point = point < 0 ? digits.size() : point;
    digits.remove(point, 1);
    point += exponent;
    if (point <= 0)
        digits.prepend(QByteArray(1 - point, '0')), point = 1;
    if (point > digits.size())
        digits.append(QByteArray(point - digits.size(), '0'));
    if (point < digits.size())
        digits.insert(point, '.');
    while (digits.size() > 1 && digits[0] == '0' && digits[1] != '.')
        digits.remove(0, 1);
    if (digits.size() > kMaxDecimal)
        return {};
    return QString::fromLatin1(negative ? '-' + digits : digits);
}

} // namespace

FieldReader::FieldReader(const json::Doc &doc, std::optional<BadRecord> *bad)
    : m_doc(doc), m_object(doc.root()), m_bad(bad), m_next(m_object.type() == json::Type::Object ? m_object.firstChild() : nullptr)
{
}

FieldReader::FieldReader(const json::Cell &object, const FieldReader &parent, QByteArrayView name, qsizetype index)
    : m_doc(parent.m_doc), m_object(object), m_bad(parent.m_bad), m_parent(&parent), m_name(name), m_index(index),
      m_next(object.type() == json::Type::Object ? object.firstChild() : nullptr)
{
}

QString FieldReader::pathOf(QByteArrayView name) const
{
    QString path = QString::fromUtf8(name);
    for (const FieldReader *one = this; one->m_parent != nullptr; one = one->m_parent) {
        const QString index = one->m_index < 0 ? QString() : QStringLiteral("[%1]").arg(one->m_index);
        path = QString::fromUtf8(one->m_name) + index + (path.isEmpty() ? QString() : QLatin1Char('.') + path);
    }
    return path;
}

const json::Cell *FieldReader::find(QByteArrayView name)
{
    const json::Cell *one = m_next;
    if (one != nullptr && sameBytes(one->key(), name)) { // mostly
        m_next = one->nextSibling();
        one->setAsked();
        return one;
    }
    if (!m_object.mayHave(json::markOf(name)))
        return nullptr;
    for (qsizetype tried = 0; tried < m_object.count(); ++tried) {
        if (one == nullptr)
            one = m_object.firstChild();
        if (sameBytes(one->key(), name)) {
            m_next = one->nextSibling();
            one->setAsked();
            return one;
        }
        one = one->nextSibling();
    }
    return nullptr;
}

void FieldReader::fail(QByteArrayView name, const char16_t *code, const QString &message)
{
    if (!ok())
        return;
    const json::Cell *value = find(name);
    *m_bad = BadRecord{QString::fromUtf16(code), message, pathOf(name), value != nullptr ? value->offset() : m_object.offset()};
}

void FieldReader::failType(QByteArrayView name, const QString &wanted, json::Type got)
{
    fail(name, u"wrong_type", QStringLiteral("%1 must be %2, not %3.").arg(pathOf(name), wanted, typeWords(got)));
}

void FieldReader::failWord(QByteArrayView name, const json::Cell &cell)
{
    fail(name, u"out_of_range", QStringLiteral("%1 cannot be \"%2\".").arg(pathOf(name), QString::fromUtf8(cell.text()).left(64)));
}

bool FieldReader::isObject()
{
    if (m_object.type() == json::Type::Object)
        return ok();
    const QString path = pathOf({});
    fail({}, u"wrong_type", QStringLiteral("%1 must be an object, not %2.").arg(path.isEmpty() ? QStringLiteral("The value") : path, typeWords(m_object.type())));
    return false;
}

bool FieldReader::has(QByteArrayView name)
{
    const json::Cell *value = find(name);
    return value != nullptr && !value->isNull();
}

const json::Cell *FieldReader::present(QByteArrayView name, Need need)
{
    if (!ok())
        return nullptr;
    const json::Cell *value = find(name);
    if (value != nullptr && !value->isNull())
        return value;
    if (need != Need::Optional && value == nullptr)
        fail(name, u"missing_field", QStringLiteral("%1 is missing.").arg(pathOf(name)));
    else if (need != Need::Optional)
        fail(name, u"null_value", QStringLiteral("%1 is null.").arg(pathOf(name)));
    return nullptr;
}

const json::Cell *FieldReader::member(QByteArrayView name, Need need, json::Type type)
{
    const json::Cell *value = present(name, need);
    if (value == nullptr || value->type() == type)
        return value;
    failType(name, typeWords(type), value->type());
    return nullptr;
}

bool FieldReader::fits(QByteArrayView name, const json::Cell &list, qsizetype most)
{
    if (list.count() <= most)
        return true;
    fail(name, u"out_of_range", QStringLiteral("%1 has more than %2 entries.").arg(pathOf(name)).arg(most));
    return false;
}

void FieldReader::text(QByteArrayView name, QString &to, Need need, qsizetype most)
{
    const json::Cell *value = member(name, need, json::Type::String);
    if (value == nullptr)
        return;
    const QByteArrayView utf8 = value->text();
    if (utf8.isEmpty() && need == Need::Required)
        return fail(name, u"out_of_range", QStringLiteral("%1 is empty.").arg(pathOf(name)));
    QString made = commonText(utf8);
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
    if (readInteger(cell.text(), &number) && number >= least && number <= most) {
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
            return inner.failType({}, typeWords(json::Type::Number), one->type());
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
            return inner.failType({}, typeWords(json::Type::String), one->type());
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
    constexpr qint64 kLast = 253'402'300'799'999; // 9999-12-31T23:59:59.999Z
    qint64 millis = 0;
    if (form != TimeForm::Iso && value->type() == json::Type::Number) {
        if (toInteger(name, *value, 0, kLast, &millis))
            to = fromMillis(millis);
    } else if (form == TimeForm::Millis || value->type() != json::Type::String) {
        failType(name, typeWords(form == TimeForm::Millis ? json::Type::Number : json::Type::String), value->type());
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
