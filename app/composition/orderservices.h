// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/composition/servicemaker.h"

#include "backend/services/flow/servicecontrol.h"

#include <QThreadPool>
#include <functional>
#include <mutex>
#include <vector>

namespace cs::services {
class Ingest;
}

namespace cs::app {

/// The services that this process runs, each on a thread of its own, and the switch for those that can be turned on and off
/// while it runs. A switch is audited by the writer and done on a thread that waits for the worker's end, never on the caller's.
/// On the embedded broker the relay does not wait for a service that is off, and what the service has not seen is fed to it
/// when it is turned on again. Outlives the store's writer, whose jobs call back.
class OrderServices final : public services::ServiceControl
{
public:
    /// `failed` is called from a service's thread with a sentence for the person.
    OrderServices(settings::Options options, ServiceParts parts, std::function<void(const QString &)> failed);
    ~OrderServices() override;
    Q_DISABLE_COPY_MOVE(OrderServices)

    /// Starts those that --services names; nothing in a read-only program.
    Status start();
    /// Lets them end. No switch is taken from here on.
    void requestStop();
    /// Waits for each within 3 s.
    void stop();
    /// The notification service's own consumer; until the end of stop(). May be null.
    void follow(const services::Ingest *ingest, const QStringList &groups);

    QList<services::ServiceStatus> services() const override;
    QFuture<Result<services::ServiceStatus>> turn(const QString &service, bool on, const Actor &by) override;

private:
    /// A service with consumers of its own.
    struct Place
    {
        QString service;
        ServiceThreads threads;                                    ///< none while it is off
        services::ServiceState between = services::ServiceState::Off; ///< without threads
        services::ServiceStatus before;                            ///< what its earlier threads have counted
    };
    Place *find(const QString &service);
    services::ServiceStatus statusOf(const Place &place) const;
    services::ServiceStatus approvalStatus() const;
    void addIngest(services::ServiceStatus *status) const;
    QString whyFixed(const QString &service) const;
    Result<services::ServiceStatus> apply(const QString &service, bool on);
    Status turnOn(Place &place);
    Status turnOnAgain(Place &place);
    void turnOff(Place &place);
    Status feed(const QStringList &topics);
    void makeTopics(const QString &service);

    const settings::Options m_options;
    const ServiceParts m_parts;
    const std::function<void(const QString &)> m_failed;
    mutable std::mutex m_mutex; ///< guards the places, and what follows
    std::vector<Place> m_places;
    bool m_stopped = false;
    const services::Ingest *m_ingest = nullptr;
    QStringList m_ingestGroups;
    mutable qint64 m_ingested = 0;
    mutable std::optional<TimePoint> m_ingestedAt;
    QThreadPool m_switcher; ///< one thread
};

} // namespace cs::app
