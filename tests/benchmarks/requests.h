// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"

namespace cs::bench {

/// The topic of request().
inline const QString kRequested = QStringLiteral("order.approval.requested");

/// The `number`th request of another system, at an ISO time, for an order that the store has never seen, which is the most work an
/// event can make.
inline events::OutRecord request(int number, const QByteArray &time)
{
    const QByteArray id = "ORD" + QByteArray::number(number);
    const QByteArray seller = "USR" + QByteArray::number(100 + number % 500);
    return {kRequested, id,
            "{\"orderId\":\"" + id + "\",\"eventType\":\"ORDER_APPROVAL_REQUESTED\",\"timestamp\":\"" + time
                + "\",\"triggeredBy\":{\"userId\":\"" + seller + "\",\"role\":\"SALES_EXECUTIVE\"},\"approvalLevel\":\"MANAGER\","
                  "\"notifiers\":[{\"userId\":\"MGR001\",\"role\":\"MANAGER\"},{\"userId\":\"ADM001\",\"role\":\"ADMIN\"}],"
                  "\"message\":\"Order " + id + " waits for a manager.\"}",
            {}};
}

} // namespace cs::bench
