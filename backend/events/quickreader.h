// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/need.h"
#include "backend/support/clock.h"
#include "backend/support/jsondoc.h"
#include "backend/support/samebytes.h"

#include <QStringList>
#include <limits>
#include <optional>
#include <span>
#include <utility>

namespace cs::events {

/// Reads a record that is good and has its members in the order of its description, as nearly all have, in one pass over the
/// index and without cells. Of anything else it says only that it gave up; FieldReader, which has the same calls and takes the
/// same records, then reads it and says what is wrong. Members that the description does not name may follow those that it
/// does. After it gave up every call leaves its target alone or half read. Lives on the stack of one decode.
class QuickReader final
{
public:
    static constexpr bool kReads = true;

    /// Of a Doc that is open.
    explicit QuickReader(json::Doc &doc) : m_doc(doc), m_isPlain(doc.index().isPlain()), m_hasEscapes(doc.index().hasEscapes()), m_cursor(doc.index()) {}
    Q_DISABLE_COPY_MOVE(QuickReader)

    /// False if it gave up.
    template <typename Fields>
    bool record(Fields fields)
    {
        object(fields);
        return m_ok && m_cursor.atEnd();
    }

    bool ok() const { return m_ok; }
    void fail(QByteArrayView, const char16_t *, const QString &) { giveUp(); }

    template <size_t N>
    void text(const char (&name)[N], QString &to, Need need, qsizetype most)
    {
        member(name, need, [&] { readText(to, need == Need::Required, most); });
    }
    template <size_t N>
    void label(const char (&name)[N], QString &to, Need need, qsizetype most)
    {
        member(name, need, [&] { readLabel(to, need == Need::Required, most); });
    }
    template <size_t N>
    void orderId(const char (&name)[N], QString &to)
    {
        member(name, Need::Required, [&] { readOrderId(to); });
    }
    template <size_t N>
    void looseOrderId(const char (&name)[N], QString &to, Need need)
    {
        member(name, need, [&] { m_cursor.peek() == '"' ? readOrderId(to) : readWholeNumber(to, 0); });
    }
    template <size_t N, typename T>
    void integer(const char (&name)[N], T &to, Need need, qint64 least, qint64 most)
    {
        member(name, need, [&] { to = readInteger(least, most); });
    }
    template <size_t N, typename T>
    void id(const char (&name)[N], T &to, Need need)
    {
        integer(name, to, need, kLeast, kMost);
    }
    template <size_t N, size_t M>
    void person(const char (&name)[N], const char (&ref)[M], QString &to, Need need)
    {
        if (!member(name, Need::Optional, [&] { readWholeNumber(to, kLeast); }))
            member(ref, need, [&] { readText(to, true, kMaxIdLength); });
    }
    template <size_t N>
    void people(const char (&name)[N], QStringList &to)
    {
        member(name, Need::Optional, [&] {
            to.reserve(kUsualItems);
            items([&] { to.size() < kMaxPeople ? readWholeNumber(to.emplace_back(), kLeast) : giveUp(); });
        });
    }
    template <size_t N>
    void texts(const char (&name)[N], QStringList &to, Need need, qsizetype mostItems, qsizetype most)
    {
        member(name, need, [&] {
            to.reserve(kUsualItems);
            items([&] { to.size() < mostItems ? readLabel(to.emplace_back(), true, most) : giveUp(); });
            if (need == Need::Required && to.isEmpty())
                giveUp();
        });
    }
    template <size_t N, typename T>
    void time(const char (&name)[N], T &to, Need need, TimeForm form)
    {
        member(name, need, [&] { to = readTime(form); });
    }
    template <size_t N>
    void time(const char (&name)[N], std::optional<TimePoint> &to, TimeForm form)
    {
        time(name, to, Need::Optional, form);
    }
    template <size_t N>
    void currencyAhead(const char (&name)[N], Currency &to, Need need)
    {
        m_asked |= markOf(name);
        json::Cursor there = m_cursor.ahead(name);
        if (there.peek() == '"')
            takeCurrency(there.text(), to);
        else if (need != Need::Optional || !there.atEnd())
            giveUp();
    }
    template <size_t N>
    void currency(const char (&name)[N], const Currency &)
    {
        member(name, Need::Optional, [&] { takeText(); }); // was read ahead
    }
    template <size_t N, typename T>
    void money(const char (&name)[N], T &to, const Currency &currency, Need need = Need::Required)
    {
        member(name, need, [&] { to = readMoney(currency); });
    }
    template <size_t N>
    void decimal(const char (&name)[N], QString &to)
    {
        member(name, Need::Optional, [&] { readDecimal(to); });
    }
    template <size_t N>
    void rawObject(const char (&name)[N], QByteArray &to)
    {
        member(name, Need::Optional, [&] { readRaw(to); });
    }
    template <size_t N, typename E>
    void word(const char (&name)[N], E &to, Need need, std::span<const Word<E>> words)
    {
        member(name, need, [&] {
            const QByteArrayView text = takeText();
            for (const Word<E> &one : words) {
                if (sameBytes(one.text, text)) {
                    to = one.value;
                    return;
                }
            }
            giveUp();
        });
    }
    template <size_t N, typename Fields>
    void object(const char (&name)[N], Need need, bool, Fields fields)
    {
        member(name, need, [&] { object(fields); });
    }
    template <size_t N, typename T, typename Fields>
    void list(const char (&name)[N], QList<T> &to, Need need, qsizetype most, Fields fields)
    {
        member(name, need, [&] {
            to.reserve(std::min(kUsualItems, most));
            items([&] {
                if (to.size() == most)
                    return giveUp();
                T &item = to.emplace_back();
                object([&](QuickReader &inner) { fields(inner, item); });
            });
        });
    }
    void unknown(QByteArray &to) { rest(&to); }

private:
    static constexpr qint64 kLeast = std::numeric_limits<qint64>::min();
    static constexpr qint64 kMost = std::numeric_limits<qint64>::max();
    static constexpr qsizetype kUsualItems = 4;

