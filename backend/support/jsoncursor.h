// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/jsonindex.h"
#include "backend/support/jsontext.h"

#include <cstring>

namespace cs::json {

/// Steps through an indexed text from place to place. It checks nothing of its own accord: whoever steps says what has to
/// stand there. At the end there is a '\0'. A small value, good as long as the index.
class Cursor final
{
public:
    explicit Cursor(const Index &index)
        : m_base(index.text().data()), m_at(index.begin()), m_end(index.end()), m_size(quint32(index.text().size()))
    {
    }

    bool atEnd() const { return m_at == m_end; }
    void stepToEnd() { m_at = m_end; }
    char peek() const { return m_at != m_end ? m_base[*m_at] : '\0'; }
    /// In bytes; not at the end.
    quint32 offset() const { return *m_at; }
    void step() { ++m_at; }
    bool take(char c)
    {
        const bool here = peek() == c;
        m_at += here ? 1 : 0;
        return here;
    }
    /// Steps over a text, number or word and gives its end in bytes: behind its last byte that is no space.
    quint32 stepOverToken()
    {
        quint32 end = ++m_at != m_end ? *m_at : m_size;
        while (isSpace(m_base[end - 1]))
            --end;
        return end;
    }
    /// The number or word here, which it steps over; empty at the end.
    QByteArrayView token()
    {
        if (atEnd())
            return {};
        const quint32 start = *m_at;
        return {m_base + start, qsizetype(stepOverToken() - start)};
    }
    /// What stands between the quotes of the text here, escapes and all; it steps over it.
    QByteArrayView text()
    {
        const quint32 start = *m_at + 1;
        return {m_base + start, qsizetype(stepOverToken() - 1 - start)};
    }
    /// Does `"name":` and then something stand here?
    template <size_t N>
    bool isKey(const char (&name)[N]) const
    {
        return isKey(m_at, name);
    }
    void stepOverKey() { m_at += 2; }
    /// The cursor at the value of a member with that name among those from here to the end of the object; at the end if
    /// there is none.
    template <size_t N>
    Cursor ahead(const char (&name)[N]) const
    {
        Cursor found = *this;
        int depth = 0;
        for (; found.m_at != m_end && depth >= 0; ++found.m_at) {
            const char c = m_base[*found.m_at];
            if (c == '"' && depth == 0 && isKey(found.m_at, name)) {
                found.stepOverKey();
                return found;
            }
            if (c == '{' || c == '[')
                ++depth;
            else if (c == '}' || c == ']')
                --depth;
        }
        found.stepToEnd();
        return found;
    }

private:
    template <size_t N>
    bool isKey(const quint32 *at, const char (&name)[N]) const
    {
        constexpr quint32 kLength = N - 1;
        if (m_end - at < 3 || at[1] - at[0] < kLength + 2)
            return false;
        const char *key = m_base + at[0];
        return key[0] == '"' && std::memcmp(key + 1, name, kLength) == 0 && key[kLength + 1] == '"' && m_base[at[1]] == ':';
    }

    const char *m_base;
    const quint32 *m_at;
    const quint32 *m_end;
    quint32 m_size;
};

} // namespace cs::json
