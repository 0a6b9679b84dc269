// SPDX-License-Identifier: GPL-3.0-or-later
// Two programs with a store each in the same groups of a real Kafka: whichever of them reads a command does the step, for orders
// of the other store too, and each order has one way.
#include "tests/integration/conformance/heard.h"
#include "tests/integration/flow/programs.h"
#include "tests/integration/flow/slowgateway.h"

#include "tests/support/kafkaserver.h"
#include "tests/support/parts.h"

using namespace cs::test;

class TestTwoStores final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOrderHasOneWay();
};

namespace {

constexpr int kPatience = 80'000; ///< QTRY waits twice as long again before it says what failed, and a function has five minutes
constexpr int kOrders = 12; ///< of each store

/// One consumer a group and store: with three partitions each of two has some.
QByteArray settings(const QByteArray &services, const QByteArray &gateway)
{
    return "[countersign]\npublish = oms,ecommerce\nservices = " + services + "\n[services]\nconsumers = 1\n[payment]\ngateway = " + gateway
        + "\nallow-http = true\n[shipping]\ncarrier = sandbox\n";
}

qsizetype delivered(const Shop &shop)
{
    return shop.list(QStringLiteral("/api/orders?status=delivered")).size();
}

} // namespace

void TestTwoStores::everyOrderHasOneWay()
{
    KafkaServer kafka;
    CS_REQUIRE(kafka.start());
    SlowGateway gateway;
    gateway.setAnswering(true);
    Shop office(kafka.address());
    Shop depot(kafka.address());
    CS_VERIFY(writeSettings(office, settings("order,approval,payment,inventory,shipping,notification", gateway.url())));
    CS_VERIFY(writeSettings(depot, settings("order,approval,payment,inventory,shipping", gateway.url())));
    CS_VERIFY(seed(office.program().dataDir()));
    CS_VERIFY(seed(depot.program().dataDir()));
    CS_VERIFY(office.open());
    CS_VERIFY(depot.open());
    QTRY_COMPARE_WITH_TIMEOUT(groupsOf(kafka.address()).value(QStringLiteral("payment-service")), 2, kPatience);

    QHash<QString, const Shop *> owners;
    for (int i = 0; i < kOrders; ++i) {
        owners.insert(newOrder(office), &office);
        owners.insert(newOrder(depot), &depot);
    }
    QVERIFY(!owners.contains(QString()));
    QTRY_COMPARE_WITH_TIMEOUT(delivered(office), owners.size(), kPatience); // its own, and what it hears of the other's
    QTRY_COMPARE_WITH_TIMEOUT(delivered(depot), owners.size(), kPatience);
    for (const Shop *shop : {&office, &depot})
        QTRY_COMPARE_WITH_TIMEOUT(shop->metric("countersign_outbox_pending"), 0.0, kPatience);

    QStringList paid;
    for (const QByteArray &key : gateway.asked())
        paid.append(QString::fromUtf8(key));
    paid.sort();
    QStringList expected;
    for (const QString &id : owners.keys())
        expected.append(id + QStringLiteral(":payment"));
    expected.sort();
    QCOMPARE(paid, expected); // each once, and nothing was paid back
    const auto created = eventsByOrder(office, QStringLiteral("order.created"));
    const auto success = eventsByOrder(office, QStringLiteral("ecommerce.payment.success"));
    const auto shipped = eventsByOrder(office, QStringLiteral("ecommerce.shipping.status"));
    const auto fulfilled = eventsByOrder(office, QStringLiteral("order.fulfilled"));
    QSet<QByteArray> payers;
    for (const QString &id : owners.keys()) {
        QCOMPARE(created.value(id).size(), 1);
        QCOMPARE(success.value(id).size(), 1);
        QCOMPARE(fulfilled.value(id).size(), 1);
        payers.insert(success.value(id).first().header("ce_source"));
        QSet<QByteArray> shippers;
        int sent = 0; // shipped, delivered
        for (const ReadRecord &one : shipped.value(id)) {
            if (one.value.contains("\"INITIATED\"")) // the other store's word for reserved
                continue;
            ++sent;
            shippers.insert(one.header("ce_source"));
        }
        QCOMPARE(sent, 2);
        QCOMPARE(shippers.size(), 1);
    }
    QCOMPARE(payers.size(), 2); // both did steps

    const auto alone = depot.command({QStringLiteral("doctor")});
    QVERIFY2(!alone.out.contains("second store"), alone.out.constData());
    const auto second = depot.command({QStringLiteral("doctor"), QStringLiteral("--services"), QStringLiteral("all")});
    QVERIFY2(second.out.contains("A second store runs notifications on this Kafka (countersign-"), second.out.constData());
}

QTEST_GUILESS_MAIN(TestTwoStores)
#include "tst_twostores.moc"
