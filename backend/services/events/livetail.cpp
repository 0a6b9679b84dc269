// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/livetail.h"

#include "backend/messaging/tail.h"
#include "backend/services/events/tailbuffer.h"
#include "backend/services/events/wakeup.h"

#include <QThread>
#include <QTimer>
#include <atomic>

namespace cs::services {

using messaging::Tail;
using namespace std::chrono_literals;

namespace {

constexpr int kHandOverMs = 50;        ///< 20 a second
constexpr qsizetype kHandOver = 2000;  ///< records at once, so that a view stays quick
constexpr int kPollRecords = 1000;
constexpr qint64 kPollBytes = 2 * 1024 * 1024;
constexpr int kPollMs = 50;
constexpr auto kRetry = 1000ms;

Tail::Start startOf(const TailRequest &request)
{
    switch (request.from) {
    case TailRequest::From::End: return {Tail::Start::From::End, 0};
    case TailRequest::From::Beginning: return {Tail::Start::From::Beginning, 0};
    case TailRequest::From::LastHundred: break;
    }
    return {Tail::Start::From::LastN, 100};
}

/// What the worker and the view share; outlives whichever goes first.
struct Shared
{
    explicit Shared(qint64 bytes) : buffer(bytes) {}
    TailBuffer buffer;
    Wakeup wakeup;
    std::atomic<bool> stop = false;
    std::mutex mutex;
    QString trouble; ///< to be told
};

void setTrouble(Shared &shared, const QString &trouble)
{
    const std::lock_guard lock(shared.mutex);
    shared.trouble = trouble;
}

/// The worker's whole life: its client is made, used and closed on its own thread.
void readTopics(const std::shared_ptr<Shared> &shared, const messaging::BrokerConfig &broker, const TailRequest &request)
{
    while (!shared->stop) {
        auto made = Tail::create(broker, request.topics, startOf(request));
        if (!made.ok()) {
            setTrouble(*shared, made.error().message);
            shared->wakeup.wait(kRetry);
            continue;
        }
        Tail &tail = **made;
        QString last;
        while (!shared->stop) {
            const QList<events::Record> records = tail.poll(kPollRecords, kPollBytes, kPollMs);
            shared->buffer.add(records, tail.behind());
            if (const QString trouble = tail.trouble(); trouble != last) {
                last = trouble;
                setTrouble(*shared, trouble);
            }
        }
    }
}

} // namespace

struct LiveTail::Private
{
    messaging::BrokerConfig broker;
    qint64 bytes = 0;
    std::shared_ptr<Shared> shared;
    std::unique_ptr<QThread> thread;
    QTimer timer;
    bool paused = false;
    TailCounters told;
};

LiveTail::LiveTail(messaging::BrokerConfig broker, qint64 bufferBytes, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>())
{
    d->broker = std::move(broker);
    d->bytes = bufferBytes;
    d->shared = std::make_shared<Shared>(bufferBytes);
    d->timer.setInterval(kHandOverMs);
    connect(&d->timer, &QTimer::timeout, this, [this] { handOver(); });
}

LiveTail::~LiveTail()
{
    stop();
}

void LiveTail::start(const TailRequest &request)
{
    stop();
    d->shared = std::make_shared<Shared>(d->bytes);
    d->told = {};
    d->thread.reset(QThread::create([shared = d->shared, broker = d->broker, request] { readTopics(shared, broker, request); }));
    d->thread->setObjectName(QStringLiteral("tail"));
    d->thread->start();
    d->timer.start();
    Q_EMIT countersChanged();
}

/// What is buffered still goes to the view, so that the counters add up to the end.
void LiveTail::stop()
{
    if (!d->thread)
        return;
    d->shared->stop = true;
    d->shared->wakeup.wake();
    if (!d->thread->wait(QDeadlineTimer(3000)))
        (void)d->thread.release(); // its client hangs in a call; the thread ends with the process, and holds what it uses
    d->thread.reset();
}

void LiveTail::setPaused(bool paused)
{
    d->paused = paused;
}

bool LiveTail::isPaused() const
{
    return d->paused;
}

TailCounters LiveTail::counters() const
{
    return d->shared->buffer.counters();
}

void LiveTail::handOver()
{
    const std::shared_ptr<Shared> shared = d->shared; // a receiver may start another tail
    QString trouble;
    {
        const std::lock_guard lock(shared->mutex);
        trouble = std::exchange(shared->trouble, {});
    }
    if (!trouble.isEmpty())
        Q_EMIT failed(trouble);
    if (!d->paused) {
        if (const RecordBatch records = shared->buffer.take(kHandOver); !records.isEmpty())
            Q_EMIT recordsArrived(records);
    }
    const TailCounters now = shared->buffer.counters();
    if (shared == d->shared && now != std::exchange(d->told, now))
        Q_EMIT countersChanged();
    if (!d->thread && now.waiting == 0)
        d->timer.stop();
}

} // namespace cs::services
