// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/quickvalues.h"
#include "backend/support/samebytes.h"

#include <limits>
#include <optional>
#include <span>

namespace cs::events {

/// The calls of QuickReader for a member that is one value.
class QuickFields : protected QuickValues
{
public:
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

protected:
    static constexpr qint64 kLeast = std::numeric_limits<qint64>::min();
    static constexpr qint64 kMost = std::numeric_limits<qint64>::max();

    explicit QuickFields(json::Doc &doc) : QuickValues(doc) {}
    ~QuickFields() = default;
    Q_DISABLE_COPY_MOVE(QuickFields)
};

} // namespace cs::events
