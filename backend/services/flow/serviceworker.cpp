// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/serviceworker.h"

#include "backend/storage/claimstore.h"
#include "backend/support/log.h"

#include <algorithm>

namespace cs::services {

using std::chrono::milliseconds;
using storage::Connection;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int kIdleMs = 30; ///< the longest wait for a record, over all groups
constexpr int kStepsAtOnce = 200;
constexpr auto kLookEvery = milliseconds(100); ///< without a word from this process
constexpr auto kTakeBackEvery = milliseconds(2000);

/// A number for a session, not 0: of the random end of an id.
int claimantOf(const QString &uuid)
{
    return int(uuid.right(7).toUInt(nullptr, 16)) + 1;
}

} // namespace

ServiceWorker::ServiceWorker(StoreContext &context, Config config, std::unique_ptr<StepDoer> doer, FlowGate *gate, MetricsRegistry *metrics)
    : StoreWorker(context, config.service + QStringLiteral(" service")), m_config(std::move(config)), m_doer(std::move(doer)), m_lane(m_config.lane)
{
    // Whoever says so, on whatever thread: it may say so while this object ends, and the wakeup outlives it.
    connect(&context.changes, &Changes::ordersChanged, this, [look = m_look] { look->wake(); }, Qt::DirectConnection);
    for (const CommandReader::Config &one : m_config.readers)
        m_readers.push_back(std::make_unique<CommandReader>(context, one, gate, metrics));
}

ServiceWorker::~ServiceWorker() = default;

void ServiceWorker::closing()
{
    for (const auto &one : m_readers)
        one->close();
}

void ServiceWorker::stopping()
{
    m_look->wake();
    if (m_doer)
        m_doer->stop();
}

ServiceStatus ServiceWorker::status() const
{
    ServiceStatus status;
    status.service = m_config.service;
    QString brokerTrouble;
    for (const auto &one : m_readers) {
        status.handled += one->taken();
        status.failed += one->bad();
        if (const messaging::BrokerHealth::State health = one->health(); !health.up && !health.trouble.isEmpty())
            brokerTrouble = health.trouble;
    }
    const std::lock_guard lock(m_mutex);
    status.handled += m_steps;
    status.failed += m_failedSteps;
    status.state = m_state;
    status.reason = m_reason;
    status.lastHandledAt = m_handledAt;
    if (m_state == ServiceState::Running && !brokerTrouble.isEmpty()) {
        status.state = ServiceState::Waiting;
        status.reason = brokerTrouble;
    }
    return status;
}

/// A turn went well; `busy`: there was something in it.
void ServiceWorker::noteTurn(bool busy)
{
    const bool pays = m_config.service == QLatin1String("payment");
    const bool nobody = !m_doer && (pays || m_config.service == QLatin1String("shipping"));
    const std::lock_guard lock(m_mutex);
    m_state = nobody ? ServiceState::Paused : ServiceState::Running;
    m_reason.clear();
    if (nobody)
        m_reason = pays ? QStringLiteral("No payment gateway is set up, so payments wait.") : QStringLiteral("No carrier is set up, so parcels wait.");
    if (busy)
        m_handledAt = context().clock.now();
}

void ServiceWorker::troubled(const Error &error)
{
    const std::lock_guard lock(m_mutex);
    m_state = ServiceState::Failed;
    m_reason = error.message;
}

void ServiceWorker::count(const QList<StepOutcome> &outcomes)
{
    const std::lock_guard lock(m_mutex);
    for (const StepOutcome &one : outcomes) {
        m_steps += one.kind == StepOutcome::Kind::Done ? 1 : 0;
        m_failedSteps += one.kind == StepOutcome::Kind::Failed ? 1 : 0;
    }
}

