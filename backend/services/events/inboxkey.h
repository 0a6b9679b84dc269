// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/cloudevents.h"
#include "backend/support/ids.h"

namespace cs::services {

/// What tells a record from its repeat, for a group: (group, topic, source, id), else where the record lies; a replay is
/// another record. `epoch` stands for the cluster where offsets begin again at each start. 16 bytes.
inline QByteArray inboxKeyOf(const events::Record &record, const events::CloudEvent &head, const QString &group, const QString &epoch)
{
    const QByteArray *replay = record.header("countersign-replay");
    const QByteArray again = replay != nullptr ? *replay : QByteArray();
    const QByteArray topic = record.topic.toUtf8();
    if (!head.id.isEmpty())
        return keyHash({"id", group.toUtf8(), topic, head.source.toUtf8(), head.id.toUtf8(), again});
    return keyHash({"at", group.toUtf8(), epoch.toUtf8(), topic, QByteArray::number(record.partition), QByteArray::number(record.offset), again});
}

} // namespace cs::services
