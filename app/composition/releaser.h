// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

namespace cs {
class Clock;
}
namespace cs::services {
class ApprovalService;
class StoreReader;
} // namespace cs::services

namespace cs::app {

/// Releases held votes when their time has come: looks four times a second, on the thread "releaser". A vote that is
/// overdue after a crash goes out at the first look. It looks with a reader: the writer, which would come to no rest, is
/// asked only when there is something to release. What it is given outlives it.
class Releaser final
{
public:
    Releaser(services::ApprovalService &approvals, services::StoreReader &reader, const Clock &clock);
    ~Releaser(); ///< stops and joins

private:
    void run();
    bool isAnyDue();

    services::ApprovalService &m_approvals;
    services::StoreReader &m_reader;
    const Clock &m_clock;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace cs::app
