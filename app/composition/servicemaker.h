// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/composition/worker.h"

#include "backend/messaging/brokerconfig.h"
#include "backend/services/flow/serviceworker.h"
#include "backend/services/metrics/groupfigures.h"
#include "backend/settings/options.h"

#include <vector>

namespace cs::app {

using ServiceThread = std::unique_ptr<Worker<services::ServiceWorker>>;
using ServiceThreads = std::vector<ServiceThread>;

/// What the services of an order's way share.
struct ServiceParts
{
    services::StoreContext &context;
    messaging::BrokerConfig broker;
    QString epoch; ///< of the embedded broker; empty for a real Kafka
    FlowGate *gate = nullptr; ///< there where epoch is
    services::MetricsRegistry *metrics = nullptr;
};

/// The services that have consumers of their own, in the order of product.md.
QStringList consumingServices();
/// A service's consumers, each on a thread named after it; not started. Invalid for a gateway's address that cannot be taken.
Result<ServiceThreads> makeService(const QString &service, const settings::Options &options, const ServiceParts &parts);

/// The topics that these services read and the ingest consumer does not: on the embedded broker the relay leaves it to them
/// to say what has come back.
QStringList serviceTopics(const QStringList &services, const settings::Options &options);
/// The consumer groups of a service, as the settings name them.
QStringList serviceGroups(const QString &service, const settings::Options &options);
/// Each of these groups with its topics; of all services, on or off.
QList<services::WatchedGroup> serviceReadings(const settings::Options &options);
/// The settings' groups by the catalogue's names, for those that are not the same.
QHash<QString, QString> renamedGroups(const settings::Options &options);

/// Before they start: levels of products that have none, and, where this process alone owns the store, what was running at its
/// last end is due at once.
Status prepareSteps(services::StoreContext &context);

} // namespace cs::app
