// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"

#include <QHash>
#include <functional>

class QSqlDatabase;
class QSqlError;
struct sqlite3;
struct sqlite3_stmt;

namespace cs::storage {

/// Runs statements of SQLite's own, on QtSql's connection and in its transaction. The driver binds and reads through QVariant and
/// UTF-16, which SQLite converts character by character: that costs as much as the inserts, and more than most look-ups.
/// Belongs to the connection's thread, and ends before the connection is closed.
class SqliteDirect final
{
public:
    /// Gives a statement's text; asked once per name and number of rows.
    using MakeSql = std::function<QString()>;

    /// Null when the driver brings a SQLite of its own, another than the one that we are linked to: handles are not exchanged
    /// between two libraries.
    static std::unique_ptr<SqliteDirect> of(const QSqlDatabase &database);
    ~SqliteDirect();
    SqliteDirect(const SqliteDirect &) = delete;
    SqliteDirect &operator=(const SqliteDirect &) = delete;

    /// Runs it with `count` rows from `first` on, one value per placeholder; gives the rows changed, or -1 and what failed.
    qint64 run(const QString &statement, const MakeSql &makeSql, const Rows &rows, qsizetype first, int count, QSqlError *error);
    /// Adds all rows that it gives with these values to `found`: integers, doubles, texts, bytes, or no type for NULL. `count` is
    /// what its text was made for. False: what failed is in `error`.
    bool select(const QString &statement, int count, const MakeSql &makeSql, const QVariantList &values, QList<QVariantList> *found,
                QSqlError *error);
    /// As PRAGMA wal_autocheckpoint: copies the log back in a commit that finds so many pages in it. Each commit tells its pages.
    void watchLog(int checkpointPages, std::function<void(int pages)> committed);
    /// Bytes of the store that the connection keeps in memory.
    qint64 cachedBytes() const;
    /// Frees them, and the statements of many rows, which the next burst prepares anew. Not within a transaction.
    void dropCache();

private:
    explicit SqliteDirect(sqlite3 *db) : m_db(db) {}
    sqlite3_stmt *prepared(const QString &statement, int count, int values, const MakeSql &makeSql, QSqlError *error);
    QSqlError failure() const;
    static int onCommit(void *self, sqlite3 *db, const char *database, int pages);

    sqlite3 *m_db;
    QHash<std::pair<QString, int>, sqlite3_stmt *> m_prepared;
    int m_checkpointPages = 0;
    std::function<void(int)> m_committed;
};

} // namespace cs::storage
