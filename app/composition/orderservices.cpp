// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/orderservices.h"

#include "backend/events/catalogue.h"
#include "backend/messaging/admin.h"
#include "backend/services/core/act.h"
#include "backend/services/events/ingest.h"
#include "backend/storage/auditstore.h"
#include "backend/storage/outboxstore.h"

#include <QPromise>
#include <algorithm>
#include <iterator>

namespace cs::app {

using services::ServiceState;
using services::ServiceStatus;

namespace {

const QString kApproval = QStringLiteral("approval");
const QString kNotification = QStringLiteral("notification");
constexpr int kTopicsTimeoutMs = 2000;

Error ending()
{
    return Error::unavailable(QStringLiteral("The program is about to end."));
}

Result<services::Committed<Done>> auditSwitch(const services::StoreContext &context, storage::Connection &connection, const QString &service, bool on, const Actor &by)
{
    const QString act = on ? QStringLiteral("service.on") : QStringLiteral("service.off");
    CS_TRY(storage::AuditStore(connection, context.auditKey).append({{0, context.clock.now(), by, act, service, QStringLiteral("{}"), {}}}));
    return services::Committed<Done>{};
}

/// Asks all of them to stop, then waits for each.
void endAll(ServiceThreads &threads)
{
    for (const ServiceThread &one : threads)
        one->object()->requestStop();
    threads.clear();
}

/// What several consumers of a service say together: the counts of all, and the state of the one that is worst off.
ServiceStatus joined(const ServiceThreads &threads)
{
    ServiceStatus all = threads.front()->object()->status();
    for (size_t i = 1; i < threads.size(); ++i) {
        const ServiceStatus one = threads[i]->object()->status();
        all.handled += one.handled;
        all.failed += one.failed;
        if (one.lastHandledAt && (!all.lastHandledAt || *all.lastHandledAt < *one.lastHandledAt))
            all.lastHandledAt = one.lastHandledAt;
        if (one.state > all.state) {
            all.state = one.state;
            all.reason = one.reason;
        }
    }
    return all;
}

} // namespace

OrderServices::OrderServices(settings::Options options, ServiceParts parts, std::function<void(const QString &)> failed)
    : m_options(std::move(options)), m_parts(std::move(parts)), m_failed(std::move(failed))
{
    m_switcher.setMaxThreadCount(1);
    for (const QString &service : consumingServices()) {
        Place place;
        place.service = service;
        m_places.push_back(std::move(place));
        const bool starts = m_options.runs(service) && !m_options.readOnly;
        m_places.back().between = starts ? ServiceState::Starting : ServiceState::Off;
        if (m_parts.epoch.isEmpty())
            continue;
        const QStringList topics = serviceTopics({service}, m_options);
        if (starts)
            m_parts.gate->open(topics);
        else
            m_parts.gate->close(topics); // nobody waits for what is off
    }
}

OrderServices::~OrderServices()
{
    stop();
}

void OrderServices::follow(const services::Ingest *ingest, const QStringList &groups)
{
    const std::lock_guard lock(m_mutex);
    m_ingest = ingest;
    m_ingestGroups = groups;
}

Status OrderServices::start()
{
    if (m_options.readOnly)
        return Done{};
    CS_TRY(prepareSteps(m_parts.context));
    for (Place &place : m_places) {
        if (m_options.runs(place.service))
            CS_TRY(turnOn(place));
    }
    return Done{};
}

void OrderServices::requestStop()
{
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    for (const Place &place : m_places) {
        for (const ServiceThread &one : place.threads)
            one->requestStop();
    }
}

void OrderServices::stop()
{
    ServiceThreads threads;
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        m_ingest = nullptr;
        for (Place &place : m_places) {
            std::move(place.threads.begin(), place.threads.end(), std::back_inserter(threads));
            place.threads.clear();
        }
    }
    endAll(threads);
    m_switcher.waitForDone();
}

OrderServices::Place *OrderServices::find(const QString &service)
{
    const auto found = std::find_if(m_places.begin(), m_places.end(), [&](const Place &one) { return one.service == service; });
    return found == m_places.end() ? nullptr : &*found;
}

QString OrderServices::whyFixed(const QString &service) const
{
    if (m_options.readOnly)
        return QStringLiteral("This program only looks: it runs no services.");
    if (service == kApproval)
        return QStringLiteral("Approval consumes nothing: people decide. Whether they may here is said at the start, by --services.");
    if (service == kNotification)
        return QStringLiteral("Notifications are made by the consumer that reads all topics into the store. Whether it makes them is said at the start, by --services.");
    return {};
}

ServiceStatus OrderServices::approvalStatus() const
{
    ServiceStatus status;
    status.service = kApproval;
    status.state = m_options.runs(kApproval) && !m_options.readOnly ? ServiceState::Running : ServiceState::Off;
    status.whyFixed = whyFixed(kApproval);
    return status;
}

/// What the ingest consumer has done is the notification service's work, where it runs.
void OrderServices::addIngest(ServiceStatus *status) const
{
    if (m_ingest == nullptr || !m_options.runs(kNotification))
        return;
    const services::Ingest::Figures figures = m_ingest->figures();
    if (figures.received != m_ingested)
        m_ingestedAt = m_parts.context.clock.now();
    m_ingested = figures.received;
    status->groups = m_ingestGroups + status->groups;
    status->handled += figures.stored;
    status->failed += figures.bad;
    if (m_ingestedAt && (!status->lastHandledAt || *status->lastHandledAt < *m_ingestedAt))
        status->lastHandledAt = m_ingestedAt;
}

