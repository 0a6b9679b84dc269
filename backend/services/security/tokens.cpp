// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/security/tokens.h"

#include "backend/services/core/act.h"
#include "backend/storage/auditstore.h"
#include "backend/support/json.h"

#include <QCryptographicHash>
#include <algorithm>

namespace cs::services {

namespace {

constexpr int kTokenBytes = 32;
constexpr int kMostDays = 3650;

bool isHex(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
}

QByteArray detailOf(const storage::TokenRow &row)
{
    json::Writer to;
    to.beginObject().member("token", row.id).member("label", row.label);
    if (row.expiresAt)
        to.key("expiresAt").utf8(toIsoUtf8(*row.expiresAt));
    return to.endObject().take();
}

} // namespace

QString newToken()
{
    return QStringLiteral("cs_") + randomHex(kTokenBytes);
}

QByteArray tokenHash(const QString &token)
{
    const QStringView digits = QStringView(token).mid(3);
    if (!token.startsWith(QLatin1String("cs_")) || digits.size() != 2 * kTokenBytes ||
        !std::all_of(digits.begin(), digits.end(), isHex))
        return {};
    return QCryptographicHash::hash(QByteArray::fromHex(digits.toLatin1()), QCryptographicHash::Sha256);
}

Status auditPeople(StoreContext &context, storage::Connection &connection, const Actor &by, const QString &act,
                   const QString &subject, const QByteArray &detail)
{
    storage::AuditEntry entry;
    entry.at = context.clock.now();
    entry.actor = by;
    entry.act = act;
    entry.subject = subject;
    entry.detail = QString::fromUtf8(detail);
    return storage::AuditStore(connection, context.auditKey).append({entry});
}

Result<Security::NewToken> storeToken(StoreContext &context, storage::Connection &connection, const QString &userId,
                                      const QString &label, int days, const Actor &by)
{
    storage::PeopleStore people(connection);
    const Result<std::optional<User>> user = people.findUser(userId);
    if (!user.ok())
        return user.error();
    if (!*user)
        return Error::notFound(QStringLiteral("There is no user %1.").arg(userId));
    const Security::NewToken made{context.ids.uuid7(), newToken()};
    storage::TokenRow row;
    row.id = made.id;
    row.userId = userId;
    row.label = label;
    row.createdAt = context.clock.now();
    if (days > 0)
        row.expiresAt = row.createdAt + std::chrono::hours(24) * days;
    CS_TRY(people.addToken(row, tokenHash(made.token)));
    CS_TRY(auditPeople(context, connection, by, QStringLiteral("token.create"), userId, detailOf(row)));
    return made;
}

QFuture<Result<Security::NewToken>> Security::createToken(const QString &userId, const QString &label, int days,
                                                          const Actor &by)
{
    if (by.userId != userId || !mayWrite(m_context).ok()) {
        if (const Status may = mayAct(m_context, by, Right::Administer); !may.ok())
            return answered<NewToken>(may.error());
    }
    if (days < 0 || days > kMostDays)
        return answered<NewToken>(Error::field(
            QStringLiteral("days"), QStringLiteral("This must be from 0 (does not expire) to %1.").arg(kMostDays)));
    return act<NewToken>(m_context,
                         [&context = m_context, userId, label = label.left(200), days,
                          by](storage::Connection &connection) -> Result<Committed<NewToken>> {
                             const Result<NewToken> made = storeToken(context, connection, userId, label, days, by);
                             return made.ok() ? Result<Committed<NewToken>>(Committed<NewToken>{*made, {}})
                                              : Result<Committed<NewToken>>(made.error());
                         });
}

QFuture<Result<bool>> Security::revokeToken(const QString &tokenId, const Actor &by)
{
    if (const Status may = mayAct(m_context, by, Right::Administer); !may.ok())
        return answered<bool>(may.error());
    return act<bool>(
        m_context, [&context = m_context, tokenId, by](storage::Connection &connection) -> Result<Committed<bool>> {
            const Result<bool> revoked = storage::PeopleStore(connection).revokeToken(tokenId);
            if (!revoked.ok())
                return revoked.error();
            if (!*revoked)
                return Error::notFound(QStringLiteral("There is no token %1 that could be revoked.").arg(tokenId));
            CS_TRY(
                auditPeople(context, connection, by, QStringLiteral("token.revoke"), tokenId, QByteArrayLiteral("{}")));
            return Committed<bool>{true, {}};
        });
}

Result<User> Security::userOfToken(storage::Connection &connection, const QString &token)
{
    const Error unknown = Error::unauthorized(QStringLiteral("The token is not known, or does not hold any more."));
    const QByteArray hash = tokenHash(token);
    if (hash.isEmpty())
        return unknown;
    const Result<std::optional<User>> user = storage::PeopleStore(connection).userOfToken(hash, m_context.clock.now());
    if (!user.ok())
        return user.error();
    return *user && !(*user)->disabled ? Result<User>(**user) : Result<User>(unknown);
}

} // namespace cs::services
