// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/sqlitedirect.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <cstring>
#include <sqlite3.h>

namespace cs::storage {

namespace {

constexpr int kManyRows = 64; ///< a statement of that many is tens to hundreds of kB

/// Texts and bytes stay where they are until the statement has run.
void bind(sqlite3_stmt *prepared, int place, const Rows::Cell &cell)
{
    switch (cell.type) {
    case Rows::Type::Null: sqlite3_bind_null(prepared, place); break;
    case Rows::Type::Number: sqlite3_bind_int64(prepared, place, cell.number); break;
    case Rows::Type::Text: sqlite3_bind_text(prepared, place, cell.bytes, cell.size, SQLITE_STATIC); break;
    case Rows::Type::Bytes: sqlite3_bind_blob(prepared, place, cell.bytes, cell.size, SQLITE_STATIC); break;
    }
}

QVariant readValue(sqlite3_stmt *running, int column)
{
    const auto size = [&] { return sqlite3_column_bytes(running, column); }; // after the value, which decides its encoding
    switch (sqlite3_column_type(running, column)) {
    case SQLITE_INTEGER: return QVariant(qlonglong(sqlite3_column_int64(running, column)));
    case SQLITE_FLOAT: return QVariant(sqlite3_column_double(running, column));
    case SQLITE_TEXT: {
        const auto *const text = reinterpret_cast<const char *>(sqlite3_column_text(running, column));
        return QVariant(QString::fromUtf8(text, size()));
    }
    case SQLITE_BLOB: {
        const auto *const bytes = static_cast<const char *>(sqlite3_column_blob(running, column));
        return QVariant(bytes == nullptr ? QByteArray("", 0) : QByteArray(bytes, size()));
    }
    default: return {};
    }
}

QVariantList readRow(sqlite3_stmt *running)
{
    const int columns = sqlite3_column_count(running);
    QVariantList row;
    row.reserve(columns);
    for (int i = 0; i < columns; ++i)
        row.append(readValue(running, i));
    return row;
}

} // namespace

std::unique_ptr<SqliteDirect> SqliteDirect::of(const QSqlDatabase &database)
{
    const QVariant handle = database.driver()->handle();
    if (!handle.isValid() || std::strcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("SELECT sqlite_source_id()")) || !query.next()
        || query.value(0).toString() != QLatin1String(sqlite3_sourceid()))
        return nullptr;
    auto *const db = *static_cast<sqlite3 *const *>(handle.constData());
    return db == nullptr ? nullptr : std::unique_ptr<SqliteDirect>(new SqliteDirect(db));
}

SqliteDirect::~SqliteDirect()
{
    if (m_committed)
        sqlite3_wal_hook(m_db, nullptr, nullptr);
    for (sqlite3_stmt *one : std::as_const(m_prepared))
        sqlite3_finalize(one);
}

QSqlError SqliteDirect::failure() const
{
    return QSqlError({}, QString::fromUtf8(sqlite3_errmsg(m_db)), QSqlError::StatementError,
                     QString::number(sqlite3_extended_errcode(m_db)));
}

/// Null: what failed is in `error`.
sqlite3_stmt *SqliteDirect::prepared(const QString &statement, int count, int values, const MakeSql &makeSql, QSqlError *error)
{
    sqlite3_stmt *&found = m_prepared[{statement, count}];
    if (found == nullptr) {
        const QByteArray sql = makeSql().toUtf8();
        if (sqlite3_prepare_v3(m_db, sql.constData(), int(sql.size()), SQLITE_PREPARE_PERSISTENT, &found, nullptr) != SQLITE_OK) {
            *error = failure();
            return nullptr;
        }
    }
    if (sqlite3_bind_parameter_count(found) == values)
        return found;
    *error = QSqlError({}, QStringLiteral("%1 has another number of values.").arg(statement), QSqlError::StatementError);
    return nullptr;
}

void SqliteDirect::watchLog(int checkpointPages, std::function<void(int)> committed)
{
    m_checkpointPages = checkpointPages;
    m_committed = std::move(committed);
    sqlite3_wal_hook(m_db, &SqliteDirect::onCommit, this); // there is one hook: PRAGMA wal_autocheckpoint sets it too
}

int SqliteDirect::onCommit(void *self, sqlite3 *db, const char *database, int pages)
{
    const auto &direct = *static_cast<const SqliteDirect *>(self);
    direct.m_committed(pages);
    if (pages >= direct.m_checkpointPages) // what it cannot copy now, the next one does
        sqlite3_wal_checkpoint_v2(db, database, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    return SQLITE_OK;
}

qint64 SqliteDirect::cachedBytes() const
{
    int bytes = 0;
    int most = 0;
    sqlite3_db_status(m_db, SQLITE_DBSTATUS_CACHE_USED, &bytes, &most, 0);
    return bytes;
}

void SqliteDirect::dropCache()
{
    for (auto it = m_prepared.begin(); it != m_prepared.end();) {
        if (it.key().second < kManyRows) {
            ++it;
            continue;
        }
        sqlite3_finalize(*it);
        it = m_prepared.erase(it);
    }
    sqlite3_db_release_memory(m_db);
}

qint64 SqliteDirect::run(const QString &statement, const MakeSql &makeSql, const Rows &rows, qsizetype first, int count, QSqlError *error)
{
    const int values = count * int(rows.width());
    sqlite3_stmt *const running = prepared(statement, count, values, makeSql, error);
    if (running == nullptr)
        return -1;
    const qsizetype begin = first * rows.width();
    for (int i = 0; i < values; ++i)
        bind(running, i + 1, rows.cell(begin + i));
    int state = sqlite3_step(running);
    while (state == SQLITE_ROW) // what it returns is not asked for
        state = sqlite3_step(running);
    const bool done = state == SQLITE_DONE;
    if (!done)
        *error = failure();
    const qint64 changed = done ? sqlite3_changes(m_db) : -1;
    sqlite3_reset(running); // what is bound dangles from here on; the next run binds each place anew
    return changed;
}

bool SqliteDirect::select(const QString &statement, int count, const MakeSql &makeSql, const QVariantList &values, QList<QVariantList> *found,
                          QSqlError *error)
{
    sqlite3_stmt *const running = prepared(statement, count, int(values.size()), makeSql, error);
    if (running == nullptr)
        return false;
    Rows bound(1, values.size());
    for (const QVariant &one : values)
        bound.add(one);
    for (int i = 0; i < int(values.size()); ++i)
        bind(running, i + 1, bound.cell(i));
    int state = sqlite3_step(running);
    for (; state == SQLITE_ROW; state = sqlite3_step(running))
        found->append(readRow(running));
    if (state != SQLITE_DONE)
        *error = failure();
    sqlite3_reset(running); // ends the read, so that a checkpoint is not held up
    sqlite3_clear_bindings(running);
    return state == SQLITE_DONE;
}

} // namespace cs::storage
