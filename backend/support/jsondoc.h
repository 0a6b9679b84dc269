// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/json.h"
#include "backend/support/jsonmembers.h"

#include <array>
#include <deque>
#include <vector>

namespace cs::json {

/// One of 64 marks of a key, by a few of its bytes.
Q_ALWAYS_INLINE constexpr quint64 markOf(QByteArrayView key)
{
    if (key.isEmpty())
        return 1;
    const auto byte = [key](qsizetype at) { return quint32(static_cast<unsigned char>(key.data()[at])); };
    return quint64(1) << ((byte(0) * 3 + byte(key.size() / 2) * 7 + byte(key.size() - 1) * 13 + quint32(key.size())) % 64);
}

/// A value of a Doc: views into the text, never copies of it. Valid until the Doc reads again or its text goes.
class Cell final
{
public:
    Type type() const { return m_type; }
    bool isNull() const { return m_type == Type::Null; }
    bool toBool() const { return m_on; }
    /// A number as it was written, or a string's UTF-8 without its quotes and escapes; empty for the other types.
    QByteArrayView text() const { return {m_text, qsizetype(m_size)}; }
    /// The name that it has in its object.
    QByteArrayView key() const { return {m_key, qsizetype(m_keySize)}; }
    qsizetype count() const { return qsizetype(m_count); } ///< members or items
    qint64 offset() const { return m_at; }                 ///< in bytes
    const Cell *firstChild() const { return m_count > 0 ? this + 1 : nullptr; }
    const Cell *nextSibling() const { return m_skip > 0 ? this + m_skip : nullptr; }
    /// False if no member has a key of that mark (markOf()); true says nothing.
    bool mayHave(quint64 mark) const { return (m_marks & mark) != 0; }
    /// A mark for whoever reads the members: this one was asked for.
    void setAsked() const { m_asked = true; }
    bool wasAsked() const { return m_asked; }

private:
    friend class Doc;
    friend class DocReading;
    friend class DocWalk;
    const char *m_key = nullptr;
    const char *m_text = nullptr;
    quint64 m_marks = 0; ///< of an object: all of its keys' marks
    quint32 m_keySize = 0;
    quint32 m_keyAt = 0;
    quint32 m_size = 0;
    quint32 m_count = 0;
    quint32 m_at = 0;
    quint32 m_end = 0;
    quint32 m_skip = 0; ///< to the next sibling; 0: the last
    Type m_type = Type::Null;
    bool m_on = false;
    mutable bool m_asked = false;
};

/// Reads one JSON text (RFC 8259) into a flat row of cells, for the hot path: the same texts are refused as by parse(), with the
/// same codes, and a Doc that is used again and again takes no memory of its own per text. Who knows what to expect of a text
/// steps through its index first, and needs no cells if it is as expected. One thread at a time.
class Doc final
{
public:
    Doc() = default;
    Q_DISABLE_COPY_MOVE(Doc)

    /// Makes the index alone. False for what read() will refuse. `utf8` must outlive the use of the Doc.
    bool open(QByteArrayView utf8, const Limits &limits);
    /// The same for read() alone, which then reads from byte to byte.
    void openWithoutIndex(QByteArrayView utf8, const Limits &limits);
    /// Of a text that open() took; empty if it did not.
    const Index &index() const { return m_index; }
    /// The members of the outermost object; nullptr where they cannot be made (Members::make). Whoever reads it first has no
    /// need to make them again.
    const Members *makeRootMembers();
    /// Those, if they were made and not handed out yet; else nullptr.
    Members *takeRootMembers() { return std::exchange(m_hasRootMembers, false) ? &m_members.front() : nullptr; }
    /// Room for the members of an object that has `level` others around it, less than kMemberLevels.
    Members &members(int level) { return m_members[size_t(level)]; }
    static constexpr int kMemberLevels = 4;
    /// Steps over a value of that depth (the outermost has 1), and gives the offset of its end. False if read() will refuse it.
    bool stepOver(Cursor *cursor, int depth, quint32 *end);
    /// Makes the cells of what open() was called with, whatever that said. False, with `error` set (it is left alone
    /// otherwise), if the text is refused.
    bool read(ParseError *error);
    /// Both in one.
    bool read(QByteArrayView utf8, const Limits &limits, ParseError *error)
    {
        open(utf8, limits);
        return read(error);
    }

    const Cell &root() const { return m_cells.front(); }
    /// A value's JSON as it was written.
    QByteArrayView raw(const Cell &cell) const { return slice(cell.m_at, cell.m_end); }
    /// The same with its name: `"key":value`.
    QByteArrayView rawMember(const Cell &cell) const { return slice(cell.m_keyAt, cell.m_end); }
    /// The bytes from one offset to another.
    QByteArrayView slice(quint32 from, quint32 to) const { return m_text.sliced(from, to - from); }

private:
    friend class DocReading;
    friend class DocWalk;

    QByteArrayView m_text;
    Limits m_limits;
    bool m_isOpen = false;
    bool m_hasRootMembers = false;
    Index m_index;
    std::array<Members, kMemberLevels> m_members;
    std::vector<Cell> m_cells; ///< never shrunk between texts, so what stands behind the last value is old
    std::deque<QByteArray> m_unescaped; ///< texts that had escapes; a deque, so that views into it stay
};

} // namespace cs::json
