// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/migrations.h"

#include "backend/storage/sqlerrors.h"
#include "backend/storage/statements.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace cs::storage {

namespace {

const QString kWhat = QStringLiteral("the schema");

Status exec(QSqlDatabase &database, Backend backend, const QString &sql)
{
    QSqlQuery query(database);
    if (!query.exec(sql))
        return explain(query.lastError(), backend, kWhat).error;
    return Done{};
}

bool hasSchema(const QSqlDatabase &database)
{
    return database.tables().contains(QStringLiteral("migrations"));
}

Result<int> currentVersion(QSqlDatabase &database, Backend backend)
{
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("SELECT coalesce(max(version), 0) FROM migrations")) || !query.next())
        return explain(query.lastError(), backend, kWhat).error;
    return query.value(0).toInt();
}

Status apply(QSqlDatabase &database, Backend backend, const Migration &migration)
{
    const QStringList parts = splitMigration(migration.sql);
    for (const QString &part : parts)
        CS_TRY(exec(database, backend, part));
    QSqlQuery query(database);
    query.prepare(QStringLiteral("INSERT INTO migrations (version, name, applied_at) VALUES (?, ?, ?)"));
    query.addBindValue(migration.version);
    query.addBindValue(migration.name);
    query.addBindValue(QDateTime::currentMSecsSinceEpoch());
    if (!query.exec())
        return explain(query.lastError(), backend, kWhat).error;
    return Done{};
}

Error newer(int found, int known)
{
    return Error::fatal(QStringLiteral("The store has schema %1, this program knows up to %2. Install a newer version.")
                            .arg(found)
                            .arg(known));
}

Status migrateInside(QSqlDatabase &database, Backend backend)
{
    CS_TRY(exec(database, backend,
        QStringLiteral("CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, "
                       "applied_at BIGINT NOT NULL)")));
    const Result<int> current = currentVersion(database, backend);
    if (!current)
        return current.error();
    const QList<Migration> known = migrations(backend);
    if (*current > known.last().version)
        return newer(*current, known.last().version);
    for (const Migration &one : known) {
        if (one.version > *current)
            CS_TRY(apply(database, backend, one));
    }
    return Done{};
}

} // namespace

QList<Migration> migrations(Backend backend)
{
    QList<Migration> found;
    const QDir folder(sqlFolder(backend));
    const QStringList names = folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            found.append({QStringView(name).left(4).toInt(), name.mid(5).chopped(4), QString::fromUtf8(file.readAll())});
    }
    return found;
}

QStringList splitMigration(const QString &sql)
{
    QStringList parts;
    QString part;
    for (const QString &line : sql.split(QLatin1Char('\n'))) {
        if (line.trimmed().isEmpty()) {
            if (!part.isEmpty())
                parts.append(part);
            part.clear();
        } else if (!line.startsWith(QStringLiteral("--"))) {
            part += line + QLatin1Char('\n');
        }
    }
    if (!part.isEmpty())
        parts.append(part);
    return parts;
}

Status migrate(QSqlDatabase &database, Backend backend)
{
    const bool sqlite = backend == Backend::Sqlite;
    CS_TRY(exec(database, backend, sqlite ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("BEGIN")));
    Status status = Done{};
    if (!sqlite)
        status = exec(database, backend, QStringLiteral("SELECT pg_advisory_xact_lock(4815162341)"));
    if (status.ok())
        status = migrateInside(database, backend);
    if (status.ok())
        status = exec(database, backend, QStringLiteral("COMMIT"));
    if (!status.ok())
        QSqlQuery(database).exec(QStringLiteral("ROLLBACK"));
    return status;
}

Status checkSchema(QSqlDatabase &database, Backend backend)
{
    const int known = migrations(backend).last().version;
    if (!hasSchema(database))
        return Error::unavailable(QStringLiteral("There is no store yet. Start the program once without --read-only."));
    const Result<int> current = currentVersion(database, backend);
    if (!current)
        return current.error();
    if (*current > known)
        return newer(*current, known);
    if (*current < known)
        return Error::unavailable(QStringLiteral("The store has an older schema. Start the program once without --read-only."));
    return Done{};
}

} // namespace cs::storage
