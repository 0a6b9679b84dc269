// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/database.h"

#include <QDir>
#include <QUrl>
#include <QUrlQuery>

namespace cs::storage {

namespace {

Error wrong(const QString &message)
{
    return Error::field(QStringLiteral("db"), message);
}

Result<DatabaseConfig> sqlite(const QString &path)
{
    DatabaseConfig config;
    config.path = path;
    if (path.isEmpty())
        return wrong(QStringLiteral("sqlite: needs the path of a file."));
    return config;
}

Result<DatabaseConfig> postgres(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid())
        return wrong(QStringLiteral("this is no valid URL; use postgresql://user@host:port/name."));
    DatabaseConfig config;
    config.backend = Backend::Postgres;
    config.host = url.host(QUrl::FullyDecoded);
    config.port = url.port(5432);
    config.name = url.path(QUrl::FullyDecoded).mid(1);
    config.user = url.userName(QUrl::FullyDecoded);
    config.password = url.password(QUrl::FullyDecoded);
    if (config.password.isEmpty())
        config.password = qEnvironmentVariable("PGPASSWORD");
    if (config.name.isEmpty())
        return wrong(QStringLiteral("the database's name is missing; use postgresql://user@host:port/name."));
    for (const auto &[key, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        if (key != QStringLiteral("sslmode"))
            return wrong(QStringLiteral("the option %1 is not known; only sslmode is.").arg(key));
        config.sslMode = value;
    }
    return config;
}

} // namespace

Result<DatabaseConfig> DatabaseConfig::fromUrl(const QString &url, const QString &dataDir)
{
    if (url.isEmpty())
        return sqlite(QDir(dataDir).filePath(QStringLiteral("countersign.db")));
    if (url.startsWith(QStringLiteral("sqlite:"))) {
        QString path = url.mid(7);
        if (path.startsWith(QStringLiteral("//")))
            path = path.mid(2);
        return sqlite(path);
    }
    if (url.startsWith(QStringLiteral("postgresql://")) || url.startsWith(QStringLiteral("postgres://")))
        return postgres(url);
    return wrong(QStringLiteral("use postgresql://user@host:port/name or sqlite:PATH."));
}

QString DatabaseConfig::describe() const
{
    if (backend == Backend::Sqlite)
        return QStringLiteral("SQLite %1").arg(QDir::toNativeSeparators(path));
    const QString who = user.isEmpty() ? QString() : user + QLatin1Char('@');
    return QStringLiteral("PostgreSQL %1%2:%3/%4").arg(who, host).arg(port).arg(name);
}

} // namespace cs::storage
