// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/database.h"

#include "backend/storage/migrations.h"
#include "backend/storage/sqlerrors.h"
#include "backend/storage/sqlitedirect.h"
#include "backend/storage/statements.h"
#include "backend/support/log.h"
#include "backend/support/memory.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QSqlResult>
#include <algorithm>
#include <array>
#include <atomic>

namespace cs::storage {

namespace {

constexpr int kBusyMs = 5000;
constexpr int kPageBytes = 16384; ///< of a new file; measured when ingesting: half of 8,192's calls for the same log, and less processor time
constexpr int kCheckpointPages = 2000; ///< the log is copied back about every 32 MB: each time waits for the disk twice
constexpr qint64 kKeptBytes = 4'000'000; ///< of the store, in memory, while nothing is written; a burst has up to 32 MiB
constexpr int kKeptLogBytes = 64 * 1024 * 1024; ///< of a log that a burst has made longer
constexpr std::array kChunks{256, 64, 8, 1};
constexpr std::array kListChunks{512, 64, 8, 1};
constexpr qsizetype kMaxTextQueries = 32;

/// QSqlQuery binds one value after the other and looks each up in a hash of placeholder names, which costs more than
/// SQLite's insert. This gives the list of values itself, a protected member of the driver's result.
struct ResultValues : QSqlResult
{
    using Getter = QVariantList &(QSqlResult::*)() const;
    static QVariantList &of(const QSqlQuery &query)
    {
        constexpr Getter get = &ResultValues::boundValues;
        return (query.result()->*get)();
    }
};

/// See Connection's comment: no NULL by accident, no U+0000 where it cannot be kept.
void makeStorable(QVariant &value, Backend backend)
{
    if (value.userType() == QMetaType::QString) {
        const QString &text = *static_cast<const QString *>(value.constData());
        if (text.isNull())
            value = QVariant(QStringLiteral(""));
        else if (backend == Backend::Postgres && text.contains(QChar(0)))
            value = QVariant(QString(text).replace(QChar(0), QChar(QChar::ReplacementCharacter)));
    } else if (value.userType() == QMetaType::QByteArray && static_cast<const QByteArray *>(value.constData())->isNull()) {
        value = QVariant(QByteArray("", 0));
    }
}

QString tuples(int count, qsizetype width)
{
    QString one = QStringLiteral("?");
    for (qsizetype i = 1; i < width; ++i)
        one += QStringLiteral(",?");
    QString all = QLatin1Char('(') + one + QLatin1Char(')');
    const QString more = QLatin1Char(',') + all;
    for (int i = 1; i < count; ++i)
        all += more;
    return all;
}

QString quotedOption(const QString &value)
{
    QString text = value;
    text.replace(QLatin1Char('\\'), QStringLiteral("\\\\")).replace(QLatin1Char('\''), QStringLiteral("\\'"));
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

} // namespace

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
    std::unique_ptr<SqliteDirect> direct; ///< null: all goes through QtSql

    Error failure(const QSqlError &error, const QString &statement)
    {
        const SqlFailure found = explain(error, backend, statement);
        broken = broken || found.broken;
        if (found.unwritable)
            refusal = found.error.message;
        return found.error;
    }

    Status command(const QString &sql)
    {
        QSqlQuery query(database);
        if (!query.exec(sql))
            return failure(query.lastError(), sql);
        return Done{};
    }

    Result<std::shared_ptr<QSqlQuery>> prepare(const QString &sql, const QString &statement)
    {
        auto query = std::make_shared<QSqlQuery>(database);
        query->setForwardOnly(true);
        if (!query->prepare(sql))
            return failure(query->lastError(), statement);
        return query;
    }

    QString textOf(const QString &statement, int count, qsizetype width) const
    {
        QString sql = statements(backend).value(statement);
        if (count > 0) {
            sql.replace(QStringLiteral("{rows}"), tuples(count, width));
            sql.replace(QStringLiteral("{list}"), tuples(1, count).mid(1).chopped(1));
        }
        return sql;
    }

    /// `count` is the number of tuples or list members that `{rows}` or `{list}` stands for; 0: neither is there.
    Result<std::shared_ptr<QSqlQuery>> prepared(const QString &statement, int count = 0, qsizetype width = 0)
    {
        const std::pair key(statement, count);
        if (const auto it = named.constFind(key); it != named.constEnd())
            return *it;
        const QString sql = textOf(statement, count, width);
        if (sql.isEmpty())
            return Error::fatal(QStringLiteral("There is no statement %1.").arg(statement));
        auto query = prepare(sql, statement);
        if (query)
            named.insert(key, *query);
        return query;
    }

