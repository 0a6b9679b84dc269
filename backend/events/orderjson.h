// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/events/fieldreader.h"
#include "backend/support/json.h"

namespace cs::events {

inline constexpr qsizetype kMaxIdLength = 256; ///< of ids and roles of others, in UTF-16 units

/// `{"userId":…,"role":…}`; the role may be absent.
Actor readActor(FieldReader &fields);
void writeActor(json::Writer &to, const Actor &actor);

/// The `order` member of an event: id, customerId, currency, items, totalAmount, createdBy?, version?. The total is taken as
/// it was sent: another system may add tax or take a discount off.
Order readOrder(FieldReader &fields);
void writeOrder(json::Writer &to, const Order &order);

} // namespace cs::events
