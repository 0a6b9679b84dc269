// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/cloudevents.h"
#include "backend/support/ids.h"

namespace cs::services {

/// The hash of what tells a record from another. Of an id that begins with its time (UUIDv7) the time stands in front, so that
/// keys that come together lie together: in a random sequence each one would have the database write a page of its own.
inline QByteArray inTime(const QByteArray &hash, const QString &id)
{
    constexpr qsizetype kLength = 36;
    if (id.size() != kLength || id.at(8) != QLatin1Char('-') || id.at(14) != QLatin1Char('7'))
        return hash;
    const QByteArray text = id.toLatin1();
    const QByteArray time = QByteArray::fromHex(text.left(8) + text.mid(9, 4));
    return time.size() == 6 ? time + hash.first(hash.size() - time.size()) : hash;
}

/// What tells a record from its repeat, for a group: (group, topic, source, id), else where the record lies; a replay is
/// another record. `epoch` stands for the cluster where offsets begin again at each start. 16 bytes.
inline QByteArray inboxKeyOf(const events::Record &record, const events::CloudEvent &head, const QString &group, const QString &epoch)
{
    const QByteArray *replay = record.header("countersign-replay");
    const QByteArray again = replay != nullptr ? *replay : QByteArray();
    const QByteArray topic = record.topic.toUtf8();
    if (!head.id.isEmpty())
        return inTime(keyHash({"id", group.toUtf8(), topic, head.source.toUtf8(), head.id.toUtf8(), again}), head.id);
    return keyHash({"at", group.toUtf8(), epoch.toUtf8(), topic, QByteArray::number(record.partition), QByteArray::number(record.offset), again});
}

} // namespace cs::services
