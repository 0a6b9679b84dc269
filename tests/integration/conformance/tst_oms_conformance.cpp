// SPDX-License-Identifier: GPL-3.0-or-later
// The order topics on Apache Kafka, with kafkajs programs at the other end: one that subscribes by pattern, and one whose orders
// need our approval.
#include "tests/integration/conformance/heard.h"
#include "tests/integration/flow/running.h"
#include "tests/support/kafkaserver.h"
#include "tests/support/parts.h"

#include <QJsonDocument>

using namespace cs::test;

class TestOmsConformance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatAnotherSystemAsksForIsInTheInbox();
    void itHearsThatWeApproved();
    void itHearsThatWeRejected();
    void whatItCancelsIsClosed();
    void itsOrderComesBackWithTheAnswer();
    void aTopicMadeLaterIsShown();
    void ourOrdersAreToldOnAllTopics_data();
    void ourOrdersAreToldOnAllTopics();
    void approversAreNamed();

private:
    QString status(const QString &orderId) const { return m_shop->get(QStringLiteral("/api/orders/") + orderId)[QLatin1String("status")].toString(); }
    QJsonObject waiting(const QString &orderId) const;
    QJsonObject answerTo(const QString &orderId) const;
    QString newOrder(int quantity, const QByteArray &price) const;

    KafkaServer m_kafka;
    std::unique_ptr<Shop> m_shop;
    KafkajsPeer m_listener{QStringLiteral("integration/conformance/peers/watch.js")};
    KafkajsPeer m_depot{QStringLiteral("integration/conformance/peers/depot.js")};
};

namespace {

constexpr int kPatience = 60'000;
const QStringList kTopics{QStringLiteral("order.created"), QStringLiteral("order.approval.requested"), QStringLiteral("order.approval.completed"),
                          QStringLiteral("order.approval.rejected"), QStringLiteral("order.cancelled"), QStringLiteral("order.fulfilled"), QStringLiteral("order.failed")};
const QString kManager = QStringLiteral("MANAGER");
const QString kPerson = QStringLiteral("MGR001");

/// Products and stock of the book, for the service that starts on the folder afterwards.
cs::Status seed(const QString &folder)
{
    Way way;
    way.folder = folder;
    way.services = QStringLiteral("none");
    way.timesStock = 10;
    Running once(way);
    return once.start();
}

} // namespace

void TestOmsConformance::initTestCase()
{
    CS_REQUIRE(m_kafka.start());
    CS_REQUIRE(KafkajsPeer::find());
    CS_REQUIRE(Program::find(QStringLiteral("countersignd")));
    m_shop = std::make_unique<Shop>(m_kafka.address());
    CS_VERIFY(writeSettings(*m_shop, "[countersign]\npublish = oms\nservices = all\n[payment]\ngateway = sandbox\n[shipping]\ncarrier = sandbox\n"));
    CS_VERIFY(seed(m_shop->program().dataDir()));
    CS_VERIFY(m_shop->open());
    CS_VERIFY(m_depot.start({m_kafka.address()}));
    CS_VERIFY(m_listener.start(QStringList{m_kafka.address(), QStringLiteral("order-audit")} + kTopics)); // makes those that nobody has made
    m_listener.stop();
    CS_VERIFY(m_listener.start({m_kafka.address(), QStringLiteral("order-archive"), QStringLiteral("/^order\\..*/")}));
}

QJsonObject TestOmsConformance::waiting(const QString &orderId) const
{
    for (const QJsonValue &one : m_shop->list(QStringLiteral("/api/approvals?state=waiting&level=MANAGER"))) {
        if (one[QLatin1String("orderId")].toString() == orderId)
            return one.toObject();
    }
    return {};
}

QJsonObject TestOmsConformance::answerTo(const QString &orderId) const
{
    const QList<QJsonObject> answers = heard(m_depot, orderId);
    return answers.isEmpty() ? QJsonObject() : answers.first();
}

