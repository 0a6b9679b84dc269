// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics/poller.h"

#include "backend/services/events/wakeup.h"
#include "backend/services/metrics/groupbook.h"
#include "backend/services/metrics/lagbook.h"
#include "backend/services/metrics/notifierwatch.h"
#include "backend/storage/ingeststore.h"
#include "backend/storage/outboxstore.h"
#include "backend/support/log.h"

#include <atomic>

namespace cs::services {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr auto kEvery = 1000ms;
constexpr int kTimeoutMs = 900; ///< of one question to the broker: a poll stays within its second

QString milliText(double ms)
{
    return ms < 1 ? QStringLiteral("<1 ms") : QStringLiteral("%1 ms").arg(qRound64(ms));
}

} // namespace

struct Poller::Private
{
    Private(StoreContext &store, Config given, messaging::BrokerHealth &brokerHealth, const Ingest *consumer, const Relay *producer)
        : context(store), config(std::move(given)), health(brokerHealth), ingest(consumer), relay(producer)
    {
    }

    StoreContext &context;
    const Config config;
    messaging::BrokerHealth &health;
    const Ingest *ingest;
    const Relay *relay;
    Wakeup wakeup;
    std::atomic<bool> stop = false;
    std::unique_ptr<storage::Connection> connection;
    std::unique_ptr<messaging::Admin> admin;
    LagBook book;
    GroupBook groups{config.groups.isEmpty() ? QList<WatchedGroup>{{config.group, QStringLiteral("notification"), {}}} : config.groups};
    QHash<QString, messaging::GroupDescription> described; ///< by group, as far as asked
    qsizetype nextDescribed = 0;
    qint64 pending = 0;
    QString trouble; ///< of the store, from the last poll
    QString refused; ///< why there is no client for the broker
    QString second;  ///< who else runs notifications
    mutable std::mutex mutex;
    Snapshot last;

    Status readStore(PollResult *poll);
    bool readBroker(PollResult *poll);
    void describeNext();
    QStringList groupNames() const;
    void addGroups(const PollResult &poll, Snapshot *to);
    void describeBroker(bool answered, Snapshot *to) const;
    void describeStore(const Status &read, Snapshot *to) const;
    Snapshot poll();
};

Status Poller::Private::readStore(PollResult *poll)
{
    if (!connection) {
        auto opened = storage::Connection::open(context.database, storage::Access::ReadOnly);
        if (!opened.ok())
            return opened.error();
        connection = std::move(opened).value();
    }
    auto stored = storage::IngestStore(*connection).partitionsOf(groupNames(), config.epoch);
    const auto count = stored.ok() ? storage::OutboxStore(*connection).pendingCount() : Result<qint64>(stored.error());
    if (!count.ok()) {
        if (connection->isBroken())
            connection.reset();
        return count.error();
    }
    poll->storedByGroup = std::move(stored).value();
    poll->stored = poll->storedByGroup.value(config.group);
    poll->storeAnswered = true;
    pending = *count;
    return Done{};
}

bool Poller::Private::readBroker(PollResult *poll)
{
    if (!admin) {
        auto made = messaging::Admin::create(config.broker, &health);
        if (!made.ok()) {
            refused = made.error().message;
            return false;
        }
        admin = std::move(made).value();
        refused.clear();
    }
    auto offsets = admin->offsets(config.topics, kTimeoutMs);
    if (!offsets.ok()) {
        refused = offsets.error().message;
        return false;
    }
    refused.clear();
    poll->offsets = std::move(offsets).value();
    poll->brokerAnswered = true;
    return true;
}

QStringList Poller::Private::groupNames() const
{
    QStringList names{config.group};
    for (const WatchedGroup &one : groups.groups())
        names.append(one.group);
    names.removeDuplicates();
    return names;
}

/// How one group is and who is in it, another one at each poll; an answer that fails (a broker that knows no groups) leaves the
/// last one.
void Poller::Private::describeNext()
{
    if (config.broker.embedded)
        return;
    const QStringList names = groupNames();
    const QString name = names.at(nextDescribed++ % names.size());
    const auto answer = admin->describe(name, kTimeoutMs);
    if (!answer.ok())
        return;
    described.insert(name, *answer);
    if (name == config.group && config.notifies)
        second = secondNotifier(answer->members, config.group, config.broker.clientId);
}

