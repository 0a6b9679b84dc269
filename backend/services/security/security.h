// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/user.h"
#include "backend/services/core/storecontext.h"
#include "backend/storage/peoplestore.h"

#include <QFuture>
#include <QHash>
#include <mutex>

namespace cs::services {

/// Who somebody is. Passwords are kept as Argon2id (19 MiB, t=2, p=1), tokens as SHA-256 of 32 random bytes. Every act
/// is in the audit chain. Needs Right::Administer, or to be the person itself for a password or a token. Any thread;
/// hashing is done on the calling thread (tens of ms), never call it on the GUI's.
class Security final
{
public:
    explicit Security(StoreContext &context) : m_context(context) {}
    Q_DISABLE_COPY_MOVE(Security)

    /// At least 10 characters for a password; an empty one makes a user who cannot sign in by password.
    QFuture<Result<User>> addUser(const User &user, const QString &password, const Actor &by);
    QFuture<Result<User>> setDisabled(const QString &userId, bool disabled, const Actor &by);
    QFuture<Result<User>> setPassword(const QString &userId, const QString &password, const Actor &by);
    /// Whether somebody can sign in by password. While nobody can, a console offers to make the first admin.
    Result<bool> anybodySignsIn(storage::Connection &connection);
    /// Makes the first ADMIN, for which nobody is asked, as there is nobody; Conflict once somebody can sign in. In the audit
    /// chain it is their own act. Hashes on the calling thread.
    QFuture<Result<User>> addFirstAdmin(const QString &userId, const QString &name, const QString &password);
    /// Unauthorized with one sentence whether the user or the password is wrong; three failures a user a minute, then
    /// Unauthorized whatever the password.
    Result<User> signIn(storage::Connection &connection, const QString &userId, const QString &password);

    struct NewToken
    {
        QString id;
        QString token;
    };
    /// `days` 0: does not expire.
    QFuture<Result<NewToken>> createToken(const QString &userId, const QString &label, int days, const Actor &by);
    QFuture<Result<bool>> revokeToken(const QString &tokenId, const Actor &by);
    /// Unauthorized for an unknown, revoked or expired token, and for a disabled user.
    Result<User> userOfToken(storage::Connection &connection, const QString &token);

private:
    bool mayTry(const QString &userId);
    void noteFailure(const QString &userId);
    void forgetFailures(const QString &userId);

    StoreContext &m_context;
    std::mutex m_mutex;
    QHash<QString, QList<TimePoint>> m_failures; ///< of the last minute, in memory only; bounded
};

/// The audit key: 32 random bytes in `audit.key` of the data folder, mode 0600, made on first use.
Result<QByteArray> loadAuditKey(const QString &dataDir);

} // namespace cs::services
