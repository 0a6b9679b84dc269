// SPDX-License-Identifier: GPL-3.0-or-later
// The notification service's topics on Apache Kafka, with kafkajs programs that ask and listen.
#include "tests/integration/acceptance/shop.h"
#include "tests/support/kafkajs.h"
#include "tests/support/kafkaserver.h"
#include "tests/support/parts.h"

#include <QJsonDocument>

using namespace cs::test;

class TestRequestsConformance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void peopleReadTheTextsOfTheContract_data();
    void peopleReadTheTextsOfTheContract();
    void aBulkRequestReachesEveryOneOnWhatIsSetUp();
    void aRequestThatCameTooLateIsSkipped();
    void eachOutcomeIsToldOnce();
    void whatIsWrongGoesToTheDeadLetters();
    void whatTellsNobodyIsShownAndCounted();

private:
    QList<QJsonObject> outcomes(const QString &sourceEventId = {}) const;
    QList<QJsonObject> on(const QString &topic) const;
    QJsonArray told(const QString &userId) const { return m_shop->list(QStringLiteral("/api/notifications?userId=") + userId); }

    KafkaServer m_kafka;
    std::unique_ptr<Shop> m_shop;
    KafkajsPeer m_listener{QStringLiteral("integration/conformance/peers/watch.js")};
};

namespace {

constexpr int kPatience = 60'000;
constexpr qsizetype kOutcomes = 2 + 1 + 1 + 9 + 1 + 1; // tasks, deal, sale, three people on three channels, late, large
const QString kDelivered = QStringLiteral("NOTIFICATION_DELIVERED_TOPIC");
const QString kDeadLetters = QStringLiteral("NOTIFICATION_DLQ");

QJsonObject valueOf(const QJsonObject &record)
{
    return QJsonDocument::fromJson(record[QLatin1String("value")].toString().toUtf8()).object();
}

} // namespace

void TestRequestsConformance::initTestCase()
{
    CS_REQUIRE(m_kafka.start());
    CS_REQUIRE(KafkajsPeer::find());
    CS_REQUIRE(Program::find(QStringLiteral("countersignd")));
    m_shop = std::make_unique<Shop>(m_kafka.address());
    CS_VERIFY(m_shop->open());
    CS_VERIFY(m_listener.start({m_kafka.address(), QStringLiteral("delivery-audit"), kDelivered, kDeadLetters}));
    const KafkajsPeer workplace(QStringLiteral("integration/conformance/peers/workplace.js"));
    CS_VERIFY(workplace.run({m_kafka.address()}));
    QTRY_COMPARE_WITH_TIMEOUT(m_shop->stored(QStringLiteral("TASK_EVENT_TOPIC")), 7, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_shop->stored(QStringLiteral("CRM_EVENT_TOPIC")), 3, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_shop->stored(QStringLiteral("SALES_EVENT_TOPIC")), 2, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_shop->stored(QStringLiteral("NOTIFICATION_REQUEST_TOPIC")), 7, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_shop->stored(QStringLiteral("USER_EVENT_TOPIC")), 1, kPatience);
}

QList<QJsonObject> TestRequestsConformance::on(const QString &topic) const
{
    QList<QJsonObject> records = m_listener.objects();
    records.removeIf([&](const QJsonObject &one) { return one[QLatin1String("topic")].toString() != topic; });
    return records;
}

QList<QJsonObject> TestRequestsConformance::outcomes(const QString &sourceEventId) const
{
    QList<QJsonObject> values;
    for (const QJsonObject &one : on(kDelivered)) {
        const QJsonObject value = valueOf(one);
        if (sourceEventId.isEmpty() || value[QLatin1String("sourceEventId")].toString() == sourceEventId)
            values.append(value);
    }
    return values;
}

void TestRequestsConformance::peopleReadTheTextsOfTheContract_data()
{
    QTest::addColumn<QString>("person");
    QTest::addColumn<QString>("event");
    QTest::addColumn<QString>("text");
    QTest::newRow("task assigned") << QStringLiteral("4001") << QStringLiteral("task-1") << QStringLiteral("Task 'Count the 'B' shelf' assigned to you");
    QTest::newRow("task overdue") << QStringLiteral("4001") << QStringLiteral("task-2") << QStringLiteral("Task 'Count the 'B' shelf' is overdue!");
    QTest::newRow("deal") << QStringLiteral("4002") << QStringLiteral("deal-1") << QStringLiteral("🎉 Deal 'Grand Café' won! Value: $1250.5");
    QTest::newRow("sale") << QStringLiteral("4003") << QStringLiteral("sale-1") << QStringLiteral("Payment received for order #77001");
}

void TestRequestsConformance::peopleReadTheTextsOfTheContract()
{
    QFETCH(QString, person);
    QFETCH(QString, event);
    QFETCH(QString, text);
    const QJsonArray list = told(person);
    QVERIFY(std::any_of(list.begin(), list.end(), [&](const QJsonValue &one) {
        return one[QLatin1String("message")].toString() == text && one[QLatin1String("state")].toString() == QLatin1String("delivered");
    }));
    QTRY_COMPARE_WITH_TIMEOUT(outcomes(event).size(), 1, kPatience);
    const QJsonObject outcome = outcomes(event).first();
    QCOMPARE(outcome[QLatin1String("message")].toString(), text);
    QCOMPARE(outcome[QLatin1String("state")].toString(), QStringLiteral("DELIVERED"));
    QCOMPARE(outcome[QLatin1String("channel")].toString(), QStringLiteral("IN_APP"));
    QCOMPARE(outcome[QLatin1String("userId")].toInt(), person.toInt());
}

