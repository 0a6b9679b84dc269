// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/admin.h"
#include "backend/services/core/storecontext.h"
#include "backend/services/events/ingest.h"
#include "backend/services/events/relay.h"
#include "backend/services/metrics/snapshot.h"

#include <QObject>
#include <functional>
#include <memory>

namespace cs::services {

/// Asks broker and store once a second and gives a Snapshot. Lives on the thread "poller"; start() runs its loop.
/// `ingest` and `relay` may be null (a process without them).
class Poller final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Poller)

public:
    struct Config
    {
        messaging::BrokerConfig broker;
        QString group; ///< of the ingest consumer
        QString epoch;
        QStringList topics; ///< names and ^patterns that are watched
        bool notifies = false; ///< this store runs the notification service: look for a second one
        QList<WatchedGroup> groups{}; ///< the ingest group first
        /// How this process' services are; called from the poller's thread, with their lag not filled in. May be empty.
        std::function<QList<ServiceStatus>()> services{};
    };
    Poller(StoreContext &context, Config config, messaging::BrokerHealth &health, const Ingest *ingest, const Relay *relay);
    ~Poller() override;

    void start();
    void requestStop();
    Snapshot last() const; ///< any thread

Q_SIGNALS:
    void snapshotTaken(const cs::services::Snapshot &snapshot);
    void failed(const QString &why);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// The snapshot and the process' own figures as Prometheus text; every name begins with countersign_ or process_.
class MetricsRegistry;
QByteArray prometheusText(const Snapshot &snapshot, const MetricsRegistry &registry);

} // namespace cs::services
