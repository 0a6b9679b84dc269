// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/json.h"
#include "backend/support/jsontext.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <simdjson.h>
#include <unordered_set>

namespace cs::json {

namespace {

namespace od = simdjson::ondemand;

/// Up to this many bytes a thread's own parser is used again and again; a longer text gets one of its own, so that no
/// thread holds megabytes for ever.
constexpr qsizetype kReused = 64 * 1024;
constexpr qsizetype kMembersBeforeSet = 16;

QString wordsFor(simdjson::error_code code)
{
    switch (code) {
    case simdjson::EMPTY: return QStringLiteral("There is nothing to read.");
    case simdjson::UNCLOSED_STRING: return QStringLiteral("A text has no closing quote.");
    case simdjson::UNESCAPED_CHARS: return QStringLiteral("A control character stands in a text without an escape.");
    case simdjson::STRING_ERROR: return QStringLiteral("A text has an escape that is not valid.");
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return QStringLiteral("An object or a list has no end, or something stands behind it.");
    default: return QStringLiteral("This is not JSON.");
    }
}

/// Walks one text and builds the values. On the way out of a failure each level puts its step in front of the path, so
/// that a good text pays nothing for it.
class Walker
{
public:
    Walker(const char *base, int maxDepth, ParseError *error) : m_base(base), m_maxDepth(maxDepth), m_error(error) {}

    template <typename Source>
    bool container(Source &source, od::json_type type, int depth, Value *out)
    {
        if (depth > m_maxDepth) {
            return fail(QStringLiteral("too_deep"), QStringLiteral("This is nested deeper than %1 levels.").arg(m_maxDepth), out->offset());
        }
        const qint32 offset = out->offset();
        const bool ok = type == od::json_type::array ? array(source, depth, out) : object(source, depth, out);
        out->setOffset(offset);
        return ok;
    }
    bool scalar(std::string_view token, Value *out);
    bool fail(const QString &code, const QString &message, qint64 offset)
    {
        *m_error = {code, message, m_error->path, offset};
        return false;
    }
    bool fail(simdjson::error_code code, qint64 offset) { return fail(QStringLiteral("not_json"), wordsFor(code), offset); }

private:
    bool value(od::value &source, int depth, Value *out);
    bool member(od::field &field, int depth, QList<Value::Member> *members, std::unordered_set<std::string_view> *seen);
    bool isTwice(std::string_view key, const QList<Value::Member> &members, std::unordered_set<std::string_view> *seen) const;
    void addStep(const QString &step);

    template <typename Source>
    bool array(Source &source, int depth, Value *out)
    {
        od::array list;
        if (const auto code = source.get_array().get(list))
            return fail(code, out->offset());
        QList<Value> items;
        for (auto one : list) {
            od::value item;
            if (const auto code = one.get(item))
                return fail(code, -1);
            Value made;
            if (!value(item, depth, &made)) {
                addStep(QStringLiteral("[%1]").arg(items.size()));
                return false;
            }
            items.append(std::move(made));
        }
        *out = Value::array(std::move(items));
        return true;
    }
    template <typename Source>
    bool object(Source &source, int depth, Value *out)
    {
        od::object object;
        if (const auto code = source.get_object().get(object))
            return fail(code, out->offset());
        QList<Value::Member> members;
        members.reserve(8);
        std::unordered_set<std::string_view> seen;
        for (auto one : object) {
            od::field field;
            if (const auto code = std::move(one).get(field))
                return fail(code, -1);
            if (!member(field, depth, &members, &seen))
                return false;
        }
        *out = Value::object(std::move(members));
        return true;
    }

