// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/json.h"

#include <charconv>

namespace cs::json {

namespace {

constexpr qsizetype kUsual = 512; ///< bytes that most texts fit in

void appendEscape(QByteArray *to, char c)
{
    constexpr char hex[] = "0123456789abcdef";
    switch (c) {
    case '"': to->append("\\\""); return;
    case '\\': to->append("\\\\"); return;
    case '\b': to->append("\\b"); return;
    case '\f': to->append("\\f"); return;
    case '\n': to->append("\\n"); return;
    case '\r': to->append("\\r"); return;
    case '\t': to->append("\\t"); return;
    default:
        to->append("\\u00");
        to->append(hex[(c >> 4) & 0xF]);
        to->append(hex[c & 0xF]);
    }
}

/// Copies runs that need no escape in one piece.
void appendText(QByteArray *to, QByteArrayView text)
{
    to->append('"');
    qsizetype start = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\')
            continue;
        to->append(text.sliced(start, at - start));
        appendEscape(to, c);
        start = at + 1;
    }
    to->append(text.sliced(start));
    to->append('"');
}

bool isPlain(char16_t c) { return c >= 0x20 && c <= 0x7F && c != u'"' && c != u'\\'; }

/// Plain ASCII, as nearly every text is, goes over in one piece with what stands around it. False: it is not, or is long.
template <typename Text>
bool appendPlain(QByteArray *to, bool comma, const Text &text, const char *end)
{
    constexpr qsizetype kLongest = 128;
    char whole[kLongest + 4];
    const qsizetype size = text.size();
    if (size > kLongest)
        return false;
    char *at = whole;
    if (comma)
        *at++ = ',';
    *at++ = '"';
    for (qsizetype i = 0; i < size; ++i) {
        const char16_t c = QChar(text[i]).unicode();
        if (!isPlain(c))
            return false;
        *at++ = static_cast<char>(c);
    }
    for (; *end != '\0'; ++end)
        *at++ = *end;
    to->append(whole, at - whole);
    return true;
}

void appendPretty(QByteArray *to, const Value &value, int indent)
{
    const bool isObject = value.isObject();
    const qsizetype count = isObject ? value.members().size() : value.items().size();
    if (count == 0) {
        to->append(Writer().value(value).bytes());
        return;
    }
    to->append(isObject ? '{' : '[');
    for (qsizetype i = 0; i < count; ++i) {
        to->append(i == 0 ? "\n" : ",\n");
        to->append(QByteArray(2 * (indent + 1), ' '));
        if (isObject) {
            appendText(to, value.members()[i].first);
            to->append(": ");
        }
        appendPretty(to, isObject ? value.members()[i].second : value.items()[i], indent + 1);
    }
    to->append('\n');
    to->append(QByteArray(2 * indent, ' '));
    to->append(isObject ? '}' : ']');
}

} // namespace

void Writer::comma()
{
    if (m_needsComma)
        m_bytes.append(',');
    m_needsComma = true;
}

Writer &Writer::beginObject()
{
    if (m_bytes.isNull())
        m_bytes.reserve(kUsual);
    comma();
    m_bytes.append('{');
    m_needsComma = false;
    return *this;
}

Writer &Writer::endObject()
{
    m_bytes.append('}');
    m_needsComma = true;
    return *this;
}

Writer &Writer::beginArray()
{
    comma();
    m_bytes.append('[');
    m_needsComma = false;
    return *this;
}

Writer &Writer::endArray()
{
    m_bytes.append(']');
    m_needsComma = true;
    return *this;
}

Writer &Writer::key(QByteArrayView name)
{
    if (!appendPlain(&m_bytes, m_needsComma, QLatin1String(name.data(), name.size()), "\":")) {
        utf8(name);
        m_bytes.append(':');
    }
    m_needsComma = false;
    return *this;
}

Writer &Writer::string(QStringView text)
{
    if (!appendPlain(&m_bytes, m_needsComma, text, "\""))
        return utf8(text.toUtf8());
    m_needsComma = true;
    return *this;
}

Writer &Writer::utf8(QByteArrayView text)
{
    comma();
    appendText(&m_bytes, text);
    return *this;
}

Writer &Writer::integer(qint64 number)
{
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    return raw(QByteArrayView(digits, end - digits));
}

Writer &Writer::raw(QByteArrayView json)
{
    comma();
    m_bytes.append(json);
    return *this;
}

Writer &Writer::money(const Money &amount)
{
    return raw(amount.toDecimal());
}

Writer &Writer::boolean(bool on)
{
    return raw(on ? QByteArrayView("true") : QByteArrayView("false"));
}

Writer &Writer::null()
{
    return raw("null");
}

Writer &Writer::value(const Value &value)
{
    switch (value.type()) {
    case Type::Null: return null();
    case Type::Bool: return boolean(value.toBool());
    case Type::Number: return raw(value.text());
    case Type::String: return utf8(value.text());
    case Type::Array:
        beginArray();
        for (const Value &item : value.items())
            this->value(item);
        return endArray();
    case Type::Object:
        beginObject();
        for (const Value::Member &member : value.members())
            key(member.first).value(member.second);
        return endObject();
    }
    return *this;
}

QByteArray pretty(const Value &value)
{
    QByteArray text;
    appendPretty(&text, value, 0);
    return text;
}

} // namespace cs::json
