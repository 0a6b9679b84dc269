// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/settings/datafolder.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QSaveFile>
#include <QStandardPaths>
#include <filesystem>

namespace cs::settings {

namespace {

constexpr QFileDevice::Permissions kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
    | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
constexpr QFileDevice::Permissions kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

Status closeToOthers(const QString &dir)
{
#ifdef Q_OS_UNIX
    const QFileInfo info(dir);
    if (!(info.permissions() & kOthers))
        return Done{};
    if (!QDir(dir).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return Error::invalid(QStringLiteral("Other people can look into the data folder %1; run: chmod 700 '%1'.").arg(dir));
    if (!QFile::setPermissions(dir, kOwnerOnly))
        return Error::invalid(QStringLiteral("The data folder %1 cannot be closed to other people; run: chmod 700 '%1'.").arg(dir));
#else
    Q_UNUSED(dir) // On Windows a folder below the person's own profile is closed to others by inheritance.
#endif
    return Done{};
}

} // namespace

QString defaultDataDir()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

Status prepareDataFolder(const QString &dir)
{
    const QFileInfo info(dir);
    if (info.exists() && !info.isDir())
        return Error::invalid(QStringLiteral("The data folder %1 is a file; give another with --data-dir.").arg(dir));
    if (!info.exists()) {
        const QDir parent(QFileInfo(dir).path());
        if (!parent.mkpath(QStringLiteral(".")) || !parent.mkdir(info.fileName(), kOwnerOnly))
            return Error::unavailable(QStringLiteral("The data folder %1 cannot be made; check the rights of the folder above, or give another with --data-dir.").arg(dir));
    }
    CS_TRY(closeToOthers(dir));
    if (!QFileInfo(dir).isWritable())
        return Error::unavailable(QStringLiteral("The data folder %1 cannot be written to; check its owner and rights.").arg(dir));
    return Done{};
}

DataFolderLock::DataFolderLock(const QString &file) : m_file(file)
{
    // Only the end of the owner frees the lock, however long it has run.
    m_file.setStaleLockTime(0);
}

Result<FreeSpace> FreeSpace::of(const QString &dir)
{
    // Not QStorageInfo, which looks for the folder among the mounts: in a container or a root of its own it may not be there.
    std::error_code error;
    const std::filesystem::space_info disk = std::filesystem::space(QFileInfo(dir).filesystemFilePath(), error);
    if (error)
        return Error::unavailable(QStringLiteral("It cannot be told how much is free on the disk of %1.").arg(dir));
    return FreeSpace{qint64(disk.available)};
}

QString FreeSpace::text() const
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

Result<std::unique_ptr<DataFolderLock>> DataFolderLock::take(const QString &dir)
{
    std::unique_ptr<DataFolderLock> lock(new DataFolderLock(QDir(dir).filePath(QStringLiteral("countersign.lock"))));
    if (lock->m_file.tryLock(0)) {
        QFile::setPermissions(lock->m_file.fileName(), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        return lock;
    }
    if (lock->m_file.error() != QLockFile::LockFailedError)
        return Error::unavailable(QStringLiteral("The lock file in %1 cannot be written; check the folder's rights.").arg(dir));
    qint64 pid = 0;
    QString host;
    QString program;
    lock->m_file.getLockInfo(&pid, &host, &program);
    return Error::conflict(QStringLiteral("The data folder %1 is in use by %2 (process %3); stop it, or give another with --data-dir.")
                               .arg(dir, program.isEmpty() ? QStringLiteral("another program") : program).arg(pid));
}

Status writePrivateFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(content) == content.size() && file.commit();
    if (!written)
        return Error::unavailable(QStringLiteral("%1 cannot be written: %2.").arg(path, file.errorString()));
    return Done{};
}

} // namespace cs::settings
