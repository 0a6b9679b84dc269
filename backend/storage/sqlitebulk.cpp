// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/sqlitebulk.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <cstring>
#include <sqlite3.h>

namespace cs::storage {

namespace {

/// Texts and bytes stay where they are until the statement has run.
void bind(sqlite3_stmt *prepared, int place, const Rows &rows, const Rows::Cell &cell)
{
    switch (cell.type) {
    case Rows::Type::Null: sqlite3_bind_null(prepared, place); break;
    case Rows::Type::Number: sqlite3_bind_int64(prepared, place, cell.value); break;
    case Rows::Type::Text: sqlite3_bind_text(prepared, place, rows.bytes(cell).data(), cell.size, SQLITE_STATIC); break;
    case Rows::Type::Bytes: sqlite3_bind_blob(prepared, place, rows.bytes(cell).data(), cell.size, SQLITE_STATIC); break;
    }
}

} // namespace

std::unique_ptr<SqliteBulk> SqliteBulk::of(const QSqlDatabase &database)
{
    const QVariant handle = database.driver()->handle();
    if (!handle.isValid() || std::strcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("SELECT sqlite_source_id()")) || !query.next()
        || query.value(0).toString() != QLatin1String(sqlite3_sourceid()))
        return nullptr;
    auto *const db = *static_cast<sqlite3 *const *>(handle.constData());
    return db == nullptr ? nullptr : std::unique_ptr<SqliteBulk>(new SqliteBulk(db));
}

SqliteBulk::~SqliteBulk()
{
    for (sqlite3_stmt *one : std::as_const(m_prepared))
        sqlite3_finalize(one);
}

QSqlError SqliteBulk::failure() const
{
    return QSqlError({}, QString::fromUtf8(sqlite3_errmsg(m_db)), QSqlError::StatementError,
                     QString::number(sqlite3_extended_errcode(m_db)));
}

qint64 SqliteBulk::run(const QString &statement, const std::function<QString()> &makeSql, const Rows &rows, qsizetype first, int count,
                       QSqlError *error)
{
    sqlite3_stmt *&prepared = m_prepared[{statement, count}];
    if (prepared == nullptr) {
        const QByteArray sql = makeSql().toUtf8();
        if (sqlite3_prepare_v3(m_db, sql.constData(), int(sql.size()), SQLITE_PREPARE_PERSISTENT, &prepared, nullptr) != SQLITE_OK) {
            *error = failure();
            return -1;
        }
    }
    const qsizetype begin = first * rows.width();
    for (int i = 0; i < count * int(rows.width()); ++i)
        bind(prepared, i + 1, rows, rows.cell(begin + i));
    const bool done = sqlite3_step(prepared) == SQLITE_DONE;
    if (!done)
        *error = failure();
    const qint64 changed = done ? sqlite3_changes(m_db) : -1;
    sqlite3_reset(prepared);
    sqlite3_clear_bindings(prepared); // they point to what is gone soon
    return changed;
}

} // namespace cs::storage
