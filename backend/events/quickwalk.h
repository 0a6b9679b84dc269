// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/need.h"
#include "backend/support/jsondoc.h"

#include <utility>

namespace cs::events {

/// How QuickReader gets from member to member of a record, over its index and in whatever order the members stand. While each
/// stands where it is asked for it goes straight on; what is not there and need not be, counts as absent. From the first of an
/// object that has to stand elsewhere, that object's members are looked up, and if one of them counted as absent, the object is
/// read once more. Each member is read exactly to its end: by its name, or at last as one of those that nobody asked for. So
/// what it takes, a walk over all of the index would have taken. After it gave up it finds no member any more.
class QuickWalk
{
protected:
    /// Of a Doc that is open.
    explicit QuickWalk(json::Doc &doc) : m_doc(doc), m_cursor(doc.index()), m_hasEscapes(doc.index().hasEscapes()) {}
    ~QuickWalk() = default;
    Q_DISABLE_COPY_MOVE(QuickWalk)

    bool isGood() const { return m_isGood; }
    bool atEnd() const { return m_cursor.atEnd(); }
    void giveUp()
    {
        m_isGood = false;
        m_cursor.stepToEnd();
    }
    /// `read` steps over the value of the member with that name. False if there is none, or it is null.
    template <size_t N, typename Read>
    Q_ALWAYS_INLINE bool member(const char (&name)[N], Need need, Read read)
    {
        json::Cursor::Place end = nullptr;
        if (m_object.members == nullptr && m_cursor.isKey(name))
            m_cursor.stepOverKey();
        else if ((end = goTo({name, N - 1}, slotOf(name), need)) == nullptr)
            return false;
        const bool there = m_cursor.peek() != 'n';
        there ? read() : takeNull(need);
        end == nullptr ? toNextKey() : checkAt(end);
        return there;
    }
    /// The same before the member's turn. Unless it is read again in its turn, an object that was in order so far is read again.
    template <size_t N, typename Read>
    void memberAhead(const char (&name)[N], Need need, Read read)
    {
        const json::Cursor::Place here = m_cursor.place();
        json::Cursor::Place end = nullptr;
        if (m_object.members == nullptr) {
            m_object.absent |= quint64(1) << slotOf(name);
            m_cursor = m_cursor.ahead(name);
            if (m_cursor.atEnd() && need != Need::Optional)
                return giveUp();
        } else if ((end = goTo({name, N - 1}, slotOf(name), need)) == nullptr) {
            return;
        }
        if (!m_cursor.atEnd())
            m_cursor.peek() != 'n' ? read() : takeNull(need);
        if (end != nullptr)
            checkAt(end);
        if (m_isGood)
            m_cursor.goTo(here);
    }
    /// `read` reads the members of the object here.
    template <typename Read>
    Q_ALWAYS_INLINE void walkObject(Read read)
    {
        if (!m_cursor.take('{') || (m_cursor.peek() != '"' && m_cursor.peek() != '}'))
            return giveUp();
        const Object outer = std::exchange(m_object, {m_cursor.place()});
        ++m_depth;
        ++m_level;
        do {
            read();
            takeRest(nullptr);
        } while (m_missedOne && startAgain());
        --m_depth;
        --m_level;
        m_object = outer;
        if (!m_cursor.take('}'))
            giveUp();
    }
    /// `read` reads one item of the list here.
    template <typename Read>
    void items(Read read)
    {
        if (!m_cursor.take('['))
            return giveUp();
        ++m_depth;
        if (m_cursor.peek() != ']') {
            do
                read();
            while (m_cursor.take(','));
        }
        --m_depth;
        if (!m_cursor.take(']'))
            giveUp();
    }
    /// The members that nobody asked for, as they were written, with commas between; nullptr: only steps over them.
    void takeRest(QByteArray *to)
    {
        if (m_object.members != nullptr || m_cursor.peek() != '}')
            takeMembers(to);
    }
    /// An object as it was written.
    QByteArrayView takeObject();

    json::Doc &m_doc;
    json::Cursor m_cursor;
    const bool m_hasEscapes;

private:
    struct Object
    {
        json::Cursor::Place first = nullptr; ///< of its members
        json::Members *members = nullptr;    ///< made when the first did not stand where it was asked for
        quint64 absent = 0;                  ///< slots of names that were not where they were asked for, before that
    };

    template <size_t N>
    Q_ALWAYS_INLINE static constexpr quint8 slotOf(const char (&name)[N])
    {
        return json::slotOf({name, N - 1});
    }
    bool makeMembers();
    bool startAgain();
    /// To the value of a member that is not the next; gives where it must end, or nullptr if there is none.
    json::Cursor::Place goTo(QByteArrayView name, quint8 slot, Need need);
    void takeMembers(QByteArray *to);
    void takeNull(Need need);
    /// Behind a member's value: to the next name, or to the end of the object.
    Q_ALWAYS_INLINE void toNextKey()
    {
        if (m_cursor.peek() == ',') {
            m_cursor.step();
            if (m_cursor.peek() == '"')
                return;
        } else if (m_cursor.peek() == '}') {
            return;
        }
        giveUp();
    }
    void checkAt(json::Cursor::Place end) { m_cursor.place() != end ? giveUp() : void(); }
    bool stepOverValue(quint32 *end);

    Object m_object;
    int m_depth = 0; ///< of lists and objects around the cursor
    int m_level = 0; ///< of objects
    bool m_isGood = true;
    bool m_missedOne = false; ///< a member of this object counted as absent and stands elsewhere
};

} // namespace cs::events
