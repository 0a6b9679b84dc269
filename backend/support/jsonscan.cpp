// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/jsonscan.h"
#include "backend/support/jsontext.h"

#include <algorithm>
#include <cstring>
namespace cs::json {

namespace {

constexpr quint32 kFewMembers = 16;

bool isPlain(char c)
{
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

int hexOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Four hexadecimal digits; -1 for anything else.
int hex4(const char *at, const char *end)
{
    if (end - at < 4)
        return -1;
    int number = 0;
    for (int i = 0; i < 4; ++i) {
        const int digit = hexOf(at[i]);
        if (digit < 0)
            return -1;
        number = number * 16 + digit;
    }
    return number;
}

void appendUtf8(QByteArray *to, char32_t code)
{
    const auto put = [to](char32_t byte) { to->append(static_cast<char>(static_cast<unsigned char>(byte))); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

/// Reads what stands behind a backslash and gives where it ends; nullptr if it is no escape of RFC 8259, or half a pair of
/// surrogates.
const char *unescape(const char *at, const char *end, QByteArray *to)
{
    constexpr char names[] = "\"\\/bfnrt";
    constexpr char bytes[] = "\"\\/\b\f\n\r\t";
    if (at == end)
        return nullptr;
    if (*at != 'u') {
        const char *found = *at != 0 ? std::strchr(names, *at) : nullptr;
        if (found == nullptr)
            return nullptr;
        to->append(bytes[found - names]);
        return at + 1;
    }
    int code = hex4(at + 1, end);
    at += 5;
    if (code < 0 || (code >= 0xDC00 && code < 0xE000))
        return nullptr;
    if (code >= 0xD800 && code < 0xDC00) {
        const int low = end - at >= 6 && at[0] == '\\' && at[1] == 'u' ? hex4(at + 2, end) : -1;
        if (low < 0xDC00 || low >= 0xE000)
            return nullptr;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        at += 6;
    }
    appendUtf8(to, char32_t(code));
    return at;
}

} // namespace

bool unescapeText(QByteArrayView escaped, QByteArray *to)
{
    const char *const end = escaped.data() + escaped.size();
    for (const char *at = escaped.data(); at != end;) {
        const char *next = std::find(at, end, '\\');
        to->append(at, next - at);
        at = next == end ? end : unescape(next + 1, end, to);
        if (at == nullptr)
            return false;
    }
    return true;
}

const Cell *firstTwice(const Cell &object)
{
    std::vector<const Cell *> members;
    members.reserve(size_t(object.count()));
    for (const Cell *one = object.firstChild(); one != nullptr; one = one->nextSibling())
        members.push_back(one);
    std::sort(members.begin(), members.end(), [](const Cell *a, const Cell *b) {
        const int order = a->key().compare(b->key());
        return order < 0 || (order == 0 && a->offset() < b->offset());
    });
    const Cell *first = nullptr;
    for (size_t i = 1; i < members.size(); ++i) {
        if (members[i]->key() == members[i - 1]->key() && (first == nullptr || members[i]->offset() < first->offset()))
            first = members[i];
    }
    return first;
}

bool DocReading::read()
{
    *m_error = {};
    const bool ok = json();
    // What is not UTF-8 is said before anything else: the rest of what is wrong often follows from it.
    const qint64 bad = m_end != m_base ? badUtf8At(m_base, size_t(m_end - m_base)) : -1;
    if (bad >= 0)
        *m_error = {QStringLiteral("not_utf8"), QStringLiteral("This is not UTF-8."), {}, bad};
    return ok && bad < 0;
}

bool DocReading::fail(const char16_t *code, const QString &message, qint64 at)
{
    *m_error = {QString::fromUtf16(code), message, m_error->path, at};
    return false;
}

void DocReading::addStep(const QString &step)
{
    QString &path = m_error->path;
    if (!path.isEmpty() && !path.startsWith(QLatin1Char('[')))
        path.prepend(QLatin1Char('.'));
    path.prepend(step);
}

bool DocReading::duplicate(QByteArrayView key, qint64 at)
{
    const QString name = QString::fromUtf8(key.first(std::min<qsizetype>(key.size(), 64)));
    fail(u"duplicate_key", QStringLiteral("The key \"%1\" stands twice in one object.").arg(name), at);
    addStep(name);
    return false;
}

bool DocReading::json()
{
    skipSpace();
    if (m_at == m_end)
        return notJson("There is nothing to read.", m_at);
    if (!value({}, 1))
        return false;
    skipSpace();
    return m_at == m_end || notJson("Something stands behind the end.", m_at);
}

bool DocReading::value(const Text &key, int depth)
{
    skipSpace();
    const size_t self = m_used;
    Cell &cell = nextCell();
    cell.m_key = key.data;
    cell.m_keySize = key.size;
    cell.m_keyAt = key.at;
    cell.m_at = offset(m_at);
    bool ok = true;
    switch (m_at == m_end ? '\0' : *m_at) {
    case '"': {
        Text text;
        ok = string(&text);
        cell.m_type = Type::String;
        cell.m_text = text.data;
        cell.m_size = text.size;
        break;
    }
    case '{':
        ok = object(self, depth);
        break;
    case '[':
        ok = array(self, depth);
        break;
    case 't': case 'f': case 'n':
        ok = word(&cell);
        break;
    default:
        ok = number(&cell);
    }
    if (ok)
        m_cells[self].m_end = offset(m_at); // not `cell`: the row may have moved
    return ok;
}

/// What stands between the brackets, with commas between; `words` for when neither a comma nor the end follows.
template <typename ReadChild>
bool DocReading::children(size_t self, char close, const char *words, ReadChild readChild)
{
    ++m_at;
    if (take(close))
        return true;
    size_t last = 0;
    do {
        const size_t child = m_used;
        if (!readChild())
            return false;
        if (last != 0)
            m_cells[last].m_skip = quint32(child - last);
        last = child;
        ++m_cells[self].m_count;
    } while (take(','));
    return take(close) || notJson(words, m_at);
}

bool DocReading::tooDeep(int depth)
{
    return depth > m_maxDepth && !fail(u"too_deep", QStringLiteral("This is nested deeper than %1 levels.").arg(m_maxDepth), m_at - m_base);
}

bool DocReading::member(size_t self, int depth)
{
    skipSpace();
    Text key;
    if (m_at == m_end || *m_at != '"')
        return notJson("A key is expected here.", m_at);
    if (!string(&key))
        return false;
    if (m_cells[self].m_count <= kFewMembers && isTwice(self, key))
        return duplicate({key.data, qsizetype(key.size)}, key.at);
    m_cells[self].m_marks |= markOf(QByteArrayView(key.data, qsizetype(key.size)));
    if (!take(':'))
        return notJson("A colon is expected here.", m_at);
    if (value(key, depth + 1))
        return true;
    addStep(QByteArrayView(key.data, qsizetype(key.size)));
    return false;
}

bool DocReading::object(size_t self, int depth)
{
    m_cells[self].m_type = Type::Object;
    if (tooDeep(depth))
        return false;
    if (!children(self, '}', "A comma or the end of an object is expected here.", [&] { return member(self, depth); }))
        return false;
    const Cell *twice = m_cells[self].m_count > kFewMembers ? firstTwice(m_cells[self]) : nullptr;
    return twice == nullptr || duplicate(twice->key(), twice->m_keyAt);
}

bool DocReading::array(size_t self, int depth)
{
    m_cells[self].m_type = Type::Array;
    if (tooDeep(depth))
        return false;
    return children(self, ']', "A comma or the end of a list is expected here.", [&] {
        if (value({}, depth + 1))
            return true;
        addStep(QStringLiteral("[%1]").arg(m_cells[self].m_count));
        return false;
    });
}

bool DocReading::isTwice(size_t self, const Text &key) const
{
    for (const Cell *one = m_cells[self].firstChild(); one != nullptr; one = one->nextSibling()) {
        if (one->m_keySize == key.size && std::memcmp(one->m_key, key.data, key.size) == 0)
            return true;
    }
    return false;
}

/// The first quote, backslash or control character from `at` on, or the end of the text.
const char *DocReading::plainEnd(const char *at) const
{
    return std::find_if_not(at, m_end, isPlain);
}

bool DocReading::string(Text *text)
{
    text->at = offset(m_at);
    const char *start = m_at + 1;
    const char *end = plainEnd(start);
    if (end != m_end && *end == '\\')
        return escapedString(start, text);
    if (end == m_end)
        return notJson("A text has no closing quote.", m_at);
    if (*end != '"')
        return notJson("A control character stands in a text without an escape.", end);
    text->data = start;
    text->size = quint32(end - start);
    m_at = end + 1;
    return true;
}

bool DocReading::escapedString(const char *start, Text *text)
{
    QByteArray &plain = m_doc.m_unescaped.emplace_back();
    for (const char *at = start;;) {
        const char *end = plainEnd(at);
        plain.append(at, end - at);
        if (end == m_end)
            return notJson("A text has no closing quote.", start - 1);
        if (*end == '"') {
            text->data = plain.constData();
            text->size = quint32(plain.size());
            m_at = end + 1;
            return true;
        }
        if (*end != '\\')
            return notJson("A control character stands in a text without an escape.", end);
        at = unescape(end + 1, m_end, &plain);
        if (at == nullptr)
            return notJson("A text has an escape that is not valid.", end);
    }
}

const char *DocReading::digits(const char *at) const
{
    while (at != m_end && *at >= '0' && *at <= '9')
        ++at;
    return at;
}

/// The grammar of RFC 8259, section 6; the text is kept as it stands.
bool DocReading::number(Cell *cell)
{
    const char *at = m_at != m_end && *m_at == '-' ? m_at + 1 : m_at;
    const char *end = digits(at);
    bool ok = end != at && (*at != '0' || end == at + 1);
    if (ok && end != m_end && *end == '.') {
        at = end + 1;
        end = digits(at);
        ok = end != at;
    }
    if (ok && end != m_end && (*end == 'e' || *end == 'E')) {
        at = end + 1;
        if (at != m_end && (*at == '+' || *at == '-'))
            ++at;
        end = digits(at);
        ok = end != at;
    }
    if (!ok)
        return notJson("This is no JSON value.", m_at);
    cell->m_type = Type::Number;
    cell->m_text = m_at;
    cell->m_size = quint32(end - m_at);
    m_at = end;
    return true;
}

bool DocReading::word(Cell *cell)
{
    const QByteArrayView rest(m_at, m_end - m_at);
    const auto is = [&](QByteArrayView name) { return rest.startsWith(name); };
    if (is("null")) {
        m_at += 4;
    } else if (is("true") || is("false")) {
        cell->m_type = Type::Bool;
        cell->m_on = *m_at == 't';
        m_at += cell->m_on ? 4 : 5;
    } else {
        return notJson("This is no JSON value.", m_at);
    }
    return true;
}

} // namespace cs::json
