// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/json.h"

namespace cs::json {

namespace {

QString typeWords(Type type)
{
    switch (type) {
    case Type::Null: return QStringLiteral("null");
    case Type::Bool: return QStringLiteral("true or false");
    case Type::Number: return QStringLiteral("a number");
    case Type::String: return QStringLiteral("a text");
    case Type::Array: return QStringLiteral("a list");
    case Type::Object: return QStringLiteral("an object");
    }
    return {};
}

} // namespace

Reader::Reader(const Value &object, QString path, QList<FieldError> *errors, Nulls nulls)
    : m_object(object), m_path(std::move(path)), m_errors(errors != nullptr ? errors : &m_own), m_nulls(nulls)
{
}

QString Reader::pathOf(QByteArrayView name) const
{
    const QString text = QString::fromUtf8(name);
    return m_path.isEmpty() ? text : m_path + QLatin1Char('.') + text;
}

bool Reader::has(QByteArrayView name) const
{
    const Value *value = m_object.find(name);
    return value != nullptr && (!value->isNull() || m_nulls == Nulls::Wrong);
}

void Reader::fail(QByteArrayView name, const QString &message)
{
    m_errors->append({pathOf(name), message});
}

const Value *Reader::member(QByteArrayView name, Type type, bool required)
{
    const Value *value = m_object.find(name);
    if (value == nullptr || (value->isNull() && (required || m_nulls == Nulls::Missing))) {
        if (required)
            fail(name, QStringLiteral("This is missing."));
        return nullptr;
    }
    if (value->type() == type)
        return value;
    fail(name, QStringLiteral("This must be %1, not %2.").arg(typeWords(type), typeWords(value->type())));
    return nullptr;
}

QString Reader::string(QByteArrayView name, bool required, int maxLength)
{
    const Value *value = member(name, Type::String, required);
    if (value == nullptr)
        return {};
    const QString text = value->toString();
    if (text.isEmpty() && required)
        fail(name, QStringLiteral("This is empty."));
    if (text.size() > maxLength) {
        fail(name, QStringLiteral("This is longer than %1 characters.").arg(maxLength));
        return {};
    }
    if (text.contains(QChar::Null)) {
        fail(name, QStringLiteral("This holds the character U+0000."));
        return {};
    }
    return text;
}

qint64 Reader::integer(QByteArrayView name, qint64 least, qint64 most, bool required, qint64 otherwise)
{
    const Value *value = member(name, Type::Number, required);
    if (value == nullptr)
        return otherwise;
    const Result<qint64> number = value->toInt64();
    if (number.ok() && *number >= least && *number <= most)
        return *number;
    fail(name, QStringLiteral("This must be a whole number from %1 to %2.").arg(least).arg(most));
    return otherwise;
}

Money Reader::money(QByteArrayView name, Currency currency, bool required)
{
    const Value *value = member(name, Type::Number, required);
    if (value == nullptr)
        return Money(0, currency);
    const Result<Money> amount = Money::parse(value->text(), currency);
    if (!amount.ok())
        fail(name, amount.error().message);
    else if (amount->minor() < 0)
        fail(name, QStringLiteral("The amount must not be negative."));
    else
        return *amount;
    return Money(0, currency);
}

bool Reader::boolean(QByteArrayView name, bool otherwise)
{
    const Value *value = member(name, Type::Bool, false);
    return value == nullptr ? otherwise : value->toBool();
}

} // namespace cs::json
