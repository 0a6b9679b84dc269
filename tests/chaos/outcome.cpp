// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/outcome.h"

namespace cs::test {

Outcome outcomeOf(const Shop &shop, const QString &orderId)
{
    Outcome outcome;
    const QString path = QStringLiteral("/api/orders/") + orderId;
    outcome.status = shop.get(path)[QLatin1String("status")].toString();
    QString latest;
    for (const QJsonValue &entry : shop.list(path + QStringLiteral("/timeline"))) {
        const QJsonObject record = entry[QLatin1String("record")].toObject();
        if (record[QLatin1String("from")] == QLatin1String("outbox")) { // one of ours
            outcome.eventIds[record[QLatin1String("topic")].toString()].append(record[QLatin1String("eventId")].toString());
            const QString sent = record[QLatin1String("sentAt")].toString();
            outcome.allSeen = outcome.allSeen && !sent.isEmpty() && record[QLatin1String("seenAt")].isString();
            outcome.inOrder = outcome.inOrder && latest <= sent;
            latest = sent;
        }
        const QJsonObject told = entry[QLatin1String("notification")].toObject();
        if (!told.isEmpty())
            outcome.notifications.append(QStringList{told[QLatin1String("userId")].toString(), told[QLatin1String("title")].toString().remove(orderId),
                                                     told[QLatin1String("state")].toString()}.join(u'|'));
    }
    outcome.allSeen = outcome.allSeen && !outcome.eventIds.isEmpty();
    outcome.notifications.sort();
    return outcome;
}

} // namespace cs::test
