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

/// Runs many rows through a statement of SQLite's own, on QtSql's connection and in its transaction. The driver binds through
/// QVariant and hands texts over as UTF-16, which SQLite converts character by character: that costs as much as the inserts.
/// Belongs to the connection's thread, and ends before the connection is closed.
class SqliteBulk final
{
public:
    /// Null when the driver brings a SQLite of its own, another than the one that we are linked to: handles are not exchanged
    /// between two libraries.
    static std::unique_ptr<SqliteBulk> of(const QSqlDatabase &database);
    ~SqliteBulk();
    SqliteBulk(const SqliteBulk &) = delete;
    SqliteBulk &operator=(const SqliteBulk &) = delete;

    /// Runs it with `count` rows from `first` on, one value per placeholder; gives the rows changed, or -1 and what failed.
    /// `makeSql` is asked once per name and count.
    qint64 run(const QString &statement, const std::function<QString()> &makeSql, const Rows &rows, qsizetype first, int count,
               QSqlError *error);

private:
    explicit SqliteBulk(sqlite3 *db) : m_db(db) {}
    QSqlError failure() const;

    sqlite3 *m_db;
    QHash<std::pair<QString, int>, sqlite3_stmt *> m_prepared;
};

} // namespace cs::storage
