// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"

#include <QFuture>
#include <QPromise>
#include <functional>
#include <memory>

namespace cs::storage {

/// People's transactions go before machines'.
enum class Priority { Person, Machine };

/// The one thread that writes: it owns the only writing connection and runs whole transactions from a bounded queue, one
/// after the other, people's first. A job that fails is rolled back whole and its Result says why; a broken connection
/// is opened again with backoff and the job is run once more. Jobs may run twice, so they must only touch the connection
/// and their own result. submit() may be called from any thread; it waits when the queue (4,096 jobs) is full. A store in
/// memory (`:memory:`) has no thread: each job runs in the call that submits it, which only one thread may do.
class StoreWriter final
{
public:
    using Job = std::function<Status(Connection &)>;

    explicit StoreWriter(DatabaseConfig config);
    ~StoreWriter();
    StoreWriter(const StoreWriter &) = delete;
    StoreWriter &operator=(const StoreWriter &) = delete;

    /// Opens, migrates, and starts the thread ("store writer"). An error when the store cannot be opened.
    Status start();
    /// Runs what is queued, then ends; join within 3 s. What is submitted afterwards is refused with Unavailable.
    void stop();

    /// One transaction. The future is finished after commit or rollback.
    QFuture<Status> submit(Priority priority, Durability durability, Job job);

    /// One transaction that makes a value; `job` is (Connection &) -> Result<T>.
    template <typename T>
    QFuture<Result<T>> submitFor(Priority priority, Durability durability, std::function<Result<T>(Connection &)> job)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        submitThen<T>(priority, durability, std::move(job), [promise](Result<T> result) {
            promise->addResult(std::move(result));
            promise->finish();
        });
        return promise->future();
    }

    /// The same; `finished` gets the result on the writer's thread (or here, when the writer has stopped) after commit or
    /// rollback. Use it in place of QFuture::then(): that of Qt 6.4 runs twice, and crashes, when the future finishes
    /// while it is called.
    template <typename T>
    void submitThen(Priority priority, Durability durability, std::function<Result<T>(Connection &)> job,
                    std::function<void(Result<T>)> finished)
    {
        auto value = std::make_shared<std::unique_ptr<T>>();
        enqueue(priority, durability,
            [job = std::move(job), value](Connection &connection) -> Status {
                Result<T> result = job(connection);
                if (!result.ok())
                    return result.error();
                *value = std::make_unique<T>(std::move(result).value());
                return Done{};
            },
            [finished = std::move(finished), value](const Status &status) {
                finished(status.ok() ? Result<T>(std::move(**value)) : Result<T>(status.error()));
            });
    }

    struct Health
    {
        bool up = false;
        bool full = false; ///< it is not up because nothing can be written; it can be read
        QString trouble; ///< a sentence while it is down
        qint64 lastCommitMicros = 0;
        int queued = 0;
    };
    Health health() const; ///< any thread

private:
    void enqueue(Priority priority, Durability durability, Job job, std::function<void(const Status &)> finished);
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::storage
