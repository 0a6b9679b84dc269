// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"
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

/// What tells a record from its repeat, for a group: (group, topic, source, id); a replay is another record. 16 bytes. Empty for
/// a record without an id: where it lies is its key, and that needs no row of its own, as the offsets, which are written in the
/// same transaction as the effects, never go back in the same epoch.
inline QByteArray inboxKeyOf(const events::Record &record, const QString &source, const QString &id, const QString &group)
{
    if (id.isEmpty())
        return {};
    const QByteArray *replay = record.header("countersign-replay");
    return inTime(keyHash({"id", group, record.topic, source, id, replay != nullptr ? *replay : QByteArray()}), id);
}

/// The same in 16 bytes for every record, to name one that is kept aside. `epoch` stands for the cluster where offsets begin
/// again at each start.
inline QByteArray nameOf(const events::Record &record, const QByteArray &inboxKey, const QString &group, const QString &epoch)
{
    if (!inboxKey.isEmpty())
        return inboxKey;
    return keyHash({"at", group, epoch, record.topic, QByteArray::number(record.partition), QByteArray::number(record.offset)});
}

} // namespace cs::services
