// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/jsonmembers.h"

namespace cs::json {

bool Members::make(const Cursor &first, bool mayHaveEscapes)
{
    constexpr ptrdiff_t kShortest = 4; // places: of a name, a colon, a value, and what follows
    const char *const base = first.base();
    const Cursor::Place end = first.limit();
    Cursor::Place at = first.place();
    m_base = base;
    m_count = 0;
    m_first.fill(0);
    bool isMore = at != end && base[*at] != '}';
    while (isMore) {
        if (m_count == kMost || end - at < kShortest || base[at[0]] != '"' || base[at[1]] != ':')
            return false;
        quint32 nameEnd = at[1] - 1;
        while (base[nameEnd] != '"') // white space
            --nameEnd;
        const QByteArrayView name(base + at[0] + 1, qsizetype(nameEnd - at[0] - 1));
        const quint8 slot = slotOf(name);
        const quint8 next = m_first[slot];
        if ((mayHaveEscapes && name.contains('\\')) || (next != 0 && find(name, slot) >= 0))
            return false;
        const Cursor::Place key = at;
        at = Cursor::valueEnd(base, at + 2, end);
        if (at == end)
            return false;
        m_members[size_t(m_count)] = {key, at, quint32(name.size()), next, slot};
        m_first[slot] = quint8(++m_count);
        isMore = base[*at] == ',';
        at += isMore ? 1 : 0;
    }
    m_end = at;
    putBack();
    return at != end && base[*at] == '}';
}

} // namespace cs::json
