// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/jsondoc.h"
#include "backend/support/jsonscan.h"

#include <cstring>
#include <simdjson.h>

namespace cs::json {

namespace {

constexpr size_t kKeptBytes = 64 * 1024; ///< for a longer text memory is taken and given back
constexpr quint32 kComparedMembers = 16;

} // namespace

/// simdjson's first stage, which finds where the values and the marks of a text begin, and checks its UTF-8.
struct Doc::Index
{
    std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;

    bool make(QByteArrayView text)
    {
        const size_t size = size_t(text.size());
        if (parser == nullptr || parser->capacity() < size) {
            const size_t capacity = std::max<size_t>(size, 4096);
            if (simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 32, parser) != simdjson::SUCCESS)
                return false;
        }
        const auto *bytes = reinterpret_cast<const uint8_t *>(text.data());
        return parser->stage1(bytes, size, simdjson::stage1_mode::regular) == simdjson::SUCCESS;
    }
};

/// Walks over the index and makes the cells. Says only whether the text is good; what is wrong with it, DocReading finds.
class DocWalk final
{
public:
    DocWalk(Doc &doc, const simdjson::internal::dom_parser_implementation &index, int maxDepth)
        : m_doc(doc), m_base(doc.m_text.data()), m_at(index.structural_indexes.get()), m_end(m_at + index.n_structural_indexes),
          m_size(quint32(doc.m_text.size())), m_maxDepth(maxDepth),
          m_hasEscapes(std::memchr(m_base, '\\', size_t(doc.m_text.size())) != nullptr)
    {
        const size_t most = index.n_structural_indexes; // there are no more values than marks
        if (doc.m_cells.size() < most)
            doc.m_cells.resize(std::max<size_t>(most, 256));
        m_next = doc.m_cells.data();
    }

    bool run()
    {
        Cell *root = m_next++;
        *root = Cell();
        return m_at != m_end && value(root, 1) && m_at == m_end;
    }

private:
    char peek() const { return m_at != m_end ? m_base[*m_at] : '\0'; }
    bool value(Cell *cell, int depth);
    bool object(Cell *cell, int depth);
    bool array(Cell *cell, int depth);
    bool string(const char **text, quint32 *size, quint32 *end);
    bool scalar(Cell *cell);
    bool isTwice(const Cell *object, const Cell *key) const;
    quint32 tokenEnd() const
    {
        quint32 end = m_at != m_end ? *m_at : m_size;
        while (isSpace(m_base[end - 1]))
            --end;
        return end;
    }

    Doc &m_doc;
    const char *const m_base;
    const quint32 *m_at;
    const quint32 *const m_end;
    Cell *m_next = nullptr;
    const quint32 m_size;
    const int m_maxDepth;
    const bool m_hasEscapes;
};

bool DocWalk::value(Cell *cell, int depth)
{
    cell->m_at = *m_at;
    switch (peek()) {
    case '"':
        cell->m_type = Type::String;
        return string(&cell->m_text, &cell->m_size, &cell->m_end);
    case '{':
        return depth <= m_maxDepth && object(cell, depth);
    case '[':
        return depth <= m_maxDepth && array(cell, depth);
    default:
        return scalar(cell);
    }
}

/// A text ends at the last byte before the next mark that is no space.
bool DocWalk::string(const char **text, quint32 *size, quint32 *end)
{
    const quint32 start = *m_at++ + 1;
    *end = tokenEnd();
    *text = m_base + start;
    *size = *end - 1 - start;
    if (!m_hasEscapes || std::memchr(*text, '\\', *size) == nullptr)
        return true;
    QByteArray &plain = m_doc.m_unescaped.emplace_back();
    if (!unescapeText({*text, qsizetype(*size)}, &plain))
        return false;
    *text = plain.constData();
    *size = quint32(plain.size());
    return true;
}

bool DocWalk::scalar(Cell *cell)
{
    ++m_at;
    cell->m_end = tokenEnd();
    const std::string_view token(m_base + cell->m_at, cell->m_end - cell->m_at);
    if (isNumber(token)) {
        cell->m_type = Type::Number;
        cell->m_text = token.data();
        cell->m_size = quint32(token.size());
        return true;
    }
    cell->m_on = token == "true";
    cell->m_type = cell->m_on || token == "false" ? Type::Bool : Type::Null;
    return cell->m_type == Type::Bool || token == "null";
}

bool DocWalk::isTwice(const Cell *object, const Cell *key) const
{
    for (const Cell *one = object + 1; one != key; one += one->m_skip) {
        if (one->key() == key->key())
            return true;
        if (one->m_skip == 0)
            break;
    }
    return false;
}

bool DocWalk::object(Cell *cell, int depth)
{
    cell->m_type = Type::Object;
    ++m_at;
    quint64 marks = 0; // of the keys so far: one whose mark is new needs no comparison
    Cell *last = nullptr;
    quint32 count = 0;
    while (peek() != '}' || count > 0) {
        if (peek() != '"')
            return false;
        Cell *child = m_next++;
        *child = Cell();
        child->m_keyAt = *m_at;
        quint32 end = 0;
        if (!string(&child->m_key, &child->m_keySize, &end) || peek() != ':')
            return false;
        const quint64 mark = markOf(child->key());
        if ((marks & mark) != 0 && count <= kComparedMembers && isTwice(cell, child))
            return false;
        marks |= mark;
        if (++m_at == m_end || !value(child, depth + 1))
            return false;
        if (last != nullptr)
            last->m_skip = quint32(child - last);
        last = child;
        ++count;
        if (peek() == '}')
            break;
        if (peek() != ',')
            return false;
        ++m_at;
    }
    cell->m_count = count;
    cell->m_marks = marks;
    cell->m_end = *m_at++ + 1;
    return count <= kComparedMembers || firstTwice(*cell) == nullptr;
}

bool DocWalk::array(Cell *cell, int depth)
{
    cell->m_type = Type::Array;
    ++m_at;
    Cell *last = nullptr;
    quint32 count = 0;
    while (peek() != ']' || count > 0) {
        Cell *child = m_next++;
        *child = Cell();
        if (m_at == m_end || !value(child, depth + 1))
            return false;
        if (last != nullptr)
            last->m_skip = quint32(child - last);
        last = child;
        ++count;
        if (peek() == ']')
            break;
        if (peek() != ',')
            return false;
        ++m_at;
    }
    cell->m_count = count;
    cell->m_end = *m_at++ + 1;
    return true;
}

Doc::Doc() : m_index(std::make_unique<Index>()) {}
Doc::~Doc() = default;

void Doc::reset(QByteArrayView utf8)
{
    m_text = utf8;
    m_unescaped.clear();
    if (m_cells.size() * sizeof(Cell) > kKeptBytes * 4)
        m_cells = {};
    if (m_index->parser != nullptr && m_index->parser->capacity() > kKeptBytes)
        m_index->parser.reset();
}

bool Doc::read(QByteArrayView utf8, const Limits &limits, ParseError *error)
{
    reset(utf8);
    if (utf8.size() > limits.maxBytes) {
        *error = {QStringLiteral("too_big"), QStringLiteral("This is longer than %1 bytes.").arg(limits.maxBytes), {}, limits.maxBytes};
        return false;
    }
    if (!utf8.isEmpty() && m_index->make(utf8) && DocWalk(*this, *m_index->parser, limits.maxDepth).run())
        return true;
    m_unescaped.clear();
    return DocReading(*this, limits.maxDepth, error).read();
}

} // namespace cs::json
