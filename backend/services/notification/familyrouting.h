// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/notification.h"
#include "backend/domain/order.h"
#include "backend/events/requesttexts.h"
#include "backend/services/events/projection.h"

namespace cs::services {

/// When something is told, and what is too old to be told.
struct TellingTime
{
    TimePoint now;
    Millis staleAfter;
};

/// Who is told of a fact of the families orders, pipeline and ecommerce: the customer, of each status that says something to
/// a customer. What oms facts tell too (created, cancelled, shipped) is of the same kind, so that nobody is told twice. Pure.
QList<Notification> routeNews(const Fact &fact, const QString &customerId, const TellingTime &time);

/// A notice of the requests family: one notification a person and channel, still to pass the gates. A notice past its time is
/// skipped, with that reason. Names of channels that are none stand for the app. About an order's moves (sales) it is of the
/// same kind as the facts about them. Pure.
QList<Notification> routeNotice(const events::RequestNotice &notice, TimePoint sentAt, const TellingTime &time);

} // namespace cs::services
