// SPDX-License-Identifier: GPL-3.0-or-later
// The threads of a Backend: which run, what each is given, and how they are asked to end.
#include "app/composition/backendprivate.h"

#include "backend/events/catalogue.h"

namespace cs::app {

namespace {

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

QString Backend::Private::group() const
{
    const bool notifies = options.runs(QStringLiteral("notification"));
    return notifies ? options.notificationGroup : QStringLiteral("countersign-%1").arg(context().storeId);
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

} // namespace cs::app
