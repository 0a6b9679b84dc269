// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/relaylease.h"

namespace cs::services {

Result<bool> RelayLease::acquire()
{
    if (m_held || m_connection.backend() == storage::Backend::Sqlite)
        return true;
    const auto rows = m_connection.select(QStringLiteral("relay.tryLock"));
    CS_TRY(rows);
    m_held = !rows->isEmpty() && rows->first().first().toBool();
    return m_held;
}

} // namespace cs::services
