// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/catalogue.h"

namespace cs::events {

namespace {

/// A family as data: its topics, and the start of the names that belong to it even when they are not listed. A family that
/// is added is one more entry here and one codec file.
struct Family
{
    QString name;
    QString prefix; ///< empty: only the listed topics
    bool published = true;
    QList<TopicInfo> topics;
};

Family omsFamily()
{
    const QString oms = QStringLiteral("oms");
    return {oms, QStringLiteral("order."), true,
            {{QStringLiteral("order.created"), oms, QStringLiteral("An order was made."), true},
             {QStringLiteral("order.approval.requested"), oms, QStringLiteral("A level of an order's approval is asked for."), true},
             {QStringLiteral("order.approval.completed"), oms, QStringLiteral("A level was granted."), true},
             {QStringLiteral("order.approval.rejected"), oms, QStringLiteral("A level was denied, and the order with it."), true},
             {QStringLiteral("order.cancelled"), oms, QStringLiteral("An order was called off before it was shipped."), true},
             {QStringLiteral("order.fulfilled"), oms, QStringLiteral("An order was shipped."), true},
             {QStringLiteral("order.failed"), oms, QStringLiteral("An order failed; what was done is undone."), true}}};
}

/// Topics of our own making that carry what could not be handled.
Family internalFamily()
{
    const QString internal = QStringLiteral("internal");
    return {internal, {}, false,
            {{QStringLiteral("order.notifications.retry"), internal, QStringLiteral("Notifications that will be tried again."), false},
             {QStringLiteral("NOTIFICATION_DLQ"), internal, QStringLiteral("Records that could not be handled."), false}}};
}

const QList<Family> &allFamilies()
{
    static const QList<Family> list = {omsFamily(), internalFamily()};
    return list;
}

QList<TopicInfo> allTopics()
{
    QList<TopicInfo> list;
    for (const Family &family : allFamilies())
        list += family.topics;
    return list;
}

} // namespace

const QList<TopicInfo> &topics()
{
    static const QList<TopicInfo> list = allTopics();
    return list;
}

QString familyOf(const QString &topic)
{
    for (const TopicInfo &one : topics()) { // a listed name first: our retry topic begins like an oms topic
        if (one.name == topic)
            return one.family;
    }
    for (const Family &one : allFamilies()) {
        if (!one.prefix.isEmpty() && topic.startsWith(one.prefix))
            return one.name;
    }
    return {};
}

QStringList families()
{
    QStringList names;
    for (const Family &one : allFamilies()) {
        if (one.published)
            names.append(one.name);
    }
    return names;
}

QStringList notificationSubscription()
{
    return {QStringLiteral("^order\\..*")};
}

QStringList subscriptionBlacklist()
{
    return {QStringLiteral("^order\\.notifications\\.retry$")};
}

} // namespace cs::events
