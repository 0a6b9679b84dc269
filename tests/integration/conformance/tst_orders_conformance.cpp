// SPDX-License-Identifier: GPL-3.0-or-later
// `order-events` on Apache Kafka: another system's orders in, ours out, with kafkajs programs at the other end.
#include "tests/integration/acceptance/shop.h"
#include "tests/support/kafkajs.h"
#include "tests/support/kafkaserver.h"
#include "tests/support/partitions.h"
#include "tests/support/parts.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

using namespace cs::test;

class TestOrdersConformance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anotherSystemsOrdersAreFollowed_data();
    void anotherSystemsOrdersAreFollowed();
    void whatIsLearnedIsNotAnnounced();
    void badRecordsAreNamed();
    void ourOrdersAreTold();
    void whatOthersSayOfOurOrderIsNotCounted();

private:
    QString status(const QString &orderId) const;
    QList<QJsonObject> recordsOf(const QString &orderId, const QString &topic = QStringLiteral("order-events")) const;
    QStringList typesOf(const QString &orderId) const;
    QString newOrder() const;

    KafkaServer m_kafka;
    std::unique_ptr<Shop> m_shop;
    KafkajsPeer m_listener{QStringLiteral("integration/conformance/peers/watch.js")};
    const KafkajsPeer m_service{QStringLiteral("integration/conformance/peers/orderservice.js")};
};

namespace {

constexpr int kPatience = 60'000;
constexpr qint64 kForeign = 13; // records of orderservice.js own

QJsonObject valueOf(const QJsonObject &record)
{
    return QJsonDocument::fromJson(record[QLatin1String("value")].toString().toUtf8()).object();
}

} // namespace

