// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/user.h"
#include "backend/storage/database.h"
#include "backend/support/clock.h"

namespace cs::storage {

struct TokenRow
{
    QString id;
    QString userId;
    QString label;
    TimePoint createdAt;
    std::optional<TimePoint> expiresAt;
    bool revoked = false;
};

/// Users, their password hashes (Argon2id) and API tokens (only SHA-256 of a token is kept).
class PeopleStore final
{
public:
    explicit PeopleStore(Connection &connection) : m_connection(connection) {}
    Status addUser(const User &user, const QString &passwordHash); ///< Conflict when the id exists; hash may be empty
    Status putUsers(const QList<User> &users);                     ///< adds those that are missing
    Result<std::optional<User>> findUser(const QString &userId);
    Result<QList<User>> users();
    Result<QList<User>> usersWithRole(Role role); ///< enabled ones
    Result<bool> anyWithPassword(); ///< enabled ones
    Status setDisabled(const QString &userId, bool disabled);
    Status setPasswordHash(const QString &userId, const QString &hash);
    Result<QString> passwordHash(const QString &userId);

    Status addToken(const TokenRow &token, const QByteArray &sha256);
    /// The enabled user of a token that is neither revoked nor expired.
    Result<std::optional<User>> userOfToken(const QByteArray &sha256, TimePoint now);
    Result<bool> revokeToken(const QString &id);
    Result<QList<TokenRow>> tokens();

private:
    Connection &m_connection;
};

} // namespace cs::storage