ServiceStatus OrderServices::statusOf(const Place &place) const
{
    ServiceStatus status = place.before;
    status.service = place.service;
    status.state = place.between;
    if (!place.threads.empty()) {
        const ServiceStatus now = joined(place.threads);
        status.state = now.state;
        status.reason = now.reason;
        status.handled += now.handled;
        status.failed += now.failed;
        status.lastHandledAt = now.lastHandledAt ? now.lastHandledAt : status.lastHandledAt;
    }
    status.groups = serviceGroups(place.service, m_options);
    status.whyFixed = whyFixed(place.service);
    if (place.service == kNotification)
        addIngest(&status);
    return status;
}

QList<ServiceStatus> OrderServices::services() const
{
    const std::lock_guard lock(m_mutex);
    QList<ServiceStatus> all;
    for (const Place &place : m_places) {
        all.append(statusOf(place));
        if (all.size() == 1) // product.md's order: order, approval, payment, …
            all.append(approvalStatus());
    }
    return all;
}

QFuture<Result<ServiceStatus>> OrderServices::turn(const QString &service, bool on, const Actor &by)
{
    using Answer = Result<ServiceStatus>;
    if (const Status may = services::mayAct(m_parts.context, by, Right::RunServices); !may.ok())
        return services::answered<ServiceStatus>(may.error());
    if (const QString why = whyFixed(service); !why.isEmpty())
        return services::answered<ServiceStatus>(Error::conflict(why));
    {
        const std::lock_guard lock(m_mutex);
        const Place *place = find(service);
        if (place == nullptr)
            return services::answered<ServiceStatus>(Error::notFound(QStringLiteral("There is no service '%1'.").arg(service)));
        if (m_stopped)
            return services::answered<ServiceStatus>(ending());
        if (statusOf(*place).isOn() == on)
            return services::answered<ServiceStatus>(statusOf(*place));
    }
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    const auto finish = [promise](const Answer &answer) {
        promise->addResult(answer);
        promise->finish();
    };
    m_parts.context.writer.submitThen<services::Committed<Done>>(
        storage::Priority::Person, storage::Durability::Full,
        [&context = m_parts.context, service, on, by](storage::Connection &connection) { return auditSwitch(context, connection, service, on, by); },
        [this, service, on, finish](Result<services::Committed<Done>> audited) {
            if (!audited.ok())
                finish(audited.error());
            else
                m_switcher.start([this, service, on, finish] { finish(apply(service, on)); });
        });
    return promise->future();
}

/// On the switcher's thread.
Result<ServiceStatus> OrderServices::apply(const QString &service, bool on)
{
    Place *place = find(service);
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped)
            return ending();
        if (statusOf(*place).isOn() == on)
            return statusOf(*place);
    }
    if (on)
        CS_TRY(turnOnAgain(*place));
    else
        turnOff(*place);
    const std::lock_guard lock(m_mutex);
    return statusOf(*place);
}

Status OrderServices::turnOnAgain(Place &place)
{
    const QStringList topics = serviceTopics({place.service}, m_options);
    if (m_parts.epoch.isEmpty()) {
        makeTopics(place.service);
        return turnOn(place);
    }
    m_parts.gate->open(topics);
    const Status fed = feed(topics);
    const Status started = fed.ok() ? turnOn(place) : fed;
    if (!started.ok())
        m_parts.gate->close(topics);
    return started;
}

Status OrderServices::turnOn(Place &place)
{
    Result<ServiceThreads> made = makeService(place.service, m_options, m_parts);
    if (!made.ok())
        return made.error();
    ServiceThreads threads = std::move(made).value();
    for (const ServiceThread &one : threads)
        QObject::connect(one->object(), &services::ServiceWorker::failed, one->object(), [this](const QString &why) { m_failed(why); }, Qt::DirectConnection);
    const std::lock_guard lock(m_mutex);
    if (m_stopped)
        return ending();
    for (const ServiceThread &one : threads)
        one->start();
    place.threads = std::move(threads);
    return Done{};
}

void OrderServices::turnOff(Place &place)
{
    ServiceThreads threads;
    {
        const std::lock_guard lock(m_mutex);
        place.before = statusOf(place);
        place.before.reason.clear();
        place.between = ServiceState::Stopping;
        threads = std::exchange(place.threads, {});
    }
    if (!m_parts.epoch.isEmpty())
        m_parts.gate->close(serviceTopics({place.service}, m_options));
    endAll(threads);
    const std::lock_guard lock(m_mutex);
    place.between = ServiceState::Off;
}

/// The embedded broker may have forgotten what came while nobody read: our own records that the service has not seen go out
/// again, at the relay's pace; the inbox knows those that are still there.
Status OrderServices::feed(const QStringList &topics)
{
    const Status fed = m_parts.context.writer
        .submit(storage::Priority::Machine, storage::Durability::Normal, [topics](storage::Connection &connection) -> Status {
            const Result<qint64> rows = storage::OutboxStore(connection).resendUnseenOn(topics);
            return rows.ok() ? Status(Done{}) : Status(rows.error());
        })
        .result();
    if (fed.ok())
        Q_EMIT m_parts.context.changes.outboxFilled();
    return fed;
}

/// A Kafka that refuses is left as it is: the consumer waits for its topics.
void OrderServices::makeTopics(const QString &service)
{
    messaging::BrokerHealth unseen;
    auto admin = messaging::Admin::create(m_parts.broker, &unseen);
    const Status made = admin.ok() ? (*admin)->createTopics(events::topicsToMake({}, {service}), events::kPartitions, kTopicsTimeoutMs) : Status(admin.error());
    if (!made.ok())
        qCWarning(lcServices).noquote() << service << "topics are not made:" << made.error().message;
}

} // namespace cs::app
