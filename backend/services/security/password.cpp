// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/security/password.h"

#include <sodium.h>

namespace cs::services {

namespace {

constexpr unsigned long long kPasses = 2;
constexpr size_t kMemory = size_t(19) * 1024 * 1024;

bool ready()
{
    static const bool ok = sodium_init() >= 0;
    return ok;
}

bool verify(const QByteArray &hash, const QByteArray &password)
{
    return crypto_pwhash_str_verify(hash.constData(), password.constData(),
                                    static_cast<unsigned long long>(password.size())) == 0;
}

} // namespace

Result<QString> hashPassword(const QString &password)
{
    if (!ready())
        return Error::fatal(QStringLiteral("The cryptographic library cannot be used."));
    QByteArray utf8 = password.toUtf8();
    char hash[crypto_pwhash_STRBYTES];
    const int failed =
        crypto_pwhash_str(hash, utf8.constData(), static_cast<unsigned long long>(utf8.size()), kPasses, kMemory);
    sodium_memzero(utf8.data(), size_t(utf8.size()));
    if (failed != 0)
        return Error::unavailable(QStringLiteral("There is not enough memory to hash a password."));
    return QString::fromLatin1(hash);
}

bool passwordMatches(const QString &hash, const QString &password)
{
    // Who is not known, or has no password, costs the same work, so that the time tells nothing.
    static const QString nobody = hashPassword(QStringLiteral("nobody has this")).valueOr(QString());
    if (!ready())
        return false;
    const bool matches = verify((hash.isEmpty() ? nobody : hash).toLatin1(), password.toUtf8());
    return matches && !hash.isEmpty();
}

} // namespace cs::services
