// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/child.h"

#include <QByteArrayList>

namespace cs::test {

/// A record as a separate client reads it.
struct ReadRecord
{
    int partition = 0;
    qint64 offset = 0;
    /// Milliseconds since 1970.
    qint64 timestamp = 0;
    QByteArray key;
    QByteArray value;
    /// True for a record without a value, which is not the same as an empty one.
    bool isNull = false;
    /// `name=value`, in the order they came. A value with a comma in it is split.
    QByteArrayList headers;

    /// The value of the first header of that name, or nothing.
    QByteArray header(const QByteArray &name) const;
};

/// Runs kcat with these arguments to its end. Unavailable when it is not installed, or has not ended in time.
Result<Finished> kcat(const QStringList &arguments, const QByteArray &input = {}, int timeoutMs = 30'000);

/// All records of a topic, partition by partition in order of offset, up to the ends as they are now. `HOST:PORT` is any
/// broker, the embedded one included. A topic that does not exist has no records.
Result<QList<ReadRecord>> consume(const QString &broker, const QString &topic, int timeoutMs = 30'000);

/// Writes one record, into the partition that Java and kafkajs clients would choose, and waits for the acknowledgement.
/// A null key or value (not merely an empty one) is sent as null. A header is `name=value`.
Status produce(const QString &broker, const QString &topic, const QByteArray &key, const QByteArray &value,
               const QStringList &headers = {});

} // namespace cs::test
