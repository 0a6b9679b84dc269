// SPDX-License-Identifier: GPL-3.0-or-later
// Private to this folder: what StoreWriter's two files share.
#pragma once

#include "backend/storage/storewriter.h"

#include <QThread>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

namespace cs::storage {

/// The queues, which the mutex guards, and what the writer's thread has to itself.
struct StoreWriter::Private
{
    using Clk = std::chrono::steady_clock;
    static constexpr auto kFirstPause = std::chrono::milliseconds(100);

    struct Task
    {
        Priority priority = Priority::Machine;
        Durability durability = Durability::Full;
        Job job;
        std::function<void(const Status &)> finished;
    };

    explicit Private(DatabaseConfig where) : config(std::move(where)) {}

    const DatabaseConfig config;
    std::unique_ptr<QThread> thread;

    mutable std::mutex mutex;
    std::condition_variable wake; ///< the writer: there is work, or it shall stop
    std::condition_variable room; ///< submitters: the queue is shorter
    std::deque<Task> people;
    std::deque<Task> machines;
    bool open = false; ///< takes jobs
    bool stopping = false;
    /// A store in memory belongs to one connection, and to the thread that uses it: its jobs run in the call that submits them,
    /// so that a test decides what happens when.
    const bool inPlace = config.backend == Backend::Sqlite && config.path == QLatin1String(":memory:");
    Health state;

    // From here on: the writer thread only.
    std::unique_ptr<Connection> connection;
    Clk::duration pause = kFirstPause;
    Clk::time_point nextTry;
    bool written = false; ///< since the last checkpoint
    bool full = false;    ///< nothing can be written, until a probe says otherwise
    Clk::time_point nextProbe;

    bool isStopping() const
    {
        const std::lock_guard lock(mutex);
        return stopping && people.empty() && machines.empty();
    }
    std::deque<Task> &queueOf(Priority priority) { return priority == Priority::Person ? people : machines; }

    void setTrouble(const QString &trouble);
    void setFull(const QString &refusal);
    Status connect();
    std::vector<Task> take();
    bool waitForConnection(Clk::time_point deadline, Status *why);
    Status attempt(const std::vector<Task> &batch, std::vector<Status> *results);
    Status runGroup(const std::vector<Task> &batch, std::vector<Status> *results);
    void runBatch(std::vector<Task> batch);
    void probe();
    void idle();
    void work();
    void refuseAll(const Error &error);
};

} // namespace cs::storage
