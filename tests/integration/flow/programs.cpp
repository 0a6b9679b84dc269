// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/flow/programs.h"

#include "tests/integration/flow/running.h"

#include <QJsonDocument>
#include <QSet>

namespace cs::test {

Status seed(const QString &folder, const QString &db)
{
    Way way;
    way.folder = folder;
    way.db = db;
    way.services = QStringLiteral("none");
    way.timesStock = 10;
    Running once(way);
    return once.start();
}

QString newOrder(const Shop &shop)
{
    const HttpAnswer answer = shop.call("POST", QStringLiteral("/api/orders"), R"({"customerId":"C1","items":[{"productId":"product-A","quantity":2,"price":19.99}]})");
    return QJsonDocument::fromJson(answer.body)[QLatin1String("data")][QLatin1String("id")].toString();
}

QString statusOf(const Shop &shop, const QString &orderId)
{
    return shop.get(QStringLiteral("/api/orders/") + orderId)[QLatin1String("status")].toString();
}

QHash<QString, QList<ReadRecord>> eventsByOrder(const Shop &shop, const QString &topic)
{
    QSet<QByteArray> ids;
    QHash<QString, QList<ReadRecord>> events;
    for (const ReadRecord &one : consume(shop.broker(), topic).valueOr({})) {
        if (ids.contains(one.header("ce_id")))
            continue;
        ids.insert(one.header("ce_id"));
        events[QString::fromUtf8(one.key)].append(one);
    }
    return events;
}

} // namespace cs::test
