// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/streams/streamsfixture.h"

#include "backend/events/catalogue.h"
#include "backend/events/cloudevents.h"
#include "backend/messaging/admin.h"
#include "backend/messaging/producer.h"
#include "backend/services/metrics/notifierwatch.h"

#include <QtTest>

namespace cs::services::test {

namespace {

const QString kStoreId = QStringLiteral("0190a000-0000-7000-8000-000000000001");
const QString kGroup = QStringLiteral("notification-group");

QStringList omsTopics()
{
    QStringList names;
    for (const events::TopicInfo &one : events::topics()) {
        if (one.family == QLatin1String("oms"))
            names.append(one.name);
    }
    return names;
}

QStringList internalTopics()
{
    return {QStringLiteral("order.notifications.retry"), QStringLiteral("NOTIFICATION_DLQ")};
}

} // namespace

StreamsFixture::StreamsFixture(qint64 gateBytes) : gate(gateBytes)
{
    context.emplace(StoreContext{clock, ids, writer, changes, store.config(), kStoreId, events::sourceOf(kStoreId),
                                 QByteArray(32, 'k'), defaultPolicy(), {QStringLiteral("oms")}, false, {}});
    if (const Status started = writer.start(); !started.ok())
        qFatal("%s", qPrintable(started.error().message));
}

StreamsFixture::~StreamsFixture()
{
    if (poller)
        poller->requestStop();
    stopRelay();
    stopIngest();
    if (m_pollerThread.joinable())
        m_pollerThread.join();
    writer.stop();
}

bool StreamsFixture::isKafka()
{
    return qEnvironmentVariable("COUNTERSIGN_TEST_BROKER") == QLatin1String("kafka");
}

Status StreamsFixture::startBroker()
{
    if (isKafka()) {
        // Records as large as we take are let through, so that it is us who find them too big.
        m_kafka = std::make_unique<cs::test::KafkaServer>(QStringList{QStringLiteral("message.max.bytes=4194304"), QStringLiteral("replica.fetch.max.bytes=4194304")});
        CS_TRY(m_kafka->start());
        broker.bootstrap = m_kafka->address();
        broker.clientId = clientIdOf(kStoreId);
        auto admin = messaging::Admin::create(broker, &health);
        CS_TRY(admin.ok() ? Status(Done{}) : Status(admin.error()));
        return (*admin)->createTopics(omsTopics() + internalTopics(), events::kPartitions, 20'000);
    }
    auto made = messaging::EmbeddedBroker::start();
    if (!made.ok())
        return made.error();
    m_embedded = std::move(made).value();
    broker.bootstrap = m_embedded->address();
    broker.embedded = true;
    epoch = m_embedded->epoch();
    for (const QString &topic : omsTopics() + internalTopics())
        CS_TRY(m_embedded->createTopic(topic, events::kPartitions));
    return Done{};
}

void StreamsFixture::brokerDown()
{
    if (m_kafka)
        m_kafka->stop();
    else
        m_embedded->setDown(true);
}

void StreamsFixture::brokerUp()
{
    if (!m_kafka)
        m_embedded->setDown(false);
    else if (const Status started = m_kafka->start(); !started.ok())
        qFatal("%s", qPrintable(started.error().message));
}

void StreamsFixture::startRelay(const QStringList &readHere)
{
    relay = std::make_unique<Relay>(*context, broker, health, gate, &metrics, QStringList(), readHere);
    QObject::connect(&changes, &Changes::outboxFilled, relay.get(), [this](const NewOutboxRows &rows) { relay->poke(rows); }, Qt::DirectConnection);
    m_relayThread = std::thread([this] { relay->start(); });
}

void StreamsFixture::stopRelay()
{
    if (!relay)
        return;
    relay->requestStop();
    m_relayThread.join();
    relay.reset();
}

void StreamsFixture::startIngest()
{
    ingest = std::make_unique<Ingest>(*context, Ingest::Config{broker, kGroup, epoch, events::notificationSubscription(), events::subscriptionBlacklist()},
                                      health, gate, &metrics);
    m_ingestThread = std::thread([this] { ingest->start(); });
}

void StreamsFixture::stopIngest()
{
    if (!ingest)
        return;
    ingest->requestStop();
    m_ingestThread.join();
    ingest.reset();
}

void StreamsFixture::startPoller()
{
    poller = std::make_unique<Poller>(*context, Poller::Config{broker, kGroup, epoch, events::notificationSubscription() + QStringList{QStringLiteral("NOTIFICATION_DLQ")}, true},
                                      health, ingest.get(), relay.get());
    m_pollerThread = std::thread([this] { poller->start(); });
}

Status StreamsFixture::produce(const QList<events::OutRecord> &records)
{
    auto made = messaging::Producer::create(broker, &health);
    if (!made.ok())
        return made.error();
    messaging::Producer &producer = **made;
    qint64 delivered = 0;
    QDeadlineTimer deadline(60'000);
    for (qsizetype i = 0; i < records.size();) {
        QString error;
        const auto outcome = producer.produce(records[i], i, &error);
        if (outcome == messaging::Producer::Outcome::Refused)
            return Error::invalid(error);
        i += outcome == messaging::Producer::Outcome::Queued ? 1 : 0;
        delivered += producer.poll(0).size();
    }
    while (delivered < records.size() && !deadline.hasExpired()) {
        for (const messaging::Delivery &one : producer.poll(50)) {
            if (!one.ok)
                return Error::unavailable(one.error);
            ++delivered;
        }
    }
    return delivered == records.size() ? Status(Done{}) : Status(Error::unavailable(QStringLiteral("not all were delivered")));
}

Status StreamsFixture::addRow(const QString &topic, const QString &orderId)
{
    storage::OutboxRow row;
    row.eventId = ids.uuid7();
    row.orderKey = orderId;
    row.createdAt = clock.now();
    row.record = {topic, orderId.toUtf8(), QByteArrayLiteral("{}"), events::toHeaders({row.eventId, topic, context->source, row.createdAt, orderId, {}})};
    const Status added = writer.submit(storage::Priority::Person, storage::Durability::Full, [&row](storage::Connection &connection) -> Status {
        CS_TRY(storage::OutboxStore(connection).add({row}));
        return Done{};
    }).result();
    Q_EMIT changes.outboxFilled();
    return added;
}

Status StreamsFixture::addOutbox(int orders, int each, int from, bool handed)
{
    const QStringList topics = omsTopics();
    const auto list = std::make_shared<QList<storage::OutboxRow>>();
    QList<storage::OutboxRow> &rows = *list;
    for (int turn = 0; turn < each; ++turn) {
        for (int i = from; i < from + orders; ++i) {
            events::OmsEvent event;
            event.kind = events::omsKindOf(topics[turn % topics.size()]);
            event.orderId = QStringLiteral("O%1").arg(i);
            event.timestamp = clock.now();
            event.message = QStringLiteral("turn %1").arg(turn);
            storage::OutboxRow row;
            row.eventId = ids.uuid7();
            row.orderKey = event.orderId;
            row.record = {topics[turn % topics.size()], event.orderId.toUtf8(), events::encodeOms(event),
                          events::toHeaders({row.eventId, topics[turn % topics.size()], context->source, event.timestamp, event.orderId, {}})};
            row.createdAt = event.timestamp;
            rows.append(row);
        }
    }
    bool numbered = false;
    const Status added = writer.submit(storage::Priority::Person, storage::Durability::Full, [&](storage::Connection &connection) -> Status {
        const Result<bool> done = storage::OutboxStore(connection).addNumbered(&rows);
        CS_TRY(done);
        numbered = *done;
        return Done{};
    }).result();
    Q_EMIT changes.outboxFilled(handed && numbered ? NewOutboxRows(list) : NewOutboxRows());
    return added;
}

qint64 StreamsFixture::count(const QString &tableAndCondition)
{
    const auto rows = reading().selectText(QStringLiteral("SELECT count(*) FROM ") + tableAndCondition, {});
    return rows.ok() ? rows->first().first().toLongLong() : -1;
}

events::OutRecord foreignRequest(const QString &orderId, const QString &eventId)
{
    const QString topic = QStringLiteral("order.approval.requested");
    events::OmsEvent event;
    event.kind = events::OmsKind::ApprovalRequested;
    event.orderId = orderId;
    event.timestamp = SystemClock().now();
    event.triggeredBy = {QStringLiteral("USER789"), QStringLiteral("SALES_EXECUTIVE")};
    event.approvalLevel = QStringLiteral("MANAGER");
    event.notifiers = {{QStringLiteral("MGR001"), QStringLiteral("MANAGER")}, {QStringLiteral("ADMIN001"), QStringLiteral("ADMIN")}};
    return {topic, orderId.toUtf8(), events::encodeOms(event),
            events::toHeaders({eventId, topic, QStringLiteral("urn:shop"), event.timestamp, orderId, {}})};
}

} // namespace cs::services::test
