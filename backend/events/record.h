// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

namespace cs::events {

/// A header of a Kafka record; its value may be null. Names may repeat, their order is kept.
struct Header
{
    QByteArray name;
    std::optional<QByteArray> value;
    bool operator==(const Header &) const = default;
};

/// A record as it is on a topic: bytes, untouched. A value; any thread.
struct Record
{
    QString topic;
    int partition = -1;
    qint64 offset = -1;
    qint64 timestampMs = -1; ///< the record's timestamp, ms since 1970; -1: none
    std::optional<QByteArray> key;
    std::optional<QByteArray> value; ///< null is a tombstone
    QList<Header> headers;

    /// The last header of that name, or nullptr.
    const QByteArray *header(QByteArrayView name) const;
    /// Bytes of key, value and headers: what a queue counts.
    qint64 cost() const;
};

/// A record to be written, as an outbox row keeps it.
struct OutRecord
{
    QString topic;
    std::optional<QByteArray> key;
    std::optional<QByteArray> value;
    QList<Header> headers;
};

/// Headers as one blob for the store, and back; exact for any bytes. Damaged bytes give as many headers as can be read.
QByteArray packHeaders(const QList<Header> &headers);
QList<Header> unpackHeaders(QByteArrayView packed);

} // namespace cs::events
