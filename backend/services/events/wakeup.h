// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace cs::services {

/// Lets one loop sleep until it is woken or the time is over. A call of wake() before wait() is not lost. Any thread.
class Wakeup final
{
public:
    void wake()
    {
        const std::lock_guard lock(m_mutex);
        m_woken = true;
        m_condition.notify_all();
    }
    /// True when woken; forgets it.
    bool wait(std::chrono::milliseconds timeout)
    {
        std::unique_lock lock(m_mutex);
        m_condition.wait_for(lock, timeout, [this] { return m_woken; });
        return std::exchange(m_woken, false);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_condition;
    bool m_woken = false;
};

} // namespace cs::services
