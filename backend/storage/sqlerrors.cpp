// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/sqlerrors.h"

#include <QSqlError>

namespace cs::storage {

namespace {

QString firstLine(const QSqlError &error)
{
    const QString text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return text.section(QLatin1Char('\n'), 0, 0).simplified();
}

/// The triggers of the schema begin their refusals with "four eyes: ".
std::optional<Error> fourEyes(const QString &text)
{
    static const QString mark = QStringLiteral("four eyes: ");
    const qsizetype at = text.indexOf(mark);
    if (at < 0)
        return std::nullopt;
    return Error::forbidden(QStringLiteral("Four eyes: %1.").arg(text.mid(at + mark.size()).trimmed()));
}

Error conflict(const QString &statement)
{
    return Error::conflict(QStringLiteral("It is in the store already (%1).").arg(statement));
}

Error constraint(int code, const QString &text, const QString &statement)
{
    constexpr int kUnique = 2067;
    constexpr int kPrimaryKey = 1555;
    if (code == kUnique || code == kPrimaryKey || text.startsWith(QStringLiteral("UNIQUE")))
        return conflict(statement);
    if (auto refused = fourEyes(text))
        return *refused;
    return Error::fatal(QStringLiteral("The store refused %1: %2").arg(statement, text));
}

SqlFailure explainSqlite(const QSqlError &error, const QString &statement)
{
    const int code = error.nativeErrorCode().toInt();
    const QString text = firstLine(error);
    switch (code & 0xff) {
    case 5:  // SQLITE_BUSY
    case 6:  // SQLITE_LOCKED
        return {Error::unavailable(QStringLiteral("The store is busy."))};
    case 8:  // SQLITE_READONLY
        return {Error::forbidden(QStringLiteral("The store's file may not be written by this user; change its rights, or give another folder with --data-dir."))};
    case 10: // SQLITE_IOERR
        return {Error::unavailable(QStringLiteral("The store's file cannot be read or written: %1").arg(text)), false, true};
    case 13: // SQLITE_FULL
        return {Error::unavailable(QStringLiteral("The disk is full: the store cannot be written.")), false, true};
    case 14: // SQLITE_CANTOPEN
        return {Error::unavailable(QStringLiteral("The store's file cannot be opened: %1").arg(text))};
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return {Error::fatal(QStringLiteral("The store's file is damaged or is no SQLite database (%1); put a backup in its place, or give another with --data-dir or --db.").arg(text))};
    case 19: // SQLITE_CONSTRAINT
        return {constraint(code, text, statement)};
    default:
        return {Error::fatal(QStringLiteral("The store failed at %1: %2").arg(statement, text))};
    }
}

/// What a person does about a connection that PostgreSQL (or the way to it) refuses; with the separator, or empty.
QString whatToDo(const QString &text)
{
    const auto says = [&text](const char *words) { return text.contains(QLatin1String(words)); };
    if (says("database \"") && says("does not exist"))
        return QStringLiteral("; make it with createdb, or name another in --db");
    if (says("role \"") && says("does not exist"))
        return QStringLiteral("; make the user with createuser, or name another in --db");
    if (says("password authentication failed") || says("no password supplied"))
        return QStringLiteral("; give the user's password in the environment as PGPASSWORD");
    if (says("pg_hba.conf"))
        return QStringLiteral("; let this machine and user in, in the server's pg_hba.conf");
    if (says("could not translate host name"))
        return QStringLiteral("; check the host in --db");
    if (says("Connection refused") || says("timeout expired"))
        return QStringLiteral("; check that PostgreSQL runs there, and the host and port in --db");
    return {};
}

SqlFailure explainPostgres(const QSqlError &error, const QString &statement)
{
    const QString state = error.nativeErrorCode();
    const QString text = firstLine(error);
    // Every error of a server has a SQLSTATE; without one it is the connection that failed.
    if (state.isEmpty() || state.startsWith(QStringLiteral("08")) || state.startsWith(QStringLiteral("57P")))
        return {Error::unavailable(QStringLiteral("The database is away: %1").arg(text + whatToDo(text))), true};
    if (state == QStringLiteral("23505"))
        return {conflict(statement)};
    if (auto refused = fourEyes(text))
        return {*refused};
    if (state == QStringLiteral("53100"))
        return {Error::unavailable(QStringLiteral("The database's disk is full: %1").arg(text)), false, true};
    const bool later = state.startsWith(QStringLiteral("40")) || state.startsWith(QStringLiteral("53"))
        || state.startsWith(QStringLiteral("55")) || state == QStringLiteral("57014");
    if (later)
        return {Error::unavailable(QStringLiteral("The database could not do it now: %1").arg(text))};
    if (state == QStringLiteral("25006"))
        return {Error::forbidden(QStringLiteral("The store is open for reading only."))};
    return {Error::fatal(QStringLiteral("The store failed at %1: %2").arg(statement, text))};
}

} // namespace

SqlFailure explain(const QSqlError &error, Backend backend, const QString &statement)
{
    return backend == Backend::Sqlite ? explainSqlite(error, statement) : explainPostgres(error, statement);
}

} // namespace cs::storage
