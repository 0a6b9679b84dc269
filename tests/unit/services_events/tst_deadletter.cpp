// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/deadletter.h"

#include <QtTest>

using namespace cs::events;

class TestDeadLetter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRecordAndAddsSpringsHeaders();
    void keepsHeadersOfAnEarlierDeadLetter();
    void keepsANullKeyAndValue();
};

namespace {

Record someRecord()
{
    Record record;
    record.topic = QStringLiteral("order.created");
    record.partition = 258; // 0x0102
    record.offset = 72'623'859'790'382'856; // 0x0102030405060708
    record.timestampMs = 1'750'156'200'000; // 0x000001977D8CB240
    record.key = QByteArrayLiteral("ORD1");
    record.value = QByteArray("\x00\xff{", 3);
    record.headers = {{"ce_id", QByteArrayLiteral("e1")}, {"x", std::nullopt}};
    return record;
}

QByteArray lastHeader(const OutRecord &record, const QByteArray &name)
{
    QByteArray found = "(none)";
    for (const Header &one : record.headers) {
        if (one.name == name)
            found = one.value.value_or("(null)");
    }
    return found;
}

const DeadLetterCause kCause{QStringLiteral("not_json"), QStringLiteral("It is no JSON – at byte 3."), QStringLiteral("notification-group")};

} // namespace

void TestDeadLetter::keepsTheRecordAndAddsSpringsHeaders()
{
    const Record record = someRecord();
    const OutRecord out = toDeadLetter(record, kCause);
    QCOMPARE(out.topic, QStringLiteral("NOTIFICATION_DLQ"));
    QCOMPARE(out.key, record.key);
    QCOMPARE(out.value, record.value);
    QCOMPARE(out.headers.first(record.headers.size()), record.headers);
    QCOMPARE(lastHeader(out, "kafka_dlt-original-topic"), QByteArray("order.created"));
    QCOMPARE(lastHeader(out, "kafka_dlt-original-partition"), QByteArray::fromHex("00000102"));
    QCOMPARE(lastHeader(out, "kafka_dlt-original-offset"), QByteArray::fromHex("0102030405060708"));
    QByteArray at = QByteArray::number(record.timestampMs, 16);
    QCOMPARE(lastHeader(out, "kafka_dlt-original-timestamp"), QByteArray::fromHex(at.rightJustified(16, '0')));
    QCOMPARE(lastHeader(out, "kafka_dlt-original-consumer-group"), QByteArray("notification-group"));
    QCOMPARE(lastHeader(out, "kafka_dlt-exception-fqcn"), QByteArray("countersign.BadRecord.not_json"));
    QCOMPARE(lastHeader(out, "kafka_dlt-exception-message"), kCause.message.toUtf8());
}

void TestDeadLetter::keepsHeadersOfAnEarlierDeadLetter()
{
    Record again = someRecord();
    again.headers = toDeadLetter(someRecord(), kCause).headers;
    again.topic = QStringLiteral("order.failed");
    const OutRecord out = toDeadLetter(again, kCause);
    QCOMPARE(out.headers.first(again.headers.size()), again.headers);
    QCOMPARE(lastHeader(out, "kafka_dlt-original-topic"), QByteArray("order.failed"));
}

void TestDeadLetter::keepsANullKeyAndValue()
{
    Record record = someRecord();
    record.key.reset();
    record.value.reset();
    const OutRecord out = toDeadLetter(record, kCause);
    QVERIFY(!out.key);
    QVERIFY(!out.value);
}

QTEST_APPLESS_MAIN(TestDeadLetter)
#include "tst_deadletter.moc"
