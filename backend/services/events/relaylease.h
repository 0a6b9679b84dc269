// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"

namespace cs::services {

/// Of the processes that share a PostgreSQL store one relays at a time, or the order per key would break: it holds an advisory
/// lock of its own session, which the server gives back when the session ends, however that comes about. A SQLite store
/// has one process by its lock file. Lives as long as the connection.
class RelayLease final
{
public:
    explicit RelayLease(storage::Connection &connection) : m_connection(connection) {}
    /// True once this session holds the lock; does not wait.
    Result<bool> acquire();

private:
    storage::Connection &m_connection;
    bool m_held = false;
};

} // namespace cs::services
