// SPDX-License-Identifier: GPL-3.0-or-later
// Private to this folder: the parts of a Backend, and what its two files share.
#pragma once

#include "app/composition/backend.h"
#include "app/composition/openstore.h"
#include "app/composition/orderservices.h"
#include "app/composition/releaser.h"
#include "app/composition/worker.h"

#include "backend/api/apiserver.h"
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

namespace cs::app {

/// Declared in the order in which they are made.
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

} // namespace cs::app