    void giveUp()
    {
        m_ok = false;
        m_cursor.stepToEnd(); // where no member is found any more
    }
    template <size_t N>
    Q_ALWAYS_INLINE static constexpr quint64 markOf(const char (&name)[N])
    {
        return json::markOf(QByteArrayView(name, N - 1));
    }
    /// `read` steps over the value of the next member, if that has this name. False if it has not, or is null.
    template <size_t N, typename Read>
    bool member(const char (&name)[N], Need need, Read read)
    {
        m_asked |= markOf(name);
        if (!m_cursor.isKey(name)) {
            if (need != Need::Optional)
                giveUp();
            return false;
        }
        m_cursor.stepOverKey();
        const bool there = m_cursor.peek() != 'n';
        there ? read() : takeNull(need);
        valueRead();
        return there;
    }
    /// Behind a member's value: to the next name, or to the end of the object.
    Q_ALWAYS_INLINE void valueRead()
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
    template <typename Fields>
    void object(Fields fields)
    {
        if (!m_cursor.take('{') || (m_cursor.peek() != '"' && m_cursor.peek() != '}'))
            return giveUp();
        const quint64 outer = std::exchange(m_asked, 0);
        ++m_depth;
        fields(*this);
        rest(nullptr);
        --m_depth;
        m_asked = outer;
        if (!m_cursor.take('}'))
            giveUp();
    }
    /// `read` reads one item.
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
    /// The members that are left.
    void rest(QByteArray *to)
    {
        while (m_cursor.peek() == '"')
            skipMember(to);
    }

    void takeNull(Need need);
    /// Escapes and all; empty if it gave up.
    QByteArrayView takeText()
    {
        if (m_cursor.peek() == '"')
            return m_cursor.text();
        giveUp();
        return {};
    }
    void readText(QString &to, bool needed, qsizetype most);
    void readLabel(QString &to, bool needed, qsizetype most);
    bool readEscaped(QByteArrayView text, QString &to);
    void readOrderId(QString &to);
    void readWholeNumber(QString &to, qint64 least);
    qint64 readInteger(qint64 least, qint64 most);
    TimePoint readTime(TimeForm form);
    void takeCurrency(QByteArrayView code, Currency &to);
    Money readMoney(const Currency &currency);
    void readDecimal(QString &to);
    void readRaw(QByteArray &to);
    void skipMember(QByteArray *to);

    json::Doc &m_doc;
    const bool m_isPlain;
    const bool m_hasEscapes;
    json::Cursor m_cursor;
    quint64 m_asked = 0; ///< marks of the names that this object was asked for
    int m_depth = 0;
    bool m_ok = true;
};

} // namespace cs::events
