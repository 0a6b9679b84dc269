// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/admin.h"

namespace cs::services {

/// client.id of every Kafka client of that store, so that stores can be told apart in a group: all processes on one
/// PostgreSQL have the same.
QString clientIdOf(const QString &storeId);

/// What to say when somebody else is in the group of the notification service (architecture: exactly one store per Kafka runs
/// notifications): a sentence that names them, or empty. `own` is clientIdOf() of this store. Pure.
QString secondNotifier(const QList<messaging::GroupMember> &members, const QString &group, const QString &own);

} // namespace cs::services
