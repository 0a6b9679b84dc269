// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace cs {

/// A queue between threads, bounded by the sum of its items' costs (bytes, rows: the caller's unit). push() waits for
/// room, pop() for an item; close() wakes all: then push() refuses and pop() hands out what is left. Any thread.
template <typename T>
class BoundedQueue
{
public:
    explicit BoundedQueue(size_t capacity) : m_capacity(capacity) {}
    BoundedQueue(const BoundedQueue &) = delete;
    BoundedQueue &operator=(const BoundedQueue &) = delete;

    /// Waits for room. An item that costs more than the capacity is taken when the queue is empty. False once closed.
    bool push(T item, size_t cost = 1)
    {
        std::unique_lock lock(m_mutex);
        m_room.wait(lock, [&] { return m_closed || m_items.empty() || m_used + cost <= m_capacity; });
        return add(std::move(item), cost);
    }
    /// Does not wait: false when there is no room or the queue is closed.
    bool tryPush(T item, size_t cost = 1)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_items.empty() && m_used + cost > m_capacity)
            return false;
        return add(std::move(item), cost);
    }
    /// Waits until an item, the time-out or close(). Nothing when timed out, or closed and empty.
    std::optional<T> pop(std::chrono::milliseconds timeout)
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait_for(lock, timeout, [&] { return m_closed || !m_items.empty(); });
        if (m_items.empty())
            return std::nullopt;
        std::optional<T> item(std::move(m_items.front().first));
        m_used -= m_items.front().second;
        m_items.pop_front();
        m_room.notify_all();
        return item;
    }
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_room.notify_all();
        m_filled.notify_all();
    }
    size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items.size();
    }
    bool isClosed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_closed;
    }

private:
    bool add(T item, size_t cost)
    {
        if (m_closed)
            return false;
        m_items.emplace_back(std::move(item), cost);
        m_used += cost;
        m_filled.notify_one();
        return true;
    }

    const size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_room;
    std::condition_variable m_filled;
    std::deque<std::pair<T, size_t>> m_items;
    size_t m_used = 0;
    bool m_closed = false;
};

} // namespace cs
