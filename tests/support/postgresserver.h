// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/child.h"

#include <QTemporaryDir>

namespace cs::test {

/// A PostgreSQL server with an empty cluster of its own, on a free port of 127.0.0.1, everyone trusted. Unless told it does not
/// wait for the disk, so what it holds survives kill -9 but not a power cut. Port and data stay from one start to the next.
class PostgresServer final
{
public:
    enum class Disk { Ignored, Waits };
    explicit PostgresServer(Disk disk = Disk::Ignored);
    Q_DISABLE_COPY_MOVE(PostgresServer)

    /// Starts it and waits until it answers. Unavailable when it is not installed, or does not come up.
    Status start(int timeoutMs = 30'000);
    /// A clean shutdown that breaks open connections ("fast").
    void stop();
    void kill9() { m_child.kill9(); }
    /// The server takes no new connections and says nothing; sessions that exist go on.
    void pause() { m_child.pause(); }
    void resume() { m_child.resume(); }
    bool isRunning() { return m_child.isRunning(); }
    qint64 pid() const { return m_child.pid(); }

    /// Makes an empty database; its URL, as `--db` takes it.
    Result<QString> createDatabase(const QString &name);
    /// The URL of a database of this server, made or not.
    QString url(const QString &database) const;
    /// What one SQL text prints through psql: fields separated by `|`, no headings.
    Result<QByteArray> query(const QString &database, const QString &sql) const;
    quint16 port() const { return m_port; }
    QByteArray log() const;

private:
    Status initialise();
    bool answers() const;
    QString file(const QString &name) const { return m_folder.filePath(name); }

    const Disk m_disk;
    QTemporaryDir m_folder;
    QString m_programs;
    quint16 m_port;
    Child m_child;
};

} // namespace cs::test
