// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics/promtext.h"

#ifdef Q_OS_LINUX
#include <QDir>
#include <QFile>
#include <unistd.h>
#endif

namespace cs::services {

#ifdef Q_OS_LINUX

namespace {

QByteArray readProc(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray(); // files of /proc have no size: read to the end
}

/// The fields of /proc/self/stat from the state on (proc(5): field 3); the name before them may hold spaces.
QList<QByteArray> statFields()
{
    const QByteArray stat = readProc(QStringLiteral("/proc/self/stat"));
    return stat.mid(stat.lastIndexOf(')') + 2).trimmed().split(' ');
}

double bootTime()
{
    for (const QByteArray &line : readProc(QStringLiteral("/proc/stat")).split('\n')) {
        if (line.startsWith("btime "))
            return line.mid(6).toDouble();
    }
    return 0;
}

} // namespace

QByteArray processText()
{
    constexpr int kUserTime = 14 - 3;
    constexpr int kSystemTime = 15 - 3;
    constexpr int kStartTime = 22 - 3;
    constexpr int kVirtualBytes = 23 - 3;
    constexpr int kResidentPages = 24 - 3;
    const QList<QByteArray> fields = statFields();
    if (fields.size() <= kResidentPages)
        return {};
    const double ticks = double(sysconf(_SC_CLK_TCK));
    PromText text;
    text.metric("process_cpu_seconds_total", "counter", "User and system CPU time in seconds.")
        .sample({}, (fields[kUserTime].toDouble() + fields[kSystemTime].toDouble()) / ticks);
    text.metric("process_start_time_seconds", "gauge", "Start of the process in seconds since 1970.")
        .sample({}, bootTime() + fields[kStartTime].toDouble() / ticks);
    text.metric("process_virtual_memory_bytes", "gauge", "Virtual memory in bytes.").sample({}, fields[kVirtualBytes].toDouble());
    text.metric("process_resident_memory_bytes", "gauge", "Resident memory in bytes.")
        .sample({}, fields[kResidentPages].toDouble() * double(sysconf(_SC_PAGESIZE)));
    text.metric("process_open_fds", "gauge", "Open file descriptors.")
        .sample({}, double(QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::Dirs | QDir::System | QDir::NoDotAndDotDot).size()));
    return text.take();
}

#else

QByteArray processText()
{
    return {};
}

#endif

} // namespace cs::services
