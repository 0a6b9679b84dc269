// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/quickvalues.h"
#include "backend/support/samebytes.h"

#include <QStringList>
#include <limits>
#include <optional>
#include <span>

namespace cs::events {

/// Reads a record that is good, as nearly all are, in one pass over the index and without cells, whatever the order of its
/// members. Of anything else it says only that it gave up; FieldReader, which has the same calls and takes the same records,
/// then reads it and says what is wrong. After it gave up every call leaves its target alone or half read. Lives on the stack
/// of one decode. How it walks is in QuickWalk, what it takes for a value of each kind in QuickValues.
class QuickReader final : private QuickValues
{
public:
    static constexpr bool kReads = true;

    /// Of a Doc that is open.
    explicit QuickReader(json::Doc &doc) : QuickValues(doc) {}

    /// False if it gave up.
    template <typename Fields>
    bool record(Fields fields)
    {
        walkObject([&] { fields(*this); });
        return isGood() && atEnd();
    }

    bool ok() const { return isGood(); }
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
        member(name, need, [&] { readLooseOrderId(to); });
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
            start(to, kUsualItems);
            items([&] { to.size() < kMaxPeople ? readWholeNumber(to.emplace_back(), kLeast) : giveUp(); });
        });
    }
    template <size_t N>
    void texts(const char (&name)[N], QStringList &to, Need need, qsizetype mostItems, qsizetype most)
    {
        member(name, need, [&] {
            start(to, kUsualItems);
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
        memberAhead(name, need, [&] { readCurrency(to); });
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
        member(name, Need::Optional, [&] { to = takeObject().toByteArray(); });
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
        member(name, need, [&] { walkObject([&] { fields(*this); }); });
    }
    template <size_t N, typename T, typename Fields>
    void list(const char (&name)[N], QList<T> &to, Need need, qsizetype most, Fields fields)
    {
        member(name, need, [&] {
            start(to, std::min(kUsualItems, most));
            items([&] {
                if (to.size() == most)
                    return giveUp();
                T &item = to.emplace_back();
                walkObject([&] { fields(*this, item); });
            });
        });
    }
    void unknown(QByteArray &to)
    {
        if (!to.isEmpty())
            to.clear();
        takeRest(&to);
    }

private:
    static constexpr qint64 kLeast = std::numeric_limits<qint64>::min();
    static constexpr qint64 kMost = std::numeric_limits<qint64>::max();
    static constexpr qsizetype kUsualItems = 4;

    /// An object may be read twice (QuickWalk), and then starts anew.
    template <typename T>
    static void start(QList<T> &to, qsizetype items)
    {
        if (!to.isEmpty())
            to.clear();
        to.reserve(items);
    }
};

} // namespace cs::events
