// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

namespace cs::services {
class ApprovalService;
}

namespace cs::app {

/// Releases held votes when their time has come: looks four times a second, on the thread "releaser". A vote that is
/// overdue after a crash goes out at the first look.
class Releaser final
{
public:
    explicit Releaser(services::ApprovalService &approvals);
    ~Releaser(); ///< stops and joins

private:
    void run();

    services::ApprovalService &m_approvals;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace cs::app
