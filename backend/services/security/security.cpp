// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/security/security.h"

#include "backend/domain/order.h"
#include "backend/services/core/act.h"
#include "backend/services/security/password.h"
#include "backend/services/security/tokens.h"
#include "backend/support/json.h"

namespace cs::services {

namespace {

Status checkPassword(const QString &password, bool mayBeEmpty)
{
    if (password.isEmpty() && mayBeEmpty)
        return Done{};
    if (password.size() < kShortestPassword || password.size() > kLongestPassword)
        return Error::field(
            QStringLiteral("password"),
            QStringLiteral("A password has %1 to %2 characters.").arg(kShortestPassword).arg(kLongestPassword));
    return Done{};
}

Status checkUser(const User &user)
{
    if (!isValidOrderId(user.userId)) // the same characters are safe in both
        return Error::field(QStringLiteral("userId"),
                            QStringLiteral("A user id has 1 to 64 characters of A-Z a-z 0-9 . _ : -"));
    if (user.name.size() > 200 || user.name.contains(QChar::Null))
        return Error::field(QStringLiteral("name"), QStringLiteral("A name has at most 200 characters."));
    return Done{};
}

Result<Committed<User>> userNow(storage::Connection &connection, const QString &userId)
{
    const Result<std::optional<User>> user = storage::PeopleStore(connection).findUser(userId);
    if (!user.ok())
        return user.error();
    if (!*user)
        return Error::notFound(QStringLiteral("There is no user %1.").arg(userId));
    return Committed<User>{**user, {}};
}

} // namespace

QFuture<Result<User>> Security::addUser(const User &user, const QString &password, const Actor &by)
{
    if (const Status may = mayAct(m_context, by, Right::Administer); !may.ok())
        return answered<User>(may.error());
    if (const Status ok = checkUser(user); !ok.ok())
        return answered<User>(ok.error());
    if (const Status ok = checkPassword(password, true); !ok.ok())
        return answered<User>(ok.error());
    const Result<QString> hash = password.isEmpty() ? Result<QString>(QString()) : hashPassword(password);
    if (!hash.ok())
        return answered<User>(hash.error());
    return act<User>(
        m_context,
        [&context = m_context, user, hash = *hash, by](storage::Connection &connection) -> Result<Committed<User>> {
            CS_TRY(storage::PeopleStore(connection).addUser(user, hash));
            const QByteArray detail = json::Writer()
                                          .beginObject()
                                          .member("name", user.name)
                                          .member("role", roleName(user.role))
                                          .endObject()
                                          .take();
            CS_TRY(auditPeople(context, connection, by, QStringLiteral("user.add"), user.userId, detail));
            return Committed<User>{user, {}};
        });
}

Result<bool> Security::anybodySignsIn(storage::Connection &connection)
{
    return storage::PeopleStore(connection).anyWithPassword();
}

QFuture<Result<User>> Security::addFirstAdmin(const QString &userId, const QString &name, const QString &password)
{
    const User user{userId, name, Role::Admin, {}, false};
    if (const Status may = mayWrite(m_context); !may.ok())
        return answered<User>(may.error());
    if (const Status ok = checkUser(user); !ok.ok())
        return answered<User>(ok.error());
    if (const Status ok = checkPassword(password, false); !ok.ok())
        return answered<User>(ok.error());
    const Result<QString> hash = hashPassword(password);
    if (!hash.ok())
        return answered<User>(hash.error());
    return act<User>(m_context, [&context = m_context, user, hash = *hash](storage::Connection &connection) -> Result<Committed<User>> {
        storage::PeopleStore people(connection);
        const Result<bool> any = people.anyWithPassword();
        if (!any.ok())
            return any.error();
        if (*any)
            return Error::conflict(QStringLiteral("Somebody can sign in already; they add the others."));
        CS_TRY(people.addUser(user, hash));
        CS_TRY(auditPeople(context, connection, user.actor(), QStringLiteral("user.first"), user.userId, QByteArrayLiteral("{}")));
        return Committed<User>{user, {}};
    });
}

QFuture<Result<User>> Security::setDisabled(const QString &userId, bool disabled, const Actor &by)
{
    if (const Status may = mayAct(m_context, by, Right::Administer); !may.ok())
        return answered<User>(may.error());
    if (disabled && by.userId == userId) // the last administrator could not be let in again from the console
        return answered<User>(Error::conflict(QStringLiteral("Nobody shuts themselves out; another administrator can do it.")));
    return act<User>(
        m_context,
        [&context = m_context, userId, disabled, by](storage::Connection &connection) -> Result<Committed<User>> {
            CS_TRY(userNow(connection, userId));
            CS_TRY(storage::PeopleStore(connection).setDisabled(userId, disabled));
            CS_TRY(auditPeople(context, connection, by,
                               disabled ? QStringLiteral("user.disable") : QStringLiteral("user.enable"), userId,
                               QByteArrayLiteral("{}")));
            return userNow(connection, userId);
        });
}

QFuture<Result<User>> Security::setPassword(const QString &userId, const QString &password, const Actor &by)
{
    if (by.userId != userId || !mayWrite(m_context).ok()) {
        if (const Status may = mayAct(m_context, by, Right::Administer); !may.ok())
            return answered<User>(may.error());
    }
    if (const Status ok = checkPassword(password, false); !ok.ok())
        return answered<User>(ok.error());
    const Result<QString> hash = hashPassword(password);
    if (!hash.ok())
        return answered<User>(hash.error());
    return act<User>(
        m_context,
        [&context = m_context, userId, hash = *hash, by](storage::Connection &connection) -> Result<Committed<User>> {
            CS_TRY(userNow(connection, userId));
            CS_TRY(storage::PeopleStore(connection).setPasswordHash(userId, hash));
            CS_TRY(
                auditPeople(context, connection, by, QStringLiteral("user.passwd"), userId, QByteArrayLiteral("{}")));
            return userNow(connection, userId);
        });
}

} // namespace cs::services
