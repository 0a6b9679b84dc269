// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"

#include <QFuture>
#include <QPromise>
#include <functional>
#include <memory>

namespace cs::services {

/// Runs reads on a small pool of threads ("store reader"), each with a read-only connection of its own, so that neither
/// the GUI nor a person's request waits for a disk. read() may be called from any thread. A broken connection is
/// opened again and the read run once more, so a job must only touch the connection and its own result; a read that
/// cannot be served within 10 s answers Unavailable. Take the answer by a QFutureWatcher: QFuture::then() of Qt 6.4
/// crashes when the future finishes while it is called.
class StoreReader final
{
public:
    explicit StoreReader(storage::DatabaseConfig config, int threads = 2);
    ~StoreReader();
    StoreReader(const StoreReader &) = delete;
    StoreReader &operator=(const StoreReader &) = delete;
    void stop(); ///< joins within 3 s; what waits is answered with Unavailable

    template <typename T> QFuture<Result<T>> read(std::function<Result<T>(storage::Connection &)> job)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        QFuture<Result<T>> future = promise->future();
        enqueue([promise, job = std::move(job)](storage::Connection *connection, const Error *error) {
            Result<T> result = connection != nullptr ? job(*connection) : Result<T>(*error);
            if (connection != nullptr && !result.ok() && connection->isBroken())
                return false;
            promise->addResult(std::move(result));
            promise->finish();
            return true;
        });
        return future;
    }

private:
    /// Gets a connection, or the error why there is none. False: the connection broke, run it again on a new one.
    using Task = std::function<bool(storage::Connection *, const Error *)>;
    void enqueue(Task task);
    struct Private;
    std::shared_ptr<Private> d; ///< shared with the threads, which may outlive this object when a read hangs
};

} // namespace cs::services
