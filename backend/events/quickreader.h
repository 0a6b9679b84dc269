// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/quickfields.h"

#include <QStringList>

namespace cs::events {

/// Reads a record that is good, as nearly all are, in one pass over the index and without cells, whatever the order of its
/// members. Of anything else it says only that it gave up; FieldReader, which has the same calls and takes the same records,
/// then reads it and says what is wrong. After it gave up every call leaves its target alone or half read. Lives on the stack
/// of one decode. How it gets from member to member is in QuickWalk, what it takes for a value of each kind in QuickValues.
class QuickReader final : public QuickFields
{
public:
    static constexpr bool kReads = true;

    /// Of a Doc that is open.
    explicit QuickReader(json::Doc &doc) : QuickFields(doc) {}
    Q_DISABLE_COPY_MOVE(QuickReader)

    /// False if it gave up.
    template <typename Fields>
    bool record(Fields fields)
    {
        walkObject([&] { fields(*this); });
        return isGood() && atEnd();
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