    const char *m_base;
    const int m_maxDepth;
    ParseError *m_error;
};

void Walker::addStep(const QString &step)
{
    QString &path = m_error->path;
    if (!path.isEmpty() && !path.startsWith(QLatin1Char('[')))
        path.prepend(QLatin1Char('.'));
    path.prepend(step);
}

bool Walker::isTwice(std::string_view key, const QList<Value::Member> &members, std::unordered_set<std::string_view> *seen) const
{
    const QByteArrayView view(key.data(), qsizetype(key.size()));
    if (members.size() <= kMembersBeforeSet)
        return std::any_of(members.begin(), members.end(), [&](const Value::Member &one) { return view == one.first; });
    return seen->count(key) > 0;
}

bool Walker::member(od::field &field, int depth, QList<Value::Member> *members, std::unordered_set<std::string_view> *seen)
{
    const qint64 keyAt = field.key().raw() - m_base - 1;
    std::string_view key;
    if (const auto code = field.unescaped_key().get(key))
        return fail(code, keyAt);
    const auto name = [&] { return QString::fromUtf8(key.data(), qsizetype(std::min<size_t>(key.size(), 64))); };
    if (isTwice(key, *members, seen)) {
        fail(QStringLiteral("duplicate_key"), QStringLiteral("The key \"%1\" stands twice in one object.").arg(name()), keyAt);
        addStep(name());
        return false;
    }
    if (members->size() == kMembersBeforeSet) { // from here on a set: many members must not cost their square
        for (const Value::Member &one : std::as_const(*members))
            seen->emplace(one.first.constData(), size_t(one.first.size()));
    }
    if (members->size() >= kMembersBeforeSet)
        seen->insert(key); // stays in the parser's buffer until the text is read
    members->append({QByteArray(key.data(), qsizetype(key.size())), Value()});
    if (value(field.value(), depth, &members->last().second))
        return true;
    addStep(name());
    return false;
}

bool Walker::value(od::value &source, int depth, Value *out)
{
    const std::string_view token = source.raw_json_token();
    out->setOffset(qint32(token.data() - m_base));
    if (token[0] == '{' || token[0] == '[')
        return container(source, token[0] == '[' ? od::json_type::array : od::json_type::object, depth + 1, out);
    if (token[0] != '"')
        return scalar(token, out);
    std::string_view text;
    if (const auto code = source.get_string().get(text))
        return fail(code, out->offset());
    const qint32 offset = out->offset();
    *out = Value::string(QByteArray(text.data(), qsizetype(text.size())));
    out->setOffset(offset);
    return true;
}

bool Walker::scalar(std::string_view token, Value *out)
{
    const qint32 offset = out->offset();
    const std::string_view text = trimmed(token);
    if (text == "true" || text == "false")
        *out = Value::boolean(text == "true");
    else if (text == "null")
        *out = Value();
    else if (isNumber(text))
        *out = Value::number(QByteArray(text.data(), qsizetype(text.size())));
    else
        return fail(QStringLiteral("not_json"), QStringLiteral("This is no JSON value."), offset);
    out->setOffset(offset);
    return true;
}

/// The outermost value; the only one that simdjson reads through the document.
bool walkDocument(od::document &document, std::string_view text, Walker &walker, Value *out)
{
    size_t start = 0;
    while (start < text.size() && isSpace(text[start]))
        ++start;
    out->setOffset(qint32(start));
    const char first = start < text.size() ? text[start] : 0;
    if (first == '{' || first == '[') {
        if (!walker.container(document, first == '[' ? od::json_type::array : od::json_type::object, 1, out))
            return false;
    } else if (first == '"') {
        std::string_view string;
        if (const auto code = document.get_string().get(string))
            return walker.fail(code, qint64(start));
        *out = Value::string(QByteArray(string.data(), qsizetype(string.size())));
        out->setOffset(qint32(start));
    } else {
        return walker.scalar(text.substr(start), out);
    }
    const char *behind = nullptr;
    if (document.current_location().get(behind) != simdjson::SUCCESS) // out of bounds: all was read
        return true;
    return walker.fail(QStringLiteral("not_json"), QStringLiteral("Something stands behind the end."), behind - text.data());
}

/// A padded copy of the text and the parser that reads it.
struct Workplace
{
    std::unique_ptr<char[]> buffer;
    size_t capacity = 0;
    od::parser parser;

    const char *fill(QByteArrayView text)
    {
        const size_t needed = size_t(text.size()) + simdjson::SIMDJSON_PADDING;
        if (needed > capacity) {
            capacity = std::max(needed, size_t(4096));
            buffer = std::make_unique<char[]>(capacity);
        }
        std::copy(text.begin(), text.end(), buffer.get()); // an empty text may have no bytes at all, which memcpy must not see
        std::memset(buffer.get() + text.size(), ' ', simdjson::SIMDJSON_PADDING);
        return buffer.get();
    }
};

/// Finds out what a refused text suffers from where simdjson does not say where.
void explain(std::string_view text, od::document *document, ParseError *error)
{
    const qint64 utf8 = badUtf8At(text.data(), text.size());
    if (utf8 >= 0) {
        *error = {QStringLiteral("not_utf8"), QStringLiteral("This is not UTF-8."), {}, utf8};
        return;
    }
    if (error->offset >= 0)
        return;
    const char *at = nullptr;
    if (document != nullptr && document->current_location().get(at) == simdjson::SUCCESS)
        error->offset = std::min<qint64>(at - text.data(), qint64(text.size()));
    else
        error->offset = std::max<qint64>(badStringAt(text), document == nullptr ? -1 : qint64(text.size()));
    if (error->offset < 0)
        error->offset = qint64(text.size());
}

bool parseIn(Workplace &place, QByteArrayView utf8, const Limits &limits, Value *out, ParseError *error)
{
    const char *base = place.fill(utf8);
    const std::string_view text(base, size_t(utf8.size()));
    Walker walker(base, limits.maxDepth, error);
    od::document document;
    const auto code = place.parser.iterate(base, text.size(), text.size() + simdjson::SIMDJSON_PADDING).get(document);
    if (code == simdjson::SUCCESS && walkDocument(document, text, walker, out))
        return true;
    if (code != simdjson::SUCCESS)
        walker.fail(code, -1);
    explain(text, code == simdjson::SUCCESS ? &document : nullptr, error);
    return false;
}

} // namespace

std::optional<Value> parse(QByteArrayView utf8, const Limits &limits, ParseError *error)
{
    thread_local Workplace reused;
    *error = {};
    if (utf8.size() > limits.maxBytes) {
        *error = {QStringLiteral("too_big"), QStringLiteral("This is longer than %1 bytes.").arg(limits.maxBytes), {}, limits.maxBytes};
        return std::nullopt;
    }
    std::optional<Value> value(std::in_place);
    if (utf8.size() <= kReused ? parseIn(reused, utf8, limits, &*value, error)
                               : parseIn(*std::make_unique<Workplace>(), utf8, limits, &*value, error))
        return value;
    return std::nullopt;
}

} // namespace cs::json
