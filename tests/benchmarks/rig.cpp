// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/rig.h"

#include "backend/events/catalogue.h"
#include "backend/messaging/admin.h"
#include "backend/messaging/producer.h"
#include "backend/services/core/storecontext.h"
#include "backend/settings/datafolder.h"
#include "backend/settings/settings.h"
#include "tests/benchmarks/figures.h"
#include "tests/support/parts.h"

#include <QCoreApplication>
#include <cstdio>
#include <thread>

namespace cs::bench {

using namespace std::chrono_literals;

void giveUp(const QString &why)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(why));
    std::_Exit(test::partsRequired() ? 1 : 0); // Kafka ends with us
}

void Rig::start()
{
    sayMachine();
    m_kafka = std::make_unique<test::KafkaServer>(); // the one before it ends
    need(m_kafka->start());
    messaging::BrokerHealth health;
    const auto admin = need(messaging::Admin::create(need(messaging::BrokerConfig::fromBrokers(address())), &health));
    QStringList names;
    for (const events::TopicInfo &topic : events::topics())
        names.append(topic.name);
    need(admin->createTopics(names, events::kPartitions, 30'000));
}

void Rig::produce(const QList<events::OutRecord> &records)
{
    messaging::BrokerHealth health;
    const auto producer = need(messaging::Producer::create(need(messaging::BrokerConfig::fromBrokers(address())), &health));
    qsizetype delivered = 0;
    const auto receive = [&](int timeoutMs) {
        for (const messaging::Delivery &one : producer->poll(timeoutMs)) {
            if (!one.ok)
                giveUp(one.error);
            ++delivered;
        }
    };
    for (qsizetype i = 0; i < records.size();) {
        QString error;
        const auto outcome = producer->produce(records[i], i, &error);
        if (outcome == messaging::Producer::Outcome::Refused)
            giveUp(error);
        i += outcome == messaging::Producer::Outcome::Queued ? 1 : 0;
        receive(outcome == messaging::Producer::Outcome::Queued ? 0 : 10);
    }
    while (delivered < records.size())
        receive(100);
}

QString Rig::newDatabase()
{
    if (!m_postgres.isRunning())
        need(m_postgres.start());
    return need(m_postgres.createDatabase(QStringLiteral("bench_%1").arg(++m_databases)));
}

Rig::Work Rig::work()
{
    return {processorSeconds(QCoreApplication::applicationPid()), m_kafka ? processorSeconds(m_kafka->pid()) : 0,
            m_postgres.isRunning() ? processorSeconds(m_postgres.pid()) : 0};
}

settings::Options Rig::options(const QStringList &arguments)
{
    return need(settings::load(arguments, QProcessEnvironment()));
}

app::Backend &Rig::newBackend()
{
    return newBackend(options({QStringLiteral("--brokers"), address(), QStringLiteral("--port"), QStringLiteral("0")}));
}

app::Backend &Rig::newBackend(settings::Options options)
{
    endBackend();
    m_folder = std::make_unique<QTemporaryDir>();
    options.dataDir = m_folder->path();
    ++m_backends; // nobody has read for these groups
    for (QString *group : {&options.notificationGroup, &options.orderGroup, &options.paymentGroup, &options.paymentEventsGroup, &options.orderEventsGroup,
                           &options.inventoryGroup, &options.inventoryEventsGroup, &options.shippingGroup, &options.notificationEventsGroup})
        *group += QStringLiteral("-bench-%1").arg(m_backends);
    need(settings::prepareDataFolder(options.dataDir));
    m_backend = std::make_unique<app::Backend>(options);
    need(m_backend->start());
    m_reading = need(storage::Connection::open(m_backend->context().database, storage::Access::ReadOnly));
    return *m_backend;
}

void Rig::endBackend()
{
    m_reading.reset();
    m_backend.reset();
    m_folder.reset();
}

storage::Connection &Rig::reading()
{
    return *m_reading;
}

qint64 Rig::number(const QString &sql)
{
    return need(m_reading->selectText(sql, {})).first().first().toLongLong();
}

void Rig::awaitEmptyOutbox()
{
    while (number(QStringLiteral("SELECT count(*) FROM (SELECT 1 FROM outbox_state WHERE state = 0 LIMIT 1) AS waiting")) > 0)
        std::this_thread::sleep_for(1ms);
}

void Rig::awaitAllSeen()
{
    while (number(QStringLiteral("SELECT count(*) FROM (SELECT 1 FROM outbox_state WHERE state < 2 LIMIT 1) AS unseen")) > 0)
        std::this_thread::sleep_for(10ms);
}

} // namespace cs::bench
