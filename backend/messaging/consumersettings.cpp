// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/consumersettings.h"

#include "backend/support/log.h"

#include <QDeadlineTimer>
#include <algorithm>
#include <thread>

namespace cs::messaging {

ClientConf readerConf(const BrokerConfig &config, const ReaderSettings &settings)
{
    constexpr int kMaxRecord = 1024 * 1024 + 64 * 1024; // a record of 1 MiB with its headers
    const int queueKiB = std::max(settings.queueKiB, 1024);
    ClientConf conf(config);
    conf.set("group.id", settings.group);
    conf.set("enable.auto.commit", "false").set("enable.auto.offset.store", "false").set("check.crcs", "true");
    conf.set("partition.assignment.strategy", "range"); // cooperative-sticky is broken in librdkafka up to 2.6.1
    conf.set("enable.partition.eof", "true"); // the last offsets of a partition may hold no record
    conf.set("auto.offset.reset", "earliest").set("allow.auto.create.topics", "false");
    // A member that was killed blocks its partitions for this long.
    conf.set("session.timeout.ms", 10000).set("heartbeat.interval.ms", 2000);
    // Kafka answers as soon as a record comes: asking it more often costs it as much as the records do. The embedded broker
    // answers only when the wait is over.
    constexpr int kKafkaWaitMs = 100;
    conf.set("fetch.wait.max.ms", config.embedded ? settings.fetchWaitMs : kKafkaWaitMs).set("fetch.error.backoff.ms", 100);
    // A response may overshoot the queue's bound by its own size.
    // Up to librdkafka 2.1 a reader whose queue is full fetches again a second later, however fast it empties: the bounds
    // have to hold what is read in a second.
    conf.set("queued.min.messages", 100000).set("queued.max.messages.kbytes", queueKiB);
    conf.set("max.partition.fetch.bytes", kMaxRecord);
    conf.set("fetch.max.bytes", std::max(kMaxRecord, queueKiB / 4 * 1024));
    return conf;
}

void closeReader(HandlePtr *handle, const std::function<void()> &revoke)
{
    rd_kafka_t *client = handle->get();
    if (!client)
        return;
    const QDeadlineTimer deadline(3000);
    // Closed by a queue of our own, so that a broker that is away cannot hold us. Events, not callbacks: librdkafka stops
    // the program when a record that nobody read meets rd_kafka_queue_poll_callback().
    QueuePtr queue(rd_kafka_queue_new(client));
    const ErrorPtr refused(rd_kafka_consumer_close_queue(client, queue.get()));
    while (!refused && !rd_kafka_consumer_closed(client) && !deadline.hasExpired()) {
        const EventPtr event(rd_kafka_queue_poll(queue.get(), 50));
        if (event && rd_kafka_event_type(event.get()) == RD_KAFKA_EVENT_REBALANCE)
            revoke();
    }
    const bool closed = rd_kafka_consumer_closed(client);
    queue.reset();
    const auto destroy = [](rd_kafka_t *old) { rd_kafka_destroy_flags(old, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE); };
    if (closed)
        return destroy(handle->release());
    // librdkafka waits 5 s for the answer to the leave request, whatever we do. Nothing of ours is called meanwhile: only
    // log lines do not go through a queue.
    qCWarning(lcMessaging, "a consumer did not leave its group in time; it is left to end by itself");
    std::thread(destroy, handle->release()).detach();
}

} // namespace cs::messaging
