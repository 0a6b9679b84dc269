// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/peoplestore.h"

#include "backend/storage/values.h"

namespace cs::storage {

namespace {

User readUser(const Row &row)
{
    User user;
    user.userId = row.at(0).toString();
    user.name = row.at(1).toString();
    user.role = roleFromName(row.at(2).toString()).value_or(Role::Viewer);
    user.reportsTo = row.at(3).toString();
    user.disabled = row.at(4).toInt() != 0;
    return user;
}

void addUserRow(const User &user, const QString &passwordHash, Rows *rows)
{
    rows->add(user.userId, user.name, roleName(user.role), user.reportsTo, int(user.disabled), passwordHash);
}

Result<QList<User>> readUsers(const Result<QList<Row>> &rows)
{
    if (!rows)
        return rows.error();
    QList<User> found;
    for (const Row &row : *rows)
        found.append(readUser(row));
    return found;
}

Result<std::optional<User>> firstUser(const Result<QList<Row>> &rows)
{
    if (!rows)
        return rows.error();
    return rows->isEmpty() ? std::nullopt : std::optional(readUser(rows->first()));
}

Status oneOrNotFound(const Result<qint64> &changed, const QString &userId)
{
    if (!changed)
        return changed.error();
    if (*changed == 0)
        return Error::notFound(QStringLiteral("There is no user %1.").arg(userId));
    return Done{};
}

} // namespace

Status PeopleStore::addUser(const User &user, const QString &passwordHash)
{
    Rows rows(6, 1);
    addUserRow(user, passwordHash, &rows);
    const auto added = m_connection.runMany(QStringLiteral("users.insert"), rows);
    if (!added)
        return added.error();
    if (*added == 0)
        return Error::conflict(QStringLiteral("There is a user %1 already.").arg(user.userId));
    return Done{};
}

Status PeopleStore::putUsers(const QList<User> &users)
{
    Rows rows(6, users.size());
    for (const User &user : users)
        addUserRow(user, QString(), &rows);
    CS_TRY(m_connection.runMany(QStringLiteral("users.insert"), rows));
    return Done{};
}

Result<std::optional<User>> PeopleStore::findUser(const QString &userId)
{
    return firstUser(m_connection.select(QStringLiteral("users.find"), {userId}));
}

Result<QList<User>> PeopleStore::users()
{
    return readUsers(m_connection.select(QStringLiteral("users.all")));
}

Result<QList<User>> PeopleStore::usersWithRole(Role role)
{
    return readUsers(m_connection.select(QStringLiteral("users.withRole"), {roleName(role)}));
}

Result<bool> PeopleStore::anyWithPassword()
{
    const auto rows = m_connection.select(QStringLiteral("users.anyWithPassword"));
    if (!rows)
        return rows.error();
    return !rows->isEmpty();
}

Status PeopleStore::setDisabled(const QString &userId, bool disabled)
{
    return oneOrNotFound(m_connection.run(QStringLiteral("users.setDisabled"), {int(disabled), userId}), userId);
}

Status PeopleStore::setPasswordHash(const QString &userId, const QString &hash)
{
    return oneOrNotFound(m_connection.run(QStringLiteral("users.setPasswordHash"), {hash, userId}), userId);
}

Result<QString> PeopleStore::passwordHash(const QString &userId)
{
    const auto rows = m_connection.select(QStringLiteral("users.passwordHash"), {userId});
    if (!rows)
        return rows.error();
    return rows->isEmpty() ? QString() : rows->first().first().toString();
}

Status PeopleStore::addToken(const TokenRow &token, const QByteArray &sha256)
{
    CS_TRY(m_connection.run(QStringLiteral("tokens.insert"),
        {token.id, token.userId, token.label, sha256, timeValue(token.createdAt), timeValue(token.expiresAt),
            int(token.revoked)}));
    return Done{};
}

Result<std::optional<User>> PeopleStore::userOfToken(const QByteArray &sha256, TimePoint now)
{
    return firstUser(m_connection.select(QStringLiteral("tokens.user"), {sha256, timeValue(now)}));
}

Result<bool> PeopleStore::revokeToken(const QString &id)
{
    const auto changed = m_connection.run(QStringLiteral("tokens.revoke"), {id});
    if (!changed)
        return changed.error();
    return *changed > 0;
}

Result<QList<TokenRow>> PeopleStore::tokens()
{
    const auto rows = m_connection.select(QStringLiteral("tokens.all"));
    if (!rows)
        return rows.error();
    QList<TokenRow> found;
    for (const Row &row : *rows) {
        found.append({row.at(0).toString(), row.at(1).toString(), row.at(2).toString(), readTime(row.at(3)),
            readOptionalTime(row.at(4)), row.at(5).toInt() != 0});
    }
    return found;
}

} // namespace cs::storage