Status ServiceWorker::turn()
{
    CS_TRY(openStore());
    bool busy = false;
    for (const auto &one : m_readers) {
        if (isStopping())
            return Done{};
        const Result<bool> read = one->turn(reading(), busy ? 0 : kIdleMs / int(m_readers.size()));
        CS_TRY(read);
        busy = busy || *read;
    }
    const auto early = std::max(std::chrono::ceil<milliseconds>(m_lookAt - SteadyClock::now()), milliseconds(0));
    const bool called = m_look->wait(m_readers.empty() ? early : milliseconds(0));
    if (early > milliseconds(0) && !called && !busy && !m_readers.empty()) {
        noteTurn(false);
        return Done{};
    }
    const Result<bool> resumed = resume();
    CS_TRY(resumed);
    CS_TRY(takeBack());
    const Result<bool> done = doSteps();
    CS_TRY(done);
    m_lookAt = SteadyClock::now() + (*resumed || *done ? milliseconds(0) : kLookEvery);
    noteTurn(busy || *resumed || *done);
    return Done{};
}

Status ServiceWorker::opened()
{
    const int claimant = claimantOf(context().ids.uuid7());
    const Result<bool> held = storage::ClaimStore(reading()).hold(claimant);
    CS_TRY(held);
    m_lane.claimant = *held ? claimant : 0;
    m_takeBackAt = {};
    return Done{};
}

/// One worker of a service looks for what was claimed by programs that have ended since, whatever the step: who does it finds it due.
Status ServiceWorker::takeBack()
{
    if (!m_config.doesSteps || m_lane.number != 0 || SteadyClock::now() < m_takeBackAt)
        return Done{};
    m_takeBackAt = SteadyClock::now() + kTakeBackEvery;
    const auto gone = storage::ClaimStore(reading()).gone(m_lane.claimant);
    CS_TRY(gone);
    for (const int claimant : *gone) {
        const auto taken = inTransaction<qint64>(context(), [this, claimant](Connection &connection) {
            return storage::ClaimStore(connection).takeBack(claimant, context().clock.now());
        });
        CS_TRY(taken);
        qCInfo(lcServices) << "Steps that a program had claimed before it ended are due again:" << *taken;
    }
    return Done{};
}

Result<bool> ServiceWorker::resume()
{
    const auto ready = storage::ParkedStore(reading()).ready(m_config.service, 1);
    CS_TRY(ready);
    if (ready->isEmpty() || isStopping())
        return false;
    const auto resumed = inTransaction<Resumed>(context(), [this](Connection &connection) {
        return resumeParked(connection, m_config.service, context());
    });
    CS_TRY(resumed);
    announce(context().changes, resumed->notice);
    return resumed->records > 0;
}

Result<bool> ServiceWorker::doSteps()
{
    bool some = false;
    if (!m_config.doesSteps)
        return some;
    for (int i = 0; i < kStepCount && !isStopping(); ++i) {
        if (m_config.service != QStringView(ruleOf(Step(i)).service))
            continue;
        const Result<bool> done = doSteps(Step(i));
        CS_TRY(done);
        some = some || *done;
    }
    return some;
}

Result<bool> ServiceWorker::doSteps(Step step)
{
    const bool here = step == Step::Reserve || step == Step::Release;
    if (!here && !m_doer)
        return false;
    const auto due = isDue(reading(), step, context().clock.now(), m_lane);
    CS_TRY(due);
    if (!*due)
        return false;
    const auto taken = inTransaction<Due>(context(), [this, step](Connection &connection) {
        return takeDue(context(), connection, m_config.service, step, kStepsAtOnce, m_lane);
    });
    CS_TRY(taken);
    announce(context().changes, taken->notice);
    if (taken->work.isEmpty()) {
        const std::lock_guard lock(m_mutex);
        m_steps += here ? taken->claimed : 0;
        return taken->claimed > 0;
    }
    const QList<StepOutcome> outcomes = m_doer->perform(taken->work);
    const auto settled = inTransaction<Notice>(context(), [this, &outcomes](Connection &connection) {
        return settle(context(), connection, m_config.service, outcomes);
    });
    CS_TRY(settled);
    announce(context().changes, *settled);
    count(outcomes);
    return true;
}

} // namespace cs::services
