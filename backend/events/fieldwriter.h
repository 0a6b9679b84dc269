// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/need.h"
#include "backend/events/numbers.h"
#include "backend/support/clock.h"
#include "backend/support/json.h"

#include <QStringList>
#include <optional>
#include <span>

namespace cs::events {

/// Writes the members of one object in the order of the calls, which are those of FieldReader. What is optional and empty is
/// left out. The same values give the same bytes.
class FieldWriter final
{
public:
    static constexpr bool kReads = false;

    /// `to` stands inside an object.
    explicit FieldWriter(json::Writer &to) : m_to(to) {}
    Q_DISABLE_COPY_MOVE(FieldWriter)

    void text(QByteArrayView name, const QString &text, Need need, qsizetype)
    {
        if (need != Need::Optional || !text.isEmpty())
            m_to.member(name, text);
    }
    void label(QByteArrayView name, const QString &label, Need need, qsizetype most) { text(name, label, need, most); }
    void orderId(QByteArrayView name, const QString &id) { m_to.member(name, id); }
    void looseOrderId(QByteArrayView name, const QString &id, Need need)
    {
        if (isWholeNumber(id))
            m_to.key(name).raw(id.toLatin1());
        else
            text(name, id, need, 0);
    }
    void integer(QByteArrayView name, qint64 number, Need, qint64, qint64) { m_to.member(name, number); }
    void integer(QByteArrayView name, const std::optional<qint64> &number, Need, qint64, qint64)
    {
        if (number)
            m_to.member(name, *number);
    }
    void id(QByteArrayView name, qint64 number, Need) { m_to.member(name, number); }
    void id(QByteArrayView name, const std::optional<qint64> &number, Need)
    {
        if (number)
            m_to.member(name, *number);
    }
    void person(QByteArrayView name, QByteArrayView ref, const QString &id, Need)
    {
        if (isWholeNumber(id))
            m_to.key(name).raw(id.toLatin1());
        else if (!id.isEmpty())
            m_to.member(ref, id);
    }
    void people(QByteArrayView name, const QStringList &ids)
    {
        if (ids.isEmpty())
            return;
        m_to.key(name).beginArray();
        for (const QString &one : ids)
            isWholeNumber(one) ? m_to.raw(one.toLatin1()) : m_to.string(one);
        m_to.endArray();
    }
    void texts(QByteArrayView name, const QStringList &list, Need need, qsizetype, qsizetype)
    {
        if (need == Need::Optional && list.isEmpty())
            return;
        m_to.key(name).beginArray();
        for (const QString &one : list)
            m_to.string(one);
        m_to.endArray();
    }
    void time(QByteArrayView name, TimePoint at, Need, TimeForm form)
    {
        if (form == TimeForm::Millis)
            m_to.member(name, toMillis(at));
        else
            m_to.key(name).utf8(toIsoUtf8(at));
    }
    void time(QByteArrayView name, const std::optional<TimePoint> &at, TimeForm form)
    {
        if (at)
            time(name, *at, Need::Required, form);
    }
    void currencyAhead(QByteArrayView, const Currency &, Need) {} // is written where it belongs
    void currency(QByteArrayView name, const Currency &currency) { m_to.member(name, currency.code()); }
    void money(QByteArrayView name, const Money &amount, const Currency &) { m_to.member(name, amount); }
    void money(QByteArrayView name, const std::optional<Money> &amount, const Currency &, Need)
    {
        if (amount)
            m_to.member(name, *amount);
    }
    void decimal(QByteArrayView name, const QString &number)
    {
        if (!number.isEmpty())
            m_to.key(name).raw(number.toLatin1());
    }
    void rawObject(QByteArrayView name, const QByteArray &object)
    {
        if (!object.isEmpty())
            m_to.key(name).raw(object);
    }
    template <typename E>
    void word(QByteArrayView name, const E &value, Need, std::span<const Word<E>> words)
    {
        for (const Word<E> &one : words) {
            if (one.value == value) {
                m_to.key(name).utf8(one.text);
                return;
            }
        }
    }
    template <typename Fields>
    void object(QByteArrayView name, Need need, bool there, Fields fields)
    {
        if (need == Need::Optional && !there)
            return;
        m_to.key(name).beginObject();
        fields(*this);
        m_to.endObject();
    }
    template <typename T, typename Fields>
    void list(QByteArrayView name, const QList<T> &items, Need need, qsizetype, Fields fields)
    {
        if (need == Need::Optional && items.isEmpty())
            return;
        m_to.key(name).beginArray();
        for (const T &one : items) {
            m_to.beginObject();
            fields(*this, one);
            m_to.endObject();
        }
        m_to.endArray();
    }
    void unknown(const QByteArray &members)
    {
        if (!members.isEmpty())
            m_to.raw(members);
    }

private:
    json::Writer &m_to;
};

} // namespace cs::events
