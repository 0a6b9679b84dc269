// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/jsondoc.h"
#include "backend/support/jsontext.h"

#include <algorithm>

namespace cs::json {

/// A string's text without its escapes; false for what is no escape of RFC 8259, or half a pair of surrogates.
bool unescapeText(QByteArrayView escaped, QByteArray *to);
/// Of an object with many members, the first key in the text that repeats an earlier one; nullptr: none does. Does not cost
/// the members' square.
const Cell *firstTwice(const Cell &object);
/// Reads a text byte by byte: slower than the walk over simdjson's index, and with the place of whatever is wrong. On the way out of a failure each level puts its step in front of the path, so that a good text
/// pays nothing for it.
class DocReading final
{
public:
    DocReading(Doc &doc, int maxDepth, ParseError *error)
        : m_doc(doc), m_cells(doc.m_cells), m_base(doc.m_text.data()), m_at(m_base), m_end(m_base + doc.m_text.size()),
          m_maxDepth(maxDepth), m_error(error)
    {
    }

    /// False, with the error set, if the text is refused.
    bool read();

private:
    struct Text
    {
        const char *data = nullptr;
        quint32 size = 0;
        quint32 at = 0;
    };

    Cell &nextCell()
    {
        if (m_used == m_cells.size())
            m_cells.resize(std::max<size_t>(64, 2 * m_used));
        Cell &cell = m_cells[m_used++];
        cell = Cell();
        return cell;
    }
    bool value(const Text &key, int depth);
    bool object(size_t self, int depth);
    bool array(size_t self, int depth);
    template <typename ReadChild>
    bool children(size_t self, char close, const char *words, ReadChild readChild);
    bool member(size_t self, int depth);
    bool tooDeep(int depth);
    bool string(Text *text);
    bool escapedString(const char *start, Text *text);
    bool number(Cell *cell);
    bool word(Cell *cell);
    bool isTwice(size_t self, const Text &key) const;
    bool json();
    const char *plainEnd(const char *at) const;
    const char *digits(const char *at) const;
    void skipSpace()
    {
        while (m_at != m_end && isSpace(*m_at))
            ++m_at;
    }
    bool take(char c)
    {
        skipSpace();
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }
    quint32 offset(const char *at) const { return quint32(at - m_base); }
    bool fail(const char16_t *code, const QString &message, qint64 at);
    bool notJson(const char *message, const char *at) { return fail(u"not_json", QString::fromLatin1(message), at - m_base); }
    bool duplicate(QByteArrayView key, qint64 at);
    void addStep(const QString &step);
    void addStep(QByteArrayView key) { addStep(QString::fromUtf8(key.first(std::min<qsizetype>(key.size(), 64)))); }

    Doc &m_doc;
    std::vector<Cell> &m_cells;
    const char *const m_base;
    const char *m_at;
    const char *const m_end;
    const int m_maxDepth;
    ParseError *m_error;
    size_t m_used = 0;
};

} // namespace cs::json
