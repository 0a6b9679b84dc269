// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/composition/worker.h"

#include "backend/messaging/brokerconfig.h"
#include "backend/services/flow/serviceworker.h"
#include "backend/settings/options.h"

#include <vector>

namespace cs::app {

using ServiceThread = std::unique_ptr<Worker<services::ServiceWorker>>;

/// What the services of an order's way share.
struct ServiceParts
{
    services::StoreContext &context;
    messaging::BrokerConfig broker;
    QString epoch; ///< of the embedded broker; empty for a real Kafka
    FlowGate *gate = nullptr;
    services::MetricsRegistry *metrics = nullptr;
};

/// The services that this process runs, each on a thread named after it; not started. Invalid for a gateway's address that
/// cannot be taken.
Result<std::vector<ServiceThread>> makeOrderServices(const settings::Options &options, const ServiceParts &parts);

/// The topics that these services read and the ingest consumer does not: on the embedded broker the relay leaves it to them
/// to say what has come back.
QStringList serviceTopics(const settings::Options &options);

/// Before they start: levels of products that have none, and, where this process alone owns the store, what was running at its
/// last end is due at once.
Status prepareSteps(services::StoreContext &context);

} // namespace cs::app
