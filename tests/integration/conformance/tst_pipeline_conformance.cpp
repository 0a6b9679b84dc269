// SPDX-License-Identifier: GPL-3.0-or-later
// The pipeline's four topics on Apache Kafka: orders placed by a kafkajs shop, paid by our payment service or by one that is
// written with kafkajs and stands in its place.
#include "tests/integration/conformance/heard.h"
#include "tests/integration/flow/running.h"

#include "backend/domain/notification.h"
#include "tests/support/kafkaserver.h"
#include "tests/support/parts.h"

using namespace cs::test;

class TestPipelineConformance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anOrderReachesItsEnd_data();
    void anOrderReachesItsEnd();

private:
    static void checkRecords(const KafkajsPeer &listener, const QList<QJsonObject> &placed, bool ours);
    static void checkStore(Running &program, bool ours);
};

namespace {

constexpr int kPatience = 60'000;
const QStringList kTopics{QStringLiteral("order-events"), QStringLiteral("payment-events"), QStringLiteral("inventory-events"), QStringLiteral("notification-events")};

/// The statuses with which an order came by the topics after the first, in the order of the topics.
QString wayOf(const KafkajsPeer &listener, const QString &id)
{
    QStringList way;
    for (const QString &topic : kTopics.sliced(1)) {
        for (const QJsonObject &one : heard(listener, id, topic))
            way.append(topic.chopped(7) + u' ' + valueOf(one)[QLatin1String("status")].toString());
    }
    return way.join(QStringLiteral(", "));
}

} // namespace

void TestPipelineConformance::initTestCase()
{
    CS_REQUIRE(KafkajsPeer::find());
}

void TestPipelineConformance::anOrderReachesItsEnd_data()
{
    QTest::addColumn<bool>("ours");
    QTest::newRow("our payment service") << true;
    QTest::newRow("another payment service in its place") << false;
}

void TestPipelineConformance::anOrderReachesItsEnd()
{
    QFETCH(bool, ours);
    KafkaServer kafka;
    CS_REQUIRE(kafka.start());
    Way way;
    way.drive.clear();
    way.timesStock = 10;
    way.brokers = kafka.address();
    way.services = ours ? QStringLiteral("all") : QStringLiteral("order,approval,inventory,shipping,notification");
    way.refused = {QStringLiteral("poor")};
    Running program(way);
    CS_VERIFY(program.start());
    KafkajsPeer listener(QStringLiteral("integration/conformance/peers/watch.js"));
    CS_VERIFY(listener.start(QStringList{kafka.address(), QStringLiteral("listener")} + kTopics));
    KafkajsPeer till(QStringLiteral("integration/conformance/peers/till.js"));
    if (!ours)
        CS_VERIFY(till.start({kafka.address()}));

    const KafkajsPeer shop(QStringLiteral("integration/conformance/peers/storefront.js"));
    const QStringList orders{kafka.address(), QStringLiteral("rich:order_1:2"), QStringLiteral("poor:order_2:1"), QStringLiteral("rich:order_3:900000")};
    const auto placed = shop.ask(orders);
    CS_VERIFY(placed);
    CS_VERIFY(shop.run(orders)); // twice, with other times
    QTRY_COMPARE_WITH_TIMEOUT(program.ended(), 3, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(program.open(), ours ? 0 : 1, kPatience); // what the other has taken waits for somebody who can pay it back
    QTRY_COMPARE_WITH_TIMEOUT(wayOf(listener, QStringLiteral("order_1")), QStringLiteral("payment pending, inventory paid, notification reserved"), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(wayOf(listener, QStringLiteral("order_2")), QStringLiteral("payment pending, notification payment_failed"), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(wayOf(listener, QStringLiteral("order_3")), QStringLiteral("payment pending, inventory paid, notification out_of_stock"), kPatience);
    checkRecords(listener, *placed, ours);
    checkStore(program, ours);
    for (const QString &topic : kTopics) // each is read by the group of its name; the last member may still be joining
        QTRY_COMPARE_WITH_TIMEOUT(groupsOf(kafka.address()).value(topic), topic == kTopics[1] && !ours ? 1 : 3, kPatience);
    QCOMPARE(heard(till, QStringLiteral("order_1")).size(), ours ? 0 : 1);
}

/// The record that was placed travels as it is, but for its status.
void TestPipelineConformance::checkRecords(const KafkajsPeer &listener, const QList<QJsonObject> &placed, bool ours)
{
    for (const QJsonObject &order : placed) {
        for (const QJsonObject &one : heard(listener, order[QLatin1String("id")].toString())) {
            const QString topic = one[QLatin1String("topic")].toString();
            if (topic == kTopics[0])
                continue;
            QJsonObject expected = order;
            expected[QLatin1String("status")] = valueOf(one)[QLatin1String("status")];
            QCOMPARE(valueOf(one), expected);
            const bool theirs = !ours && (topic == kTopics[2] || valueOf(one)[QLatin1String("status")] == QLatin1String("payment_failed"));
            if (!theirs)
                CS_VERIFY(isFromUs(one));
        }
    }
}

void TestPipelineConformance::checkStore(Running &program, bool ours)
{
    QCOMPARE(program.number(QStringLiteral("SELECT status FROM orders WHERE id = 'order_1'")), 7); // delivered
    QCOMPARE(program.number(QStringLiteral("SELECT amount FROM payments WHERE order_id = 'order_1'")), 3998);
    QCOMPARE(program.number(QStringLiteral("SELECT count(*) FROM payments WHERE reported_by = 'payment-service'")), ours ? 3 : 0);
    QCOMPARE(program.number(QStringLiteral("SELECT refunded FROM payments WHERE order_id = 'order_3'")),
             ours ? program.number(QStringLiteral("SELECT amount FROM payments WHERE order_id = 'order_3'")) : 0);
    const QString told = QStringLiteral("SELECT count(*) FROM notifications WHERE user_id = 'rich' AND order_id = 'order_1' AND kind = 'order.reserved' AND channel = %1");
    for (const cs::Channel channel : {cs::Channel::InApp, cs::Channel::Email, cs::Channel::Sms}) // the customer is told once on each
        QCOMPARE(program.number(told.arg(int(channel))), 1);
}

QTEST_GUILESS_MAIN(TestPipelineConformance)
#include "tst_pipeline_conformance.moc"
