// SPDX-License-Identifier: GPL-3.0-or-later
// Orders of the book from approval to their end, with a program of another system that listens on every topic. The environment
// says on what: COUNTERSIGN_TEST_BROKER=kafka, COUNTERSIGN_TEST_BACKEND=postgres, COUNTERSIGN_TEST_ORDERS=N (all unless told).
#include "tests/integration/flow/listened.h"
#include "tests/integration/flow/running.h"

#include "backend/events/catalogue.h"
#include "backend/services/demo/demodata.h"
#include "tests/support/kafkajs.h"
#include "tests/support/kafkaserver.h"
#include "tests/support/parts.h"
#include "tests/support/postgresserver.h"

#include <QElapsedTimer>

using namespace cs;
using namespace cs::test;

class WholeWayTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyOrderReachesAnEnd_data();
    void everyOrderReachesAnEnd();

private:
    static void checkBooks(Running &program, qint64 orders, qint64 times);
    static void checkTopics(const Listened &heard, Running &program, qint64 orders);

    PostgresServer m_postgres;
};

namespace {

constexpr int kPatience = 240'000;

bool onKafka()
{
    return qgetenv("COUNTERSIGN_TEST_BROKER") == "kafka";
}

bool onPostgres()
{
    return qgetenv("COUNTERSIGN_TEST_BACKEND") == "postgres";
}

/// Those that the driver can carry: a pipeline record holds one item.
QList<NewOrder> ordersFor(const QString &drive)
{
    QList<NewOrder> orders = services::bookOrders().value();
    if (drive == u"pipeline")
        orders.removeIf([](const NewOrder &one) { return one.items.size() != 1; });
    const int wanted = qEnvironmentVariableIntValue("COUNTERSIGN_TEST_ORDERS");
    return wanted > 0 ? orders.first(std::min<qsizetype>(wanted, orders.size())) : orders;
}

QStringList everyTopic()
{
    QStringList names;
    for (const events::TopicInfo &one : events::topics())
        names.append(one.name);
    return names;
}

} // namespace

void WholeWayTest::initTestCase()
{
    CS_REQUIRE(KafkajsPeer::find());
    if (onPostgres())
        CS_REQUIRE(m_postgres.start());
}

void WholeWayTest::everyOrderReachesAnEnd_data()
{
    QTest::addColumn<QString>("drive");
    QTest::addColumn<qint64>("times");
    QTest::addRow("ecommerce, stock for all") << u"ecommerce"_qs << qint64(100);
    QTest::addRow("ecommerce, stock as given") << u"ecommerce"_qs << qint64(1);
    QTest::addRow("pipeline, stock for all") << u"pipeline"_qs << qint64(100);
    QTest::addRow("pipeline, stock as given") << u"pipeline"_qs << qint64(1);
}

void WholeWayTest::everyOrderReachesAnEnd()
{
    QFETCH(QString, drive);
    QFETCH(qint64, times);
    Way way;
    way.drive = drive;
    way.timesStock = times;
    KafkaServer kafka;
    if (onKafka()) {
        CS_REQUIRE(kafka.start());
        way.brokers = kafka.address();
    }
    if (onPostgres()) {
        const auto made = m_postgres.createDatabase(u"way_%1_%2"_qs.arg(drive).arg(times));
        CS_REQUIRE(made);
        way.db = *made;
    }
    const QList<NewOrder> orders = ordersFor(drive);
    Running program(way);
    const Status started = program.start();
    QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().toString()));
    KafkajsPeer listener(u"integration/conformance/peers/watch.js"_qs);
    const Status listening = listener.start(QStringList{program.broker(), u"listener"_qs} + everyTopic());
    QVERIFY2(listening.ok(), listening.ok() ? "" : qPrintable(listening.error().toString()));

    QElapsedTimer timer;
    timer.start();
    const Status placed = program.place(orders);
    QVERIFY2(placed.ok(), placed.ok() ? "" : qPrintable(placed.error().toString()));
    QVERIFY2(waitUntil([&] { return program.ended() == orders.size(); }, kPatience), qPrintable(program.summary()));
    qInfo("%d orders: %lld ms, %s", int(orders.size()), timer.elapsed(), qPrintable(program.summary()));
    QVERIFY(waitUntil([&] { return program.open() == 0; }, kPatience)); // refunds, and what the relay still has
    checkBooks(program, orders.size(), times);
    const auto heard = [&] { return Listened(listener.objects()).records(); };
    // Notifications go on being announced for a while. Not every line is a record's, and reading all of them takes long: it is
    // tried once there are enough.
    const auto allHeard = [&] {
        const qint64 told = program.number(u"SELECT count(*) FROM outbox"_qs);
        return listener.lines().size() >= told && heard() == told;
    };
    QVERIFY2(waitUntil(allHeard, kPatience), qPrintable(u"%1 records heard"_qs.arg(heard())));
    checkTopics(Listened(listener.objects()), program, orders.size());
}

void WholeWayTest::checkBooks(Running &program, qint64 orders, qint64 times)
{
    const qint64 delivered = program.number(u"SELECT count(*) FROM orders WHERE status = 7"_qs);
    QVERIFY(delivered > 0);
    QCOMPARE(delivered == orders, times == 100);
    QCOMPARE(program.number(u"SELECT count(*) FROM stock WHERE on_hand < 0 OR reserved <> 0"_qs), 0);
    QCOMPARE(program.number(u"SELECT count(*) FROM payments"_qs), orders);
    QCOMPARE(program.number(u"SELECT CAST(sum(amount - refunded) AS BIGINT) FROM payments"_qs),
             program.number(u"SELECT CAST(sum(total) AS BIGINT) FROM orders WHERE status = 7"_qs));
    QCOMPARE(program.number(u"SELECT count(*) FROM payments WHERE amount = refunded"_qs), orders - delivered);
    QCOMPARE(program.number(u"SELECT count(*) FROM parked"_qs), 0);
}

void WholeWayTest::checkTopics(const Listened &heard, Running &program, qint64 orders)
{
    const Status inOrder = heard.inLifecycleOrder();
    QVERIFY2(inOrder.ok(), inOrder.ok() ? "" : qPrintable(inOrder.error().message));
    const qint64 delivered = program.number(u"SELECT count(*) FROM orders WHERE status = 7"_qs);
    for (const QString &each : {u"ecommerce.orders.created"_qs, u"order.created"_qs, u"ecommerce.payment.success"_qs}) {
        QCOMPARE(heard.ordersOn(each), orders);
        QCOMPARE(heard.recordsOn(each), orders);
    }
    QCOMPARE(heard.recordsOn(u"order.fulfilled"_qs), delivered);
    QCOMPARE(heard.recordsOn(u"order.failed"_qs), orders - delivered);
    QCOMPARE(heard.recordsOn(u"ecommerce.shipping.status"_qs), 2 * delivered);
}

QTEST_GUILESS_MAIN(WholeWayTest)
#include "tst_wholeway.moc"
