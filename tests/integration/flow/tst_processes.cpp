// SPDX-License-Identifier: GPL-3.0-or-later
// The services of an order's way in programs of their own: on one store, on two, and killed in the middle of a step.
#include "tests/integration/conformance/heard.h"
#include "tests/integration/flow/programs.h"
#include "tests/integration/flow/slowgateway.h"

#include "tests/support/kafkaserver.h"
#include "tests/support/parts.h"
#include "tests/support/postgresserver.h"

using namespace cs::test;

class TestProcesses final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aPaymentThatWasCutOffIsMadeOnce_data();
    void aPaymentThatWasCutOffIsMadeOnce();
    void twoProcessesShareAStore();
    void aStoreOfItsOwnTellsPeople();
};

namespace {

constexpr int kPatience = 80'000; ///< QTRY waits twice as long again before it says what failed, and a function has five minutes

QByteArray settings(const QByteArray &services, const QByteArray &gateway = "sandbox")
{
    return "[countersign]\npublish = oms,ecommerce\nservices = " + services + "\n[payment]\ngateway = " + gateway
        + "\nallow-http = true\n[shipping]\ncarrier = sandbox\n";
}

} // namespace

void TestProcesses::initTestCase()
{
    CS_REQUIRE(Program::find(QStringLiteral("countersignd")));
}

void TestProcesses::aPaymentThatWasCutOffIsMadeOnce_data()
{
    QTest::addColumn<bool>("onKafka");
    QTest::addColumn<bool>("onPostgres");
    QTest::newRow("embedded, SQLite") << false << false;
    QTest::newRow("Kafka, SQLite") << true << false;
    QTest::newRow("Kafka, PostgreSQL") << true << true;
}

void TestProcesses::aPaymentThatWasCutOffIsMadeOnce()
{
    QFETCH(bool, onKafka);
    KafkaServer kafka;
    if (onKafka)
        CS_REQUIRE(kafka.start());
    QFETCH(bool, onPostgres);
    PostgresServer postgres;
    QString db;
    if (onPostgres) {
        CS_REQUIRE(postgres.start());
        const auto made = postgres.createDatabase(QStringLiteral("cut"));
        CS_REQUIRE(made);
        db = *made;
    }
    SlowGateway gateway;
    Shop shop(onKafka ? kafka.address() : QString(), db);
    CS_VERIFY(writeSettings(shop, settings("all", gateway.url())));
    CS_VERIFY(seed(shop.program().dataDir(), db));
    CS_VERIFY(shop.open());
    const QString id = newOrder(shop);
    QVERIFY(!id.isEmpty());
    const QByteArray key = id.toUtf8() + ":payment";
    QTRY_COMPARE_WITH_TIMEOUT(gateway.asked(), QList<QByteArray>{key}, kPatience);
    QCOMPARE(statusOf(shop, id), QStringLiteral("approved"));
    shop.program().kill9(); // claimed and paid, and nobody has heard the answer
    gateway.setAnswering(true);
    CS_VERIFY(shop.serve());
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(shop, id), QStringLiteral("delivered"), kPatience);
    QCOMPARE(gateway.asked(), (QList<QByteArray>{key, key}));
    QCOMPARE(gateway.book().size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(shop.metric("countersign_outbox_pending"), 0.0, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(eventsOn(shop, QStringLiteral("ecommerce.payment.success"), id), 1, kPatience);
    QCOMPARE(eventsOn(shop, QStringLiteral("order.fulfilled"), id), 1);
}

void TestProcesses::twoProcessesShareAStore()
{
    KafkaServer kafka;
    CS_REQUIRE(kafka.start());
    PostgresServer postgres;
    CS_REQUIRE(postgres.start());
    const auto db = postgres.createDatabase(QStringLiteral("shared"));
    CS_REQUIRE(db);
    Shop office(kafka.address(), *db);
    Shop depot(kafka.address(), *db);
    CS_VERIFY(writeSettings(office, settings("order,approval,notification")));
    CS_VERIFY(writeSettings(depot, settings("payment,inventory,shipping")));
    CS_VERIFY(seed(office.program().dataDir(), *db));
    CS_VERIFY(office.open());
    QStringList ids;
    for (int i = 0; i < 20; ++i)
        ids.append(newOrder(office));
    QTRY_VERIFY_WITH_TIMEOUT(eventsOn(office, QStringLiteral("ecommerce.order.payment.initiated"), ids.last()) == 1, kPatience);
    QCOMPARE(statusOf(office, ids.first()), QStringLiteral("approved")); // nobody is there who pays
    CS_VERIFY(depot.serve());
    for (const QString &id : ids)
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(office, id), QStringLiteral("delivered"), kPatience);
    for (const QString &id : {ids.first(), ids.last()}) {
        QTRY_COMPARE_WITH_TIMEOUT(eventsOn(office, QStringLiteral("ecommerce.payment.success"), id), 1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(eventsOn(office, QStringLiteral("ecommerce.shipping.status"), id), 2, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!office.list(QStringLiteral("/api/notifications?userId=C1&orderId=") + id).isEmpty(), kPatience);
    }
    const auto figures = postgres.query(QStringLiteral("shared"), QStringLiteral("SELECT count(*), sum(amount - refunded) FROM payments"));
    CS_VERIFY(figures);
    QCOMPARE(figures->trimmed(), "20|79960");
}

void TestProcesses::aStoreOfItsOwnTellsPeople()
{
    KafkaServer kafka;
    CS_REQUIRE(kafka.start());
    Shop office(kafka.address());
    Shop bureau(kafka.address()); // an SQLite of its own: it knows of orders what the topics say
    CS_VERIFY(writeSettings(office, settings("order,approval,payment,inventory,shipping")));
    CS_VERIFY(writeSettings(bureau, settings("notification")));
    CS_VERIFY(seed(office.program().dataDir()));
    CS_VERIFY(office.open());
    CS_VERIFY(bureau.open());
    const QString id = newOrder(office);
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(office, id), QStringLiteral("delivered"), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(bureau, id), QStringLiteral("delivered"), kPatience);
    const auto told = [&](const Shop &shop) { return shop.list(QStringLiteral("/api/notifications?userId=C1&orderId=") + id).size(); };
    QTRY_COMPARE_WITH_TIMEOUT(told(bureau), 6, kPatience); // created, approved, paid, reserved, shipped, delivered
    QCOMPARE(told(office), 0);
    QCOMPARE(eventsOn(office, QStringLiteral("ecommerce.payment.success"), id), 1);
    QCOMPARE(eventsOn(office, QStringLiteral("order.created"), id), 1); // what is learned is not announced
}

QTEST_GUILESS_MAIN(TestProcesses)
#include "tst_processes.moc"
