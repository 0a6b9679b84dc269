// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QLockFile>
#include <memory>

namespace cs::settings {

/// The platform's application data folder; the programs set the application's name to `countersign` first.
QString defaultDataDir();

/// Makes the folder (0700) where it is missing, and checks it: a folder, ours to write, closed to other people. An empty
/// one that is open to others is closed; one with files in it is left alone and refused, with what to do.
Status prepareDataFolder(const QString &dir);

/// What is free on the disk of a folder.
struct FreeSpace
{
    static constexpr qint64 kLow = 100'000'000; ///< bytes; below that the store may soon refuse to write
    qint64 bytes = 0;
    /// Of the folder's disk, for who runs this; Unavailable when that cannot be told.
    static Result<FreeSpace> of(const QString &dir);
    bool isLow() const { return bytes < kLow; }
    QString text() const; ///< "71.2 GB"
};

/// The lock `countersign.lock`: one process owns a data folder. Released with the object.
class DataFolderLock final
{
public:
    /// Conflict, with the owner's process id, when another process owns it.
    static Result<std::unique_ptr<DataFolderLock>> take(const QString &dir);

private:
    explicit DataFolderLock(const QString &file);
    QLockFile m_file;
};

/// Writes a file of mode 0600 whole or not at all.
Status writePrivateFile(const QString &path, const QByteArray &content);

} // namespace cs::settings
