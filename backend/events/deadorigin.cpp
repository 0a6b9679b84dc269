// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/deadorigin.h"

#include <QtEndian>

namespace cs::events {

namespace {

constexpr QByteArrayView kSpring{"kafka_dlt-"};
constexpr QByteArrayView kConnect{"__connect.errors."};

const QByteArray *headerOf(const Record &record, QByteArrayView family, QByteArrayView name)
{
    return record.header(family.toByteArray() + name.toByteArray());
}

QString springText(const Record &record, QByteArrayView name)
{
    const QByteArray *value = headerOf(record, kSpring, name);
    return value != nullptr ? QString::fromUtf8(*value) : QString();
}

QString connectText(const Record &record, QByteArrayView name)
{
    const QByteArray *value = headerOf(record, kConnect, name);
    return value != nullptr ? QString::fromUtf8(*value) : QString();
}

QString eitherText(const Record &record, QByteArrayView spring, QByteArrayView connect)
{
    const QString text = springText(record, spring);
    return text.isEmpty() ? connectText(record, connect) : text;
}

template <typename T>
T springNumber(const Record &record, QByteArrayView name, T otherwise)
{
    const QByteArray *bytes = headerOf(record, kSpring, name);
    return bytes != nullptr && bytes->size() == qsizetype(sizeof(T)) ? qFromBigEndian<T>(bytes->constData()) : otherwise;
}

qint64 connectNumber(const Record &record, QByteArrayView name)
{
    bool isNumber = false;
    const qint64 number = connectText(record, name).toLongLong(&isNumber);
    return isNumber && number >= 0 ? number : -1;
}

/// "orders-sink, task 2"
QString connectorOf(const Record &record)
{
    const QString task = connectText(record, "task.id");
    const QString name = connectText(record, "connector.name");
    return name.isEmpty() || task.isEmpty() ? name : QStringLiteral("%1, task %2").arg(name, task);
}

} // namespace

std::optional<DeadOrigin> deadOriginOf(const Record &record)
{
    DeadOrigin origin;
    origin.topic = eitherText(record, "original-topic", "topic");
    origin.partition = springNumber<qint32>(record, "original-partition", qint32(std::min<qint64>(connectNumber(record, "partition"), INT_MAX)));
    origin.offset = springNumber<qint64>(record, "original-offset", connectNumber(record, "offset"));
    origin.timestampMs = springNumber<qint64>(record, "original-timestamp", -1);
    origin.givenUpBy = springText(record, "original-consumer-group");
    if (origin.givenUpBy.isEmpty())
        origin.givenUpBy = connectorOf(record);
    origin.errorClass = eitherText(record, "exception-fqcn", "exception.class.name");
    origin.message = eitherText(record, "exception-message", "exception.message");
    origin.stage = connectText(record, "stage");
    if (origin.topic.isEmpty() && origin.errorClass.isEmpty() && origin.message.isEmpty())
        return std::nullopt;
    return origin;
}

bool isDeadLetterHeader(QByteArrayView name)
{
    return name.startsWith(kSpring) || name.startsWith(kConnect);
}

} // namespace cs::events
