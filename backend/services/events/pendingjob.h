// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/events/wakeup.h"
#include "backend/storage/storewriter.h"

#include <memory>
#include <mutex>
#include <optional>

namespace cs::services {

/// A machine's job that was handed to the store writer: its result, once it is there, and a wake-up for the loop that waits for it.
/// The writer's thread fills it, one loop reads it; the state is shared, so that either may go first.
template <typename T>
class PendingJob final
{
public:
    using Job = std::function<Result<T>(storage::Connection &)>;

    PendingJob(storage::StoreWriter &writer, storage::Durability durability, Job job, std::shared_ptr<Wakeup> wakeup)
        : m_state(std::make_shared<State>())
    {
        writer.submitThen<T>(storage::Priority::Machine, durability, std::move(job),
                             [state = m_state, wakeup = std::move(wakeup)](Result<T> result) {
                                 {
                                     const std::lock_guard lock(state->mutex);
                                     state->result = std::move(result);
                                 }
                                 wakeup->wake();
                             });
    }
    bool isDone() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->result.has_value();
    }
    /// Only when isDone().
    Result<T> take()
    {
        const std::lock_guard lock(m_state->mutex);
        return std::move(*m_state->result);
    }

private:
    struct State
    {
        std::mutex mutex;
        std::optional<Result<T>> result;
    };
    std::shared_ptr<State> m_state;
};

} // namespace cs::services
