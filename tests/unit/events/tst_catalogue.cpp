// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/catalogue.h"
#include "backend/events/omsevent.h"

#include <QRegularExpression>
#include <QtTest>

using namespace cs::events;

class CatalogueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsTheTopics()
    {
        QStringList consumed, others;
        for (const TopicInfo &one : topics()) {
            (one.consumed ? consumed : others).append(one.name);
            QVERIFY(!one.summary.isEmpty());
            QCOMPARE(familyOf(one.name), one.family);
            QCOMPARE(omsKindOf(one.name) != OmsKind::Unknown, one.family == QLatin1String("oms"));
        }
        QCOMPARE(consumed.join(QLatin1Char(' ')),
                 QStringLiteral("order.created order.approval.requested order.approval.completed order.approval.rejected "
                                "order.cancelled order.fulfilled order.failed NOTIFICATION_REQUEST_TOPIC TASK_EVENT_TOPIC CRM_EVENT_TOPIC "
                                "SALES_EVENT_TOPIC USER_EVENT_TOPIC order-events ecommerce.orders.created ecommerce.payment.success "
                                "ecommerce.payment.failed ecommerce.payment.pending ecommerce.order.status.updated ecommerce.shipping.status"));
        QCOMPARE(others.join(QLatin1Char(' ')),
                 QStringLiteral("EMAIL_REQUEST_TOPIC PUSH_REQUEST_TOPIC NOTIFICATION_DELIVERED_TOPIC payment-events inventory-events "
                                "notification-events ecommerce.order.payment.initiated ecommerce.inventory.update "
                                "ecommerce.shipping.initiate order.notifications.retry NOTIFICATION_DLQ"));
        QCOMPARE(families().join(QLatin1Char(' ')), QStringLiteral("oms requests orders pipeline ecommerce"));
    }

    void theCatalogueKnowsEveryFamily()
    {
        QHash<QString, qsizetype> counts;
        for (const QString &family : families())
            counts.insert(family, topicsOf(family).size());
        QCOMPARE(counts, (QHash<QString, qsizetype>{{QStringLiteral("oms"), 7}, {QStringLiteral("requests"), 8}, {QStringLiteral("orders"), 1},
                                                    {QStringLiteral("pipeline"), 4}, {QStringLiteral("ecommerce"), 9}}));
        QStringList names;
        for (const TopicEntry &topic : catalogue()) {
            QCOMPARE(topicEntry(topic.name), &topic);
            QCOMPARE(topic.partitions, kPartitions);
            for (const MessageInfo &message : topic.messages) {
                QVERIFY2(!names.contains(message.name), qPrintable(message.name));
                names.append(message.name);
                for (const ReaderInfo &reader : message.readBy)
                    QVERIFY(!reader.group.isEmpty());
            }
        }
        QCOMPARE(topicEntry(QStringLiteral("order-events"))->messages.size(), 2);
        QCOMPARE(topicEntry(QStringLiteral("TASK_EVENT_TOPIC"))->key, KeyRule::EventId);
        QCOMPARE(topicEntry(QStringLiteral("ecommerce.inventory.update"))->actingGroup, QStringLiteral("inventory-service"));
        QVERIFY(topicEntry(QStringLiteral("order.archived")) == nullptr);
    }

    void aCommandSaysForWhichStepItAsks()
    {
        QStringList asking;
        for (const TopicEntry &topic : catalogue()) {
            for (const MessageInfo &message : topic.messages) {
                if (!message.asks)
                    continue;
                QCOMPARE(message.nature, Nature::Command);
                QCOMPARE(message.readBy.first().service, QString::fromUtf16(cs::ruleOf(*message.asks).service)); // who is asked does it
                asking.append(topic.name + QLatin1Char(' ') + cs::stepName(*message.asks));
                QCOMPARE(stepAskedOn(topic.name), message.asks);
            }
        }
        QCOMPARE(asking, (QStringList{QStringLiteral("payment-events payment"), QStringLiteral("inventory-events reserve"),
                                      QStringLiteral("ecommerce.order.payment.initiated payment"), QStringLiteral("ecommerce.inventory.update reserve"),
                                      QStringLiteral("ecommerce.shipping.initiate ship")}));
        QVERIFY(!stepAskedOn(QStringLiteral("order.created")) && !stepAskedOn(QStringLiteral("order.archived")));
    }

    void theNotificationConsumerReadsFacts()
    {
        QCOMPARE(notificationSubscription({QStringLiteral("orders"), QStringLiteral("pipeline")}), QStringList{QStringLiteral("order-events")});
        const QStringList shop = notificationSubscription({QStringLiteral("ecommerce")});
        QCOMPARE(shop.size(), 6);
        QVERIFY(!shop.contains(QStringLiteral("ecommerce.inventory.update")));
        QCOMPARE(notificationSubscription(families()).size(), 1 + 5 + 1 + 6);
    }

    void theNotificationConsumerGivesUpOnItsOwnTopicsOnly()
    {
        QVERIFY(isActedOnByNotification(QStringLiteral("order.created")));
        QVERIFY(isActedOnByNotification(QStringLiteral("order-events")));
        QVERIFY(isActedOnByNotification(QStringLiteral("order.archived")));
        QVERIFY(!isActedOnByNotification(QStringLiteral("payment-events")));
        QVERIFY(!isActedOnByNotification(QStringLiteral("ecommerce.inventory.update")));
        QVERIFY(!isActedOnByNotification(QStringLiteral("NOTIFICATION_DLQ")));
    }

    void onlyWhatIsSpokenHereIsMade()
    {
        const QStringList few = topicsToMake({QStringLiteral("orders")}, {});
        QCOMPARE(few, QStringList{QStringLiteral("order-events")});
        const QStringList payment = topicsToMake({}, {QStringLiteral("payment")});
        QCOMPARE(payment, (QStringList{QStringLiteral("payment-events"), QStringLiteral("ecommerce.order.payment.initiated")}));
        const QStringList told = topicsToMake({}, {QStringLiteral("notification")});
        for (const char *topic : {"NOTIFICATION_DELIVERED_TOPIC", "NOTIFICATION_DLQ", "order.notifications.retry", "TASK_EVENT_TOPIC"})
            QVERIFY2(told.contains(QLatin1String(topic)), topic);
        QVERIFY(!told.contains(QStringLiteral("payment-events")));
    }

    void topicsMadeLaterBelongToTheirFamily()
    {
        QCOMPARE(familyOf(QStringLiteral("order.archived")), QStringLiteral("oms"));
        QCOMPARE(familyOf(QStringLiteral("order.notifications.retry")), QStringLiteral("internal"));
        QCOMPARE(familyOf(QStringLiteral("NOTIFICATION_DLQ")), QStringLiteral("internal"));
        QCOMPARE(familyOf(QStringLiteral("orders")), QString());
        QCOMPARE(familyOf(QStringLiteral("payments.created")), QString());
    }

    void thePatternTakesAllButTheRetryTopic()
    {
        const auto taken = [](const QString &topic) {
            const auto matches = [&](const QStringList &patterns) {
                return std::any_of(patterns.begin(), patterns.end(), [&](const QString &one) { return QRegularExpression(one).match(topic).hasMatch(); });
            };
            return matches(notificationSubscription()) && !matches(subscriptionBlacklist());
        };
        for (const TopicInfo &one : topics())
            QCOMPARE(taken(one.name), one.consumed);
        QVERIFY(taken(QStringLiteral("order.archived")));
        QVERIFY(!taken(QStringLiteral("orders.created")));
    }
};

QTEST_GUILESS_MAIN(CatalogueTest)
#include "tst_catalogue.moc"
