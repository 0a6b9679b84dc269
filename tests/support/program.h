// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/child.h"
#include "tests/support/http.h"

#include <QTemporaryDir>

namespace cs::test {

/// `countersign` or `countersignd` as people start it, in a data folder and with an HTTP port of its own. What the person's
/// environment says about Countersign is kept out.
class Program final
{
public:
    /// `dataDir` is for two programs on one folder; without it the object makes one, and removes it at its end.
    explicit Program(const QString &name, const QString &dataDir = {});
    Q_DISABLE_COPY_MOVE(Program)

    /// Its path: in COUNTERSIGN_PROGRAMS, else in the build tree. Unavailable when it is not built.
    static Result<QString> find(const QString &name);

    QString dataDir() const { return m_dataDir; }
    quint16 port() const { return m_port; }
    /// For the starts that follow: KAFKA_BROKERS, DB_URL, …
    void setEnvironment(const QString &name, const QString &value) { m_environment.insert(name, value); }

    Status start(const QStringList &arguments);
    /// Runs it to its end.
    Result<Finished> run(const QStringList &arguments, const QByteArray &input = {}, int timeoutMs = 60'000) const;
    bool isRunning() { return m_child.isRunning(); }
    qint64 pid() const { return m_child.pid(); }

    /// Waits until it has written this text, to either output, since its latest start. An error quotes what it said instead.
    Status waitForText(const QByteArray &text, int timeoutMs = 30'000);
    /// Waits until GET `path` (`/health` or `/ready`) answers 200.
    Status waitForHealth(const QString &path = QStringLiteral("/health"), int timeoutMs = 30'000);
    /// A request to its API. `path` begins with a slash, and may carry a query.
    Result<HttpAnswer> request(const QByteArray &method, const QString &path, const QByteArray &body = {}, const HttpHeaders &headers = {}) const;

    /// SIGTERM; the exit status, or -1 when it had to be killed after `timeoutMs`.
    int stop(int timeoutMs = 10'000) { return m_child.stop(timeoutMs); }
    void kill9() { m_child.kill9(); }
    void pause() { m_child.pause(); }
    void resume() { m_child.resume(); }
    /// Waits for its end; the exit status, or -1.
    int wait(int timeoutMs) { return m_child.wait(timeoutMs); }

    /// What it has written since its latest start.
    QByteArray out() const;
    QByteArray err() const;

private:
    Error trouble(const QString &what) const;

    QTemporaryDir m_folder;
    QString m_name;
    QString m_dataDir;
    quint16 m_port;
    QProcessEnvironment m_environment;
    Child m_child;
};

} // namespace cs::test
