// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/releaser.h"

#include "backend/services/orders/approvalservice.h"
#include "backend/support/log.h"

namespace cs::app {

Releaser::Releaser(services::ApprovalService &approvals) : m_approvals(approvals), m_thread([this] { run(); }) {}

Releaser::~Releaser()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Releaser::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        lock.unlock();
        const Result<int> released = m_approvals.releaseDue().result();
        if (!released.ok())
            qCWarning(lcServices) << "held decisions could not be released:" << released.error().message;
        lock.lock();
        m_wake.wait_for(lock, std::chrono::milliseconds(250), [this] { return m_stop; });
    }
}

} // namespace cs::app