void TestOrdersConformance::initTestCase()
{
    CS_REQUIRE(m_kafka.start());
    CS_REQUIRE(KafkajsPeer::find());
    CS_REQUIRE(Program::find(QStringLiteral("countersignd")));
    m_shop = std::make_unique<Shop>(m_kafka.address());
    const QString folder = m_shop->program().dataDir();
    QVERIFY(QDir().mkpath(folder) && QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QFile settings(QDir(folder).filePath(QStringLiteral("countersign.ini")));
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("[countersign]\npublish = oms,orders\n");
    settings.close();
    CS_VERIFY(m_shop->open());
    CS_VERIFY(m_listener.start({m_kafka.address(), QStringLiteral("warehouse"), QStringLiteral("order-events"), QStringLiteral("NOTIFICATION_DLQ")}));
    CS_VERIFY(m_service.run({m_kafka.address(), QStringLiteral("own")}));
    QTRY_COMPARE_WITH_TIMEOUT(m_shop->stored(QStringLiteral("order-events")), kForeign, kPatience);
}

QString TestOrdersConformance::status(const QString &orderId) const
{
    return m_shop->get(QStringLiteral("/api/orders/") + orderId).value(QLatin1String("status")).toString();
}

QList<QJsonObject> TestOrdersConformance::recordsOf(const QString &orderId, const QString &topic) const
{
    QList<QJsonObject> records = m_listener.objects();
    records.removeIf([&](const QJsonObject &one) { return one[QLatin1String("key")].toString() != orderId || one[QLatin1String("topic")].toString() != topic; });
    return records;
}

QStringList TestOrdersConformance::typesOf(const QString &orderId) const
{
    QStringList types;
    for (const QJsonObject &one : recordsOf(orderId)) {
        const QJsonObject value = valueOf(one);
        types.append(value[QLatin1String("type")].toString() + u':' + value[QLatin1String("data")][QLatin1String("status")].toString());
    }
    return types;
}

QString TestOrdersConformance::newOrder() const
{
    const HttpAnswer answer = m_shop->call("POST", QStringLiteral("/api/orders"),
                                           R"({"customerId":"C1","items":[{"productId":"P1","quantity":3,"price":499.99}]})", QStringLiteral("EMP01"));
    const QJsonObject told = QJsonDocument::fromJson(answer.body).object();
    return answer.status == 201 ? told[QLatin1String("data")][QLatin1String("id")].toString() : QString();
}

void TestOrdersConformance::anotherSystemsOrdersAreFollowed_data()
{
    QTest::addColumn<QString>("end");
    QTest::addColumn<int>("told"); ///< notifications of its customer
    QTest::newRow("SO-1") << QStringLiteral("delivered") << 4; // created, paid, shipped, delivered
    QTest::newRow("SO-2") << QStringLiteral("cancelled") << 2;
    QTest::newRow("SO-3") << QStringLiteral("pending") << 1;   // words of its own say nothing to us
    QTest::newRow("SO-6") << QStringLiteral("delivered") << 2; // delivered before it was created
}

void TestOrdersConformance::anotherSystemsOrdersAreFollowed()
{
    QFETCH(QString, end);
    QFETCH(int, told);
    const QString id = QString::fromLatin1(QTest::currentDataTag());
    QTRY_COMPARE_WITH_TIMEOUT(status(id), end, kPatience);
    const HttpAnswer answer = m_shop->call("GET", QStringLiteral("/api/orders/") + id);
    QVERIFY2(answer.body.contains("\"totalAmount\":90") && answer.body.contains("29.99"), answer.body.constData());
    QCOMPARE(m_shop->list(QStringLiteral("/api/notifications?userId=CUST-B&orderId=") + id).size(), told);
}

void TestOrdersConformance::whatIsLearnedIsNotAnnounced()
{
    QTRY_COMPARE_WITH_TIMEOUT(recordsOf(QStringLiteral("SO-1")).size(), 4, kPatience);
    QCOMPARE(consume(m_kafka.address(), QStringLiteral("order.created")).valueOr({}).size(), 0);
    QCOMPARE(m_shop->call("PUT", QStringLiteral("/api/orders/SO-3/status"), R"({"status":"cancelled"})").status == 200, false);
}

void TestOrdersConformance::badRecordsAreNamed()
{
    const QString deadLetters = QStringLiteral("NOTIFICATION_DLQ");
    QTRY_COMPARE_WITH_TIMEOUT(recordsOf(QStringLiteral("SO-4"), deadLetters).size(), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(recordsOf(QStringLiteral("SO-5"), deadLetters).size(), 1, kPatience);
    const QJsonObject headers = recordsOf(QStringLiteral("SO-4"), deadLetters).first()[QLatin1String("headers")].toObject();
    QVERIFY(headers[QLatin1String("kafka_dlt-exception-message")].toString().contains(QStringLiteral("data.totalAmount")));
    QCOMPARE(m_shop->metric("countersign_events_bad_total", "topic=\"order-events\""), 2.0);
    QCOMPARE(status(QStringLiteral("SO-4")), QString());
}

void TestOrdersConformance::ourOrdersAreTold()
{
    const QString id = newOrder();
    QTRY_COMPARE_WITH_TIMEOUT(typesOf(id), QStringList{QStringLiteral("ORDER_CREATED:pending")}, kPatience);
    QCOMPARE(m_shop->decide(id, QStringLiteral("MANAGER"), QStringLiteral("approve"), {}, QStringLiteral("MGR001")).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(typesOf(id).value(1), QStringLiteral("ORDER_UPDATED:approved"), kPatience);
    QCOMPARE(m_shop->call("PUT", QStringLiteral("/api/orders/%1/status").arg(id), R"({"status":"cancelled"})").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(typesOf(id).value(2), QStringLiteral("ORDER_CANCELLED:cancelled"), kPatience);
    const auto partitions = kafkajsPartitions({id.toUtf8()});
    CS_REQUIRE(partitions);
    for (const QJsonObject &one : recordsOf(id)) {
        QCOMPARE(one[QLatin1String("partition")].toInt(), partitions->first());
        const QJsonObject data = valueOf(one)[QLatin1String("data")].toObject();
        QCOMPARE(data[QLatin1String("orderId")].toString(), id);
        QVERIFY2(one[QLatin1String("value")].toString().contains(QStringLiteral("\"totalAmount\":1499.97")), qPrintable(one[QLatin1String("value")].toString()));
    }
}

void TestOrdersConformance::whatOthersSayOfOurOrderIsNotCounted()
{
    const QString id = newOrder();
    CS_VERIFY(m_service.run({m_kafka.address(), QStringLiteral("meddle"), id}));
    const auto shown = [&] {
        const QJsonArray history = m_shop->list(QStringLiteral("/api/orders/%1/timeline").arg(id));
        return std::any_of(history.begin(), history.end(), [](const QJsonValue &one) { return one[QLatin1String("history")][QLatin1String("act")] == QLatin1String("foreign_not_counted"); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(shown(), kPatience);
    QCOMPARE(status(id), QStringLiteral("pending_approval"));
}

QTEST_GUILESS_MAIN(TestOrdersConformance)
#include "tst_orders_conformance.moc"
