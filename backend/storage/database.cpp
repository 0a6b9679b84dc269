// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/database.h"

#include "backend/storage/connectionprivate.h"
#include "backend/storage/migrations.h"
#include "backend/support/log.h"
#include "backend/support/memory.h"

#include <QSqlQuery>
#include <algorithm>
#include <array>
#include <atomic>

namespace cs::storage {

namespace {

constexpr qint64 kKeptBytes = 4'000'000; ///< of the store, in memory, while nothing is written; a burst has up to 32 MiB
/// Rows to a statement. What SQLite makes of one should stay in the processor's cache; a PostgreSQL should be asked seldom.
constexpr std::array kSqliteChunks{64, 16, 4, 1};
constexpr std::array kPostgresChunks{256, 64, 8, 1};
constexpr std::array kListChunks{512, 64, 8, 1};

} // namespace

Connection::Connection() : d(std::make_unique<Private>()) {}

Connection::~Connection()
{
    d->direct.reset();
    d->named.clear();
    d->texts.clear();
    d->database.close();
    d->database = QSqlDatabase(); // removeDatabase() wants no copy to be left
    QSqlDatabase::removeDatabase(d->name);
}

Result<std::unique_ptr<Connection>> Connection::open(const DatabaseConfig &config, Access access)
{
    static std::atomic<int> counter = 0;
    std::unique_ptr<Connection> connection(new Connection);
    Private &d = *connection->d;
    d.name = QStringLiteral("countersign-%1").arg(++counter);
    d.backend = config.backend;
    d.access = access;
    CS_TRY(d.open(config));
    CS_TRY(access == Access::ReadWrite ? migrate(d.database, d.backend) : checkSchema(d.database, d.backend));
    qCDebug(lcStorage) << "opened" << config.describe();
    return connection;
}

Backend Connection::backend() const
{
    return d->backend;
}

bool Connection::isBroken() const
{
    return d->broken;
}

QString Connection::takeRefusal()
{
    return std::exchange(d->refusal, {});
}

Result<QList<Row>> Connection::select(const QString &statement, const QVariantList &values)
{
    QList<Row> rows;
    CS_TRY(d->selectNamed(statement, 0, values, &rows));
    return rows;
}

Result<qint64> Connection::run(const QString &statement, const QVariantList &values)
{
    return d->runNamed(statement, values);
}

Result<qint64> Connection::runMany(const QString &statement, const Rows &rows)
{
    const auto &chunks = d->backend == Backend::Sqlite ? kSqliteChunks : kPostgresChunks;
    qint64 changed = 0;
    for (qsizetype at = 0; at < rows.count();) {
        const auto fits = [&](int size) { return size <= rows.count() - at; };
        const int chunk = *std::find_if(chunks.begin(), chunks.end(), fits);
        const auto done = d->runChunk(statement, rows, at, chunk);
        if (!done)
            return done.error();
        at += chunk;
        changed += *done;
    }
    return changed;
}

Result<QList<Row>> Connection::selectIn(const QString &statement, const QVariantList &leading, const QVariantList &list)
{
    QList<Row> rows;
    for (qsizetype at = 0; at < list.size();) {
        const qsizetype left = list.size() - at;
        // The smallest size that takes all that is left (the last value is repeated), else the largest.
        const auto fits = [&](int size) { return size >= left; };
        const auto smallest = std::find_if(kListChunks.rbegin(), kListChunks.rend(), fits);
        const int chunk = smallest == kListChunks.rend() ? kListChunks.front() : *smallest;
        QVariantList values = leading;
        for (int i = 0; i < chunk; ++i)
            values.append(list.at(std::min(at + i, list.size() - 1)));
        at += chunk;
        CS_TRY(d->selectNamed(statement, chunk, values, &rows));
    }
    return rows;
}

Result<QList<Row>> Connection::selectText(const QString &sql, const QVariantList &values)
{
    QList<Row> rows;
    CS_TRY(d->selectText(sql, values, &rows));
    return rows;
}

Status Connection::begin(Durability durability)
{
    if (d->backend == Backend::Postgres) {
        // Normal means that Kafka still has it: then a crash of the server may lose the last moments, offsets included.
        return d->command(durability == Durability::Full ? QStringLiteral("BEGIN")
                                                         : QStringLiteral("BEGIN; SET LOCAL synchronous_commit = off"));
    }
    if (d->access == Access::ReadOnly)
        return d->command(QStringLiteral("BEGIN"));
    if (d->durability != durability) {
        CS_TRY(d->command(durability == Durability::Full ? QStringLiteral("PRAGMA synchronous = FULL")
                                                         : QStringLiteral("PRAGMA synchronous = NORMAL")));
        d->durability = durability;
    }
    return d->command(QStringLiteral("BEGIN IMMEDIATE"));
}

Status Connection::commit()
{
    return d->command(QStringLiteral("COMMIT"));
}

void Connection::rollback()
{
    QSqlQuery(d->database).exec(QStringLiteral("ROLLBACK"));
}

Status Connection::savepoint()
{
    return d->command(QStringLiteral("SAVEPOINT part"));
}

Status Connection::releaseSavepoint()
{
    return d->command(QStringLiteral("RELEASE SAVEPOINT part"));
}

Status Connection::rollbackToSavepoint()
{
    CS_TRY(d->command(QStringLiteral("ROLLBACK TO SAVEPOINT part")));
    return releaseSavepoint();
}

Status Connection::checkpoint()
{
    if (d->backend != Backend::Sqlite || d->access == Access::ReadOnly)
        return Done{};
    CS_TRY(d->command(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)")));
    if (d->direct && d->direct->cachedBytes() > kKeptBytes) {
        d->direct->dropCache();
        giveBackFreedMemory(); // what came with the burst on other threads, too
    }
    return Done{};
}

Transaction::Transaction(Connection &connection, Durability durability)
    : m_connection(connection), m_started(connection.begin(durability)), m_open(m_started.ok())
{
}

Transaction::~Transaction()
{
    if (m_open)
        m_connection.rollback();
}

Status Transaction::commit()
{
    CS_TRY(m_started);
    CS_TRY(m_connection.commit());
    m_open = false;
    return Done{};
}

} // namespace cs::storage
