// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/backend.h"

#include "app/composition/openstore.h"
#include "app/composition/orderservices.h"
#include "app/composition/releaser.h"
#include "app/composition/worker.h"

#include "backend/api/apiserver.h"
#include "backend/events/catalogue.h"
#include "backend/messaging/admin.h"
#include "backend/messaging/embeddedbroker.h"
#include "backend/services/core/changes.h"
#include "backend/services/core/storecontext.h"
#include "backend/services/core/storereader.h"
#include "backend/services/demo/demo.h"
#include "backend/services/events/ingest.h"
#include "backend/services/events/relay.h"
#include "backend/services/metrics/metricsregistry.h"
#include "backend/services/metrics/notifierwatch.h"
#include "backend/services/metrics/poller.h"
#include "backend/services/notification/announcer.h"
#include "backend/services/notification/digestworker.h"
#include "backend/services/notification/handover.h"
#include "backend/services/notification/retryworker.h"
#include "backend/services/orders/approvalservice.h"
#include "backend/services/orders/orderservice.h"
#include "backend/services/security/security.h"
#include "backend/settings/datafolder.h"
#include "backend/storage/outboxstore.h"

#include <QDir>

namespace cs::app {

namespace {

/// Bytes that may be on the embedded broker and not yet in the store: under half of what it keeps of one partition.
constexpr qint64 kEmbeddedWindow = 2 * 1024 * 1024;

QStringList watchedTopics()
{
    QStringList names = events::notificationSubscription();
    for (const events::TopicInfo &topic : events::topics()) {
        if (!names.contains(topic.name))
            names.append(topic.name);
    }
    return names;
}

} // namespace

struct Backend::Private
{
    explicit Private(settings::Options given) : options(std::move(given)) {}

    settings::Options options;
    std::function<void(const QString &)> failure;
    std::unique_ptr<OpenStore> store;
    std::unique_ptr<messaging::EmbeddedBroker> embedded;
    messaging::BrokerConfig broker;
    messaging::BrokerHealth producerHealth;
    messaging::BrokerHealth consumerHealth;
    messaging::BrokerHealth adminHealth;
    std::unique_ptr<FlowGate> gate;
    services::MetricsRegistry metrics;
    std::unique_ptr<services::StoreReader> reader;
    std::unique_ptr<services::OrderService> orders;
    std::unique_ptr<services::ApprovalService> approvals;
    std::unique_ptr<services::Security> security;
    std::unique_ptr<Worker<services::Relay>> relay;
    std::unique_ptr<Worker<services::Ingest>> ingest;
    std::unique_ptr<Worker<services::Poller>> poller;
    std::unique_ptr<Worker<services::DigestWorker>> digest;
    std::unique_ptr<Worker<services::RetryWorker>> retry;
    std::unique_ptr<Worker<services::Announcer>> announcer;
    std::unique_ptr<Worker<services::HandOver>> handOver;
    std::unique_ptr<OrderServices> orderServices;
    std::unique_ptr<Releaser> releaser;
    std::unique_ptr<Worker<services::DemoStream>> demo;
    std::unique_ptr<api::ApiServer> api;

    services::StoreContext &context() const { return store->context(); }
    QString epoch() const { return embedded ? embedded->epoch() : QString(); }
    QString group() const;
    /// The embedded broker forgets: there what is logged and what it does are one transaction. On Kafka the group order-events does it.
    bool takesOrders() const { return embedded && options.runs(QStringLiteral("order")); }
    QString brokerText() const;

