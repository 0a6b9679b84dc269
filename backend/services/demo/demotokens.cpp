// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/demo/demo.h"

#include "backend/services/core/act.h"
#include "backend/services/demo/demodata.h"
#include "backend/services/security/tokens.h"
#include "backend/support/json.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace cs::services {

namespace {

using Tokens = QHash<QString, QString>; ///< by user id

constexpr QFileDevice::Permissions kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

Tokens readTokens(const QString &path)
{
    Tokens tokens;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tokens;
    const Result<json::Value> root = json::parse(file.readAll());
    if (!root.ok())
        return tokens; // a damaged file is made anew
    for (const json::Value::Member &one : root->members())
        tokens.insert(QString::fromUtf8(one.first), one.second.toString());
    return tokens;
}

Status writeTokens(const QString &path, const QList<User> &people, const Tokens &tokens)
{
    json::Writer to;
    to.beginObject();
    for (const User &one : people)
        to.member(one.userId.toUtf8(), QStringView(tokens.value(one.userId)));
    const QByteArray bytes = to.endObject().take() + '\n';
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(kOwnerOnly) &&
                         file.write(bytes) == bytes.size() && file.commit();
    if (!written)
        return Error::fatal(QStringLiteral("The file %1 cannot be written: %2").arg(path, file.errorString()));
    return Done{};
}

/// Keeps a token that still is that person's, makes the others.
Result<Tokens> completed(StoreContext &context, storage::Connection &connection, const QList<User> &people,
                         const Tokens &before)
{
    Tokens tokens;
    for (const User &person : people) {
        const QString old = before.value(person.userId);
        const QByteArray hash = tokenHash(old);
        const Result<std::optional<User>> holder =
            hash.isEmpty() ? Result<std::optional<User>>(std::nullopt)
                           : storage::PeopleStore(connection).userOfToken(hash, context.clock.now());
        if (!holder.ok())
            return holder.error();
        if (*holder && (*holder)->userId == person.userId) {
            tokens.insert(person.userId, old);
            continue;
        }
        const Result<Security::NewToken> made = storeToken(context, connection, person.userId, QStringLiteral("demo"),
                                                           0, {QStringLiteral("demo"), roleName(Role::Admin)});
        if (!made.ok())
            return made.error();
        tokens.insert(person.userId, made->token);
    }
    return tokens;
}

} // namespace

Status writeDemoTokens(StoreContext &context, const QString &dataDir)
{
    CS_TRY(mayWrite(context));
    const Result<QList<User>> people = demoPeople();
    if (!people.ok())
        return people.error();
    const QString path = QDir(dataDir).filePath(QStringLiteral("demo-tokens.json"));
    const Result<Tokens> tokens = context.writer
                                      .submitFor<Tokens>(storage::Priority::Person, storage::Durability::Full,
                                                         [&context, people = *people,
                                                          before = readTokens(path)](storage::Connection &connection) {
                                                             return completed(context, connection, people, before);
                                                         })
                                      .result();
    return tokens.ok() ? writeTokens(path, *people, *tokens) : Status(tokens.error());
}

} // namespace cs::services
