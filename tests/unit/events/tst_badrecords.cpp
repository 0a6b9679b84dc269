// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a record of any family, and where.
#include "backend/events/codec.h"
#include "tests/unit/events/badrows.h"
#include "tests/unit/events/mutations.h"
#include "tests/unit/events/samples.h"

#include <QtTest>
#include <span>

using namespace cs;
using namespace cs::events;
using badrows::Row;

namespace {

void addRows(std::span<const Row> rows)
{
    for (const Row &one : rows)
        QTest::addRow("%s: %s %s %.24s", one.sample, one.code, one.path, one.after) << one;
}

} // namespace
Q_DECLARE_METATYPE(Row)

class BadRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneChangeMakesItBad_data()
    {
        QTest::addColumn<Row>("row");
        addRows(badrows::kRequests);
        addRows(badrows::kOrders);
        addRows(badrows::kPipeline);
        addRows(badrows::kShop);
        addRows(badrows::kMarks);
    }
    void oneChangeMakesItBad()
    {
        QFETCH(Row, row);
        Record record = samples::named(row.sample);
        QVERIFY(!decode(record).bad);
        const qsizetype place = record.value->indexOf(row.before);
        QVERIFY2(place >= 0, row.before);
        record.value->replace(place, qsizetype(strlen(row.before)), row.after);
        const Decoded decoded = decode(record);
        QVERIFY(decoded.bad);
        QCOMPARE(decoded.event.index(), size_t(0));
        QCOMPARE(decoded.bad->code, QLatin1String(row.code));
        QCOMPARE(decoded.bad->path, QLatin1String(row.path));
        const QByteArray there = record.value->mid(decoded.bad->offset);
        QVERIFY2(decoded.bad->offset >= 0 && there.startsWith(row.at), there.left(40).constData());
        QVERIFY(decoded.bad->message.endsWith(QLatin1Char('.')) || decoded.bad->message.endsWith(QLatin1Char('-')));
    }

    /// In whatever order the members stand, the same is wrong, and is found where it stands then.
    void theOrderOfMembersChangesNothing_data()
    {
        QTest::addColumn<Row>("row");
        addRows(badrows::kRequests);
        addRows(badrows::kOrders);
        addRows(badrows::kPipeline);
        addRows(badrows::kShop);
    }
    void theOrderOfMembersChangesNothing()
    {
        QFETCH(Row, row);
        Record record = samples::named(row.sample);
        record.value->replace(record.value->indexOf(row.before), qsizetype(strlen(row.before)), row.after);
        const Result<json::Value> value = json::parse(*record.value);
        if (!value.ok())
            return; // what is no JSON has no members
        QRandomGenerator random(20250617);
        for (int i = 0; i < 10; ++i) {
            QByteArray text;
            mutations::write(mutations::shuffled(*value, random), true, random, &text);
            const Decoded decoded = decode(samples::on(record.topic.toLatin1(), text));
            QVERIFY(decoded.bad);
            QCOMPARE(decoded.bad->code, QLatin1String(row.code));
            QCOMPARE(decoded.bad->path, QLatin1String(row.path));
            // What is missing is missing in an object, whose first member may be any.
            const QByteArray there = text.mid(decoded.bad->offset);
            const QByteArray at = row.at[0] == '{' || row.at[0] == '[' ? QByteArray(row.at, 1) : QByteArray(row.at).split(',').first().split('}').first();
            QVERIFY2(decoded.bad->offset >= 0 && there.startsWith(at), there.left(40).constData());
        }
    }

    /// What is wrong with the value as a whole is the same in every family.
    void everyFamilyRefusesWhatIsNoRecord_data()
    {
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("code");
        QTest::addColumn<qint64>("offset");
        for (const char *topic : {"order.created", "TASK_EVENT_TOPIC", "order-events", "payment-events", "ecommerce.payment.success"}) {
            const auto row = [&](const char *what, const QByteArray &value, const char *code, qint64 offset) {
                QTest::addRow("%s %s", topic, what) << QByteArray(topic) << value << QString::fromLatin1(code) << offset;
            };
            row("empty", "", "not_json", 0);
            row("text", "not JSON", "not_json", 0);
            row("cut", R"({"id":"a","data":{)", "not_json", 18);
            row("two", "{} {}", "not_json", 3);
            row("array", " [1]", "wrong_type", 1);
            row("number", "12", "wrong_type", 0);
            row("null", "null", "wrong_type", 0);
            row("deep", "{\"a\":" + QByteArray(40, '[') + QByteArray(40, ']') + '}', "too_deep", 36);
            row("big", '"' + QByteArray(1024 * 1024, 'x') + '"', "too_big", 1024 * 1024);
            row("twice", R"({"a":{"b":1,"b":2}})", "duplicate_key", 12);
            row("bytes", "{\"a\":\"\xFF\xFE\"}", "not_utf8", 6);
            row("control", "{\"a\":\"x\ny\"}", "not_json", 7);
            row("surrogate", R"({"a":"\ud800"})", "not_json", 6);
        }
    }
    void everyFamilyRefusesWhatIsNoRecord()
    {
        QFETCH(QByteArray, topic);
        QFETCH(QByteArray, value);
        const Decoded decoded = decode(samples::on(topic, value));
        QVERIFY(decoded.bad);
        QTEST(decoded.bad->code, "code");
        QTEST(decoded.bad->offset, "offset");
    }

    void aTombstoneIsBad()
    {
        for (const char *topic : {"order.created", "TASK_EVENT_TOPIC", "order-events", "payment-events", "ecommerce.payment.success"}) {
            Record record = samples::on(topic, {});
            record.value.reset();
            QCOMPARE(decode(record).bad.value().code, QStringLiteral("null_value"));
        }
    }

    void aGoodNeighbourIsUnharmed()
    {
        const Record good = samples::named("notification");
        const QByteArray before = encode(decode(good).event);
        QVERIFY(decode(samples::on("TASK_EVENT_TOPIC", "{\"eventId\":\"\\u0041\", \"x")).bad);
        QVERIFY(decode(samples::on("TASK_EVENT_TOPIC", QByteArray(900'000, '['))).bad);
        QCOMPARE(encode(decode(good).event), before);
    }
};

QTEST_GUILESS_MAIN(BadRecordsTest)
#include "tst_badrecords.moc"