    Status startBroker();
    Status feedAgain();
    Status seed();
    void makeServices();
    void startWorkers();
    void makePoller();
    void startRetries();
    void startDigest();
    Status startApi();
    void requestStops();
    template <typename T>
    void watch(T *worker)
    {
        QObject::connect(worker, &T::failed, worker, [this](const QString &why) { tell(why); }, Qt::DirectConnection);
    }
    /// Any thread. Who fails has logged it, under its own name.
    void tell(const QString &why) const
    {
        if (failure)
            failure(why);
    }
};

QString Backend::Private::group() const
{
    const bool notifies = options.runs(QStringLiteral("notification"));
    return notifies ? options.notificationGroup : QStringLiteral("countersign-%1").arg(context().storeId);
}

Status Backend::Private::startBroker()
{
    if (!options.embedded) {
        auto config = messaging::BrokerConfig::fromBrokers(options.brokers);
        if (!config.ok())
            return config.error();
        broker = *config;
        broker.extra = options.kafka;
        broker.clientId = services::clientIdOf(context().storeId);
        return Done{};
    }
    auto started = messaging::EmbeddedBroker::start();
    if (!started.ok())
        return started.error();
    embedded = std::move(started).value();
    broker.bootstrap = embedded->address();
    broker.embedded = true;
    QStringList names;
    for (const events::TopicInfo &topic : events::topics())
        names.append(topic.name);
    CS_TRY(embedded->createTopics(names, events::kPartitions));
    return settings::writePrivateFile(QDir(options.dataDir).filePath(QStringLiteral("broker.addr")), broker.bootstrap.toUtf8() + '\n');
}

/// The embedded broker forgot everything at its last end: what was sent and never came back goes out again.
Status Backend::Private::feedAgain()
{
    if (!embedded || options.readOnly)
        return Done{};
    QStringList services = consumingServices();
    services.removeIf([this](const QString &one) { return options.runs(one); });
    const QStringList off = serviceTopics(services, options); // theirs go out when they are turned on
    return context().writer.submit(storage::Priority::Machine, storage::Durability::Full, [off](storage::Connection &connection) -> Status {
        const Result<qint64> rows = storage::OutboxStore(connection).resendUnseenBut(off);
        return rows.ok() ? Status(Done{}) : Status(rows.error());
    }).result();
}

Status Backend::Private::seed()
{
    if (!options.demo || options.readOnly)
        return Done{};
    CS_TRY(services::seedReferenceData(context()));
    return services::writeDemoTokens(context(), options.dataDir);
}

void Backend::Private::makeServices()
{
    gate = std::make_unique<FlowGate>(embedded ? kEmbeddedWindow : 0);
    reader = std::make_unique<services::StoreReader>(context().database);
    orders = std::make_unique<services::OrderService>(context());
    approvals = std::make_unique<services::ApprovalService>(context());
    security = std::make_unique<services::Security>(context());
    orderServices = std::make_unique<OrderServices>(options, ServiceParts{context(), broker, epoch(), gate.get(), &metrics},
                                                    [this](const QString &why) { tell(why); });
}

void Backend::Private::startWorkers()
{
    if (!options.readOnly) {
        relay = std::make_unique<Worker<services::Relay>>(
            QStringLiteral("relay"), std::make_unique<services::Relay>(context(), broker, producerHealth, *gate, &metrics,
                                                                          events::topicsToMake(options.publish, options.services),
                                                                          embedded ? serviceTopics(consumingServices(), options) : QStringList()));
        services::Ingest::Config config{broker, group(), epoch(), events::notificationSubscription(), events::subscriptionBlacklist(),
                                        options.runs(QStringLiteral("notification")), takesOrders()};
        ingest = std::make_unique<Worker<services::Ingest>>(
            QStringLiteral("ingest"), std::make_unique<services::Ingest>(context(), config, consumerHealth, *gate, &metrics));
        watch(relay->object());
        watch(ingest->object());
        QObject::connect(&context().changes, &services::Changes::outboxFilled, relay->object(),
                         [object = relay->object()](const services::NewOutboxRows &rows) { object->poke(rows); }, Qt::DirectConnection);
        releaser = std::make_unique<Releaser>(*approvals, *reader, context().clock);
        startRetries();
        startDigest();
    }
    makePoller();
    if (ingest)
        ingest->start();
    if (relay)
        relay->start();
    orderServices->follow(ingest ? ingest->object() : nullptr, {group(), options.retryGroup});
    poller->start();
    if (options.demo && !options.readOnly) {
        demo = std::make_unique<Worker<services::DemoStream>>(QStringLiteral("demo"), std::make_unique<services::DemoStream>(context(), *orders));
        demo->start();
    }
}

/// It watches the groups of all services, on or off.
void Backend::Private::makePoller()
{
    const bool notifies = options.runs(QStringLiteral("notification"));
    QList<services::WatchedGroup> groups{{group(), notifies ? QStringLiteral("notification") : QStringLiteral("ingest"), {}}};
    groups.append({options.retryGroup, QStringLiteral("notification"), {QStringLiteral("order.notifications.retry")}});
    groups += serviceReadings(options);
    services::Poller::Config config{broker, group(), epoch(), watchedTopics(), !options.readOnly && notifies, groups,
                                    [this] { return orderServices->services(); }};
    poller = std::make_unique<Worker<services::Poller>>(
        QStringLiteral("poller"),
        std::make_unique<services::Poller>(context(), config, adminHealth, ingest ? ingest->object() : nullptr, relay ? relay->object() : nullptr));
    watch(poller->object());
}

/// The store's own schedule is kept wherever records are read; the topic is the notification service's.
void Backend::Private::startRetries()
{
    services::RetryWorker::Config config{broker, options.retryGroup,
                                         {group(), epoch(), options.runs(QStringLiteral("notification")), takesOrders()},
                                         options.runs(QStringLiteral("notification"))};
    retry = std::make_unique<Worker<services::RetryWorker>>(QStringLiteral("retry"),
                                                            std::make_unique<services::RetryWorker>(context(), config, &metrics));
    watch(retry->object());
    retry->start();
}

/// The summaries and the outcomes are the notification service's: where it does not run, nothing is told.
void Backend::Private::startDigest()
{
    if (!options.runs(QStringLiteral("notification")))
        return;
    digest = std::make_unique<Worker<services::DigestWorker>>(QStringLiteral("digest"),
                                                              std::make_unique<services::DigestWorker>(context(), &metrics));
    watch(digest->object());
    digest->start();
    announcer = std::make_unique<Worker<services::Announcer>>(QStringLiteral("announcer"), std::make_unique<services::Announcer>(context()));
    watch(announcer->object());
    announcer->start();
    if (context().handOver.isEmpty())
        return;
    handOver = std::make_unique<Worker<services::HandOver>>(QStringLiteral("delivery"), std::make_unique<services::HandOver>(context(), &metrics));
    watch(handOver->object());
    handOver->start();
}

Status Backend::Private::startApi()
{
    api = std::make_unique<api::ApiServer>(api::ApiContext{context(), *reader, *orders, *approvals, *security, [this] { return poller->object()->last(); },
                                                           metrics, options.demo, options.dataDir, options.httpHosts,
                                                           broker.bootstrap, renamedGroups(options), orderServices.get()});
    return api->start(options.httpAddress, options.port, options.healthPort);
}

/// All that runs on its own: what they leave is in the store, for the next start.
void Backend::Private::requestStops()
{
    const auto ask = [](const auto &worker) {
        if (worker)
            worker->requestStop();
    };
    ask(demo);
    ask(announcer);
    ask(handOver);
    ask(digest);
    ask(retry);
    if (orderServices)
        orderServices->requestStop();
    ask(poller);
    ask(relay);
    ask(ingest);
}

Backend::Backend(settings::Options options) : d(std::make_unique<Private>(std::move(options))) {}

Backend::~Backend()
{
    stop();
}

Status Backend::start()
{
    const Status started = [this]() -> Status {
        auto store = OpenStore::open(d->options);
        if (!store.ok())
            return store.error();
        d->store = std::move(store).value();
        CS_TRY(d->startBroker());
        CS_TRY(d->feedAgain());
        CS_TRY(d->seed());
        d->makeServices();
        d->startWorkers();
        CS_TRY(d->orderServices->start());
        return d->startApi();
    }();
    if (!started.ok())
        stop();
    return started;
}

void Backend::stop()
{
    if (d->api)
        d->api->stop();
    d->api.reset();
    d->requestStops();
    d->demo.reset();
    d->handOver.reset();
    d->announcer.reset();
    d->digest.reset();
    d->retry.reset();
    if (d->orderServices)
        d->orderServices->stop();
    d->releaser.reset();
    d->poller.reset();
    d->relay.reset();
    d->ingest.reset();
    if (d->reader)
        d->reader->stop();
    d->reader.reset();
    d->approvals.reset();
    d->orders.reset();
    d->security.reset();
    d->store.reset(); // its writer may still have had a switch to audit
    d->orderServices.reset();
    d->embedded.reset();
}

void Backend::onFailure(std::function<void(const QString &)> handler)
{
    d->failure = std::move(handler);
}

const settings::Options &Backend::options() const { return d->options; }
QString Backend::brokerAddress() const { return d->broker.bootstrap; }
QString Backend::apiAddress() const { return d->api ? d->api->address() : QString(); }
services::StoreContext &Backend::context() const { return d->context(); }
services::StoreReader &Backend::reader() const { return *d->reader; }
services::OrderService &Backend::orders() const { return *d->orders; }
services::ApprovalService &Backend::approvals() const { return *d->approvals; }
services::Security &Backend::security() const { return *d->security; }
services::Changes &Backend::changes() const { return d->store->changes(); }
services::Poller &Backend::poller() const { return *d->poller->object(); }
services::ServiceControl &Backend::serviceControl() const { return *d->orderServices; }
const messaging::BrokerConfig &Backend::broker() const { return d->broker; }

} // namespace cs::app
