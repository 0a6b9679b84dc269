// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/logflusher.h"

#include <QFile>
#include <QThread>
#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace cs::storage {

namespace {

constexpr int kBurstPages = 256; ///< 4 MiB; what comes slowly the system writes in its own time

/// SQLite has no lock on the log itself, so that closing it here frees none.
void bringToDisk(const QString &path)
{
#ifdef Q_OS_UNIX
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
#ifdef Q_OS_LINUX
    ::fdatasync(file);
#else
    ::fsync(file);
#endif
    ::close(file);
#else
    Q_UNUSED(path)
#endif
}

} // namespace

LogFlusher::LogFlusher(const QString &storePath) : m_logPath(storePath + QStringLiteral("-wal")) {}

LogFlusher::~LogFlusher()
{
    if (!m_thread)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_wake.notify_one();
    }
    m_thread->wait();
}

void LogFlusher::note(int pages)
{
    if (pages < m_flushed)
        m_flushed = 0;
    if (pages - m_flushed < kBurstPages)
        return;
    m_flushed = pages;
    const std::lock_guard lock(m_mutex);
    m_wanted = true;
    m_wake.notify_one();
    if (m_thread)
        return;
    m_thread.reset(QThread::create([this] { work(); }));
    m_thread->setObjectName(QStringLiteral("log flusher"));
    m_thread->start();
}

void LogFlusher::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_wanted || m_stopping; });
        if (m_stopping)
            return;
        m_wanted = false;
        lock.unlock();
        bringToDisk(m_logPath);
        lock.lock();
    }
}

} // namespace cs::storage
