// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/quickwalk.h"

namespace cs::events {

bool QuickWalk::makeMembers()
{
    if (m_level > json::Doc::kMemberLevels) {
        giveUp();
        return false;
    }
    json::Cursor first = m_cursor;
    first.goTo(m_object.first);
    json::Members *members = m_depth == 1 ? m_doc.takeRootMembers() : nullptr;
    if (members == nullptr) {
        members = &m_doc.members(m_level - 1);
        if (!members->make(first, m_hasEscapes)) {
            giveUp();
            return false;
        }
    }
    members->takeBefore(m_cursor.place());
    m_object.members = members;
    m_missedOne = members->mayHaveLeft(m_object.absent);
    if (m_missedOne)
        giveUp();
    return m_isGood;
}

/// After a failure that is none: from the first member again, all of which are found now.
bool QuickWalk::startAgain()
{
    m_missedOne = false;
    m_isGood = true;
    m_object.members->putBack();
    m_cursor.goTo(m_object.first);
    return true;
}

json::Cursor::Place QuickWalk::goTo(QByteArrayView name, quint8 slot, Need need)
{
    if (m_object.members == nullptr && need == Need::Optional) {
        m_object.absent |= quint64(1) << slot;
        return nullptr;
    }
    if (!m_isGood || (m_object.members == nullptr && !makeMembers()))
        return nullptr;
    const json::Members::Member *member = m_object.members->take(name, slot);
    if (member == nullptr) {
        if (need != Need::Optional)
            giveUp();
        return nullptr;
    }
    m_cursor.goTo(member->key);
    m_cursor.stepOverKey();
    return member->end;
}

void QuickWalk::takeNull(Need need)
{
    if (need != Need::Optional || m_cursor.token() != "null")
        giveUp();
}

bool QuickWalk::stepOverValue(quint32 *end)
{
    if (m_cursor.peek() != '"' || m_hasEscapes)
        return m_doc.stepOver(&m_cursor, m_depth + 1, end);
    *end = m_cursor.stepOverToken();
    return true;
}

QByteArrayView QuickWalk::takeObject()
{
    const quint32 start = m_cursor.peek() == '{' ? m_cursor.offset() : 0;
    quint32 end = 0;
    if (m_cursor.peek() == '{' && m_doc.stepOver(&m_cursor, m_depth + 1, &end))
        return m_doc.slice(start, end);
    giveUp();
    return {};
}

void QuickWalk::takeMembers(QByteArray *to)
{
    if (!m_isGood || (m_object.members == nullptr && !makeMembers()))
        return;
    while (const json::Members::Member *member = m_object.members->takeLeft()) {
        m_cursor.goTo(member->key);
        const quint32 start = m_cursor.offset();
        m_cursor.stepOverKey();
        quint32 end = 0;
        if (!stepOverValue(&end) || m_cursor.place() != member->end)
            return giveUp();
        if (to != nullptr) {
            if (!to->isEmpty())
                to->append(',');
            to->append(m_doc.slice(start, end));
        }
    }
    m_cursor.goTo(m_object.members->end());
}

} // namespace cs::events
