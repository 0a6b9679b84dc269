// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <condition_variable>
#include <memory>
#include <mutex>

class QThread;

namespace cs::storage {

/// Brings what a burst writes to SQLite's write-ahead log to the disk while the writer goes on. A checkpoint has to wait until the
/// log is there; measured when ingesting, this halves the wait. Nothing depends on it: it writes nothing, and what it did not
/// bring there the checkpoint does. Not on Windows, where a file that is open for reading alone cannot be brought to the disk.
class LogFlusher final
{
public:
    /// `storePath` is the SQLite file's.
    explicit LogFlusher(const QString &storePath);
    ~LogFlusher();
    LogFlusher(const LogFlusher &) = delete;
    LogFlusher &operator=(const LogFlusher &) = delete;

    /// How many pages the log has now. The writer tells it after each commit; that takes no time.
    void note(int pages);

private:
    void work();

    const QString m_logPath;
    std::unique_ptr<QThread> m_thread; ///< "log flusher", from the first burst on
    int m_flushed = 0;                 ///< pages that it was told to bring to the disk since the log began anew; the writer's
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_wanted = false;
    bool m_stopping = false;
};

} // namespace cs::storage
