// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/omsevent.h"
#include "backend/messaging/embeddedbroker.h"
#include "backend/services/events/ingest.h"
#include "backend/services/events/relay.h"
#include "backend/services/metrics/metricsregistry.h"
#include "backend/services/metrics/poller.h"
#include "backend/storage/outboxstore.h"
#include "tests/support/kafkaserver.h"
#include "tests/unit/storage/storefixture.h"

#include <optional>
#include <thread>

namespace cs::services::test {

/// A broker of its own, a store of its own, and the workers between them. With COUNTERSIGN_TEST_BROKER=kafka the broker is a
/// real Kafka.
class StreamsFixture final
{
public:
    explicit StreamsFixture(qint64 gateBytes = 0);
    ~StreamsFixture();
    Q_DISABLE_COPY_MOVE(StreamsFixture)

    static bool isKafka();
    Status startBroker();
    void brokerDown();
    void brokerUp();
    /// `readHere`: topics whose reader is no ingest consumer, and says itself what it has seen.
    void startRelay(const QStringList &readHere = {});
    void stopRelay();
    void startIngest();
    void stopIngest();
    void startPoller();

    /// Writes foreign records and waits until the broker has them.
    Status produce(const QList<events::OutRecord> &records);
    /// Outbox rows of made-up orders, `each` per order, the topics in turn; ids in one sequence over all orders.
    /// `handed`: the relay gets them as they were committed, as after an act of this process.
    Status addOutbox(int orders, int each, int from = 0, bool handed = false);
    /// One row of a topic, whose value nobody reads.
    Status addRow(const QString &topic, const QString &orderId);
    qint64 count(const QString &tableAndCondition);
    storage::Connection &reading() { return store.connection(); }

    SystemClock clock;
    RandomIdSource ids{clock, 11};
    storage::test::StoreFixture store;
    storage::StoreWriter writer{store.config()};
    Changes changes;
    std::optional<StoreContext> context;
    FlowGate gate;
    MetricsRegistry metrics;
    messaging::BrokerConfig broker;
    messaging::BrokerHealth health;
    QString epoch;
    std::unique_ptr<Relay> relay;
    std::unique_ptr<Ingest> ingest;
    std::unique_ptr<Poller> poller;

private:
    std::unique_ptr<messaging::EmbeddedBroker> m_embedded;
    std::unique_ptr<cs::test::KafkaServer> m_kafka;
    std::thread m_relayThread;
    std::thread m_ingestThread;
    std::thread m_pollerThread;
};

/// An approval request of another system's order.
events::OutRecord foreignRequest(const QString &orderId, const QString &eventId);

} // namespace cs::services::test
