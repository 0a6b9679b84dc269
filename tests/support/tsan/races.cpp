// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tsan/races.h"

#include <QFuture>
#include <QPromise>
#include <QSemaphore>
#include <QTest>
#include <QThreadPool>

namespace cs {

namespace {

/// Two threads, one number, nothing between them.
void raceBare()
{
    int number = 0;
    const Thread thread = started([&number] { ++number; });
    ++number;
    thread->wait();
}

/// What the sender writes after it has emitted is not ordered with the slot.
void raceAfterSignal()
{
    int number = 0;
    Sender sender;
    QObject receiver;
    bool seen = false;
    QObject::connect(&sender, &Sender::told, &receiver, [&] { seen = number >= 0; }, Qt::QueuedConnection);
    const Thread thread = started([&] {
        Q_EMIT sender.told();
        ++number;
    });
    (void)QTest::qWaitFor([&] { return seen; });
    thread->wait();
}

/// Likewise with what was posted.
void raceAfterPost()
{
    int number = 0;
    QObject receiver;
    bool seen = false;
    const Thread thread = started([&] {
        QMetaObject::invokeMethod(&receiver, [&] { seen = number >= 0; }, Qt::QueuedConnection);
        ++number;
    });
    (void)QTest::qWaitFor([&] { return seen; });
    thread->wait();
}

/// A future orders its result, not what comes after it.
void raceAfterResult()
{
    int number = 0;
    QPromise<int> promise;
    promise.start();
    QFuture<int> future = promise.future();
    const Thread thread = started([&] {
        promise.addResult(1);
        promise.finish();
        ++number;
    });
    number += future.result();
    thread->wait();
}

/// Two calls of one slot.
void raceInSlot()
{
    int number = 0;
    QObject receiver;
    Sender sender;
    QObject::connect(&sender, &Sender::told, &receiver, [&number] { ++number; }, Qt::DirectConnection);
    const Thread first = started([&sender] { Q_EMIT sender.told(); });
    const Thread second = started([&sender] { Q_EMIT sender.told(); });
    first->wait();
    second->wait();
}

/// Jobs of one pool are not ordered among each other.
void raceInPool()
{
    int number = 0;
    QSemaphore bothRun;
    QThreadPool pool;
    pool.setMaxThreadCount(2);
    for (int i = 0; i < 2; ++i) {
        pool.start([&] {
            ++number;
            bothRun.release(); // neither thread serves both
            while (bothRun.available() < 2)
                QThread::yieldCurrentThread();
        });
    }
    pool.waitForDone();
}

} // namespace

QList<std::pair<QString, void (*)()>> races()
{
    return {
        {QStringLiteral("bare"), raceBare},
        {QStringLiteral("afterSignal"), raceAfterSignal},
        {QStringLiteral("afterPost"), raceAfterPost},
        {QStringLiteral("afterResult"), raceAfterResult},
        {QStringLiteral("inSlot"), raceInSlot},
        {QStringLiteral("inPool"), raceInPool},
    };
}

} // namespace cs