QString TestOmsConformance::newOrder(int quantity, const QByteArray &price) const
{
    const QByteArray body = R"({"customerId":"C1","items":[{"productId":"product-A","quantity":)" + QByteArray::number(quantity) + R"(,"price":)" + price + "}]}";
    const HttpAnswer answer = m_shop->call("POST", QStringLiteral("/api/orders"), body, QStringLiteral("EMP01"));
    return QJsonDocument::fromJson(answer.body)[QLatin1String("data")][QLatin1String("id")].toString();
}

void TestOmsConformance::whatAnotherSystemAsksForIsInTheInbox()
{
    for (const QString &id : {QStringLiteral("DEP-1"), QStringLiteral("DEP-2"), QStringLiteral("DEP-4")})
        QTRY_COMPARE_WITH_TIMEOUT(waiting(id)[QLatin1String("state")].toString(), QStringLiteral("waiting"), kPatience);
    QVERIFY(!m_shop->list(QStringLiteral("/api/notifications?userId=MGR001&orderId=DEP-1")).isEmpty());
    const QJsonObject order = waiting(QStringLiteral("DEP-4"))[QLatin1String("order")].toObject();
    QCOMPARE(order[QLatin1String("totalAmount")].toDouble(), 1200.5);
    QCOMPARE(order[QLatin1String("customerId")].toString(), QStringLiteral("CUST-9"));
}

void TestOmsConformance::itHearsThatWeApproved()
{
    const QString id = QStringLiteral("DEP-1");
    const HttpAnswer decided = m_shop->decide(id, kManager, QStringLiteral("approve"), QStringLiteral("Room enough"), kPerson);
    QVERIFY2(decided.status == 200, decided.body.constData());
    QTRY_COMPARE_WITH_TIMEOUT(answerTo(id)[QLatin1String("topic")].toString(), QStringLiteral("order.approval.completed"), kPatience);
    const QJsonObject value = valueOf(answerTo(id));
    QCOMPARE(membersOf(value), QStringLiteral("approvalLevel eventType message orderId timestamp triggeredBy"));
    QCOMPARE(value[QLatin1String("eventType")].toString(), QStringLiteral("ORDER_APPROVAL_COMPLETED"));
    QCOMPARE(value[QLatin1String("approvalLevel")].toString(), kManager);
    QCOMPARE(value[QLatin1String("triggeredBy")].toObject(), (QJsonObject{{QStringLiteral("userId"), kPerson}, {QStringLiteral("role"), kManager}}));
    QVERIFY(value[QLatin1String("message")].toString().contains(QStringLiteral("Room enough")));
    QTRY_COMPARE_WITH_TIMEOUT(status(id), QStringLiteral("shipped"), kPatience); // it has fulfilled it
    QCOMPARE(heard(m_depot, id).size(), 1);
}

void TestOmsConformance::itHearsThatWeRejected()
{
    const QString id = QStringLiteral("DEP-2");
    QCOMPARE(m_shop->decide(id, kManager, QStringLiteral("reject"), QStringLiteral("No room"), kPerson).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(answerTo(id)[QLatin1String("topic")].toString(), QStringLiteral("order.approval.rejected"), kPatience);
    QVERIFY(valueOf(answerTo(id))[QLatin1String("message")].toString().contains(QStringLiteral("No room")));
    QCOMPARE(status(id), QStringLiteral("rejected"));
}

void TestOmsConformance::whatItCancelsIsClosed()
{
    const QString id = QStringLiteral("DEP-3");
    QTRY_COMPARE_WITH_TIMEOUT(status(id), QStringLiteral("cancelled"), kPatience);
    QCOMPARE(m_shop->decide(id, kManager, QStringLiteral("approve"), {}, kPerson).status, 409);
    QVERIFY(waiting(id).isEmpty());
    QVERIFY(answerTo(id).isEmpty());
}

void TestOmsConformance::itsOrderComesBackWithTheAnswer()
{
    const QString id = QStringLiteral("DEP-4");
    QCOMPARE(m_shop->decide(id, kManager, QStringLiteral("approve"), {}, kPerson).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(answerTo(id)[QLatin1String("topic")].toString(), QStringLiteral("order.approval.completed"), kPatience);
    const QString text = answerTo(id)[QLatin1String("value")].toString();
    QVERIFY2(text.contains(QStringLiteral("\"totalAmount\":1200.50")) && text.contains(QStringLiteral("\"price\":600.25")), qPrintable(text));
}

void TestOmsConformance::aTopicMadeLaterIsShown()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_shop->stored(QStringLiteral("order.archived")), 1, kPatience);
    QCOMPARE(m_shop->metric("countersign_events_bad_total"), 0.0);
}

