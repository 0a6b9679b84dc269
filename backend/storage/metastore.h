// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"

namespace cs::storage {

/// Facts about the store itself: its id (a UUID, made once), broker epoch, counters of ids.
class MetaStore final
{
public:
    explicit MetaStore(Connection &connection) : m_connection(connection) {}
    Result<QString> value(const QString &key); ///< empty when not set
    Status set(const QString &key, const QString &value);
    /// The value; sets `otherwise` first when there is none (atomic within the caller's transaction).
    Result<QString> valueOrSet(const QString &key, const QString &otherwise);
    /// Sets it where it still is `from`; false: somebody else has set it.
    Result<bool> advance(const QString &key, const QString &from, const QString &to);

private:
    Connection &m_connection;
};

} // namespace cs::storage