void TestRequestsConformance::aBulkRequestReachesEveryOneOnWhatIsSetUp()
{
    QTRY_COMPARE_WITH_TIMEOUT(outcomes(QStringLiteral("bulk-1")).size(), 9, kPatience);
    QMap<QString, int> ends;
    for (const QJsonObject &one : outcomes(QStringLiteral("bulk-1"))) {
        const QString channel = one[QLatin1String("channel")].toString();
        ++ends[channel + u' ' + one[QLatin1String("state")].toString()];
        QCOMPARE(one[QLatin1String("reason")].toString(), channel == QLatin1String("IN_APP") ? QString() : channel + QStringLiteral(" is not set up"));
    }
    QCOMPARE(ends, (QMap<QString, int>{{QStringLiteral("IN_APP DELIVERED"), 3}, {QStringLiteral("EMAIL SKIPPED"), 3}, {QStringLiteral("PUSH SKIPPED"), 3}}));
    QCOMPARE(told(QStringLiteral("4102")).size(), 3);
}

void TestRequestsConformance::aRequestThatCameTooLateIsSkipped()
{
    QTRY_COMPARE_WITH_TIMEOUT(outcomes(QStringLiteral("late-1")).size(), 1, kPatience);
    const QJsonObject late = outcomes(QStringLiteral("late-1")).first();
    QCOMPARE(late[QLatin1String("state")].toString(), QStringLiteral("SKIPPED"));
    QVERIFY(late[QLatin1String("reason")].toString().startsWith(QStringLiteral("expired")));
    QCOMPARE(told(QStringLiteral("4201")).first()[QLatin1String("state")].toString(), QStringLiteral("skipped"));
}

void TestRequestsConformance::eachOutcomeIsToldOnce()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_shop->metric("countersign_outbox_pending"), 0.0, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(outcomes().size(), kOutcomes, kPatience); // every event but one came twice
    QSet<QString> ids;
    QByteArray large;
    for (const QJsonObject &one : on(kDelivered)) {
        const QString id = valueOf(one)[QLatin1String("eventId")].toString();
        ids.insert(id);
        QCOMPARE(one[QLatin1String("key")].toString(), id);
        QCOMPARE(one[QLatin1String("headers")][QLatin1String("ce_id")].toString(), id);
        if (one[QLatin1String("value")].toString().contains(QStringLiteral("large-1")))
            large = one[QLatin1String("value")].toString().toUtf8();
    }
    QCOMPARE(ids.size(), kOutcomes);
    const QByteArray exact = "\"userId\":9007199254740993,";
    QVERIFY2(large.contains(exact), large.constData());
}

void TestRequestsConformance::whatIsWrongGoesToTheDeadLetters()
{
    QTRY_COMPARE_WITH_TIMEOUT(on(kDeadLetters).size(), 3, kPatience);
    QMap<QString, QString> codes;
    for (const QJsonObject &one : on(kDeadLetters)) {
        const QJsonObject headers = one[QLatin1String("headers")].toObject();
        codes.insert(one[QLatin1String("key")].toString(), headers[QLatin1String("kafka_dlt-exception-fqcn")].toString());
        QCOMPARE(headers[QLatin1String("kafka_dlt-original-consumer-group")].toString(), QStringLiteral("notification-group"));
        if (one[QLatin1String("key")] == QLatin1String("wrong-2")) {
            QCOMPARE(headers[QLatin1String("trace")].toString(), QStringLiteral("abc"));
            QCOMPARE(headers[QLatin1String("kafka_dlt-original-topic")].toString(), QStringLiteral("CRM_EVENT_TOPIC"));
            QVERIFY(headers[QLatin1String("kafka_dlt-exception-message")].toString().contains(QStringLiteral("entityId")));
            QCOMPARE(valueOf(one)[QLatin1String("entityId")].toString(), QStringLiteral("twelve"));
        }
        if (one[QLatin1String("key")] == QLatin1String("wrong-3"))
            QVERIFY(one[QLatin1String("value")].isNull());
    }
    QCOMPARE(codes.value(QStringLiteral("wrong-1")), QStringLiteral("countersign.BadRecord.not_json"));
    QCOMPARE(codes.value(QStringLiteral("wrong-2")), QStringLiteral("countersign.BadRecord.wrong_type"));
    QCOMPARE(codes.value(QStringLiteral("wrong-3")), QStringLiteral("countersign.BadRecord.null_value"));
    QCOMPARE(m_shop->metric("countersign_events_bad_total", "topic=\"CRM_EVENT_TOPIC\""), 1.0);
}

void TestRequestsConformance::whatTellsNobodyIsShownAndCounted()
{
    QCOMPARE(outcomes(QStringLiteral("account-1")).size(), 0);
    QCOMPARE(outcomes(QStringLiteral("task-3")).size(), 0); // a type that the contract does not name
    QCOMPARE(m_shop->metric("countersign_events_stored_total", "topic=\"USER_EVENT_TOPIC\""), 1.0);
    QCOMPARE(m_shop->metric("countersign_events_stored_total", "topic=\"TASK_EVENT_TOPIC\""), 6.0);
    const auto balanced = [this] {
        const QJsonArray topics = m_shop->rows(QStringLiteral("/api/topics"));
        return std::any_of(topics.begin(), topics.end(), [](const QJsonValue &one) { return one.toObject().value(QLatin1String("topic")) == QLatin1String("USER_EVENT_TOPIC"); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(balanced(), kPatience);
}

QTEST_GUILESS_MAIN(TestRequestsConformance)
#include "tst_requests_conformance.moc"
