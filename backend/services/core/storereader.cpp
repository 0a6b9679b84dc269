// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/core/storereader.h"

#include "backend/support/log.h"

#include <QThread>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace cs::services {

using namespace std::chrono_literals;
using SteadyTime = std::chrono::steady_clock::time_point;

namespace {

constexpr auto kPatience = 10s;
constexpr auto kFirstPause = 50ms;
constexpr auto kLongestPause = 2s;
constexpr auto kJoin = 3s;

} // namespace

struct StoreReader::Private
{
    struct Waiting
    {
        Task task;
        SteadyTime until; ///< when it is answered with Unavailable
    };

    explicit Private(storage::DatabaseConfig where) : config(std::move(where)) {}
    std::optional<Waiting> take();
    void putBack(Waiting waiting);
    bool pause(std::chrono::milliseconds time);
    void refuseLate(const Error &why);
    std::unique_ptr<storage::Connection> open(std::chrono::milliseconds *backoff);
    void run();

    const storage::DatabaseConfig config;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Waiting> queue;
    bool stopping = false;
    std::vector<QThread *> threads;
};

namespace {

Error stopped()
{
    return Error::unavailable(QStringLiteral("The program is stopping."));
}

} // namespace

std::optional<StoreReader::Private::Waiting> StoreReader::Private::take()
{
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return stopping || !queue.empty(); });
    if (stopping)
        return std::nullopt;
    Waiting next = std::move(queue.front());
    queue.pop_front();
    return next;
}

void StoreReader::Private::putBack(Waiting waiting)
{
    {
        const std::lock_guard lock(mutex);
        if (!stopping) {
            queue.push_front(std::move(waiting));
            changed.notify_one();
            return;
        }
    }
    const Error why = stopped();
    waiting.task(nullptr, &why);
}

/// Waits, unless the pool is stopped meanwhile; false then.
bool StoreReader::Private::pause(std::chrono::milliseconds time)
{
    std::unique_lock lock(mutex);
    return !changed.wait_for(lock, time, [this] { return stopping; });
}

/// Answers what has waited too long while there is no connection.
void StoreReader::Private::refuseLate(const Error &why)
{
    std::deque<Waiting> late;
    {
        const std::lock_guard lock(mutex);
        const SteadyTime now = std::chrono::steady_clock::now();
        while (!queue.empty() && queue.front().until <= now) {
            late.push_back(std::move(queue.front()));
            queue.pop_front();
        }
    }
    for (Waiting &one : late)
        one.task(nullptr, &why);
}

/// Tries once; after a failure answers who waited too long, and waits a little longer each time.
std::unique_ptr<storage::Connection> StoreReader::Private::open(std::chrono::milliseconds *backoff)
{
    auto opened = storage::Connection::open(config, storage::Access::ReadOnly);
    if (opened.ok()) {
        *backoff = kFirstPause;
        return std::move(opened).value();
    }
    if (*backoff == kFirstPause) // once per trouble, not at every try
        qCWarning(lcServices) << "The store cannot be read:" << opened.error().message;
    refuseLate(Error::unavailable(QStringLiteral("The store cannot be read: %1").arg(opened.error().message)));
    pause(*backoff);
    *backoff = std::min<std::chrono::milliseconds>(*backoff * 2, kLongestPause);
    return nullptr;
}

void StoreReader::Private::run()
{
    std::unique_ptr<storage::Connection> connection;
    auto backoff = std::chrono::milliseconds(kFirstPause);
    while (std::optional<Waiting> next = take()) {
        if (!connection)
            connection = open(&backoff);
        if (!connection) {
            putBack(std::move(*next));
            continue;
        }
        if (next->task(connection.get(), nullptr))
            continue;
        connection.reset();
        if (std::chrono::steady_clock::now() < next->until) {
            putBack(std::move(*next));
            pause(backoff);
        } else {
            const Error why = Error::unavailable(QStringLiteral("The store's connection broke while it was read."));
            next->task(nullptr, &why);
        }
    }
}

StoreReader::StoreReader(storage::DatabaseConfig config, int threads) : d(std::make_shared<Private>(std::move(config)))
{
    for (int i = 0; i < threads; ++i) {
        QThread *thread = QThread::create([state = d] { state->run(); });
        thread->setObjectName(QStringLiteral("store reader"));
        d->threads.push_back(thread);
        thread->start();
    }
}

StoreReader::~StoreReader()
{
    stop();
}

void StoreReader::stop()
{
    std::deque<Private::Waiting> left;
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
        left.swap(d->queue);
        d->changed.notify_all();
    }
    const Error why = stopped();
    for (Private::Waiting &one : left)
        one.task(nullptr, &why);
    QDeadlineTimer deadline(kJoin);
    for (QThread *thread : std::exchange(d->threads, {})) {
        if (thread->wait(deadline))
            delete thread;
        else // the thread holds its own share of the state, so that leaving it behind is safe
            qCWarning(lcServices) << "A read did not end in time and was left behind.";
    }
}

void StoreReader::enqueue(Task task)
{
    {
        const std::lock_guard lock(d->mutex);
        if (!d->stopping) {
            d->queue.push_back({std::move(task), std::chrono::steady_clock::now() + kPatience});
            d->changed.notify_one();
            return;
        }
    }
    const Error why = stopped();
    task(nullptr, &why);
}

} // namespace cs::services
