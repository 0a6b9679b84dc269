// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/acceptance/shop.h"
#include "tests/support/kafkaserver.h"
#include "tests/support/parts.h"

#include <QJsonDocument>

using namespace cs::test;

namespace {

constexpr int kPatience = 90'000;
const QString kManager = QStringLiteral("MANAGER");

/// The record of the topics' contract, without any header of ours.
QByteArray sample(const QString &orderId, const QByteArray &type, const QByteArray &user, const QByteArray &role)
{
    const QByteArray id = orderId.toUtf8();
    return R"({"orderId":")" + id + R"(","eventType":"ORDER_)" + type + R"(","timestamp":"2025-06-17T10:30:00Z",)"
        + R"("triggeredBy":{"userId":")" + user + R"(","role":")" + role + R"("},"approvalLevel":"MANAGER",)"
        + R"("notifiers":[{"userId":"MGR001","role":"MANAGER"},{"userId":"ADMIN001","role":"ADMIN"}],)" + R"("message":"Order )" + id
        + R"( requires your approval."})";
}

} // namespace

/// Orders of other systems, and a broker that goes away. On Apache Kafka.
class TestForeign final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void foreignRequestIsDecidedHere();
    void foreignOutcomeIsFollowed_data();
    void foreignOutcomeIsFollowed();
    void foreignDecisionOnOurOrderIsNotCounted();
    void doctorNamesASecondStore();
    void workGoesOnWithoutBroker_data();
    void workGoesOnWithoutBroker();

private:
    void ask(const QString &orderId);
    bool approvalIs(const QString &orderId, const QString &state) const;
    QString status(const QString &orderId) const;
    QList<ReadRecord> recordsOf(const QString &topic, const QString &orderId) const;
    QString newOrder() const;

    KafkaServer m_kafka;
    std::unique_ptr<Shop> m_shop;
};

void TestForeign::initTestCase()
{
    CS_REQUIRE(m_kafka.start());
    CS_REQUIRE(Program::find(QStringLiteral("countersignd")));
    m_shop = std::make_unique<Shop>(m_kafka.address());
    CS_VERIFY(m_shop->open());
}

bool TestForeign::approvalIs(const QString &orderId, const QString &state) const
{
    const QJsonArray rows = m_shop->list(QStringLiteral("/api/approvals?q=%1&state=%2").arg(orderId, state));
    return rows.size() == 1 && rows.first()[QLatin1String("orderId")].toString() == orderId;
}

QString TestForeign::status(const QString &orderId) const
{
    return m_shop->get(QStringLiteral("/api/orders/") + orderId).value(QLatin1String("status")).toString();
}

QList<ReadRecord> TestForeign::recordsOf(const QString &topic, const QString &orderId) const
{
    auto records = consume(m_kafka.address(), topic).valueOr({});
    records.removeIf([&](const ReadRecord &record) { return record.key != orderId.toUtf8(); });
    return records;
}

QString TestForeign::newOrder() const
{
    const HttpAnswer answer = m_shop->call("POST", QStringLiteral("/api/orders"),
                                           R"({"customerId":"C1","items":[{"productId":"P1","quantity":1,"price":1500}]})", QStringLiteral("EMP01"));
    const QJsonObject told = QJsonDocument::fromJson(answer.body).object();
    return answer.status == 201 ? told[QLatin1String("data")][QLatin1String("id")].toString() : QString();
}

void TestForeign::ask(const QString &orderId)
{
    CS_VERIFY(produce(m_kafka.address(), QStringLiteral("order.approval.requested"), orderId.toUtf8(),
                      sample(orderId, "APPROVAL_REQUESTED", "USER789", "SALES_EXECUTIVE")));
    QTRY_VERIFY_WITH_TIMEOUT(approvalIs(orderId, QStringLiteral("waiting")), kPatience);
}

void TestForeign::foreignRequestIsDecidedHere()
{
    const QString id = QStringLiteral("ORD12345");
    ask(id);
    const auto inbox = m_shop->list(QStringLiteral("/api/approvals?mine=1"), QStringLiteral("MGR001"));
    QCOMPARE(inbox.size(), 1);
    QCOMPARE(inbox[0][QLatin1String("orderId")].toString(), id);
    QCOMPARE(inbox[0][QLatin1String("level")].toString(), kManager);
    const HttpAnswer decided = m_shop->decide(id, kManager, QStringLiteral("approve"), QStringLiteral("fine"), QStringLiteral("MGR001"));
    QVERIFY2(decided.status == 200, decided.body.constData());
    const QString topic = QStringLiteral("order.approval.completed");
    QTRY_COMPARE_WITH_TIMEOUT(recordsOf(topic, id).size(), 1, kPatience);
    const ReadRecord record = recordsOf(topic, id).first();
    const QJsonObject value = QJsonDocument::fromJson(record.value).object();
    QCOMPARE(value[QLatin1String("orderId")].toString(), id);
    QCOMPARE(value[QLatin1String("eventType")].toString(), QStringLiteral("ORDER_APPROVAL_COMPLETED"));
    QCOMPARE(value[QLatin1String("approvalLevel")].toString(), kManager);
    QCOMPARE(value[QLatin1String("triggeredBy")][QLatin1String("userId")].toString(), QStringLiteral("MGR001"));
    QVERIFY(!record.header("ce_id").isEmpty() && !record.header("ce_source").isEmpty());
    QCOMPARE(recordsOf(QStringLiteral("order.created"), id).size(), 0); // the owner announces its order, not we
    const auto told = m_shop->list(QStringLiteral("/api/notifications?orderId=") + id);
    QVERIFY(std::any_of(told.begin(), told.end(), [](const QJsonValue &one) { return one[QLatin1String("userId")] == QLatin1String("MGR001"); }));
}

