// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/orders/orderimport.h"

#include <mutex>
#include <thread>

namespace cs::ui {

/// How far an import is; a value.
struct ImportProgress
{
    qint64 bytesRead = 0;
    qint64 bytes = 0; ///< of the file
    qint64 created = 0;
    qint64 exists = 0;
    qint64 failed = 0;
    QList<services::ImportOutcome> failures; ///< new since the last take(), the first 1,000 of all
    bool done = false;
    bool cancelled = false;
    QHash<QString, qint64> totalMinor; ///< when done
    QString trouble;                   ///< when done: why it ended early
};

/// An import on a thread of its own, named "import". The owner polls take(); destroying it stops the import after the
/// chunk that is under way and joins. start() once; all but the thread's own work is called from the owner's thread.
class ImportJob final
{
public:
    static constexpr int kMostFailures = 1000;

    ImportJob(const QString &path, const services::ImportOptions &options, services::OrderService &orders, const Actor &actor)
        : m_path(path), m_options(options), m_orders(orders), m_actor(actor)
    {
    }
    ~ImportJob();
    Q_DISABLE_COPY_MOVE(ImportJob)

    void start();
    void cancel() { m_cancel = true; }
    /// What has happened so far; the failures are handed out once.
    ImportProgress take();
    /// By the file's name: .csv is CSV, all else JSON Lines.
    static services::ImportFormat formatOf(const QString &path);

private:
    void run();
    void note(const QList<services::ImportOutcome> &outcomes, qint64 bytesRead);

    const QString m_path;
    const services::ImportOptions m_options;
    services::OrderService &m_orders;
    const Actor m_actor;
    std::atomic<bool> m_cancel = false;
    std::mutex m_mutex; ///< guards what follows
    ImportProgress m_progress;
    qint64 m_kept = 0; ///< failures kept so far
    std::thread m_thread;
};

} // namespace cs::ui
