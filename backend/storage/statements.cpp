// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/statements.h"

#include <QDir>
#include <QFile>

// Q_INIT_RESOURCE must stand outside of every namespace.
static void initSqlResources()
{
    Q_INIT_RESOURCE(storage_sql);
}

namespace cs::storage {

namespace {

void addFolder(const QString &path, QHash<QString, QString> *all)
{
    const QDir folder(path);
    const QStringList names = folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            all->insert(parseStatements(QString::fromUtf8(file.readAll())));
    }
}

/// What both backends say alike first: a backend's own statement of the same name takes its place.
QHash<QString, QString> load(Backend backend)
{
    QHash<QString, QString> all;
    const QString own = sqlFolder(backend) + QStringLiteral("/statements");
    addFolder(QStringLiteral(":/sql/common"), &all);
    addFolder(own, &all);
    return all;
}

} // namespace

QString sqlFolder(Backend backend)
{
    initSqlResources();
    return backend == Backend::Sqlite ? QStringLiteral(":/sql/sqlite") : QStringLiteral(":/sql/postgres");
}

QHash<QString, QString> parseStatements(const QString &text)
{
    static const QString mark = QStringLiteral("-- name: ");
    QHash<QString, QString> found;
    QString name;
    for (const QString &line : text.split(QLatin1Char('\n'))) {
        if (line.startsWith(mark)) {
            name = line.mid(mark.size()).trimmed();
            continue;
        }
        const QString trimmed = line.trimmed();
        if (name.isEmpty() || trimmed.isEmpty() || trimmed.startsWith(QStringLiteral("--")))
            continue;
        QString &body = found[name];
        if (!body.isEmpty())
            body += QLatin1Char(' ');
        body += trimmed;
    }
    return found;
}

const QHash<QString, QString> &statements(Backend backend)
{
    static const QHash<QString, QString> sqlite = load(Backend::Sqlite);
    static const QHash<QString, QString> postgres = load(Backend::Postgres);
    return backend == Backend::Sqlite ? sqlite : postgres;
}

} // namespace cs::storage
