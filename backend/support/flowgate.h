// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace cs {

/// Counts the bytes that were handed to the embedded broker and that its local consumer has not stored yet, so that the
/// relay can hold back before the broker forgets (it keeps 5 MiB a partition). Any thread.
class FlowGate
{
public:
    /// A limit of 0 means: never hold back (a broker that keeps what it is given).
    explicit FlowGate(int64_t limitBytes = 0) : m_limit(limitBytes) {}
    void produced(int64_t bytes) { m_pending += bytes; }
    void consumed(int64_t bytes) { m_pending -= bytes; }
    /// Forgets what is pending, e.g. when the consumer starts over.
    void reset() { m_pending = 0; }
    bool isOpen() const { return m_limit == 0 || m_pending.load() < m_limit; }
    int64_t pending() const { return m_pending.load(); }

private:
    const int64_t m_limit;
    std::atomic<int64_t> m_pending = 0;
};

} // namespace cs
