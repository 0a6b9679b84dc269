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
/// opened again; a read that cannot be served within 10 s answers Unavailable.
class StoreReader final
{
public:
    StoreReader(storage::DatabaseConfig config, int threads = 2);
    ~StoreReader();
    StoreReader(const StoreReader &) = delete;
    StoreReader &operator=(const StoreReader &) = delete;
    void stop(); ///< joins within 3 s; what waits is answered with Unavailable

    template <typename T>
    QFuture<Result<T>> read(std::function<Result<T>(storage::Connection &)> job)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        QFuture<Result<T>> future = promise->future();
        enqueue([promise, job = std::move(job)](storage::Connection *connection, const Error *error) {
            promise->addResult(connection ? job(*connection) : Result<T>(*error));
            promise->finish();
        });
        return future;
    }

private:
    /// Gets a connection, or the error why there is none.
    using Task = std::function<void(storage::Connection *, const Error *)>;
    void enqueue(Task task);
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::services