void TestForeign::foreignOutcomeIsFollowed_data()
{
    QTest::addColumn<QString>("topic");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("order");
    QTest::addColumn<QString>("approval");
    QTest::newRow("completed") << QStringLiteral("order.approval.completed") << QByteArray("APPROVAL_COMPLETED") << QStringLiteral("approved")
                               << QStringLiteral("approved");
    QTest::newRow("rejected") << QStringLiteral("order.approval.rejected") << QByteArray("APPROVAL_REJECTED") << QStringLiteral("rejected")
                              << QStringLiteral("rejected");
    QTest::newRow("cancelled") << QStringLiteral("order.cancelled") << QByteArray("CANCELLED") << QStringLiteral("cancelled") << QStringLiteral("void");
}

void TestForeign::foreignOutcomeIsFollowed()
{
    QFETCH(QString, topic);
    QFETCH(QByteArray, type);
    QFETCH(QString, order);
    QFETCH(QString, approval);
    const QString id = QStringLiteral("ORD-") + QString::fromLatin1(QTest::currentDataTag());
    ask(id);
    CS_VERIFY(produce(m_kafka.address(), topic, id.toUtf8(), sample(id, type, "MGR900", "MANAGER")));
    QTRY_COMPARE_WITH_TIMEOUT(status(id), order, kPatience);
    QVERIFY(approvalIs(id, approval));
    QCOMPARE(m_shop->decide(id, kManager, QStringLiteral("approve"), {}, QStringLiteral("MGR002")).status, 409);
}

void TestForeign::foreignDecisionOnOurOrderIsNotCounted()
{
    const QString id = newOrder();
    const QString topic = QStringLiteral("order.approval.completed");
    QTRY_COMPARE_WITH_TIMEOUT(recordsOf(QStringLiteral("order.approval.requested"), id).size(), 1, kPatience);
    CS_VERIFY(produce(m_kafka.address(), topic, id.toUtf8(), sample(id, "APPROVAL_COMPLETED", "MGR900", "MANAGER")));
    const auto shown = [&] {
        const QJsonArray history = m_shop->list(QStringLiteral("/api/orders/%1/timeline").arg(id));
        return std::any_of(history.begin(), history.end(), [](const QJsonValue &one) { return one[QLatin1String("history")][QLatin1String("act")] == QLatin1String("foreign_not_counted"); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(shown(), kPatience);
    QCOMPARE(status(id), QStringLiteral("pending_approval"));
}

void TestForeign::doctorNamesASecondStore()
{
    QVERIFY(!newOrder().isEmpty()); // a pattern that no topic matches yet joins no group
    const QStringList doctor{QStringLiteral("doctor"), QStringLiteral("--brokers"), m_kafka.address()};
    const Finished ours = m_shop->command(doctor); // while the service runs
    QVERIFY2(ours.out.contains("no other store runs them on this Kafka"), ours.out.constData());
    QCOMPARE(ours.status, 0);
    const Program other(QStringLiteral("countersignd"));
    Finished theirs;
    const auto said = [&] {
        theirs = other.run(doctor).valueOr({});
        return theirs.out.contains("A second store runs notifications on this Kafka (countersign-");
    };
    QTRY_VERIFY2_WITH_TIMEOUT(said(), (theirs.out + m_shop->program().err()).constData(), 20'000); // once the service has joined its group
    QCOMPARE(theirs.status, 1);
    const auto without = other.run(doctor + QStringList{QStringLiteral("--services"), QStringLiteral("order,approval")});
    CS_VERIFY(without);
    QVERIFY2(!without->out.contains("second store"), without->out.constData());
    QCOMPARE(without->status, 0);
}

void TestForeign::workGoesOnWithoutBroker_data()
{
    QTest::addColumn<bool>("killed");
    QTest::newRow("it hangs") << false;
    QTest::newRow("it is killed") << true;
}

void TestForeign::workGoesOnWithoutBroker()
{
    QFETCH(bool, killed);
    const QString before = newOrder();
    killed ? m_kafka.kill9() : m_kafka.pause();
    const auto ready = [this] { return m_shop->call("GET", QStringLiteral("/ready")); };
    QTRY_COMPARE_WITH_TIMEOUT(ready().status, 503, kPatience);
    QVERIFY2(ready().body.contains("broker"), ready().body.constData());
    QCOMPARE(m_shop->call("GET", QStringLiteral("/health")).status, 200);
    QCOMPARE(m_shop->metric("countersign_broker_up"), 0.0);

    const QString meanwhile = newOrder();
    QVERIFY(!meanwhile.isEmpty());
    for (const QString &id : {before, meanwhile})
        QCOMPARE(m_shop->decide(id, kManager, QStringLiteral("approve"), {}, QStringLiteral("MGR001")).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(m_shop->metric("countersign_outbox_pending") >= 4, kPatience);

    if (killed)
        CS_VERIFY(m_kafka.start());
    else
        m_kafka.resume();
    QTRY_COMPARE_WITH_TIMEOUT(ready().status, 200, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_shop->metric("countersign_outbox_pending"), 0.0, kPatience);
    for (const QString &id : {before, meanwhile}) {
        for (const char *topic : {"order.created", "order.approval.requested", "order.approval.completed"})
            QTRY_COMPARE_WITH_TIMEOUT(recordsOf(QLatin1String(topic), id).size(), 1, kPatience);
    }
}

QTEST_GUILESS_MAIN(TestForeign)
#include "tst_foreign.moc"
