// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storecontext.h"
#include "backend/services/events/wakeup.h"

#include <QObject>
#include <atomic>
#include <memory>

namespace cs::services {

/// What the workers of a store share: a loop on a thread of its own, a connection that reads, what is said of trouble, and the
/// stop. start() runs turn() again and again until requestStop(); what goes wrong is said once, and the next turn comes a second
/// later. What another process did first (Conflict) is not said.
class StoreWorker : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StoreWorker)

public:
    ~StoreWorker() override;

    void start();
    void requestStop(); ///< any thread; start() returns within 3 s
    void poke();        ///< any thread: ends a wait

Q_SIGNALS:
    void failed(const QString &why);

protected:
    /// `name` stands in the log. The context outlives this object.
    StoreWorker(StoreContext &context, QString name);

    /// One round. It waits by itself when there is nothing to do. On the worker's thread, as is closing().
    virtual Status turn() = 0;
    virtual void closing() {}  ///< the last turn is over
    virtual Status opened() { return Done{}; } ///< a connection is new: what lasts as long as it does; an error closes it again
    virtual void stopping() {} ///< any thread: end what takes long
    virtual void troubled(const Error &) {} ///< the turn failed, and comes again

    /// Opens the connection where there is none; one that broke was closed after its turn.
    Status openStore();
    storage::Connection &reading() { return *m_connection; }
    StoreContext &context() const { return m_context; }
    bool isStopping() const { return m_stop; }
    void wait(std::chrono::milliseconds atMost);

private:
    void afterTrouble(const Error &error);

    StoreContext &m_context;
    const QString m_name;
    Wakeup m_wakeup;
    std::atomic<bool> m_stop = false;
    std::unique_ptr<storage::Connection> m_connection; ///< reads only
    QString m_trouble;                                 ///< said last, so that it is said once
};

} // namespace cs::services
