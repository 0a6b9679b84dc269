// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/notification.h"
#include "backend/domain/policy.h"
#include "backend/services/core/changes.h"
#include "backend/storage/storewriter.h"
#include "backend/support/clock.h"
#include "backend/support/ids.h"

#include <QStringList>

namespace cs::services {

/// What every service of one store shares. Made once by the composition, outlives all services; const after start, so
/// any thread may read it.
struct StoreContext
{
    const Clock &clock;
    IdSource &ids;
    storage::StoreWriter &writer;
    Changes &changes;
    storage::DatabaseConfig database;
    QString storeId;     ///< UUID of the store
    QString source;      ///< ce_source of what it emits: urn:countersign:<store id>
    QByteArray auditKey; ///< 32 bytes, from a file of mode 0600 beside the database
    Policy policy;
    QStringList publish;                        ///< families to emit to
    bool readOnly = false;                      ///< look, never write: every acting service answers Forbidden
    QStringList trustedSources;                 ///< foreign sources whose decisions count on orders of ours
    Millis approvalDue{std::chrono::hours(24)}; ///< how long a level may wait
    Millis staleAfter{std::chrono::hours(24)};  ///< older events notify nobody
    Millis digestEvery{std::chrono::minutes(15)}; ///< period of the summaries for admins; 0: told at once
    QString drive = {};                         ///< whose commands move an order on that came by no driver's family; empty: by hand
    QHash<QString, QByteArray> typeIds = {};    ///< by topic: the `__TypeId__` header that its readers want
    QList<Channel> handOver = {};               ///< channels that another service delivers, which is asked on its topic
};

} // namespace cs::services
