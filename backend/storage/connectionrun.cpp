// SPDX-License-Identifier: GPL-3.0-or-later
// How a connection runs its statements.
#include "backend/storage/connectionprivate.h"

#include "backend/storage/sqlerrors.h"
#include "backend/storage/statements.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QSqlResult>

namespace cs::storage {

namespace {

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

} // namespace

Error Connection::Private::failure(const QSqlError &error, const QString &statement)
{
    const SqlFailure found = explain(error, backend, statement);
    broken = broken || found.broken;
    if (found.unwritable)
        refusal = found.error.message;
    return found.error;
}

Status Connection::Private::command(const QString &sql)
{
    QSqlQuery query(database);
    if (!query.exec(sql))
        return failure(query.lastError(), sql);
    return Done{};
}

Result<std::shared_ptr<QSqlQuery>> Connection::Private::prepare(const QString &sql, const QString &statement)
{
    auto query = std::make_shared<QSqlQuery>(database);
    query->setForwardOnly(true);
    if (!query->prepare(sql))
        return failure(query->lastError(), statement);
    return query;
}

bool Connection::Private::has(const QString &statement) const
{
    return statements(backend).contains(statement);
}

QString Connection::Private::textOf(const QString &statement, int count, qsizetype width) const
{
    QString sql = statements(backend).value(statement);
    if (count > 0) {
        sql.replace(QStringLiteral("{rows}"), tuples(count, width));
        sql.replace(QStringLiteral("{list}"), tuples(1, count).mid(1).chopped(1));
    }
    return sql;
}

Result<std::shared_ptr<QSqlQuery>> Connection::Private::prepared(const QString &statement, int count, qsizetype width)
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

Result<qint64> Connection::Private::runChunk(const QString &statement, const Rows &rows, qsizetype first, int count)
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

Result<qint64> Connection::Private::runNamed(const QString &statement, const QVariantList &values)
{
    if (direct && has(statement)) {
        Rows row(1, values.size()); // a value to a row: as many as placeholders
        for (const QVariant &one : values)
            row.add(one);
        QSqlError error;
        const qint64 changed = direct->run(statement, [&] { return textOf(statement, 0, 0); }, row, 0, int(values.size()), &error);
        return changed < 0 ? Result<qint64>(failure(error, statement)) : Result<qint64>(changed);
    }
    auto query = prepared(statement);
    if (!query)
        return query.error();
    bind(**query, values);
    CS_TRY(exec(**query, statement));
    return qint64((*query)->numRowsAffected());
}

Status Connection::Private::exec(QSqlQuery &query, const QString &statement)
{
    if (!query.exec())
        return failure(query.lastError(), statement);
    return Done{};
}

void Connection::Private::bind(QSqlQuery &query, const QVariantList &values) const
{
    QVariantList &list = valuesOf(query, values.size());
    for (qsizetype i = 0; i < values.size(); ++i) {
        list[i] = values.at(i);
        makeStorable(list[i], backend);
    }
}

void Connection::Private::bindRows(QSqlQuery &query, const Rows &rows, qsizetype first, int count) const
{
    QVariantList &list = valuesOf(query, count * rows.width());
    for (qsizetype i = 0; i < list.size(); ++i) {
        list[i] = rows.variant(first * rows.width() + i);
        makeStorable(list[i], backend);
    }
}

Status Connection::Private::fetch(QSqlQuery &query, const QString &statement, QList<Row> *rows)
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

Status Connection::Private::selectNamed(const QString &statement, int count, const QVariantList &values, QList<Row> *rows)
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

Status Connection::Private::selectText(const QString &sql, const QVariantList &values, QList<Row> *rows)
{
    auto it = texts.find(sql);
    if (it == texts.end()) {
        auto query = prepare(sql, QStringLiteral("select"));
        CS_TRY(query);
        if (texts.size() >= kMaxTextQueries)
            texts.clear();
        it = texts.insert(sql, *query);
    }
    bind(**it, values);
    return fetch(**it, QStringLiteral("select"), rows);
}

} // namespace cs::storage