void TestOmsConformance::ourOrdersAreToldOnAllTopics_data()
{
    QTest::addColumn<int>("quantity");
    QTest::addColumn<QByteArray>("price");
    QTest::addColumn<QString>("act");
    QTest::addColumn<QStringList>("topics");
    const QStringList asked = kTopics.first(2);
    QTest::newRow("approved") << 100 << QByteArray("19.99") << QStringLiteral("approve") << asked + QStringList{kTopics[2], kTopics[5]};
    QTest::newRow("rejected") << 100 << QByteArray("19.99") << QStringLiteral("reject") << asked + QStringList{kTopics[3]};
    QTest::newRow("cancelled") << 100 << QByteArray("19.99") << QStringLiteral("cancel") << asked + QStringList{kTopics[4]};
    QTest::newRow("too many") << 90'000 << QByteArray("0.01") << QString() << QStringList{kTopics[0], kTopics[6]};
}

void TestOmsConformance::ourOrdersAreToldOnAllTopics()
{
    QFETCH(int, quantity);
    QFETCH(QByteArray, price);
    QFETCH(QString, act);
    QFETCH(QStringList, topics);
    const QString id = newOrder(quantity, price);
    QVERIFY(!id.isEmpty());
    if (act == QLatin1String("cancel"))
        QCOMPARE(m_shop->call("PUT", QStringLiteral("/api/orders/%1/status").arg(id), R"({"status":"cancelled"})").status, 200);
    else if (!act.isEmpty())
        QCOMPARE(m_shop->decide(id, kManager, act, QStringLiteral("because"), kPerson).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(topicsHeard(m_listener, id).size(), topics.size(), kPatience);
    QStringList sorted = topicsHeard(m_listener, id); // across topics a listener may hear them in any order
    std::sort(sorted.begin(), sorted.end(), [&](const QString &a, const QString &b) { return topics.indexOf(a) < topics.indexOf(b); });
    QCOMPARE(sorted, topics);
    for (const QJsonObject &one : heard(m_listener, id)) {
        CS_VERIFY(isFromUs(one));
        const QJsonObject value = valueOf(one);
        const QString rest = one[QLatin1String("topic")].toString().sliced(6).toUpper().replace(u'.', u'_');
        QCOMPARE(value[QLatin1String("eventType")].toString(), QStringLiteral("ORDER_") + rest);
        QCOMPARE(value[QLatin1String("orderId")].toString(), id);
        QCOMPARE(membersOf(value[QLatin1String("order")].toObject()), QStringLiteral("createdBy currency customerId id items totalAmount version"));
        QVERIFY(value[QLatin1String("timestamp")].toString().endsWith(u'Z'));
        QCOMPARE(value.contains(QLatin1String("approvalLevel")), one[QLatin1String("topic")].toString().contains(QLatin1String("approval")));
    }
}

void TestOmsConformance::approversAreNamed()
{
    const QString id = newOrder(100, "19.99");
    QTRY_COMPARE_WITH_TIMEOUT(heard(m_listener, id, kTopics[1]).size(), 1, kPatience);
    QStringList named;
    for (const QJsonValue &one : valueOf(heard(m_listener, id, kTopics[1]).first())[QLatin1String("notifiers")].toArray())
        named.append(one[QLatin1String("userId")].toString() + u' ' + one[QLatin1String("role")].toString());
    QCOMPARE(named.join(u','), QStringLiteral("MGR001 MANAGER,MGR002 MANAGER"));
}

QTEST_GUILESS_MAIN(TestOmsConformance)
#include "tst_oms_conformance.moc"
