// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/core/storeworker.h"

#include "backend/support/log.h"

namespace cs::services {

using namespace std::chrono_literals;

namespace {

constexpr auto kPause = 1000ms;
constexpr auto kAfterConflict = 250ms;

} // namespace

StoreWorker::StoreWorker(StoreContext &context, QString name) : m_context(context), m_name(std::move(name)) {}

StoreWorker::~StoreWorker() = default;

void StoreWorker::start()
{
    while (!m_stop) {
        const Status turned = turn();
        if (turned.ok())
            m_trouble.clear();
        else
            afterTrouble(turned.error());
    }
    closing();
    m_connection.reset();
}

void StoreWorker::requestStop()
{
    m_stop = true;
    stopping();
    m_wakeup.wake();
}

void StoreWorker::poke()
{
    m_wakeup.wake();
}

Status StoreWorker::openStore()
{
    if (m_connection)
        return Done{};
    auto connection = storage::Connection::open(m_context.database, storage::Access::ReadOnly);
    if (!connection.ok())
        return connection.error();
    m_connection = std::move(connection).value();
    const Status ready = opened();
    if (!ready.ok())
        m_connection.reset();
    return ready;
}

void StoreWorker::wait(std::chrono::milliseconds atMost)
{
    if (!m_stop)
        m_wakeup.wait(atMost);
}

void StoreWorker::afterTrouble(const Error &error)
{
    if (m_connection && m_connection->isBroken())
        m_connection.reset();
    if (error.kind == ErrorKind::Conflict)
        return wait(kAfterConflict);
    troubled(error);
    if (error.message != m_trouble) {
        m_trouble = error.message;
        qCWarning(lcServices).noquote() << m_name + QLatin1Char(':') << m_trouble;
        Q_EMIT failed(m_trouble);
    }
    wait(kPause);
}

} // namespace cs::services
