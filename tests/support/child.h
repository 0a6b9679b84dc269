// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QProcess>
#include <QStringList>
#include <memory>

namespace cs::test {

/// What became of a process.
struct Finished
{
    /// Its exit status; -1 when it was killed by a signal or still runs.
    int status = -1;
    QByteArray out;
    QByteArray err;
};

/// A child process that never outlives the test: killed with the object, and by the kernel when the thread that started
/// it ends, however that comes about. Its output goes to files, so that nobody has to read along. Linux.
class Child final
{
public:
    Child() = default;
    ~Child();
    Q_DISABLE_COPY_MOVE(Child)

    void setEnvironment(const QProcessEnvironment &environment) { m_environment = environment; }
    /// Starts it; what it writes is appended to the files. It must not run already.
    Status start(const QString &program, const QStringList &arguments, const QString &outFile, const QString &errFile);
    bool isRunning();
    /// 0 when it does not run.
    qint64 pid() const;
    /// Waits for its end; the exit status, or -1 (killed, or still running after `timeoutMs`).
    int wait(int timeoutMs);
    /// SIGTERM, then SIGKILL when that took too long; the exit status, or -1 when it had to be killed.
    int stop(int timeoutMs);
    /// SIGKILL, and waits until it is gone.
    void kill9();
    /// SIGSTOP: connections stay open and nothing answers.
    void pause();
    void resume();

    /// Runs a program to its end, its standard input being `input`.
    static Result<Finished> run(const QString &program, const QStringList &arguments, const QByteArray &input,
                                const QProcessEnvironment &environment, int timeoutMs);

private:
    bool signalTo(int number);

    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    std::unique_ptr<QProcess> m_process;
};

} // namespace cs::test
