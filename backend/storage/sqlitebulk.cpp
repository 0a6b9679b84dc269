// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/sqlitebulk.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringEncoder>
#include <cstring>
#include <sqlite3.h>

namespace cs::storage {

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

void SqliteBulk::bindText(sqlite3_stmt *prepared, int place, const QString &text)
{
    char *const begin = m_texts.data() + m_used;
    QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    const char *const end = encoder.appendToBuffer(begin, text);
    sqlite3_bind_text(prepared, place, begin, int(end - begin), SQLITE_STATIC);
    m_used += end - begin;
}

void SqliteBulk::bind(sqlite3_stmt *prepared, int place, const QVariant &value)
{
    switch (value.userType()) {
    case QMetaType::UnknownType:
        sqlite3_bind_null(prepared, place);
        break;
    case QMetaType::QString:
        bindText(prepared, place, *static_cast<const QString *>(value.constData()));
        break;
    case QMetaType::QByteArray: {
        const QByteArray &bytes = *static_cast<const QByteArray *>(value.constData());
        sqlite3_bind_blob(prepared, place, bytes.constData(), int(bytes.size()), SQLITE_STATIC);
        break;
    }
    case QMetaType::Double:
        sqlite3_bind_double(prepared, place, value.toDouble());
        break;
    default:
        sqlite3_bind_int64(prepared, place, value.toLongLong());
    }
}

qint64 SqliteBulk::run(const QString &statement, int size, const std::function<QString()> &makeSql, std::span<const QVariant> values,
                       QSqlError *error)
{
    sqlite3_stmt *&prepared = m_prepared[{statement, size}];
    if (prepared == nullptr) {
        const QByteArray sql = makeSql().toUtf8();
        if (sqlite3_prepare_v3(m_db, sql.constData(), int(sql.size()), SQLITE_PREPARE_PERSISTENT, &prepared, nullptr) != SQLITE_OK) {
            *error = failure();
            return -1;
        }
    }
    qsizetype room = 0; // bound texts may not move any more
    for (const QVariant &value : values) {
        if (value.userType() == QMetaType::QString)
            room += 3 * static_cast<const QString *>(value.constData())->size();
    }
    if (m_texts.size() < room + 1)
        m_texts.resize(room + 1);
    m_used = 0;
    int place = 0;
    for (const QVariant &value : values)
        bind(prepared, ++place, value);
    const bool done = sqlite3_step(prepared) == SQLITE_DONE;
    if (!done)
        *error = failure();
    const qint64 changed = done ? sqlite3_changes(m_db) : -1;
    sqlite3_reset(prepared);
    sqlite3_clear_bindings(prepared); // they point to what is gone soon
    return changed;
}

} // namespace cs::storage
