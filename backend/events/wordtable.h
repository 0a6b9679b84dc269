// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/samebytes.h"

#include <QByteArrayView>
#include <QList>
#include <QStringView>
#include <array>

namespace cs::events {

/// Finds a text among a few dozen fixed ones with one look and one comparison. `View` is a QByteArrayView or a QStringView; the
/// texts, none of them empty, must outlive the table. Not changed after it was made; any thread.
template <typename View>
class WordTable final
{
public:
    explicit WordTable(QList<View> words) : m_words(std::move(words))
    {
        Q_ASSERT(m_words.size() < 256);
        for (const View &word : std::as_const(m_words)) {
            quint8 &first = m_first[slotOf(word)];
            m_next.append(first);
            first = quint8(m_next.size());
        }
    }
    /// The place of the text in the list, or -1.
    int find(View text) const
    {
        if (text.isEmpty())
            return -1;
        int place = m_first[slotOf(text)];
        while (place > 0 && !isSame(m_words.at(place - 1), text))
            place = m_next.at(place - 1);
        return place - 1;
    }

private:
    static constexpr size_t kSlots = 256;

    static char unitOf(char c) { return c; }
    static char16_t unitOf(QChar c) { return c.unicode(); }
    static size_t slotOf(View text)
    {
        const auto unit = [text](qsizetype at) { return size_t(static_cast<quint8>(unitOf(text.data()[at]))); };
        return (unit(0) * 5 + unit(text.size() - 1) * 17 + unit(text.size() / 2) * 31 + size_t(text.size()) * 7) % kSlots;
    }
    static bool isSame(View a, View b)
    {
        return sameBytes({reinterpret_cast<const char *>(a.data()), a.size() * qsizetype(sizeof(*a.data()))},
                         {reinterpret_cast<const char *>(b.data()), b.size() * qsizetype(sizeof(*b.data()))});
    }

    QList<View> m_words;
    QList<quint8> m_next; ///< of the same slot; places start with 1, 0: none
    std::array<quint8, kSlots> m_first = {};
};

} // namespace cs::events
