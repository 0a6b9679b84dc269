// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/retryrecord.h"

#include "backend/events/deadorigin.h"
#include "backend/events/omsevent.h"

#include <QtTest>

using namespace cs;
using namespace cs::events;

class TestRetryRecord final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesNumbersAsJavaDoes_data();
    void writesNumbersAsJavaDoes();
    void refusesNumbersOfNoSize();
    void givesTheRecordBack();
    void takesARecordOfSpringsOwn();
    void namesTheTopicByTheValue();
    void readsWhatKafkaConnectSays();
};

namespace {

const TimePoint kDue = fromMillis(1'795'252'440'000);

Record original()
{
    Record record{QStringLiteral("order.created"), 2, 77, 1'795'252'000'000, QByteArrayLiteral("ORD1"), QByteArrayLiteral("{}"), {}};
    record.headers = {{"ce_id", QByteArrayLiteral("e1")}, {"x", std::nullopt}};
    return record;
}

Record onTopic(const OutRecord &out)
{
    return {out.topic, 0, 5, 9, out.key, out.value, out.headers};
}

} // namespace

void TestRetryRecord::writesNumbersAsJavaDoes_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](qint64 number, const char *hex) { QTest::addRow("%lld", number) << number << QByteArray::fromHex(hex); };
    row(0, "00"); // new BigInteger("0").toByteArray(), and so on
    row(127, "7f");
    row(128, "0080");
    row(255, "00ff");
    row(256, "0100");
    row(-1, "ff");
    row(-128, "80");
    row(-129, "ff7f");
    row(1'795'252'440'000, "01a1fd624bc0");
    row(std::numeric_limits<qint64>::max(), "7fffffffffffffff");
    row(std::numeric_limits<qint64>::min(), "8000000000000000");
}

void TestRetryRecord::writesNumbersAsJavaDoes()
{
    QFETCH(qint64, number);
    QFETCH(QByteArray, bytes);
    QCOMPARE(minimalBytes(number), bytes);
    QCOMPARE(fromMinimalBytes(bytes), std::optional(number));
}

void TestRetryRecord::refusesNumbersOfNoSize()
{
    QVERIFY(!fromMinimalBytes({}));
    QVERIFY(!fromMinimalBytes(QByteArray(9, '\0')));
}

void TestRetryRecord::givesTheRecordBack()
{
    const OutRecord out = toRetry(original(), {QStringLiteral("effect_failed"), QStringLiteral("No room."), QStringLiteral("g")}, 2, kDue,
                                  QStringLiteral("urn:countersign:own"));
    QCOMPARE(out.topic, QStringLiteral("order.notifications.retry"));
    QCOMPARE(*onTopic(out).header("retry_topic-attempts"), QByteArray::fromHex("00000002"));
    QCOMPARE(*onTopic(out).header("retry_topic-backoff-timestamp"), QByteArray::fromHex("01a1fd624bc0"));
    QCOMPARE(*onTopic(out).header(kScheduledBy), QByteArray("urn:countersign:own"));
    QCOMPARE(*onTopic(out).header("kafka_dlt-exception-message"), QByteArray("No room."));
    const RetryRecord back = fromRetry(onTopic(out));
    const Record &record = back.original;
    QCOMPARE(record.topic, original().topic);
    QCOMPARE(record.partition, 2);
    QCOMPARE(record.offset, 77);
    QCOMPARE(record.timestampMs, original().timestampMs);
    QCOMPARE(record.key, original().key);
    QCOMPARE(record.value, original().value);
    QCOMPARE(record.headers, original().headers);
    QCOMPARE(back.attempts, 2);
    QCOMPARE(back.dueAt, std::optional(kDue));
}

void TestRetryRecord::takesARecordOfSpringsOwn()
{
    Record record = original();
    record.topic = kRetryTopic;
    record.headers.append({"kafka_dlt-original-topic", QByteArrayLiteral("order.failed")});
    record.headers.append({"kafka_dlt-original-offset", QByteArrayLiteral("12")}); // of a wrong size
    record.headers.append({"retry_topic-attempts", QByteArray::fromHex("80000000")});
    const RetryRecord back = fromRetry(record);
    QCOMPARE(back.original.topic, QStringLiteral("order.failed"));
    QCOMPARE(back.original.offset, -1);
    QCOMPARE(back.attempts, 1);
    QVERIFY(!back.dueAt);
}

void TestRetryRecord::namesTheTopicByTheValue()
{
    OmsEvent event;
    event.kind = OmsKind::Cancelled;
    event.orderId = QStringLiteral("ORD1");
    event.timestamp = kDue;
    Record record{kRetryTopic, 0, 0, 0, {}, encodeOms(event), {}};
    QCOMPARE(fromRetry(record).original.topic, QStringLiteral("order.cancelled"));
    record.value = QByteArrayLiteral("{\"eventType\":\"SOMETHING\"}");
    QCOMPARE(fromRetry(record).original.topic, QString());
    record.value.reset();
    QCOMPARE(fromRetry(record).original.topic, QString());
}

void TestRetryRecord::readsWhatKafkaConnectSays()
{
    Record record{QStringLiteral("NOTIFICATION_DLQ"), 0, 1, 9, {}, QByteArrayLiteral("{}"), {}};
    QVERIFY(!deadOriginOf(record));
    const auto add = [&record](const char *name, const char *value) { record.headers.append({QByteArray("__connect.errors.") + name, QByteArray(value)}); };
    add("topic", "orders");
    add("partition", "2");
    add("offset", "9007199254740993");
    add("connector.name", "orders-sink");
    add("task.id", "1");
    add("stage", "VALUE_CONVERTER");
    add("exception.class.name", "org.apache.kafka.connect.errors.DataException");
    add("exception.message", "Not JSON");
    const auto origin = deadOriginOf(record);
    QVERIFY(origin);
    QCOMPARE(origin->topic, QStringLiteral("orders"));
    QCOMPARE(origin->partition, 2);
    QCOMPARE(origin->offset, 9007199254740993);
    QCOMPARE(origin->givenUpBy, QStringLiteral("orders-sink, task 1"));
    QCOMPARE(origin->stage, QStringLiteral("VALUE_CONVERTER"));
    QCOMPARE(origin->errorClass, QStringLiteral("org.apache.kafka.connect.errors.DataException"));
    QCOMPARE(origin->message, QStringLiteral("Not JSON"));
    const RetryRecord retry = fromRetry(record);
    QCOMPARE(retry.original.topic, QStringLiteral("orders"));
    QCOMPARE(retry.original.offset, 9007199254740993);
    QVERIFY(retry.original.headers.isEmpty());
    add("partition", "two"); // as if it were not there
    QCOMPARE(deadOriginOf(record)->partition, -1);
    record.headers.append({QByteArrayLiteral("kafka_dlt-original-topic"), QByteArrayLiteral("later")}); // ours say more
    QCOMPARE(deadOriginOf(record)->topic, QStringLiteral("later"));
}

QTEST_APPLESS_MAIN(TestRetryRecord)
#include "tst_retryrecord.moc"
