// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/serviceworker.h"

#include "backend/support/log.h"

namespace cs::services {

using namespace std::chrono_literals;
using storage::Connection;

namespace {

constexpr int kIdleMs = 30; ///< the longest wait for a record, over all groups
constexpr int kAtOnce = 200;
constexpr auto kPause = 1000ms;

} // namespace

ServiceWorker::ServiceWorker(StoreContext &context, Config config, std::unique_ptr<StepDoer> doer, FlowGate *gate, MetricsRegistry *metrics)
    : m_context(context), m_config(std::move(config)), m_doer(std::move(doer))
{
    for (const CommandReader::Config &one : m_config.readers)
        m_readers.push_back(std::make_unique<CommandReader>(context, one, gate, metrics));
}

ServiceWorker::~ServiceWorker() = default;

void ServiceWorker::start()
{
    while (!m_stop) {
        if (!m_connection && !openStore())
            continue;
        const Status turned = turn();
        if (turned.ok()) {
            m_trouble.clear();
            continue;
        }
        if (m_connection->isBroken())
            m_connection.reset();
        pause(turned.error().message);
    }
    for (const auto &one : m_readers)
        one->close();
    m_connection.reset();
}

void ServiceWorker::requestStop()
{
    m_stop = true;
    if (m_doer)
        m_doer->stop();
    m_wakeup.wake();
}

void ServiceWorker::poke()
{
    m_wakeup.wake();
}

void ServiceWorker::pause(const QString &why)
{
    if (why != m_trouble) {
        m_trouble = why;
        qCWarning(lcServices).noquote() << m_config.service << "service:" << why;
        Q_EMIT failed(why);
    }
    if (!m_stop)
        m_wakeup.wait(kPause);
}

bool ServiceWorker::openStore()
{
    auto opened = Connection::open(m_context.database, storage::Access::ReadOnly);
    if (!opened.ok()) {
        pause(opened.error().message);
        return false;
    }
    m_connection = std::move(opened).value();
    return true;
}

Status ServiceWorker::turn()
{
    bool busy = false;
    for (const auto &one : m_readers) {
        if (m_stop)
            return Done{};
        const Result<bool> read = one->turn(*m_connection, busy ? 0 : kIdleMs / int(m_readers.size()));
        CS_TRY(read);
        busy = busy || *read;
    }
    const Result<bool> resumed = resume();
    CS_TRY(resumed);
    const Result<bool> done = doSteps();
    CS_TRY(done);
    if (!busy && !*resumed && !*done && m_readers.empty() && !m_stop)
        m_wakeup.wait(std::chrono::milliseconds(kIdleMs));
    return Done{};
}

Result<bool> ServiceWorker::resume()
{
    const auto ready = storage::ParkedStore(*m_connection).ready(m_config.service, 1);
    CS_TRY(ready);
    if (ready->isEmpty() || m_stop)
        return false;
    const auto resumed = inTransaction<Resumed>(m_context, [this](Connection &connection) {
        return resumeParked(connection, m_config.service, m_context);
    });
    CS_TRY(resumed);
    announce(m_context.changes, resumed->notice);
    return resumed->records > 0;
}

Result<bool> ServiceWorker::doSteps()
{
    bool some = false;
    if (!m_config.doesSteps)
        return some;
    for (int i = 0; i < kStepCount && !m_stop; ++i) {
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
    const auto due = storage::StepStore(*m_connection).isDue(step, m_context.clock.now());
    CS_TRY(due);
    if (!*due)
        return false;
    const auto taken = inTransaction<Due>(m_context, [this, step](Connection &connection) {
        return takeDue(m_context, connection, m_config.service, step, kAtOnce);
    });
    CS_TRY(taken);
    announce(m_context.changes, taken->notice);
    if (taken->work.isEmpty())
        return taken->claimed > 0;
    const QList<StepOutcome> outcomes = m_doer->perform(taken->work);
    const auto settled = inTransaction<Notice>(m_context, [this, &outcomes](Connection &connection) {
        return settle(m_context, connection, m_config.service, outcomes);
    });
    CS_TRY(settled);
    announce(m_context.changes, *settled);
    return true;
}

} // namespace cs::services
