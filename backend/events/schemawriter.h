// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/need.h"
#include "backend/support/clock.h"
#include "backend/support/json.h"

#include <QStringList>
#include <optional>
#include <span>

namespace cs::events {

/// Says the JSON schema (draft 2020-12, as AsyncAPI 3 takes it) of the object that the same calls would read; what the
/// values hold does not matter. A value class on the stack of one call.
class SchemaWriter final
{
public:
    static constexpr bool kReads = false;

    SchemaWriter();
    Q_DISABLE_COPY_MOVE(SchemaWriter)
    /// `{"type":"object","properties":{…},"required":[…]}`; further members are always allowed.
    QByteArray take();

    void text(QByteArrayView name, const QString &, Need need, qsizetype most);
    void label(QByteArrayView name, const QString &label, Need need, qsizetype most) { text(name, label, need, most); }
    void orderId(QByteArrayView name, const QString &);
    void looseOrderId(QByteArrayView name, const QString &, Need need);
    void integer(QByteArrayView name, qint64, Need need, qint64 least, qint64 most);
    void integer(QByteArrayView name, const std::optional<qint64> &, Need need, qint64 least, qint64 most);
    void id(QByteArrayView name, const std::optional<qint64> &, Need need);
    void person(QByteArrayView name, QByteArrayView ref, const QString &, Need need);
    void people(QByteArrayView name, const QStringList &);
    void texts(QByteArrayView name, const QStringList &, Need need, qsizetype mostItems, qsizetype most);
    void time(QByteArrayView name, TimePoint, Need need, TimeForm form);
    void time(QByteArrayView name, const std::optional<TimePoint> &, TimeForm form);
    void currencyAhead(QByteArrayView, const Currency &, Need need) { m_currencyNeed = need; }
    void currency(QByteArrayView name, const Currency &);
    void money(QByteArrayView name, const Money &, const Currency &);
    void money(QByteArrayView name, const std::optional<Money> &, const Currency &, Need need);
    void decimal(QByteArrayView name, const QString &);
    void rawObject(QByteArrayView name, const QByteArray &);
    template <typename E>
    void word(QByteArrayView name, const E &, Need need, std::span<const Word<E>> words)
    {
        m_to.key(name).beginObject().member("type", u"string").key("enum").beginArray();
        for (const Word<E> &one : words)
            m_to.utf8(one.text);
        m_to.endArray().endObject();
        require(name, need);
    }
    template <typename Fields>
    void object(QByteArrayView name, Need need, bool, Fields fields)
    {
        SchemaWriter inner;
        fields(inner);
        m_to.key(name).raw(inner.take());
        require(name, need);
    }
    template <typename T, typename Fields>
    void list(QByteArrayView name, const QList<T> &, Need need, qsizetype most, Fields fields)
    {
        SchemaWriter inner;
        fields(inner, T());
        m_to.key(name).beginObject().member("type", u"array").key("items").raw(inner.take());
        m_to.member("maxItems", qint64(most)).endObject();
        require(name, need);
    }
    void unknown(const QByteArray &) {}

private:
    void require(QByteArrayView name, Need need);

    json::Writer m_to;
    json::Writer m_required;
    json::Writer m_either; ///< pairs of which one is needed
    bool m_hasRequired = false;
    bool m_hasEither = false;
    Need m_currencyNeed = Need::Optional;
};

/// The schema of what `describe(io, T)` describes.
template <typename T, typename Describe>
QByteArray schemaOf(Describe describe)
{
    SchemaWriter writer;
    describe(writer, T());
    return writer.take();
}

} // namespace cs::events
