// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/schemawriter.h"

#include <limits>

namespace cs::events {

namespace {

void writeTime(json::Writer &to, TimeForm form)
{
    constexpr auto millis = R"({"type":"integer","minimum":0,"description":"Milliseconds since 1970."})";
    constexpr auto iso = R"({"type":"string","format":"date-time"})";
    if (form == TimeForm::Either)
        to.raw(QByteArray(R"({"oneOf":[)") + iso + ',' + millis + "]}");
    else
        to.raw(form == TimeForm::Millis ? millis : iso);
}

} // namespace

SchemaWriter::SchemaWriter()
{
    m_to.beginObject().member("type", u"object").key("properties").beginObject();
    m_required.beginArray();
    m_either.beginArray();
}

QByteArray SchemaWriter::take()
{
    m_to.endObject();
    if (m_hasRequired)
        m_to.key("required").raw(m_required.endArray().bytes());
    if (m_hasEither)
        m_to.key("allOf").raw(m_either.endArray().bytes());
    return m_to.endObject().take();
}

void SchemaWriter::require(QByteArrayView name, Need need)
{
    if (need == Need::Optional)
        return;
    m_required.utf8(name);
    m_hasRequired = true;
}

void SchemaWriter::text(QByteArrayView name, const QString &, Need need, qsizetype most)
{
    m_to.key(name).beginObject().member("type", u"string");
    if (need == Need::Required)
        m_to.member("minLength", qint64(1));
    m_to.member("maxLength", qint64(most)).endObject();
    require(name, need);
}

void SchemaWriter::orderId(QByteArrayView name, const QString &)
{
    m_to.key(name).raw(R"({"type":"string","pattern":"^[A-Za-z0-9._:-]{1,64}$"})");
    require(name, Need::Required);
}

void SchemaWriter::looseOrderId(QByteArrayView name, const QString &, Need need)
{
    m_to.key(name).raw(R"({"oneOf":[{"type":"integer","format":"int64","minimum":0},{"type":"string","pattern":"^[A-Za-z0-9._:-]{1,64}$"}]})");
    require(name, need);
}

void SchemaWriter::integer(QByteArrayView name, qint64, Need need, qint64 least, qint64 most)
{
    m_to.key(name).beginObject().member("type", u"integer").member("minimum", least).member("maximum", most).endObject();
    require(name, need);
}

void SchemaWriter::integer(QByteArrayView name, const std::optional<qint64> &, Need need, qint64 least, qint64 most)
{
    integer(name, qint64(0), need, least, most);
}

void SchemaWriter::id(QByteArrayView name, const std::optional<qint64> &, Need need)
{
    m_to.key(name).raw(R"({"type":"integer","format":"int64"})");
    require(name, need);
}

void SchemaWriter::person(QByteArrayView name, QByteArrayView ref, const QString &, Need need)
{
    m_to.key(name).raw(R"({"type":"integer","format":"int64"})");
    m_to.key(ref).raw(R"({"type":"string","description":"In place of the integer, for a person whose id is none."})");
    if (need == Need::Optional)
        return;
    m_hasEither = true;
    m_either.beginObject().key("anyOf").beginArray();
    for (const QByteArrayView one : {name, ref})
        m_either.beginObject().key("required").beginArray().utf8(one).endArray().endObject();
    m_either.endArray().endObject();
}

void SchemaWriter::people(QByteArrayView name, const QStringList &)
{
    m_to.key(name).raw(R"({"type":"array","items":{"type":"integer","format":"int64"}})");
}

void SchemaWriter::texts(QByteArrayView name, const QStringList &, Need need, qsizetype mostItems, qsizetype most)
{
    m_to.key(name).beginObject().member("type", u"array").key("items").beginObject().member("type", u"string");
    m_to.member("minLength", qint64(1)).member("maxLength", qint64(most)).endObject().member("maxItems", qint64(mostItems)).endObject();
    require(name, need);
}

void SchemaWriter::time(QByteArrayView name, TimePoint, Need need, TimeForm form)
{
    m_to.key(name);
    writeTime(m_to, form);
    require(name, need);
}

void SchemaWriter::time(QByteArrayView name, const std::optional<TimePoint> &, TimeForm form)
{
    time(name, TimePoint(), Need::Optional, form);
}

void SchemaWriter::currency(QByteArrayView name, const Currency &)
{
    m_to.key(name).raw(R"({"type":"string","pattern":"^[A-Z]{3}$","description":"ISO 4217."})");
    require(name, m_currencyNeed);
}

void SchemaWriter::money(QByteArrayView name, const Money &, const Currency &)
{
    money(name, std::nullopt, Currency(), Need::Required);
}

void SchemaWriter::money(QByteArrayView name, const std::optional<Money> &, const Currency &, Need need)
{
    m_to.key(name).raw(R"({"type":"number","minimum":0,"description":"An exact decimal with no more decimals than its currency has."})");
    require(name, need);
}

void SchemaWriter::decimal(QByteArrayView name, const QString &)
{
    m_to.key(name).raw(R"({"type":"number"})");
}

void SchemaWriter::rawObject(QByteArrayView name, const QByteArray &)
{
    m_to.key(name).raw(R"({"type":"object"})");
}

} // namespace cs::events
