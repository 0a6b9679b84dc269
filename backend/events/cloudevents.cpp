// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/cloudevents.h"

#include "backend/domain/storename.h"

namespace cs::events {

namespace {

constexpr qsizetype kMaxText = 512;

/// What a header says, or nothing where it cannot be an attribute: too long to be a key, or with a U+0000.
QString attribute(const Record &record, QByteArrayView name)
{
    const QByteArray *value = record.header(name);
    if (value == nullptr || value->size() > kMaxText || value->contains('\0'))
        return {};
    return QString::fromUtf8(*value);
}

void add(QList<Header> *headers, const char *name, const QString &text)
{
    if (!text.isEmpty())
        headers->append({QByteArray(name), text.toUtf8()});
}

} // namespace

QList<Header> toHeaders(const CloudEvent &event)
{
    QList<Header> headers;
    headers.reserve(8);
    headers.append({QByteArrayLiteral("ce_specversion"), QByteArrayLiteral("1.0")});
    add(&headers, "ce_id", event.id);
    add(&headers, "ce_type", event.type);
    add(&headers, "ce_source", event.source);
    headers.append({QByteArrayLiteral("ce_time"), toIsoUtf8(event.time)});
    headers.append({QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")});
    add(&headers, "ce_correlationid", event.correlationId);
    add(&headers, "ce_causationid", event.causationId);
    return headers;
}

CloudEvent fromHeaders(const Record &record)
{
    CloudEvent event;
    event.id = attribute(record, "ce_id");
    event.type = attribute(record, "ce_type");
    event.source = attribute(record, "ce_source");
    event.correlationId = attribute(record, "ce_correlationid");
    event.causationId = attribute(record, "ce_causationid");
    if (const QByteArray *time = record.header("ce_time"))
        fromIso(QByteArrayView(*time), &event.time);
    return event;
}

QString sourceOf(const QString &storeId)
{
    return kStorePrefix.toString() + storeId;
}

} // namespace cs::events
