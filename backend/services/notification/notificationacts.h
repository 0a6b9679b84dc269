// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/notification.h"
#include "backend/services/core/storecontext.h"

#include <QFuture>

namespace cs::services {

/// Sends again what failed for good: it is queued for its channel, one in the app is delivered at once. Audited. Needs
/// Right::Administer; NotFound; Conflict, naming its state, when it did not fail. Any thread.
QFuture<Result<Notification>> retryNotification(StoreContext &context, qint64 id, const Actor &actor);

/// The person has seen this notification of theirs; again changes nothing. NotFound when they have none of that id. Any thread.
QFuture<Result<bool>> acknowledgeNotification(StoreContext &context, qint64 id, const Actor &actor);

} // namespace cs::services