/// The groups' figures, what the broker says of them, and the services with their lag.
void Poller::Private::addGroups(const PollResult &poll, Snapshot *to)
{
    if (config.services)
        to->services = config.services();
    GroupPoll found{poll.at, poll.brokerAnswered, poll.storeAnswered, poll.storedByGroup, poll.offsets, {}, {}, !config.broker.embedded};
    for (const WatchedGroup &one : groups.groups()) {
        if (ingest != nullptr || one.group != config.group)
            found.reading.insert(one.group);
    }
    for (const ServiceStatus &service : std::as_const(to->services)) {
        for (const QString &group : service.groups) {
            if (!service.isReading())
                found.reading.remove(group);
            if (!service.isOn())
                found.switchedOff.insert(group);
        }
    }
    to->groups = groups.take(found);
    for (GroupFigures &one : to->groups) {
        const auto answer = described.constFind(one.group);
        if (answer == described.constEnd())
            continue;
        one.state = answer->state;
        one.membersKnown = true;
        for (const messaging::GroupMember &member : answer->members)
            one.members.append(QStringLiteral("%1 on %2").arg(member.clientId, member.host.startsWith(u'/') ? member.host.mid(1) : member.host));
    }
    for (ServiceStatus &service : to->services) {
        for (const GroupFigures &one : std::as_const(to->groups)) {
            if (service.groups.contains(one.group))
                service.lag = std::max<qint64>(service.lag, 0) + one.lag;
        }
    }
}

void Poller::Private::describeBroker(bool answered, Snapshot *to) const
{
    const messaging::BrokerHealth::State state = health.state();
    to->brokerUp = answered;
    if (!answered)
        to->brokerTrouble = state.trouble.isEmpty() ? refused : state.trouble;
    if (config.broker.embedded)
        to->brokerText = QStringLiteral("Embedded broker %1").arg(config.broker.bootstrap);
    else if (!answered)
        to->brokerText = QStringLiteral("Kafka · %1").arg(config.broker.bootstrap);
    else
        to->brokerText = QStringLiteral("Kafka · %1 %2 · %3").arg(state.brokers).arg(state.brokers == 1 ? QStringLiteral("broker") : QStringLiteral("brokers"), milliText(state.rttMs));
}

void Poller::Private::describeStore(const Status &read, Snapshot *to) const
{
    const storage::StoreWriter::Health writer = context.writer.health();
    to->storeUp = read.ok() && (writer.up || context.readOnly);
    to->storeFull = read.ok() && writer.full && !context.readOnly;
    if (!read.ok())
        to->storeTrouble = read.error().message;
    else if (!to->storeUp)
        to->storeTrouble = writer.trouble;
    const QString name = context.database.backend == storage::Backend::Sqlite ? QStringLiteral("SQLite") : QStringLiteral("PostgreSQL");
    to->storeText = QStringLiteral("%1 · %2").arg(name, milliText(double(writer.lastCommitMicros) / 1000.0));
}

Snapshot Poller::Private::poll()
{
    PollResult found;
    found.at = context.clock.now();
    const Status store = readStore(&found); // positions first, ends second: the lag is never negative
    const bool broker = readBroker(&found);
    if (broker)
        describeNext();
    Snapshot snapshot;
    snapshot.at = found.at;
    snapshot.group = config.group;
    snapshot.embedded = config.broker.embedded;
    snapshot.secondNotifier = second;
    describeBroker(broker, &snapshot);
    describeStore(store, &snapshot);
    snapshot.outboxPending = pending;
    if (relay != nullptr)
        snapshot.publishedByTopic = relay->publishedByTopic();
    book.take(found, &snapshot);
    addGroups(found, &snapshot);
    return snapshot;
}

Poller::Poller(StoreContext &context, Config config, messaging::BrokerHealth &health, const Ingest *ingest, const Relay *relay)
    : d(new Private(context, std::move(config), health, ingest, relay))
{
    qRegisterMetaType<cs::services::Snapshot>();
}

Poller::~Poller() = default;

void Poller::start()
{
    QString said;
    while (!d->stop) {
        const auto next = SteadyClock::now() + kEvery;
        const Snapshot snapshot = d->poll();
        {
            const std::lock_guard lock(d->mutex);
            d->last = snapshot;
        }
        Q_EMIT snapshotTaken(snapshot);
        const QString trouble = snapshot.storeTrouble.isEmpty() ? snapshot.brokerTrouble : snapshot.storeTrouble;
        if (trouble != std::exchange(said, trouble) && !trouble.isEmpty()) {
            qCWarning(lcServices).noquote() << "figures:" << trouble;
            Q_EMIT failed(trouble);
        }
        if (!d->stop)
            d->wakeup.wait(std::max(std::chrono::ceil<std::chrono::milliseconds>(next - SteadyClock::now()), 1ms));
    }
    d->admin.reset();
    d->connection.reset();
}

void Poller::requestStop()
{
    d->stop = true;
    d->wakeup.wake();
}

Snapshot Poller::last() const
{
    const std::lock_guard lock(d->mutex);
    return d->last;
}

} // namespace cs::services
