// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/backendprivate.h"

#include "backend/events/catalogue.h"
#include "backend/settings/datafolder.h"
#include "backend/storage/outboxstore.h"

#include <QDir>

namespace cs::app {

namespace {

/// Bytes that may be on the embedded broker and not yet in the store: under half of what it keeps of one partition.
constexpr qint64 kEmbeddedWindow = 2 * 1024 * 1024;

} // namespace

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

Status Backend::Private::startApi()
{
    api = std::make_unique<api::ApiServer>(api::ApiContext{context(), *reader, *orders, *approvals, *security, [this] { return poller->object()->last(); },
                                                           metrics, options.demo, options.dataDir, options.httpHosts,
                                                           broker.bootstrap, renamedGroups(options), orderServices.get()});
    return api->start(options.httpAddress, options.port, options.healthPort);
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
