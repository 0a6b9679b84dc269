// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/postgresserver.h"

#include "tests/support/parts.h"

#include <QDir>
#include <QStandardPaths>
#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace cs::test {

namespace {

constexpr int toolMs = 60'000;

// The newest of Debian's, which are not on PATH; else those on PATH.
QString findPrograms()
{
    const QString given = qEnvironmentVariable("COUNTERSIGN_POSTGRES_BIN");
    if (!given.isEmpty())
        return given;
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    QString newest;
    int newestNumber = 0;
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString folder = versions.filePath(version + QStringLiteral("/bin"));
        if (version.toInt() > newestNumber && QFile::exists(folder + QStringLiteral("/postgres"))) {
            newest = folder;
            newestNumber = version.toInt();
        }
    }
    if (!newest.isEmpty())
        return newest;
    const QString onPath = QStandardPaths::findExecutable(QStringLiteral("postgres"));
    return onPath.isEmpty() ? QString() : QFileInfo(onPath).absolutePath();
}

// PostgreSQL refuses to run as root: then it runs as the package's user. setpriv replaces itself by the server, so that the
// process stays ours to signal; the death signal is set again, as changing the user clears it.
QStringList asServerUser(const QStringList &command)
{
    if (geteuid() != 0)
        return command;
    return QStringList{QStringLiteral("setpriv"), QStringLiteral("--reuid=postgres"), QStringLiteral("--regid=postgres"),
                       QStringLiteral("--clear-groups"), QStringLiteral("--pdeathsig=KILL")}
        + command;
}

Result<Finished> runTool(const QStringList &command)
{
    auto run = Child::run(command.first(), command.mid(1), {}, QProcessEnvironment::systemEnvironment(), toolMs);
    if (run && run->status != 0) {
        return Error::unavailable(
            QStringLiteral("%1 failed: %2").arg(command.join(u' '), QString::fromUtf8(run->err.trimmed())));
    }
    return run;
}

Status giveToServerUser(const QString &folder)
{
    if (geteuid() != 0)
        return Done{};
    const passwd *user = getpwnam("postgres");
    if (!user || chown(QFile::encodeName(folder).constData(), user->pw_uid, user->pw_gid) != 0)
        return Error::unavailable(QStringLiteral("root cannot run PostgreSQL, and there is no user postgres to run it as"));
    return Done{};
}

} // namespace

PostgresServer::PostgresServer(Disk disk) : m_disk(disk), m_port(freePort()) {}

QString PostgresServer::url(const QString &database) const
{
    return QStringLiteral("postgresql://postgres@127.0.0.1:%1/%2").arg(m_port).arg(database);
}

QByteArray PostgresServer::log() const
{
    return readFile(file(QStringLiteral("postgres.log")));
}

Status PostgresServer::initialise()
{
    m_programs = findPrograms();
    if (m_programs.isEmpty())
        return Error::unavailable(QStringLiteral("PostgreSQL is not installed; packaging/setup.sh --test installs it"));
    if (!m_folder.isValid())
        return Error::unavailable(QStringLiteral("no temporary folder for PostgreSQL: %1").arg(m_folder.errorString()));
    CS_TRY(giveToServerUser(m_folder.path()));
    if (QFile::exists(file(QStringLiteral("data/PG_VERSION"))))
        return Done{};
    CS_TRY(runTool(asServerUser({m_programs + QStringLiteral("/initdb"), QStringLiteral("-D"), file(QStringLiteral("data")),
                                 QStringLiteral("-U"), QStringLiteral("postgres"), QStringLiteral("-A"), QStringLiteral("trust"),
                                 QStringLiteral("-E"), QStringLiteral("UTF8"), QStringLiteral("--no-locale"),
                                 QStringLiteral("--no-sync")})));
    return Done{};
}

Status PostgresServer::start(int timeoutMs)
{
    CS_TRY(initialise());
    const QStringList command = asServerUser(
        {m_programs + QStringLiteral("/postgres"), QStringLiteral("-D"), file(QStringLiteral("data")), QStringLiteral("-p"),
         QString::number(m_port), QStringLiteral("-k"), m_folder.path(), QStringLiteral("-c"), QStringLiteral("listen_addresses=127.0.0.1"),
         QStringLiteral("-c"), QStringLiteral("fsync=") + (m_disk == Disk::Waits ? QStringLiteral("on") : QStringLiteral("off")),
         QStringLiteral("-c"), QStringLiteral("max_connections=200")});
    const QString log = file(QStringLiteral("postgres.log"));
    QString trouble;
    // After kill -9 its sessions may need a moment to notice, and until then a new server refuses; so an early end is tried again.
    const bool up = waitUntil(
        [&] {
            if (!m_child.isRunning()) {
                const Status started = m_child.start(command.first(), command.mid(1), log, log);
                trouble = started ? QString() : started.error().message;
            }
            return !trouble.isEmpty() || answers();
        },
        timeoutMs);
    if (up && trouble.isEmpty())
        return Done{};
    m_child.kill9();
    return Error::unavailable(QStringLiteral("PostgreSQL did not start: %1 %2").arg(trouble, QString::fromUtf8(this->log().right(2000))));
}

void PostgresServer::stop()
{
    // SIGINT is PostgreSQL's fast shutdown; SIGTERM, which stop() sends after it, would wait for clients to leave.
    if (m_child.isRunning())
        ::kill(pid_t(m_child.pid()), SIGINT);
    m_child.wait(20'000);
    m_child.kill9();
}

bool PostgresServer::answers() const
{
    const auto ready = Child::run(m_programs + QStringLiteral("/pg_isready"),
                                  {QStringLiteral("-q"), QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                                   QString::number(m_port)},
                                  {}, QProcessEnvironment::systemEnvironment(), toolMs);
    return ready && ready->status == 0;
}

Result<QString> PostgresServer::createDatabase(const QString &name)
{
    CS_TRY(runTool({m_programs + QStringLiteral("/createdb"), QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                    QString::number(m_port), QStringLiteral("-U"), QStringLiteral("postgres"), name}));
    return url(name);
}

Result<QByteArray> PostgresServer::query(const QString &database, const QString &sql) const
{
    const auto run = runTool({m_programs + QStringLiteral("/psql"), QStringLiteral("-X"), QStringLiteral("-q"), QStringLiteral("-A"),
                              QStringLiteral("-t"), QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-d"),
                              url(database), QStringLiteral("-c"), sql});
    if (!run)
        return run.error();
    return run->out.trimmed();
}

} // namespace cs::test
