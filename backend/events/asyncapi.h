// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

namespace cs::events {

/// What the document says of this installation.
struct AsyncApiContext
{
    QString version;                ///< of the program
    QString host;                   ///< the brokers, `host:port,…`; may be empty
    QHash<QString, QString> groups; ///< a setting's group by the catalogue's default name; absent: the default
};

/// The catalogue as an AsyncAPI 3.0.0 document (JSON) with Kafka bindings (binding version 0.5.0): a channel per topic with its
/// partitions and messages, a send operation where a service of ours writes, a receive operation with its group where one
/// reads; messages name key and payload schemas. Byte-stable. Pure; any thread.
QByteArray asyncApiDocument(const AsyncApiContext &context);

} // namespace cs::events
