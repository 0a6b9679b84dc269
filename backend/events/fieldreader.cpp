// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/fieldreader.h"

namespace cs::events {

namespace {

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

} // namespace

QString FieldReader::pathOf(QByteArrayView name) const
{
    QString path = QString::fromUtf8(name);
    for (const FieldReader *one = this; one->m_parent != nullptr; one = one->m_parent) {
        const QString index = one->m_index < 0 ? QString() : QStringLiteral("[%1]").arg(one->m_index);
        path = QString::fromUtf8(one->m_name) + index + (path.isEmpty() ? QString() : QLatin1Char('.') + path);
    }
    return path;
}

void FieldReader::fail(QByteArrayView name, const char16_t *code, const QString &message)
{
    if (!ok())
        return;
    const json::Value *value = m_object.find(name);
    *m_bad = BadRecord{QString::fromUtf16(code), message, pathOf(name), value != nullptr ? value->offset() : m_object.offset()};
}

bool FieldReader::isObject()
{
    if (m_object.isObject())
        return ok();
    const QString path = pathOf({});
    fail({}, u"wrong_type", QStringLiteral("%1 must be an object, not %2.").arg(path.isEmpty() ? QStringLiteral("The value") : path, typeWords(m_object.type())));
    return false;
}

const json::Value *FieldReader::member(QByteArrayView name, Need need, json::Type type)
{
    if (!ok())
        return nullptr;
    const json::Value *value = m_object.find(name);
    if (value != nullptr && value->type() == type)
        return value;
    if (value == nullptr || value->isNull()) {
        if (need == Required && value == nullptr)
            fail(name, u"missing_field", QStringLiteral("%1 is missing.").arg(pathOf(name)));
        else if (need == Required)
            fail(name, u"null_value", QStringLiteral("%1 is null.").arg(pathOf(name)));
        return nullptr;
    }
    fail(name, u"wrong_type", QStringLiteral("%1 must be %2, not %3.").arg(pathOf(name), typeWords(type), typeWords(value->type())));
    return nullptr;
}

QString FieldReader::string(QByteArrayView name, Need need, qsizetype maxLength)
{
    const json::Value *value = member(name, need, json::Type::String);
    if (value == nullptr)
        return {};
    QString text = value->toString();
    if (text.isEmpty() && need == Required)
        fail(name, u"out_of_range", QStringLiteral("%1 is empty.").arg(pathOf(name)));
    else if (text.size() > maxLength)
        fail(name, u"out_of_range", QStringLiteral("%1 is longer than %2 characters.").arg(pathOf(name)).arg(maxLength));
    else if (text.contains(QChar::Null)) // no text column of a database takes it
        fail(name, u"out_of_range", QStringLiteral("%1 holds the character U+0000.").arg(pathOf(name)));
    return ok() ? text : QString();
}

qint64 FieldReader::integer(QByteArrayView name, Need need, qint64 least, qint64 most, qint64 otherwise)
{
    const json::Value *value = member(name, need, json::Type::Number);
    if (value == nullptr)
        return otherwise;
    const Result<qint64> number = value->toInt64();
    if (number.ok() && *number >= least && *number <= most)
        return *number;
    fail(name, u"out_of_range", QStringLiteral("%1 must be a whole number from %2 to %3.").arg(pathOf(name)).arg(least).arg(most));
    return otherwise;
}

Money FieldReader::money(QByteArrayView name, Currency currency)
{
    const json::Value *value = member(name, Required, json::Type::Number);
    if (value == nullptr)
        return Money(0, currency);
    const Result<Money> amount = Money::parse(value->text(), currency);
    if (!amount.ok())
        fail(name, u"out_of_range", pathOf(name) + QStringLiteral(": ") + amount.error().message);
    else if (amount->minor() < 0)
        fail(name, u"out_of_range", QStringLiteral("%1 must not be negative.").arg(pathOf(name)));
    return ok() ? *amount : Money(0, currency);
}

TimePoint FieldReader::time(QByteArrayView name)
{
    TimePoint at;
    const json::Value *value = member(name, Required, json::Type::String);
    if (value != nullptr && !fromIso(QByteArrayView(value->text()), &at))
        fail(name, u"out_of_range", QStringLiteral("%1 is no time of ISO 8601 with a zone.").arg(pathOf(name)));
    return at;
}

} // namespace cs::events
