// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/outcome.h"

namespace cs::test {

Outcome outcomeOf(const Shop &shop, const QString &orderId)
{
    Outcome outcome;
    const QJsonObject timeline = shop.get(QStringLiteral("/api/orders/%1/timeline").arg(orderId));
    outcome.status = timeline[QLatin1String("order")][QLatin1String("status")].toString();
    QString latest;
    const QJsonArray records = timeline[QLatin1String("records")].toArray();
    for (const QJsonValue &record : records) {
        outcome.eventIds[record[QLatin1String("topic")].toString()].append(record[QLatin1String("eventId")].toString());
        const QString sent = record[QLatin1String("sentAt")].toString();
        outcome.allSeen = outcome.allSeen && !sent.isEmpty() && record[QLatin1String("seenAt")].isString();
        outcome.inOrder = outcome.inOrder && latest <= sent;
        latest = sent;
    }
    outcome.allSeen = outcome.allSeen && !records.isEmpty();
    for (const QJsonValue &one : timeline[QLatin1String("notifications")].toArray())
        outcome.notifications.append(QStringList{one[QLatin1String("userId")].toString(), one[QLatin1String("title")].toString().remove(orderId),
                                                 one[QLatin1String("state")].toString()}.join(u'|'));
    outcome.notifications.sort();
    return outcome;
}

} // namespace cs::test
