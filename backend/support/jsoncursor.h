// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/jsonindex.h"
#include "backend/support/jsontext.h"

#include <array>
#include <cstring>

namespace cs::json {

/// Steps through an indexed text from place to place. It checks nothing of its own accord: whoever steps says what has to
/// stand there. At the end there is a '\0'. A small value, good as long as the index.
class Cursor final
{
public:
    /// One of the index's places. Those of one text can be compared.
    using Place = const quint32 *;

    explicit Cursor(const Index &index)
        : m_base(index.text().data()), m_at(index.begin()), m_end(index.end()), m_size(quint32(index.text().size()))
    {
    }

    bool atEnd() const { return m_at == m_end; }
    void stepToEnd() { m_at = m_end; }
    char peek() const { return m_at != m_end ? m_base[*m_at] : '\0'; }
    /// In bytes; not at the end.
    quint32 offset() const { return *m_at; }
    const char *base() const { return m_base; }
    Place place() const { return m_at; }
    /// Behind the last place.
    Place limit() const { return m_end; }
    /// To a place of the same text.
    void goTo(Place place) { m_at = place; }
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
        for (Place at = m_at; m_end - at > 2 && m_base[*at] == '"'; ++at) {
            if (isKey(at, name)) {
                found.m_at = at + 2;
                return found;
            }
            at = valueEnd(m_base, at + 2, m_end);
            if (at == m_end || m_base[*at] != ',')
                break;
        }
        found.stepToEnd();
        return found;
    }
    /// Behind whatever value begins there, by its brackets alone; `end` if the text ends before it does.
    static Place valueEnd(const char *base, Place at, Place end)
    {
        const auto change = [base](quint32 offset) { return int(kDepthChanges[static_cast<unsigned char>(base[offset])]); };
        int depth = change(*at++);
        if (depth < 0)
            return end;
        while (depth > 0 && at != end)
            depth += change(*at++);
        return at;
    }

private:
    static constexpr auto kDepthChanges = [] {
        std::array<qint8, 256> changes = {};
        changes['{'] = changes['['] = 1;
        changes['}'] = changes[']'] = -1;
        return changes;
    }();

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
