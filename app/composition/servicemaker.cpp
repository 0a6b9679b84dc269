// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/servicemaker.h"

#include "backend/events/catalogue.h"
#include "backend/services/flow/httpgateways.h"
#include "backend/services/flow/sandbox.h"
#include "backend/storage/claimstore.h"
#include "backend/storage/stockstore.h"

#include <algorithm>

namespace cs::app {

using services::CommandReader;
using services::StepDoer;

namespace {

/// One of a service's groups; `group` is the setting, `usual` the name that the catalogue has.
struct Reading
{
    QString service;
    QString usual;
    QString group;
};

QList<Reading> readingsOf(const settings::Options &o)
{
    const auto name = [](const char16_t *text) { return QString::fromUtf16(text); };
    return {{name(u"order"), name(u"order-service"), o.orderGroup},
            {name(u"order"), name(u"order-events"), o.orderEventsGroup},
            {name(u"payment"), name(u"payment-service"), o.paymentGroup},
            {name(u"payment"), name(u"payment-events"), o.paymentEventsGroup},
            {name(u"inventory"), name(u"inventory-service"), o.inventoryGroup},
            {name(u"inventory"), name(u"inventory-events"), o.inventoryEventsGroup},
            {name(u"shipping"), name(u"shipping-service"), o.shippingGroup},
            {name(u"notification"), name(u"notification-events"), o.notificationEventsGroup}};
}

bool reads(const events::TopicEntry &entry, const Reading &reading)
{
    return std::any_of(entry.messages.begin(), entry.messages.end(), [&](const events::MessageInfo &message) {
        return std::any_of(message.readBy.begin(), message.readBy.end(), [&](const events::ReaderInfo &reader) {
            return reader.service == reading.service && reader.group == reading.usual;
        });
    });
}

bool isIngested(const QString &topic)
{
    const auto &all = events::topics();
    const auto found = std::find_if(all.begin(), all.end(), [&](const events::TopicInfo &one) { return one.name == topic; });
    return found != all.end() && found->consumed;
}

CommandReader::Config readerOf(const Reading &reading, const ServiceParts &parts)
{
    CommandReader::Config config{parts.broker, {reading.service, reading.group, parts.epoch, {}, {}, {}}, {}};
    for (const events::TopicEntry &entry : events::catalogue()) {
        if (!reads(entry, reading))
            continue;
        config.topics.append(entry.name);
        if (entry.actingGroup == reading.usual)
            config.place.actsOn.append(entry.name);
        if (isIngested(entry.name))
            continue;
        config.place.alone.append(entry.name);
        if (!parts.epoch.isEmpty())
            config.place.readHere.append(entry.name);
    }
    return config;
}

bool usesSandbox(const QString &setting, const settings::Options &options)
{
    return setting == QLatin1String("sandbox") || (setting.isEmpty() && options.demo);
}

using Doer = std::unique_ptr<StepDoer>;

Result<services::HttpEndpoint> endpointOf(const QString &url, const char *tokenVariable, bool overHttp)
{
    return services::HttpEndpoint::fromUrl(url, qgetenv(tokenVariable), overHttp);
}

/// Null: nobody is set up.
Result<Doer> paymentsOf(const settings::Options &options, const Clock &clock)
{
    if (usesSandbox(options.paymentGateway, options)) {
        services::SandboxPayments::Rules rules{options.refusedCustomers, {}, options.pendingCustomers,
                                               std::chrono::seconds(options.paymentPendingSeconds)};
        return services::paymentDoer(std::make_unique<services::SandboxPayments>(clock, rules), clock);
    }
    if (options.paymentGateway.isEmpty())
        return Doer();
    const auto endpoint = endpointOf(options.paymentGateway, "COUNTERSIGN_PAYMENT_TOKEN", options.paymentOverHttp);
    CS_TRY(endpoint);
    return services::paymentDoer(services::httpPayments(*endpoint), clock);
}

Result<Doer> carrierOf(const settings::Options &options, const Clock &clock)
{
    if (usesSandbox(options.carrier, options)) {
        const services::SandboxCarrier::Pace pace{std::chrono::seconds(options.deliverySeconds)};
        return services::shippingDoer(std::make_unique<services::SandboxCarrier>(clock, pace), clock);
    }
    if (options.carrier.isEmpty())
        return Doer();
    const auto endpoint = endpointOf(options.carrier, "COUNTERSIGN_CARRIER_TOKEN", options.carrierOverHttp);
    CS_TRY(endpoint);
    return services::shippingDoer(services::httpCarrier(*endpoint), clock);
}

Result<Doer> doerOf(const QString &service, const settings::Options &options, const Clock &clock)
{
    if (service == QLatin1String("payment"))
        return paymentsOf(options, clock);
    return service == QLatin1String("shipping") ? carrierOf(options, clock) : Result<Doer>(Doer());
}

/// On the embedded broker the ingest consumer takes orders.
bool isReadByService(const Reading &reading, bool embedded)
{
    return !embedded || reading.usual != QLatin1String("order-events");
}

services::ServiceWorker::Config workerOf(const QString &service, const settings::Options &options, const ServiceParts &parts)
{
    services::ServiceWorker::Config config{service, {}};
    for (const Reading &reading : readingsOf(options)) {
        if (reading.service == service && isReadByService(reading, !parts.epoch.isEmpty()))
            config.readers.append(readerOf(reading, parts));
    }
    return config;
}

/// The embedded broker has no groups: one consumer reads all, and the others only do the steps of their lanes.
void leaveReading(services::ServiceWorker::Config &config, const ServiceParts &parts)
{
    if (!parts.epoch.isEmpty())
        config.readers.clear();
}

} // namespace

QStringList consumingServices()
{
    return {QStringLiteral("order"), QStringLiteral("payment"), QStringLiteral("inventory"), QStringLiteral("shipping"), QStringLiteral("notification")};
}

Result<ServiceThreads> makeService(const QString &service, const settings::Options &options, const ServiceParts &parts)
{
    services::ServiceWorker::Config config = workerOf(service, options, parts);
    ServiceThreads threads;
    for (int i = 0; i < options.serviceConsumers; ++i) {
        config.lane = {i, options.serviceConsumers};
        Result<Doer> doer = doerOf(service, options, parts.context.clock);
        if (!doer.ok())
            return doer.error();
        threads.push_back(std::make_unique<Worker<services::ServiceWorker>>(
            service, std::make_unique<services::ServiceWorker>(parts.context, config, std::move(doer).value(), parts.gate, parts.metrics)));
        leaveReading(config, parts);
    }
    return threads;
}

QStringList serviceTopics(const QStringList &services, const settings::Options &options)
{
    QStringList topics;
    for (const Reading &reading : readingsOf(options)) {
        for (const events::TopicEntry &entry : events::catalogue()) {
            if (services.contains(reading.service) && reads(entry, reading) && !isIngested(entry.name))
                topics.append(entry.name);
        }
    }
    return topics;
}

QStringList serviceGroups(const QString &service, const settings::Options &options)
{
    QStringList groups;
    for (const Reading &reading : readingsOf(options)) {
        if (reading.service == service && isReadByService(reading, options.embedded))
            groups.append(reading.group);
    }
    return groups;
}

QList<services::WatchedGroup> serviceReadings(const settings::Options &options)
{
    QList<services::WatchedGroup> groups;
    for (const Reading &reading : readingsOf(options)) {
        if (!isReadByService(reading, options.embedded))
            continue;
        QStringList topics;
        for (const events::TopicEntry &entry : events::catalogue()) {
            if (reads(entry, reading))
                topics.append(entry.name);
        }
        groups.append({reading.group, reading.service, topics});
    }
    return groups;
}

QHash<QString, QString> renamedGroups(const settings::Options &options)
{
    QHash<QString, QString> names{{QStringLiteral("notification-group"), options.notificationGroup}, {QStringLiteral("notification-retry"), options.retryGroup}};
    for (const Reading &reading : readingsOf(options))
        names.insert(reading.usual, reading.group);
    return names;
}

Status prepareSteps(services::StoreContext &context)
{
    const TimePoint now = context.clock.now();
    const bool alone = context.database.backend == storage::Backend::Sqlite;
    return context.writer
        .submit(storage::Priority::Machine, storage::Durability::Normal,
                [now, alone](storage::Connection &connection) -> Status {
                    CS_TRY(storage::StockStore(connection).seed());
                    if (alone)
                        CS_TRY(storage::ClaimStore(connection).takeBackAll(now));
                    return Done{};
                })
        .result();
}

} // namespace cs::app
