// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/flow/listened.h"

#include <QJsonDocument>

namespace cs::test {

namespace {

/// The status that a value of any family tells, in lower case; a record without one tells only of its topic.
QString statusOf(const QJsonObject &value)
{
    const QJsonObject data = value.value(QLatin1String("data")).toObject();
    const QString text = (data.isEmpty() ? value : data).value(QLatin1String("status")).toString();
    return text.isEmpty() ? QStringLiteral("said") : text.toLower();
}

/// How far along the lifecycle; every end is behind all that leads to it.
int rankOf(const QString &status)
{
    static const QStringList way{QStringLiteral("said"), QStringLiteral("pending"), QStringLiteral("initiated"), QStringLiteral("approved"), QStringLiteral("payment_pending"),
                                 QStringLiteral("paid"), QStringLiteral("success"), QStringLiteral("reserved"), QStringLiteral("shipped"), QStringLiteral("in_transit"),
                                 QStringLiteral("delivered")};
    const qsizetype at = way.indexOf(status);
    return int(at < 0 ? way.size() : at);
}

} // namespace

Listened::Listened(const QList<QJsonObject> &records)
{
    for (const QJsonObject &one : records) {
        const QString id = one[QLatin1String("headers")][QLatin1String("ce_id")].toString();
        if (id.isEmpty() || m_ids.contains(id))
            continue;
        m_ids.insert(id);
        const QJsonObject value = QJsonDocument::fromJson(one[QLatin1String("value")].toString().toUtf8()).object();
        m_said[one[QLatin1String("topic")].toString()][one[QLatin1String("key")].toString()].append(statusOf(value));
    }
}

qsizetype Listened::ordersOn(const QString &topic) const
{
    return m_said.value(topic).size();
}

qsizetype Listened::recordsOn(const QString &topic) const
{
    qsizetype records = 0;
    for (const QStringList &one : m_said.value(topic))
        records += one.size();
    return records;
}

Status Listened::inLifecycleOrder() const
{
    for (auto topic = m_said.cbegin(); topic != m_said.cend(); ++topic) {
        for (auto order = topic->cbegin(); order != topic->cend(); ++order) {
            for (qsizetype i = 1; i < order->size(); ++i) {
                if (rankOf(order->at(i - 1)) >= rankOf(order->at(i)))
                    return Error::fatal(QStringLiteral("%1, order %2: %3").arg(topic.key(), order.key(), order->join(QLatin1String(", "))));
            }
        }
    }
    return Done{};
}

} // namespace cs::test