    /// One statement with a chunk of rows; gives the rows changed.
    Result<qint64> runChunk(const QString &statement, const Rows &rows, qsizetype first, int count)
    {
        if (direct) {
            QSqlError error;
            const qint64 changed = direct->run(statement, [&] { return textOf(statement, count, rows.width()); }, rows, first, count, &error);
            return changed < 0 ? Result<qint64>(failure(error, statement)) : Result<qint64>(changed);
        }
        auto query = prepared(statement, count, rows.width());
        if (!query)
            return query.error();
        bindRows(**query, rows, first, count);
        CS_TRY(exec(**query, statement));
        return qint64((*query)->numRowsAffected());
    }

    Status exec(QSqlQuery &query, const QString &statement)
    {
        if (!query.exec())
            return failure(query.lastError(), statement);
        return Done{};
    }

    /// Room for the values of a statement, which is kept from one run to the next.
    QVariantList &valuesOf(QSqlQuery &query, qsizetype count)
    {
        QVariantList &list = ResultValues::of(query);
        // The first time through the public way, so that the driver's result knows that they are positional.
        if (list.size() != count && count > 0)
            query.bindValue(int(count) - 1, QVariant());
        list.resize(count);
        return list;
    }

    void bind(QSqlQuery &query, const QVariantList &values)
    {
        QVariantList &list = valuesOf(query, values.size());
        for (qsizetype i = 0; i < values.size(); ++i) {
            list[i] = values.at(i);
            makeStorable(list[i], backend);
        }
    }

    void bindRows(QSqlQuery &query, const Rows &rows, qsizetype first, int count)
    {
        QVariantList &list = valuesOf(query, count * rows.width());
        for (qsizetype i = 0; i < list.size(); ++i) {
            list[i] = rows.variant(first * rows.width() + i);
            makeStorable(list[i], backend);
        }
    }

    Status fetch(QSqlQuery &query, const QString &statement, QList<Row> *rows)
    {
        CS_TRY(exec(query, statement));
        const int columns = query.record().count();
        while (query.next()) {
            Row row;
            row.reserve(columns);
            for (int i = 0; i < columns; ++i)
                row.append(query.value(i));
            rows->append(std::move(row));
        }
        const QSqlError error = query.lastError();
        query.finish(); // ends the read, so that a checkpoint is not held up
        if (error.isValid())
            return failure(error, statement);
        return Done{};
    }

    bool has(const QString &statement) const { return statements(backend).contains(statement); }

    /// `count` as in prepared().
    Status selectNamed(const QString &statement, int count, const QVariantList &values, QList<Row> *rows)
    {
        if (direct && has(statement)) {
            QSqlError error;
            const auto makeSql = [&] { return textOf(statement, count, 1); };
            return direct->select(statement, count, makeSql, values, rows, &error) ? Status(Done{}) : Status(failure(error, statement));
        }
        auto query = prepared(statement, count, 1);
        CS_TRY(query);
        bind(**query, values);
        return fetch(**query, statement, rows);
    }

    Status openSqlite(const DatabaseConfig &config);
    Status openPostgres(const DatabaseConfig &config);
    Status setUpSqlite();
};

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
    return setUpSqlite();
}

Status Connection::Private::setUpSqlite()
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
    CS_TRY(command(QStringLiteral("PRAGMA wal_autocheckpoint = %1").arg(kCheckpointPages)));
    return command(QStringLiteral("PRAGMA journal_size_limit = %1").arg(kKeptLogBytes));
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
    CS_TRY(config.backend == Backend::Sqlite ? d.openSqlite(config) : d.openPostgres(config));
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
    if (d->direct && d->has(statement)) {
        Rows row(1, values.size()); // a value to a row: as many as placeholders
        for (const QVariant &one : values)
            row.add(one);
        QSqlError error;
        const qint64 changed = d->direct->run(statement, [&] { return d->textOf(statement, 0, 0); }, row, 0, int(values.size()), &error);
        return changed < 0 ? Result<qint64>(d->failure(error, statement)) : Result<qint64>(changed);
    }
    auto query = d->prepared(statement);
    if (!query)
        return query.error();
    d->bind(**query, values);
    CS_TRY(d->exec(**query, statement));
    return qint64((*query)->numRowsAffected());
}

Result<qint64> Connection::runMany(const QString &statement, const Rows &rows)
{
    qint64 changed = 0;
    for (qsizetype at = 0; at < rows.count();) {
        const auto fits = [&](int size) { return size <= rows.count() - at; };
        const int chunk = *std::find_if(kChunks.begin(), kChunks.end(), fits);
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
    auto it = d->texts.find(sql);
    if (it == d->texts.end()) {
        auto query = d->prepare(sql, QStringLiteral("select"));
        if (!query)
            return query.error();
        if (d->texts.size() >= kMaxTextQueries)
            d->texts.clear();
        it = d->texts.insert(sql, *query);
    }
    d->bind(**it, values);
    QList<Row> rows;
    CS_TRY(d->fetch(**it, QStringLiteral("select"), &rows));
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
