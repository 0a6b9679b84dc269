// SPDX-License-Identifier: GPL-3.0-or-later
// How a connection is opened, and how its database is told to behave.
#include "backend/storage/connectionprivate.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>

namespace cs::storage {

namespace {

constexpr int kBusyMs = 5000;
constexpr int kPageBytes = 16384; ///< of a new file; measured when ingesting: half of 8,192's calls for the same log, and less processor time
constexpr int kKeptLogBytes = 64 * 1024 * 1024; ///< of a log that a burst has made longer

QString quotedOption(const QString &value)
{
    QString text = value;
    text.replace(QLatin1Char('\\'), QStringLiteral("\\\\")).replace(QLatin1Char('\''), QStringLiteral("\\'"));
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

} // namespace

Status Connection::Private::open(const DatabaseConfig &config)
{
    return config.backend == Backend::Sqlite ? openSqlite(config) : openPostgres(config);
}

Status Connection::Private::openSqlite(const DatabaseConfig &config)
{
    const bool write = access == Access::ReadWrite;
    if (!write && !QFileInfo::exists(config.path))
        return Error::unavailable(QStringLiteral("There is no store at %1 yet.").arg(config.path));
    if (write && config.path != QLatin1String(":memory:")) {
        // Made here so that nobody else can ever read it; SQLite gives its log files the same rights.
        QFile file(config.path);
        const auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
        if (!file.exists() && (!file.open(QIODevice::ReadWrite, owner) || !file.setPermissions(owner)))
            return Error::unavailable(QStringLiteral("The store %1 cannot be made: %2").arg(config.path, file.errorString()));
    }
    database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    database.setDatabaseName(config.path);
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(kBusyMs);
    if (!write)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    database.setConnectOptions(options);
    if (!database.open())
        return failure(database.lastError(), QStringLiteral("open"));
    return setUpSqlite(config.logPages);
}

Status Connection::Private::setUpSqlite(int logPages)
{
    CS_TRY(command(QStringLiteral("PRAGMA mmap_size = 0")));
    direct = SqliteDirect::of(database);
    if (access == Access::ReadOnly) {
        CS_TRY(command(QStringLiteral("PRAGMA cache_size = -2048")));
        return command(QStringLiteral("PRAGMA query_only = ON"));
    }
    CS_TRY(command(QStringLiteral("PRAGMA page_size = %1").arg(kPageBytes)));
    CS_TRY(command(QStringLiteral("PRAGMA journal_mode = WAL")));
    CS_TRY(command(QStringLiteral("PRAGMA foreign_keys = ON")));
    CS_TRY(command(QStringLiteral("PRAGMA cache_size = -32768")));
    CS_TRY(command(QStringLiteral("PRAGMA temp_store = MEMORY"))); // what undoes a statement would go through a file of its own
    CS_TRY(command(QStringLiteral("PRAGMA journal_size_limit = %1").arg(kKeptLogBytes)));
    // Copying back waits for the disk twice and for all of the log, which a burst had better leave for the time after it.
    if (!direct)
        return command(QStringLiteral("PRAGMA wal_autocheckpoint = %1").arg(logPages));
    flusher = std::make_unique<LogFlusher>(database.databaseName());
    direct->watchLog(logPages, [log = flusher.get()](int pages) { log->note(pages); });
    return Done{};
}

Status Connection::Private::openPostgres(const DatabaseConfig &config)
{
    database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), name);
    database.setHostName(config.host);
    database.setPort(config.port);
    database.setDatabaseName(config.name);
    database.setUserName(config.user);
    database.setPassword(config.password);
    QString options = QStringLiteral("connect_timeout=5;application_name=countersign");
    if (!config.sslMode.isEmpty())
        options += QStringLiteral(";sslmode=") + quotedOption(config.sslMode);
    database.setConnectOptions(options);
    if (!database.open())
        return failure(database.lastError(), QStringLiteral("open"));
    CS_TRY(command(QStringLiteral("SET client_min_messages TO WARNING")));
    // Each statement has its index, and is prepared once, on tables that may be empty then and are large an hour later. Without
    // this its plan is for the small table until the server looks at the table again: every row is read for each chunk.
    CS_TRY(command(QStringLiteral("SET enable_seqscan = off; SET jit = off")));
    if (access == Access::ReadOnly)
        return command(QStringLiteral("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"));
    return command(QStringLiteral("SET enable_hashjoin = off; SET enable_mergejoin = off")); // as they read a table to its end
}

} // namespace cs::storage
