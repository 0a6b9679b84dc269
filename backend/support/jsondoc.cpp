// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/jsondoc.h"
#include "backend/support/jsonscan.h"

#include <cstring>

namespace cs::json {

namespace {

constexpr size_t kKeptCells = 256 * 1024 / sizeof(Cell); ///< for more, memory is taken and given back
constexpr size_t kLeastCells = 256;
constexpr quint32 kComparedMembers = 64; ///< up to here it costs less to compare keys than to sort them

} // namespace

/// Walks over the index and makes the cells. Says only whether the text is good; what is wrong with it, DocReading finds.
class DocWalk final
{
public:
    DocWalk(Doc &doc, const Cursor &cursor)
        : m_doc(doc), m_cursor(cursor), m_base(doc.m_text.data()), m_maxDepth(doc.m_limits.maxDepth), m_hasEscapes(doc.m_index.hasEscapes())
    {
        const size_t most = size_t(doc.m_index.end() - doc.m_index.begin()); // there are no more values than marks
        if (doc.m_cells.size() < most)
            doc.m_cells.resize(std::max<size_t>(most, kLeastCells));
        m_next = doc.m_cells.data();
    }

    const Cursor &cursor() const { return m_cursor; }
    /// The value at the cursor, which it steps over.
    bool run(int depth)
    {
        Cell *root = m_next++;
        *root = Cell();
        return !m_cursor.atEnd() && value(root, depth);
    }

private:
    bool value(Cell *cell, int depth);
    bool object(Cell *cell, int depth);
    bool array(Cell *cell, int depth);
    bool key(Cell *object, Cell *member);
    template <typename ReadChild>
    bool children(Cell *cell, char close, ReadChild readChild);
    bool string(const char **text, quint32 *size, quint32 *end);
    bool scalar(Cell *cell);
    static bool isTwice(const Cell &object, const Cell &member);

    Doc &m_doc;
    Cursor m_cursor;
    const char *const m_base;
    Cell *m_next = nullptr;
    const int m_maxDepth;
    const bool m_hasEscapes;
};

bool DocWalk::value(Cell *cell, int depth)
{
    const char first = m_cursor.peek();
    if (first == '\0')
        return false;
    cell->m_at = m_cursor.offset();
    if (first == '{')
        return depth <= m_maxDepth && object(cell, depth);
    if (first == '[')
        return depth <= m_maxDepth && array(cell, depth);
    if (first != '"')
        return scalar(cell);
    cell->m_type = Type::String;
    return string(&cell->m_text, &cell->m_size, &cell->m_end);
}

bool DocWalk::string(const char **text, quint32 *size, quint32 *end)
{
    const QByteArrayView inner = m_cursor.text();
    *text = inner.data();
    *size = quint32(inner.size());
    *end = quint32(inner.data() - m_base) + *size + 1;
    if (!m_hasEscapes || std::memchr(*text, '\\', *size) == nullptr)
        return true;
    QByteArray &plain = m_doc.m_unescaped.emplace_back();
    if (!unescapeText(inner, &plain))
        return false;
    *text = plain.constData();
    *size = quint32(plain.size());
    return true;
}

bool DocWalk::scalar(Cell *cell)
{
    const QByteArrayView view = m_cursor.token();
    const std::string_view token(view.data(), size_t(view.size()));
    cell->m_end = cell->m_at + quint32(token.size());
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

bool DocWalk::isTwice(const Cell &object, const Cell &member)
{
    for (const Cell *one = &object + 1; one != &member; one += one->m_skip) {
        if (one->key() == member.key())
            return true;
        if (one->m_skip == 0)
            break;
    }
    return false;
}

/// What stands between the brackets, with commas between.
template <typename ReadChild>
bool DocWalk::children(Cell *cell, char close, ReadChild readChild)
{
    m_cursor.step();
    Cell *last = nullptr;
    if (m_cursor.peek() != close) {
        do {
            Cell *child = m_next++;
            *child = Cell();
            if (!readChild(child))
                return false;
            if (last != nullptr)
                last->m_skip = quint32(child - last);
            last = child;
            ++cell->m_count;
        } while (m_cursor.take(','));
    }
    if (m_cursor.peek() != close)
        return false;
    cell->m_end = m_cursor.offset() + 1;
    m_cursor.step();
    return true;
}

/// A key whose mark none before it has needs no comparison.
bool DocWalk::key(Cell *object, Cell *member)
{
    if (m_cursor.peek() != '"')
        return false;
    member->m_keyAt = m_cursor.offset();
    quint32 end = 0;
    if (!string(&member->m_key, &member->m_keySize, &end) || !m_cursor.take(':'))
        return false;
    const quint64 mark = markOf(member->key());
    const bool maybeTwice = object->mayHave(mark) && object->m_count <= kComparedMembers;
    object->m_marks |= mark;
    return !maybeTwice || !isTwice(*object, *member);
}

bool DocWalk::object(Cell *cell, int depth)
{
    cell->m_type = Type::Object;
    const bool good = children(cell, '}', [&](Cell *child) { return key(cell, child) && value(child, depth + 1); });
    return good && (cell->m_count <= kComparedMembers || firstTwice(*cell) == nullptr);
}

bool DocWalk::array(Cell *cell, int depth)
{
    cell->m_type = Type::Array;
    return children(cell, ']', [&](Cell *child) { return value(child, depth + 1); });
}

bool Doc::open(QByteArrayView utf8, const Limits &limits)
{
    openWithoutIndex(utf8, limits);
    m_isOpen = utf8.size() <= limits.maxBytes && m_index.make(utf8);
    return m_isOpen;
}

void Doc::openWithoutIndex(QByteArrayView utf8, const Limits &limits)
{
    m_text = utf8;
    m_limits = limits;
    m_isOpen = false;
    m_hasRootMembers = false;
    m_index.clear();
    if (!m_unescaped.empty())
        m_unescaped.clear();
    if (m_cells.size() > kKeptCells)
        m_cells = {};
}

const Members *Doc::makeRootMembers()
{
    Cursor cursor(m_index);
    m_hasRootMembers = cursor.take('{') && m_members.front().make(cursor, m_index.hasEscapes());
    return m_hasRootMembers ? &m_members.front() : nullptr;
}

bool Doc::stepOver(Cursor *cursor, int depth, quint32 *end)
{
    DocWalk walk(*this, *cursor);
    const bool good = walk.run(depth);
    *cursor = walk.cursor();
    *end = m_cells.front().m_end;
    return good;
}

bool Doc::read(ParseError *error)
{
    if (m_text.size() > m_limits.maxBytes) {
        *error = {QStringLiteral("too_big"), QStringLiteral("This is longer than %1 bytes.").arg(m_limits.maxBytes), {}, m_limits.maxBytes};
        return false;
    }
    m_unescaped.clear();
    DocWalk walk(*this, Cursor(m_index));
    if (m_isOpen && walk.run(1) && walk.cursor().atEnd())
        return true;
    m_unescaped.clear();
    return DocReading(*this, m_limits.maxDepth, error).read();
}

} // namespace cs::json
