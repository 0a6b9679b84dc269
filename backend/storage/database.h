// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/rows.h"
#include "backend/support/result.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <QVariantList>
#include <functional>
#include <memory>

class QSqlDatabase;
class QSqlQuery;

namespace cs::storage {

enum class Backend { Sqlite, Postgres };

/// Where the store is. From `--db`: empty means SQLite in the data folder.
struct DatabaseConfig
{
    Backend backend = Backend::Sqlite;
    QString path; ///< of the SQLite file
    int logPages = 16'000; ///< SQLite: how long its log grows, in pages of 16 KiB (256 MB), before it is copied back while there is work
    QString host;
    int port = 5432;
    QString name;
    QString user;
    QString password; ///< from the URL or PGPASSWORD; never logged
    QString sslMode;  ///< from `?sslmode=`, as libpq takes it; empty: libpq's default

    /// Reads `sqlite:PATH`, `postgresql://user[:password]@host:port/name` or an empty text. An error says what is wrong.
    static Result<DatabaseConfig> fromUrl(const QString &url, const QString &dataDir);
    /// For people and logs, without the password.
    QString describe() const;
};

enum class Access { ReadOnly, ReadWrite };
/// How safe a commit is on SQLite: Full on what a person was told is saved, Normal where Kafka still has it.
enum class Durability { Normal, Full };

/// One row of a result, by column index.
using Row = QVariantList;

/// A connection with its prepared statements. Lives and dies on the thread that opened it.
/// A value without a type is NULL; a null text or null bytes are empty ones. On PostgreSQL, whose texts have no U+0000,
/// it becomes U+FFFD.
class Connection final
{
public:
    /// Opens and checks; ReadWrite brings the schema up to date first (a store newer than this program is an error).
    static Result<std::unique_ptr<Connection>> open(const DatabaseConfig &config, Access access);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    Backend backend() const;
    /// Runs the statement of that name with the values in the order of its placeholders; gives all rows.
    Result<QList<Row>> select(const QString &statement, const QVariantList &values = {});
    /// Runs it and gives the number of rows changed.
    Result<qint64> run(const QString &statement, const QVariantList &values = {});
    /// Runs a statement whose text has `{rows}` once per chunk of rows, as one multi-row VALUES; rows changed in all.
    Result<qint64> runMany(const QString &statement, const Rows &rows);
    /// Runs a select whose text has `{list}` for chunks of the list (leading values first); all rows together.
    Result<QList<Row>> selectIn(const QString &statement, const QVariantList &leading, const QVariantList &list);
    /// SQL that is put together by a store (filters); values are always bound.
    Result<QList<Row>> selectText(const QString &sql, const QVariantList &values);

    Status begin(Durability durability = Durability::Full);
    Status commit();
    void rollback();
    /// Parts of a transaction that can be undone alone; they do not nest.
    Status savepoint();
    Status releaseSavepoint();
    Status rollbackToSavepoint();
    /// At rest: copies the write-ahead log into the file, as far as readers allow, and frees what a burst left in memory (SQLite). Only the writer.
    Status checkpoint();
    /// True after an error that only a new connection mends (PostgreSQL went away).
    bool isBroken() const;
    /// What said last that nothing can be written (a full disk), since this was asked last; empty: nothing did.
    QString takeRefusal();

private:
    Connection();
    struct Private;
    std::unique_ptr<Private> d;
};

/// RAII over begin/commit: rolls back unless committed.
class Transaction final
{
public:
    explicit Transaction(Connection &connection, Durability durability = Durability::Full);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    Status started() const { return m_started; }
    Status commit();

private:
    Connection &m_connection;
    Status m_started;
    bool m_open = false;
};

} // namespace cs::storage
