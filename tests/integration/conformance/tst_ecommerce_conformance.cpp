// SPDX-License-Identifier: GPL-3.0-or-later
// The shop's nine topics on Apache Kafka, three consumers to a group: all services ours, or the payment service written with
// kafkajs and started three times.
#include "tests/integration/conformance/heard.h"
#include "tests/integration/flow/listened.h"
#include "tests/integration/flow/running.h"

#include "backend/domain/lifecycle.h"
#include "backend/events/catalogue.h"
#include "backend/services/demo/demodata.h"
#include "tests/support/kafkaserver.h"
#include "tests/support/parts.h"

using namespace cs;
using namespace cs::test;

class TestEcommerceConformance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ordersReachTheirEnd_data();
    void ordersReachTheirEnd();

private:
    static void checkShapes(const KafkajsPeer &listener, const QString &id, bool ours);
    static void checkAnotherShop(Running &program, const KafkajsPeer &listener);
    static void checkDesks(const std::vector<std::unique_ptr<KafkajsPeer>> &desks);

    QList<NewOrder> m_orders;
};

namespace {

constexpr int kPatience = 60'000;
constexpr int kOrders = 40;
const QString kBroken = QStringLiteral("BROKE-1");

QString shopTopic(const char *rest)
{
    return QStringLiteral("ecommerce.") + QString::fromLatin1(rest);
}

/// The members of an order's only record on a topic, or how many there are.
QString shapeOn(const KafkajsPeer &listener, const QString &orderId, const QString &topic)
{
    const QList<QJsonObject> records = heard(listener, orderId, topic);
    return records.size() == 1 ? membersOf(valueOf(records.first())) : QString::number(records.size());
}

/// The Spring header of an order's first record on a topic.
QString typeOn(const KafkajsPeer &listener, const QString &orderId, const QString &topic)
{
    return heard(listener, orderId, topic).value(0)[QLatin1String("headers")][QLatin1String("__TypeId__")].toString();
}

QStringList statusesOn(const KafkajsPeer &listener, const QString &orderId, const QString &topic)
{
    QStringList statuses;
    for (const QJsonObject &one : heard(listener, orderId, topic))
        statuses.append(valueOf(one)[QLatin1String("status")].toString());
    return statuses;
}

} // namespace

void TestEcommerceConformance::initTestCase()
{
    CS_REQUIRE(KafkajsPeer::find());
    const auto book = services::bookOrders();
    CS_REQUIRE(book);
    m_orders = book->first(kOrders);
    m_orders.append(book->at(kOrders));
    m_orders.last().id = kBroken;
    m_orders.last().customerId = QStringLiteral("poor");
}

void TestEcommerceConformance::ordersReachTheirEnd_data()
{
    QTest::addColumn<bool>("ours");
    QTest::newRow("our payment service") << true;
    QTest::newRow("three of another system") << false;
}

