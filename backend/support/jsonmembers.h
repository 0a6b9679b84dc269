// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/jsoncursor.h"
#include "backend/support/samebytes.h"

#include <array>
#include <bit>

namespace cs::json {

inline constexpr int kMemberSlots = 64;

/// The slot of a name, by a few of its bytes.
Q_ALWAYS_INLINE constexpr quint8 slotOf(QByteArrayView name)
{
    if (name.isEmpty())
        return 0;
    const auto byte = [name](qsizetype at) { return quint32(static_cast<unsigned char>(name.data()[at])); };
    return quint8((byte(0) * 3 + byte(name.size() / 2) * 7 + byte(name.size() - 1) * 13 + quint32(name.size())) % kMemberSlots);
}

/// Where the members of one object of an indexed text stand, for who met a name that it did not expect. It knows the names and
/// the extents; what stands in the values it has not looked at. Good as long as the index. It is large and takes no memory of
/// its own, so it is best kept from object to object.
class Members final
{
public:
    static constexpr int kMost = 64;

    struct Member
    {
        Cursor::Place key; ///< of the name
        Cursor::Place end; ///< behind the value: of a comma or of the end of the object
        quint32 keySize;
        quint8 next; ///< the place, counted from 1, of another one in the same slot; 0: none
        quint8 slot;
    };

    Members() = default; // NOLINT: what make() has not written is not read
    Q_DISABLE_COPY_MOVE(Members)

    /// `first` is behind the object's opening bracket. False for what is no inside of an object, has a name twice or one with an
    /// escape, or more members than kMost.
    bool make(const Cursor &first, bool mayHaveEscapes);
    /// Those that stand before a place count as taken.
    void takeBefore(Cursor::Place place)
    {
        while (m_left != 0 && m_members[size_t(std::countr_zero(m_left))].key < place)
            m_left &= m_left - 1;
    }
    /// None counts as taken.
    void putBack() { m_left = m_count == 0 ? 0 : ~quint64(0) >> (kMost - m_count); }
    /// May one that is not taken have a name of these slots, a bit for each? False is certain.
    bool mayHaveLeft(quint64 oneOf) const
    {
        for (quint64 left = oneOf == 0 ? 0 : m_left; left != 0; left &= left - 1) {
            if ((oneOf >> m_members[size_t(std::countr_zero(left))].slot & 1) != 0)
                return true;
        }
        return false;
    }
    bool has(QByteArrayView name) const { return find(name, slotOf(name)) >= 0; }
    /// The member of that name, which is taken from then on, and may be taken again; nullptr if there is none.
    const Member *take(QByteArrayView name, quint8 slot)
    {
        const int place = find(name, slot);
        if (place < 0)
            return nullptr;
        m_left &= ~(quint64(1) << place);
        return &m_members[size_t(place)];
    }
    /// The first member that nobody took yet; nullptr if there is none.
    const Member *takeLeft()
    {
        if (m_left == 0)
            return nullptr;
        const int place = std::countr_zero(m_left);
        m_left &= m_left - 1;
        return &m_members[size_t(place)];
    }
    /// Of the object's closing bracket.
    Cursor::Place end() const { return m_end; }

private:
    int find(QByteArrayView name, quint8 slot) const
    {
        int place = m_first[slot];
        while (place != 0 && !sameBytes(nameOf(m_members[size_t(place - 1)]), name))
            place = m_members[size_t(place - 1)].next;
        return place - 1;
    }
    QByteArrayView nameOf(const Member &one) const { return {m_base + *one.key + 1, qsizetype(one.keySize)}; }

    const char *m_base = nullptr;
    Cursor::Place m_end = nullptr;
    quint64 m_left = 0; ///< a bit for each member that was not taken
    int m_count = 0;
    std::array<quint8, kMemberSlots> m_first; ///< places, counted from 1; 0: none
    std::array<Member, kMost> m_members;
};

} // namespace cs::json
