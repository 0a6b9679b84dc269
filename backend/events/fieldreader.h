// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/badrecord.h"
#include "backend/events/need.h"
#include "backend/support/clock.h"
#include "backend/support/jsondoc.h"

#include <QStringList>
#include <optional>
#include <span>

namespace cs::events {

/// Reads members of one object of a record and stops at the first that is wrong, which it keeps with code, path and offset.
/// After a failure every call leaves its target alone. The path is put together on failure only, so a good record pays
/// nothing for it. FieldReader, FieldWriter and SchemaWriter have the same calls, so that one description of a payload
/// reads it, writes it and says its JSON schema; QuickReader has them too. Lives on the stack of one decode, which the Doc must outlive.
class FieldReader final
{
public:
    static constexpr bool kReads = true;

    /// `bad` is shared by the readers of one record.
    FieldReader(const json::Doc &doc, std::optional<BadRecord> *bad);
    /// For the object in a member of another (`index` < 0), or in a list that is a member.
    FieldReader(const json::Cell &object, const FieldReader &parent, QByteArrayView name, qsizetype index = -1);
    Q_DISABLE_COPY_MOVE(FieldReader)

    bool ok() const { return !m_bad->has_value(); }
    /// Is what is read an object at all? If not, that is the failure.
    bool isObject();
    bool has(QByteArrayView name);

    /// At most `most` UTF-16 units, without U+0000.
    void text(QByteArrayView name, QString &to, Need need, qsizetype most);
    /// The same for a word of which there are few, and that nearly every record repeats: a role, a status.
    void label(QByteArrayView name, QString &to, Need need, qsizetype most);
    /// 1 to 64 characters of A-Z a-z 0-9 . _ : -
    void orderId(QByteArrayView name, QString &to);
    /// An order id that other systems send as an integer, too.
    void looseOrderId(QByteArrayView name, QString &to, Need need);
    void integer(QByteArrayView name, qint64 &to, Need need, qint64 least, qint64 most);
    void integer(QByteArrayView name, std::optional<qint64> &to, Need need, qint64 least, qint64 most);
    void id(QByteArrayView name, qint64 &to, Need need);
    void id(QByteArrayView name, std::optional<qint64> &to, Need need);
    /// A person's 64-bit integer as text, or the text under `ref`; missing_field if neither is there.
    void person(QByteArrayView name, QByteArrayView ref, QString &to, Need need);
    void people(QByteArrayView name, QStringList &to);
    void texts(QByteArrayView name, QStringList &to, Need need, qsizetype mostItems, qsizetype most);
    void time(QByteArrayView name, TimePoint &to, Need need, TimeForm form);
    void time(QByteArrayView name, std::optional<TimePoint> &to, TimeForm form);
    /// The currency wherever it stands, before the amounts that need it. An absent one leaves `to` as it was.
    void currencyAhead(QByteArrayView name, Currency &to, Need need);
    void currency(QByteArrayView, const Currency &) {} // was read ahead
    /// An amount that is not negative, in a currency that is known by now.
    void money(QByteArrayView name, Money &to, const Currency &currency);
    void money(QByteArrayView name, std::optional<Money> &to, const Currency &currency, Need need);
    /// A decimal as text in plain notation (no exponent), exactly; up to 64 digits.
    void decimal(QByteArrayView name, QString &to);
    /// An object of others, kept as it was written.
    void rawObject(QByteArrayView name, QByteArray &to);
    template <typename E>
    void word(QByteArrayView name, E &to, Need need, std::span<const Word<E>> words)
    {
        const json::Cell *cell = member(name, need, json::Type::String);
        if (cell == nullptr)
            return;
        for (const Word<E> &one : words) {
            if (one.text == cell->text()) {
                to = one.value;
                return;
            }
        }
        failWord(name, *cell);
    }
    template <typename Fields>
    void object(QByteArrayView name, Need need, bool, Fields fields)
    {
        if (const json::Cell *cell = member(name, need, json::Type::Object)) {
            FieldReader inner(*cell, *this, name);
            fields(inner);
        }
    }
    template <typename T, typename Fields>
    void list(QByteArrayView name, QList<T> &to, Need need, qsizetype most, Fields fields)
    {
        const json::Cell *cell = member(name, need, json::Type::Array);
        if (cell == nullptr || !fits(name, *cell, most))
            return;
        to.reserve(cell->count());
        for (const json::Cell *one = cell->firstChild(); ok() && one != nullptr; one = one->nextSibling()) {
            FieldReader inner(*one, *this, name, to.size());
            if (inner.isObject())
                fields(inner, to.emplace_back());
        }
    }
    /// The members that nobody asked for, as they were written: `"a":1,"b":[2]`.
    void unknown(QByteArray &to) const;

    /// Whatever stands under that name; nullptr if nothing does.
    const json::Cell *find(QByteArrayView name);
    /// The member with that type; nullptr when it is absent (or null, if optional) or after a failure.
    const json::Cell *member(QByteArrayView name, Need need, json::Type type);
    void fail(QByteArrayView name, const char16_t *code, const QString &message);
    QString pathOf(QByteArrayView name) const;

private:
    /// The member of any type that is not null; nullptr as member() does.
    const json::Cell *present(QByteArrayView name, Need need);
    void readText(QByteArrayView name, QString &to, Need need, qsizetype most, QString (*make)(QByteArrayView));
    void failType(QByteArrayView name, const QString &wanted, json::Type got);
    void failType(QByteArrayView name, json::Type wanted, json::Type got);
    void failWord(QByteArrayView name, const json::Cell &cell);
    bool fits(QByteArrayView name, const json::Cell &list, qsizetype most);
    bool toInteger(QByteArrayView name, const json::Cell &cell, qint64 least, qint64 most, qint64 *to);

    const json::Doc &m_doc;
    const json::Cell &m_object;
    std::optional<BadRecord> *m_bad;
    const FieldReader *m_parent = nullptr;
    QByteArrayView m_name;
    qsizetype m_index = -1;
    const json::Cell *m_next = nullptr; ///< where the next member is looked for first: members mostly come in the order of the format
};

} // namespace cs::events
