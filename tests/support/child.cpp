// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child.h"

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace cs::test {

namespace {

// Runs between fork and exec. The check afterwards is for a parent that died before prctl was called.
void dieWithParent(QProcess &process)
{
    process.setChildProcessModifier([parent = getpid()] {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(127);
    });
}

Error cannotStart(const QString &program, const QProcess &process)
{
    return Error::unavailable(QStringLiteral("%1 does not start: %2").arg(program, process.errorString()));
}

} // namespace

Child::~Child()
{
    kill9();
}

Status Child::start(const QString &program, const QStringList &arguments, const QString &outFile, const QString &errFile)
{
    Q_ASSERT(!isRunning());
    m_process = std::make_unique<QProcess>();
    dieWithParent(*m_process);
    m_process->setProcessEnvironment(m_environment);
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setStandardOutputFile(outFile, QIODevice::Append);
    if (outFile == errFile)
        m_process->setProcessChannelMode(QProcess::MergedChannels);
    else
        m_process->setStandardErrorFile(errFile, QIODevice::Append);
    m_process->start(program, arguments);
    if (!m_process->waitForStarted())
        return cannotStart(program, *m_process);
    return Done{};
}

bool Child::isRunning()
{
    if (m_process && m_process->state() != QProcess::NotRunning)
        m_process->waitForFinished(0);
    return m_process && m_process->state() != QProcess::NotRunning;
}

qint64 Child::pid() const
{
    return m_process ? m_process->processId() : 0;
}

int Child::wait(int timeoutMs)
{
    if (!m_process)
        return -1;
    if (m_process->state() != QProcess::NotRunning && !m_process->waitForFinished(timeoutMs))
        return -1;
    return m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
}

int Child::stop(int timeoutMs)
{
    resume();
    signalTo(SIGTERM);
    const int status = wait(timeoutMs);
    kill9();
    return status;
}

void Child::kill9()
{
    if (signalTo(SIGKILL))
        wait(-1);
}

void Child::pause()
{
    signalTo(SIGSTOP);
}

void Child::resume()
{
    signalTo(SIGCONT);
}

bool Child::signalTo(int number)
{
    return isRunning() && ::kill(pid_t(pid()), number) == 0;
}

Result<Finished> Child::run(const QString &program, const QStringList &arguments, const QByteArray &input,
                            const QProcessEnvironment &environment, int timeoutMs)
{
    QProcess process;
    dieWithParent(process);
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForStarted())
        return cannotStart(program, process);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(timeoutMs)) {
        process.kill();
        process.waitForFinished();
        return Error::unavailable(QStringLiteral("%1 has not ended after %2 ms: %3")
                                      .arg(program)
                                      .arg(timeoutMs)
                                      .arg(QString::fromUtf8(process.readAllStandardError())));
    }
    const bool normal = process.exitStatus() == QProcess::NormalExit;
    return Finished{normal ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace cs::test
