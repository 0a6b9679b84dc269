// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QString>
#include <QStringList>
#include <memory>

namespace cs::messaging {

/// librdkafka's in-process broker on a free port of 127.0.0.1, for a machine without Kafka. It is a transport, no memory:
/// 5 MiB a partition, all forgotten when it goes. Other clients may join by its address. Made and destroyed on one thread.
class EmbeddedBroker final
{
public:
    static Result<std::unique_ptr<EmbeddedBroker>> start();
    ~EmbeddedBroker();

    QString address() const; ///< 127.0.0.1:port
    /// Made at its start; offsets of one epoch mean nothing in another.
    QString epoch() const;
    Status createTopic(const QString &name, int partitions);
    /// Many at once: each answer takes as long as the broker sleeps, up to a tenth of a second, so they are asked for together.
    Status createTopics(const QStringList &names, int partitions);

    /// Faults for tests: the next produce requests fail so (librdkafka's error numbers), brokers down and up, delays in ms.
    void pushProduceErrors(const QList<int> &errors);
    void setDown(bool down);
    void setRoundTripTime(int ms);

private:
    EmbeddedBroker();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::messaging
