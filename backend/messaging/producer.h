// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"
#include "backend/messaging/brokerconfig.h"

namespace cs::messaging {

/// What became of a record that was handed to produce().
struct Delivery
{
    qint64 tag = 0; ///< the caller's
    bool ok = false;
    bool fatal = false; ///< the producer is of no use any more; make a new one and hand over what is not acknowledged
    int partition = -1;
    qint64 offset = -1;
    QString error;
};

/// An idempotent producer (acks=all, linger 5 ms or less, murmur2_random as kafkajs and Java partition, bounded queue). Records
/// count as sent only when their Delivery says ok. Belongs to the thread that made it.
class Producer final
{
public:
    static Result<std::unique_ptr<Producer>> create(const BrokerConfig &config, BrokerHealth *health);
    ~Producer(); ///< does not wait for what is in flight; call flush() first

    enum class Outcome { Queued, QueueFull, Refused };
    /// Copies the record. Refused: too large or invalid; `error` says why and no Delivery follows.
    Outcome produce(const events::OutRecord &record, qint64 tag, QString *error = nullptr);
    /// Serves callbacks for at most `timeoutMs` and gives the deliveries that came.
    QList<Delivery> poll(int timeoutMs);
    /// Waits until all is delivered or the time is over; the deliveries still come through poll().
    bool flush(int timeoutMs);
    int inFlight() const;

private:
    Producer();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::messaging
