// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/security/security.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace cs::services {

namespace {

constexpr int kKeyBytes = 32;
constexpr QFileDevice::Permissions kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

Result<QByteArray> readKey(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error::fatal(QStringLiteral("The audit key %1 cannot be read: %2").arg(path, file.errorString()));
    const QByteArray key = file.read(kKeyBytes + 1);
    if (key.size() != kKeyBytes)
        return Error::fatal(
            QStringLiteral("The audit key %1 is damaged: it must hold %2 bytes.").arg(path).arg(kKeyBytes));
    if (file.permissions() &
        (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther))
        file.setPermissions(kOwnerOnly);
    return key;
}

Result<QByteArray> makeKey(const QString &path)
{
    const QByteArray key = QByteArray::fromHex(randomHex(kKeyBytes).toLatin1());
    QSaveFile file(path);
    // The permissions come before the bytes: nobody else can read them at any moment.
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(kOwnerOnly) &&
                         file.write(key) == kKeyBytes && file.commit();
    if (!written)
        return Error::fatal(QStringLiteral("The audit key %1 cannot be written: %2").arg(path, file.errorString()));
    return key;
}

} // namespace

Result<QByteArray> loadAuditKey(const QString &dataDir)
{
    const QString path = QDir(dataDir).filePath(QStringLiteral("audit.key"));
    return QFile::exists(path) ? readKey(path) : makeKey(path);
}

} // namespace cs::services
