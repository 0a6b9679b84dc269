// SPDX-License-Identifier: GPL-3.0-or-later
// What other threads see of the writer: its start and end, and the queues' entrance.
#include "backend/storage/storewriterprivate.h"

#include <exception>

namespace cs::storage {

namespace {

constexpr std::size_t kQueueSize = 4096; ///< of each priority

} // namespace

StoreWriter::StoreWriter(DatabaseConfig config) : d(std::make_unique<Private>(std::move(config))) {}

StoreWriter::~StoreWriter()
{
    stop();
}

Status StoreWriter::start()
{
    if (d->thread)
        return Error::fatal(QStringLiteral("The store writer runs already."));
    if (d->inPlace)
        return d->connect();
    auto opened = std::make_shared<QPromise<Status>>();
    opened->start();
    QFuture<Status> answer = opened->future();
    d->stopping = false;
    d->thread.reset(QThread::create([p = d.get(), opened] {
        const Status status = p->connect();
        if (status.ok()) {
            const std::lock_guard lock(p->mutex);
            p->open = true;
        }
        opened->addResult(status);
        opened->finish();
        if (!status.ok())
            return;
        Error last = Error::unavailable(QStringLiteral("The store is closed."));
        try {
            p->work();
        } catch (const std::exception &e) {
            last = Error::fatal(QStringLiteral("The store writer ended: %1").arg(QString::fromUtf8(e.what())));
            p->setTrouble(last.message);
        }
        p->refuseAll(last);
        p->connection.reset();
    }));
    d->thread->setObjectName(QStringLiteral("store writer"));
    d->thread->start();
    const Status status = answer.result();
    if (!status.ok())
        stop();
    return status;
}

void StoreWriter::stop()
{
    if (!d->thread)
        return;
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
        d->open = false;
        d->wake.notify_all();
        d->room.notify_all();
    }
    d->thread->wait();
    d->thread.reset();
}

QFuture<Status> StoreWriter::submit(Priority priority, Durability durability, Job job)
{
    auto promise = std::make_shared<QPromise<Status>>();
    promise->start();
    QFuture<Status> future = promise->future();
    enqueue(priority, durability, std::move(job), [promise](const Status &status) {
        promise->addResult(status);
        promise->finish();
    });
    return future;
}

StoreWriter::Health StoreWriter::health() const
{
    const std::lock_guard lock(d->mutex);
    Health health = d->state;
    health.queued = int(d->people.size() + d->machines.size());
    return health;
}

void StoreWriter::enqueue(Priority priority, Durability durability, Job job, std::function<void(const Status &)> finished)
{
    if (d->inPlace)
        return d->runBatch({Private::Task{priority, durability, std::move(job), std::move(finished)}});
    {
        std::unique_lock lock(d->mutex);
        std::deque<Private::Task> &queue = d->queueOf(priority);
        d->room.wait(lock, [&] { return !d->open || queue.size() < kQueueSize; });
        if (d->open) {
            queue.push_back({priority, durability, std::move(job), std::move(finished)});
            d->wake.notify_one();
            return;
        }
    }
    finished(Error::unavailable(QStringLiteral("The store is closed.")));
}

} // namespace cs::storage
