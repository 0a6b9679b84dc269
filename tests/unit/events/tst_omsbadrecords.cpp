// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/events/readoms.h"

#include <QtTest>

using namespace cs;
using namespace cs::events;

namespace {

const QByteArray kGood = R"({"orderId":"A1","eventType":"ORDER_CREATED","timestamp":"2025-06-17T10:30:00Z","triggeredBy":{"userId":"U","role":"ADMIN"},)"
                         R"("approvalLevel":"MANAGER","notifiers":[{"userId":"N1","role":"ADMIN"},{"userId":"N2","role":"ADMIN"}],"message":"m",)"
                         R"("order":{"id":"A1","customerId":"C","currency":"USD","items":[{"productId":"P1","quantity":1,"price":1.50},)"
                         R"({"productId":"P2","quantity":2,"price":2.50}],"totalAmount":6.50,"createdBy":{"userId":"U","role":"ADMIN"},"version":1}})";

OmsRead read(const std::optional<QByteArray> &value)
{
    Record record;
    record.topic = QStringLiteral("order.created");
    record.value = value;
    return readOms(record);
}

} // namespace

class OmsBadRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRecordIsGoodOtherwise() { QVERIFY(read(kGood).event); }

    void aTombstoneIsBad()
    {
        const OmsRead decoded = read(std::nullopt);
        QVERIFY(!decoded.event);
        QCOMPARE(decoded.bad->code, QStringLiteral("null_value"));
    }

    void oneChangeMakesItBad_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("path");
        const auto row = [](const QByteArray &before, const QByteArray &after, const char *code, const char *path) {
            QTest::addRow("%s %s %s", code, path, after.left(30).constData()) << before << after << QString::fromLatin1(code) << QString::fromLatin1(path);
        };
        row("\"orderId\":\"A1\",", "", "missing_field", "orderId");
        row("\"orderId\":\"A1\"", "\"orderId\":null", "null_value", "orderId");
        row("\"orderId\":\"A1\"", "\"orderId\":12", "wrong_type", "orderId");
        row("\"orderId\":\"A1\"", "\"orderId\":\"\"", "out_of_range", "orderId");
        row("\"orderId\":\"A1\"", "\"orderId\":\"a b\"", "out_of_range", "orderId");
        row("\"orderId\":\"A1\"", "\"orderId\":\"" + QByteArray(65, 'a') + '"', "out_of_range", "orderId");
        row("\"orderId\":\"A1\"", "\"orderId\":\"A1\",\"orderId\":\"A1\"", "duplicate_key", "orderId");
        row("\"eventType\":\"ORDER_CREATED\",", "", "missing_field", "eventType");
        row("\"ORDER_CREATED\"", "\"ORDER_FAILED\"", "wrong_event_type", "eventType");
        row("\"ORDER_CREATED\"", "\"order_created\"", "wrong_event_type", "eventType");
        row("\"ORDER_CREATED\"", "[]", "wrong_type", "eventType");
        row("\"timestamp\":\"2025-06-17T10:30:00Z\",", "", "missing_field", "timestamp");
        row("2025-06-17T10:30:00Z", "yesterday", "out_of_range", "timestamp");
        row("2025-06-17T10:30:00Z", "2025-06-17T10:30:00", "out_of_range", "timestamp");
        row("\"2025-06-17T10:30:00Z\"", "1750156200000", "wrong_type", "timestamp");
        row("\"triggeredBy\":{\"userId\":\"U\",", "\"triggeredBy\":{", "missing_field", "triggeredBy.userId");
        row("\"triggeredBy\":{\"userId\":\"U\",\"role\":\"ADMIN\"}", "\"triggeredBy\":\"U\"", "wrong_type", "triggeredBy");
        row("\"userId\":\"U\"", "\"userId\":\"" + QByteArray(257, 'u') + '"', "out_of_range", "triggeredBy.userId");
        row("\"userId\":\"U\"", "\"userId\":\"a\\u0000\"", "out_of_range", "triggeredBy.userId");
        row("\"MANAGER\"", '"' + QByteArray(65, 'M') + '"', "out_of_range", "approvalLevel");
        row("\"MANAGER\"", "true", "wrong_type", "approvalLevel");
        row("{\"userId\":\"N2\",\"role\":\"ADMIN\"}", "\"N2\"", "wrong_type", "notifiers[1]");
        row("\"userId\":\"N2\"", "\"userId\":7", "wrong_type", "notifiers[1].userId");
        row("{\"userId\":\"N1\",\"role\":\"ADMIN\"},", QByteArray("{\"userId\":\"N\"},").repeated(100), "out_of_range", "notifiers");
        row("\"message\":\"m\"", "\"message\":{}", "wrong_type", "message");
        row("\"message\":\"m\"", "\"message\":\"" + QByteArray(16'385, 'm') + '"', "out_of_range", "message");
        row("\"id\":\"A1\"", "\"id\":\"A2\"", "out_of_range", "order.id");
        row("\"id\":\"A1\",", "", "missing_field", "order.id");
        row("\"customerId\":\"C\",", "", "missing_field", "order.customerId");
        row("\"customerId\":\"C\"", "\"customerId\":\"\"", "out_of_range", "order.customerId");
        row("\"userId\":\"N2\"", "\"userId\":\"\"", "out_of_range", "notifiers[1].userId");
        row("\"currency\":\"USD\"", "\"currency\":\"XXQ\"", "out_of_range", "order.currency");
        row("\"currency\":\"USD\"", "\"currency\":\"JPY\"", "out_of_range", "order.items[0].price");
        row("\"quantity\":2", "\"quantity\":-2", "out_of_range", "order.items[1].quantity");
        row("\"quantity\":2", "\"quantity\":2.5", "out_of_range", "order.items[1].quantity");
        row("\"quantity\":2", "\"quantity\":1000001", "out_of_range", "order.items[1].quantity");
        row("\"quantity\":2", "\"quantity\":\"2\"", "wrong_type", "order.items[1].quantity");
        row("\"price\":2.50", "\"price\":2.505", "out_of_range", "order.items[1].price");
        row("\"price\":2.50", "\"price\":-2.50", "out_of_range", "order.items[1].price");
        row("\"price\":2.50", "\"price\":1e400", "out_of_range", "order.items[1].price");
        row(",\"price\":2.50", "", "missing_field", "order.items[1].price");
        row("\"price\":2.50", "\"price\":02", "not_json", "order.items[1].price");
        row("\"totalAmount\":6.50,", "", "missing_field", "order.totalAmount");
        row("\"version\":1", "\"version\":0", "out_of_range", "order.version");
        row("\"version\":1", "\"version\":2147483648", "out_of_range", "order.version");
        row("\"version\":1", "\"version\":{\"a\":" + QByteArray(40, '[') + QByteArray(40, ']') + '}', "too_deep",
            ("order.version.a" + QByteArray("[0]").repeated(29)).constData());
        row("\"m\"", "\"\xC3\x28\"", "not_utf8", "");
        row("\"message\":\"m\"", "\"message\":\"" + QByteArray(1024 * 1024, 'm') + '"', "too_big", "");
        row("\"version\":1}}", "\"version\":1}", "not_json", "order");
        row("{\"orderId\"", "[{\"orderId\"", "not_json", "");
    }
    void oneChangeMakesItBad()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const qsizetype at = kGood.indexOf(before);
        QVERIFY(at >= 0);
        QByteArray value = kGood;
        value.replace(at, before.size(), after);
        const OmsRead decoded = read(value);
        QVERIFY(!decoded.event);
        QTEST(decoded.bad->code, "code");
        if (decoded.bad->code != QLatin1String("not_json") || !decoded.bad->path.isEmpty())
            QTEST(decoded.bad->path, "path");
        QVERIFY(decoded.bad->offset >= 0 && decoded.bad->offset <= value.size());
        QVERIFY(!decoded.bad->message.isEmpty());
    }

    void theOffsetPointsAtTheValue()
    {
        QByteArray value = kGood;
        value.replace("\"price\":2.50", "\"price\":2.505");
        QCOMPARE(read(value).bad->offset, value.indexOf("2.505"));
        value = kGood;
        value.replace("\"orderId\":\"A1\",", "");
        QCOMPARE(read(value).bad->offset, 0); // the object that lacks it
    }

    void otherShapesAreBad()
    {
        for (const char *value : {"[]", "5", "null", "\"x\"", "true"})
            QCOMPARE(read(QByteArray(value)).bad.value().code, QStringLiteral("wrong_type"));
        QCOMPARE(read(QByteArray()).bad.value().code, QStringLiteral("not_json"));
        QCOMPARE(read(QByteArray("not JSON")).bad.value().offset, 0);
    }
};

QTEST_GUILESS_MAIN(OmsBadRecordsTest)
#include "tst_omsbadrecords.moc"
