// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/releaser.h"

#include "backend/services/core/storereader.h"
#include "backend/services/orders/approvalservice.h"
#include "backend/storage/approvalstore.h"
#include "backend/support/log.h"

namespace cs::app {

Releaser::Releaser(services::ApprovalService &approvals, services::StoreReader &reader, const Clock &clock)
    : m_approvals(approvals), m_reader(reader), m_clock(clock), m_thread([this] { run(); })
{
}

Releaser::~Releaser()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

/// True also when it cannot be said: the writer says what is wrong.
bool Releaser::isAnyDue()
{
    const Result<bool> due = m_reader.read<bool>([now = m_clock.now()](storage::Connection &connection) -> Result<bool> {
        const auto votes = storage::ApprovalStore(connection).votesDue(now, 1);
        return votes.ok() ? Result<bool>(!votes->isEmpty()) : Result<bool>(votes.error());
    }).result();
    return !due.ok() || *due;
}

void Releaser::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        lock.unlock();
        const Result<int> released = isAnyDue() ? m_approvals.releaseDue().result() : Result<int>(0);
        if (!released.ok())
            qCWarning(lcServices) << "held decisions could not be released:" << released.error().message;
        lock.lock();
        m_wake.wait_for(lock, std::chrono::milliseconds(250), [this] { return m_stop; });
    }
}

} // namespace cs::app
