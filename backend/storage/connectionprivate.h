// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"
#include "backend/storage/logflusher.h"
#include "backend/storage/sqlitedirect.h"

#include <QSqlDatabase>
#include <optional>

class QSqlError;

namespace cs::storage {

/// A connection's inside: its prepared statements, and the two ways in which they run: SQLite's own, or through QtSql.
struct Connection::Private
{
    QString name; ///< QtSql's name of the connection
    QSqlDatabase database;
    Backend backend = Backend::Sqlite;
    Access access = Access::ReadOnly;
    std::optional<Durability> durability;
    bool broken = false;
    QString refusal;
    QHash<std::pair<QString, int>, std::shared_ptr<QSqlQuery>> named; ///< by statement and number of rows
    QHash<QString, std::shared_ptr<QSqlQuery>> texts;
    std::unique_ptr<LogFlusher> flusher; ///< of SQLite's writer
    std::unique_ptr<SqliteDirect> direct; ///< null: all goes through QtSql

    /// connectionopen.cpp: opens, and says how this backend is to behave.
    Status open(const DatabaseConfig &config);
    Status openSqlite(const DatabaseConfig &config);
    Status openPostgres(const DatabaseConfig &config);
    Status setUpSqlite(int logPages);

    Error failure(const QSqlError &error, const QString &statement);
    Status command(const QString &sql);
    /// One statement with a chunk of rows; gives the rows changed.
    Result<qint64> runChunk(const QString &statement, const Rows &rows, qsizetype first, int count);
    Result<qint64> runNamed(const QString &statement, const QVariantList &values);
    /// Adds the rows that it gives. `count` is the number of list members that `{list}` stands for; 0: it is not there.
    Status selectNamed(const QString &statement, int count, const QVariantList &values, QList<Row> *rows);
    Status selectText(const QString &sql, const QVariantList &values, QList<Row> *rows);

private:
    bool has(const QString &statement) const;
    QString textOf(const QString &statement, int count, qsizetype width) const;
    Result<std::shared_ptr<QSqlQuery>> prepare(const QString &sql, const QString &statement);
    /// `count` is the number of tuples or list members that `{rows}` or `{list}` stands for; 0: neither is there.
    Result<std::shared_ptr<QSqlQuery>> prepared(const QString &statement, int count = 0, qsizetype width = 0);
    Status exec(QSqlQuery &query, const QString &statement);
    Status fetch(QSqlQuery &query, const QString &statement, QList<Row> *rows);
    void bind(QSqlQuery &query, const QVariantList &values) const;
    void bindRows(QSqlQuery &query, const Rows &rows, qsizetype first, int count) const;
};

} // namespace cs::storage