void TestEcommerceConformance::ordersReachTheirEnd()
{
    QFETCH(bool, ours);
    KafkaServer kafka;
    CS_REQUIRE(kafka.start());
    Way way;
    way.timesStock = 100;
    way.brokers = kafka.address();
    way.publish = QStringLiteral("ecommerce");
    way.services = ours ? QStringLiteral("all") : QStringLiteral("order,approval,inventory,shipping,notification");
    way.typeIds = {{shopTopic("orders.created"), "com.shop.OrderCreated"}, {shopTopic("payment.success"), "com.shop.Paid"}};
    way.refused = {QStringLiteral("poor")};
    Running program(way);
    CS_VERIFY(program.start());
    KafkajsPeer listener(QStringLiteral("integration/conformance/peers/watch.js"));
    CS_VERIFY(listener.start(QStringList{kafka.address(), QStringLiteral("listener")} + events::topicsOf(QStringLiteral("ecommerce"))));
    std::vector<std::unique_ptr<KafkajsPeer>> desks;
    for (int i = 1; !ours && i <= 3; ++i) {
        desks.push_back(std::make_unique<KafkajsPeer>(QStringLiteral("integration/conformance/peers/cashdesk.js")));
        CS_VERIFY(desks.back()->start({kafka.address(), QStringLiteral("desk%1").arg(i)}));
    }
    const auto members = [&] {
        const QHash<QString, int> groups = groupsOf(kafka.address());
        return QList<int>{groups.value(QStringLiteral("order-service")), groups.value(QStringLiteral("payment-service")), groups.value(QStringLiteral("inventory-service")),
                          groups.value(QStringLiteral("shipping-service"))};
    };
    QTRY_COMPARE_WITH_TIMEOUT(members(), (QList<int>{3, 3, 3, 3}), kPatience);

    CS_VERIFY(program.place(m_orders));
    QTRY_COMPARE_WITH_TIMEOUT(program.ended(), m_orders.size(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(program.open(), 0, kPatience);
    const auto delivered = [&] { return Listened(listener.objects()).recordsOn(shopTopic("shipping.status")); };
    QTRY_COMPARE_WITH_TIMEOUT(delivered(), 2 * kOrders, kPatience);
    CS_VERIFY(Listened(listener.objects()).inLifecycleOrder());
    QCOMPARE(program.number(QStringLiteral("SELECT count(*) FROM orders WHERE status = 7")), kOrders);
    QCOMPARE(program.number(QStringLiteral("SELECT count(*) FROM payments WHERE state = 1 AND reported_by %1 'payment-service'").arg(ours ? u"="_qs : u"<>"_qs)), kOrders);
    checkShapes(listener, m_orders.first().id, ours);
    if (!ours)
        checkDesks(desks);
    else
        checkAnotherShop(program, listener);
}

/// Its orders are followed to their end, whatever comes first; nothing is done for them, and nothing is said.
void TestEcommerceConformance::checkAnotherShop(Running &program, const KafkajsPeer &listener)
{
    const KafkajsPeer shop(QStringLiteral("integration/conformance/peers/shop.js"));
    CS_VERIFY(shop.run({program.broker()}));
    const auto status = [&program](const QString &id) { return program.number(QStringLiteral("SELECT status FROM orders WHERE id = '%1'").arg(id)); };
    for (const QString &id : {QStringLiteral("SHOP-1"), QStringLiteral("SHOP-3")}) {
        QTRY_COMPARE_WITH_TIMEOUT(status(id), qint64(OrderStatus::Delivered), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(program.number(QStringLiteral("SELECT total FROM orders WHERE id = '%1' AND currency = 'EUR'").arg(id)), 9000, kPatience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(status(QStringLiteral("SHOP-2")), qint64(OrderStatus::Failed), kPatience);
    QCOMPARE(program.number(QStringLiteral("SELECT count(*) FROM steps WHERE order_id LIKE 'SHOP-%'")), 0);
    QCOMPARE(program.number(QStringLiteral("SELECT count(*) FROM outbox WHERE order_key LIKE 'SHOP-%'")), 0);
    QTRY_COMPARE_WITH_TIMEOUT(heard(listener, QStringLiteral("SHOP-1")).size(), 7, kPatience);
}

void TestEcommerceConformance::checkShapes(const KafkajsPeer &listener, const QString &id, bool ours)
{
    QCOMPARE(shapeOn(listener, id, shopTopic("orders.created")), QStringLiteral("currency customerId items orderId timestamp totalAmount"));
    QCOMPARE(shapeOn(listener, id, shopTopic("order.payment.initiated")), QStringLiteral("amount currency customerId items orderId status timestamp totalAmount"));
    QCOMPARE(shapeOn(listener, id, shopTopic("payment.success")), QStringLiteral("amount currency customerId orderId paymentId status timestamp"));
    QCOMPARE(typeOn(listener, id, shopTopic("orders.created")), QStringLiteral("com.shop.OrderCreated"));
    QCOMPARE(typeOn(listener, id, shopTopic("payment.success")), ours ? QStringLiteral("com.shop.Paid") : QString());
    QCOMPARE(typeOn(listener, id, shopTopic("shipping.initiate")), QString());
    QCOMPARE(heard(listener, id, shopTopic("inventory.update")).size(), ours ? 1 : 2); // the other payment service asks, too
    QCOMPARE(shapeOn(listener, id, shopTopic("shipping.initiate")), QStringLiteral("currency customerId items orderId status timestamp"));
    QCOMPARE(statusesOn(listener, id, shopTopic("order.status.updated")).join(u' '), QStringLiteral("APPROVED RESERVED SHIPPED DELIVERED"));
    QCOMPARE(statusesOn(listener, id, shopTopic("shipping.status")).join(u' '), QStringLiteral("SHIPPED DELIVERED"));
    const QJsonObject shipped = valueOf(heard(listener, id, shopTopic("shipping.status")).first());
    QVERIFY(!shipped[QLatin1String("trackingNumber")].toString().isEmpty() && !shipped[QLatin1String("carrier")].toString().isEmpty());
    QCOMPARE(statusesOn(listener, kBroken, shopTopic("payment.failed")).join(u' '), QStringLiteral("FAILED"));
    QCOMPARE(heard(listener, kBroken, shopTopic("shipping.initiate")).size(), 0);
    for (const QJsonObject &one : heard(listener, id)) {
        if (one[QLatin1String("headers")].toObject().contains(QLatin1String("ce_id")))
            CS_VERIFY(isFromUs(one));
    }
}

/// Each order was paid at one desk, all of a partition's at the same, and every desk had something to do.
void TestEcommerceConformance::checkDesks(const std::vector<std::unique_ptr<KafkajsPeer>> &desks)
{
    QSet<QString> paid;
    QSet<int> partitions;
    qsizetype records = 0;
    qsizetype assigned = 0;
    for (const auto &desk : desks) {
        QSet<int> its;
        for (const QJsonObject &one : desk->objects()) {
            ++records;
            paid.insert(one[QLatin1String("key")].toString());
            its.insert(one[QLatin1String("partition")].toInt());
        }
        QVERIFY(!its.isEmpty());
        assigned += its.size();
        partitions += its;
    }
    QCOMPARE(paid.size(), kOrders + 1);
    QCOMPARE(records, kOrders + 1);
    QCOMPARE(assigned, 3);
    QCOMPARE(partitions.size(), 3);
}

QTEST_GUILESS_MAIN(TestEcommerceConformance)
#include "tst_ecommerce_conformance.moc"
