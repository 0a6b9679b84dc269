// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/json.h"

namespace cs::json {

Value Value::boolean(bool on)
{
    Value value;
    value.m_type = Type::Bool;
    value.m_bool = on;
    return value;
}

Value Value::number(QByteArray text)
{
    Value value;
    value.m_type = Type::Number;
    value.m_text = std::move(text);
    return value;
}

Value Value::string(QByteArray utf8)
{
    Value value;
    value.m_type = Type::String;
    value.m_text = std::move(utf8);
    return value;
}

Value Value::array(QList<Value> items)
{
    Value value;
    value.m_type = Type::Array;
    value.m_items = std::move(items);
    return value;
}

Value Value::object(QList<Member> members)
{
    Value value;
    value.m_type = Type::Object;
    value.m_members = std::move(members);
    return value;
}

const Value *Value::find(QByteArrayView name) const
{
    for (const Member &one : m_members) {
        if (one.first.size() == name.size() && QByteArrayView(one.first) == name)
            return &one.second;
    }
    return nullptr;
}

Result<qint64> Value::toInt64() const
{
    bool ok = false;
    const qint64 number = m_type == Type::Number ? m_text.toLongLong(&ok) : 0;
    if (ok)
        return number;
    return Error::invalid(m_type == Type::Number ? QStringLiteral("This is no whole number of 64 bits.")
                                                 : QStringLiteral("This is no number."));
}

Result<Value> parse(QByteArrayView utf8, const Limits &limits)
{
    ParseError error;
    std::optional<Value> value = parse(utf8, limits, &error);
    if (value)
        return *std::move(value);
    const QString place = error.path.isEmpty() ? QString() : QStringLiteral("at %1, ").arg(error.path);
    const QString message = QStringLiteral("%1 (%2byte %3)").arg(error.message, place).arg(error.offset);
    return error.code == QLatin1String("too_big") ? Error::tooLarge(message) : Error::invalid(message);
}

} // namespace cs::json
