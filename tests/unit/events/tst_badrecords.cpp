// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a record of any family, and where. Each row changes one good sample in one place. The oms family has a
// list of its own in tst_omsbadrecords.
#include "backend/events/codec.h"
#include "tests/unit/events/samples.h"

#include <QtTest>
#include <span>

using namespace cs;
using namespace cs::events;

namespace {

struct Row
{
    const char *sample;
    const char *before;
    const char *after;
    const char *code;
    const char *path;
    const char *at; ///< what stands at the offset
};

constexpr Row kRequests[] = {
    {"notification", R"("eventId":"e-1",)", "", "missing_field", "eventId", "{\"eventType"},
    {"notification", R"("e-1")", "7", "wrong_type", "eventId", "7,"},
    {"notification", R"("e-1")", R"("")", "out_of_range", "eventId", "\"\""},
    {"notification", R"("e-1")", "null", "null_value", "eventId", "null"},
    {"notification", R"("eventType":"CREATE_NOTIFICATION",)", "", "missing_field", "eventType", "{\"eventId"},
    {"notification", "1750156200495", R"("2025-06-17T10:30:00Z")", "wrong_type", "timestamp", "\"2025"},
    {"notification", "1750156200495", "1750156200495.5", "out_of_range", "timestamp", "1750156200495.5"},
    {"notification", "1750156200495", "-1", "out_of_range", "timestamp", "-1"},
    {"notification", "1750156200495", "253402300800000", "out_of_range", "timestamp", "2534"},
    {"notification", R"("userId":42,"userIds":[7,9007199254740993],)", "", "missing_field", "userId", "{"},
    {"notification", R"("userId":42)", R"("userId":"42")", "wrong_type", "userId", "\"42\""},
    {"notification", R"("userId":42)", R"("userId":9223372036854775808)", "out_of_range", "userId", "9223372036854775808"},
    {"notification", R"("userId":42)", R"("userId":4.2)", "out_of_range", "userId", "4.2"},
    {"notification", R"("userId":42)", R"("userRef":"")", "out_of_range", "userRef", "\"\""},
    {"notification", "[7,", "[\"7\",", "wrong_type", "userIds[0]", "\"7\""},
    {"notification", "9007199254740993]", "1e3]", "out_of_range", "userIds[1]", "1e3"},
    {"notification", "[7,9007199254740993]", "7", "wrong_type", "userIds", "7,"},
    {"notification", R"("tenantId":3,)", "", "missing_field", "tenantId", "{"},
    {"notification", R"("tenantId":3)", R"("tenantId":null)", "null_value", "tenantId", "null"},
    {"notification", R"("title":"Hallo",)", "", "missing_field", "title", "{"},
    {"notification", R"("Hallo")", "true", "wrong_type", "title", "true"},
    {"notification", R"("Hallo")", R"("a\u0000b")", "out_of_range", "title", "\"a\\u0000"},
    {"notification", R"("type":"INFO",)", "", "missing_field", "type", "{"},
    {"notification", R"("category":"orders")", R"("category":[])", "wrong_type", "category", "[]"},
    {"notification", R"("priority":"HIGH",)", "", "missing_field", "priority", "{"},
    {"notification", R"("sourceService":"crm",)", "", "missing_field", "sourceService", "{"},
    {"notification", R"("sourceEventId":"s-1")", R"("sourceEventId":1)", "wrong_type", "sourceEventId", "1,"},
    {"notification", R"("entityId":-5)", R"("entityId":"-5")", "wrong_type", "entityId", "\"-5\""},
    {"notification", R"("channels":["IN_APP","EMAIL"],)", "", "missing_field", "channels", "{"},
    {"notification", R"(["IN_APP","EMAIL"])", R"("IN_APP")", "wrong_type", "channels", "\"IN_APP"},
    {"notification", R"("EMAIL"])", "5]", "wrong_type", "channels[1]", "5]"},
    {"notification", R"("EMAIL"])", R"(""])", "out_of_range", "channels[1]", "\"\"]"},
    {"notification", R"("expiresAt":1750156300000)", R"("expiresAt":"soon")", "wrong_type", "expiresAt", "\"soon"},
    {"notification", R"({"deep":[1.10,{"a":null}]})", R"("x")", "wrong_type", "metadata", "\"x\""},
    {"notification", R"({"name":"Ann"})", "[]", "wrong_type", "templateVars", "[]"},
    {"notification", R"("templateCode":"T1")", R"("templateCode":1)", "wrong_type", "templateCode", "1,"},
    {"notification", R"("title")", R"("eventId")", "duplicate_key", "eventId", "\"eventId\":\"Hallo\""},
    {"notification", "[1.10,", "[1.,", "not_json", "metadata.deep[0]", "1.,"},
    {"task", R"("taskId":9223372036854775807)", R"("taskId":9223372036854775808)", "out_of_range", "taskId", "9223372036854775808"},
    {"task", R"("taskId":9223372036854775807)", R"("taskId":"1")", "wrong_type", "taskId", "\"1\""},
    {"task", R"("taskTitle":"Call {them}",)", "", "missing_field", "taskTitle", "{"},
    {"task", R"("assignedTo":2,)", "", "missing_field", "assignedTo", "{"},
    {"task", R"("assignedTo":2)", R"("assignedTo":null)", "null_value", "assignedTo", "null"},
    {"task", R"("assignedBy":3)", R"("assignedBy":true)", "wrong_type", "assignedBy", "true"},
    {"task", "1750156300000", "1e12", "out_of_range", "deadlineMs", "1e12"},
    {"crm", R"("entityType":"opportunity",)", "", "missing_field", "entityType", "{"},
    {"crm", R"("entityId":11)", R"("entityId":"11")", "wrong_type", "entityId", "\"11\""},
    {"crm", R"("entityName":"Big one",)", "", "missing_field", "entityName", "{"},
    {"crm", "50000.10", R"("50000.10")", "wrong_type", "value", "\"50000.10"},
    {"crm", "50000.10", "1e400", "out_of_range", "value", "1e400"},
    {"crm", R"("stage":"WON")", R"("stage":{})", "wrong_type", "stage", "{}"},
    {"sales", R"(,"orderId":9007199254740993)", "", "missing_field", "orderId", "{"},
    {"sales", "9007199254740993", "1.5", "out_of_range", "orderId", "1.5"},
    {"sales", "9007199254740993", "-1", "out_of_range", "orderId", "-1"},
    {"sales", "9007199254740993", R"("a b")", "out_of_range", "orderId", "\"a b"},
    {"sales", "9007199254740993", "[]", "wrong_type", "orderId", "[]"},
    {"user", R"(,"userRef":"EMP01")", "", "missing_field", "userId", "{"},
    {"user", R"("EMP01")", "7", "wrong_type", "userRef", "7}"},
    {"email", R"(["a@x.example","b@x.example"])", "[]", "out_of_range", "to", "[]"},
    {"email", R"("b@x.example")", "1", "wrong_type", "to[1]", "1]"},
    {"email", R"("NORMAL")", R"("normal")", "out_of_range", "priority", "\"normal"},
    {"email", R"("notificationId":17,)", "", "missing_field", "notificationId", "{"},
    {"push", R"({"orderId":"A1"})", R"("A1")", "wrong_type", "data", "\"A1\""},
    {"push", R"("title":"T",)", "", "missing_field", "title", "{"},
    {"delivered", R"("FAILED")", R"("LOST")", "out_of_range", "state", "\"LOST"},
    {"delivered", R"("attempts":3)", R"("attempts":-1)", "out_of_range", "attempts", "-1"},
    {"delivered", R"("channel":"EMAIL",)", "", "missing_field", "channel", "{"},
};

constexpr Row kOrders[] = {
    {"orders", R"("type":"ORDER_CREATED",)", "", "missing_field", "type", "{"},
    {"orders", R"("ORDER_CREATED")", "1", "wrong_type", "type", "1,"},
    {"orders", R"("timestamp":"2025-06-17T10:30:00.000Z",)", "", "missing_field", "timestamp", "{"},
    {"orders", R"("2025-06-17T10:30:00.000Z")", "1750156200000", "wrong_type", "timestamp", "1750"},
    {"orders", "2025-06-17T10:30:00.000Z", "17 June", "out_of_range", "timestamp", "\"17 June"},
    {"orders", R"("orderId":"A1",)", "", "missing_field", "data.orderId", "{\"customerId"},
    {"orders", R"("A1")", "null", "null_value", "data.orderId", "null"},
    {"orders", R"("A1")", R"("a/b")", "out_of_range", "data.orderId", "\"a/b"},
    {"orders", R"("A1")", "12", "wrong_type", "data.orderId", "12"},
    {"orders", R"("customerId":"C",)", "", "missing_field", "data.customerId", "{\"orderId"},
    {"orders", "29.99", "29.999", "out_of_range", "data.totalAmount", "29.999"},
    {"orders", "29.99", "-29.99", "out_of_range", "data.totalAmount", "-29.99"},
    {"orders", "29.99", R"("29.99")", "wrong_type", "data.totalAmount", "\"29.99"},
    {"orders", "29.99", "1e16", "out_of_range", "data.totalAmount", "1e16"},
    {"orders", R"("status":"pending",)", "", "missing_field", "data.status", "{\"orderId"},
    {"orders", R"("pending")", "0", "wrong_type", "data.status", "0,"},
    {"orders", R"("items":[)", R"("lines":[)", "missing_field", "data.items", "{\"orderId"},
    {"orders", R"({"productId":"P1","quantity":1,"price":9.99})", "5", "wrong_type", "data.items[0]", "5,"},
    {"orders", R"("productId":"P2",)", "", "missing_field", "data.items[1].productId", "{\"quantity\":2"},
    {"orders", R"("quantity":2)", R"("quantity":0)", "out_of_range", "data.items[1].quantity", "0"},
    {"orders", R"("quantity":2)", R"("quantity":2.0)", "out_of_range", "data.items[1].quantity", "2.0"},
    {"orders", "10.00", "null", "null_value", "data.items[1].price", "null"},
    {"orders", "10.00", "0x1", "not_json", "data.items[1]", "x1"},
    {"orders", R"("orderId":"A1")", R"("orderId":"A1","orderId":"A1")", "duplicate_key", "data.orderId", "\"orderId\":\"A1\",\"customerId"},
    {"orders", R"("pending")", R"("pending","currency":"XYZ")", "out_of_range", "data.currency", "\"XYZ"},
    {"orders", R"("data":{)", R"("data":[{)", "not_json", "data", "}"},
};

constexpr Row kPipeline[] = {
    {"pipeline", R"("id":"order_abc123",)", "", "missing_field", "id", "{"},
    {"pipeline", R"("order_abc123")", "123", "wrong_type", "id", "123"},
    {"pipeline", R"("order_abc123")", R"("")", "out_of_range", "id", "\"\""},
    {"pipeline", R"("customerId":"customer-123",)", "", "missing_field", "customerId", "{"},
    {"pipeline", R"("product-A")", "null", "null_value", "productId", "null"},
    {"pipeline", R"("productId":"product-A",)", "", "missing_field", "productId", "{"},
    {"pipeline", R"("quantity":2,)", "", "missing_field", "quantity", "{"},
    {"pipeline", R"("quantity":2)", R"("quantity":-2)", "out_of_range", "quantity", "-2"},
    {"pipeline", R"("quantity":2)", R"("quantity":1000001)", "out_of_range", "quantity", "1000001"},
    {"pipeline", R"("quantity":2)", R"("quantity":"2")", "wrong_type", "quantity", "\"2\""},
    {"pipeline", R"("pending")", R"("PENDING")", "out_of_range", "status", "\"PENDING"},
    {"pipeline", R"("pending")", "1", "wrong_type", "status", "1,"},
    {"pipeline", "2024-01-15T10:30:00.000Z", "2024-13-15T10:30:00Z", "out_of_range", "createdAt", "\"2024-13"},
    {"payment", R"("status":"paid",)", "", "missing_field", "status", "{"},
    {"payment", R"("paid")", "null", "null_value", "status", "null"},
    {"payment", R"("paid")", "\"pa\xC3(id\"", "not_utf8", "", "\xC3("},
};

constexpr Row kShop[] = {
    {"shop created", R"("orderId":"A1",)", "", "missing_field", "orderId", "{"},
    {"shop created", R"("A1")", R"("..  ")", "out_of_range", "orderId", "\".."},
    {"shop created", R"("customerId":"C",)", "", "missing_field", "customerId", "{"},
    {"shop created", R"("2025-06-17T10:30:00.000Z")", "true", "wrong_type", "timestamp", "true"},
    {"shop created", R"("2025-06-17T10:30:00.000Z")", "1.5", "out_of_range", "timestamp", "1.5"},
    {"shop created", R"("totalAmount":29.990,)", "", "missing_field", "totalAmount", "{"},
    {"shop created", "29.990", "29.9901", "out_of_range", "totalAmount", "29.9901"},
    {"shop created", R"("KWD")", R"("JPY")", "out_of_range", "totalAmount", "29.990"},
    {"shop created", R"("KWD")", R"("kwd")", "out_of_range", "currency", "\"kwd"},
    {"shop created", R"("KWD")", "414", "wrong_type", "currency", "414"},
    {"shop created", R"("items":[{"productId":"P1","quantity":1,"price":29.990}])", R"("items":null)", "null_value", "items", "null"},
    {"shop created", R"("price":29.990)", R"("price":"29")", "wrong_type", "items[0].price", "\"29\""},
    {"shop created", R"(,"price":29.990)", "", "missing_field", "items[0].price", "{\"productId"},
    {"shop initiated", R"("amount":29.99)", R"("amount":29.995)", "out_of_range", "amount", "29.995"},
    {"shop initiated", R"("A1:payment")", "5", "wrong_type", "paymentId", "5,"},
    {"shop paid", R"("paymentId":"p-1",)", "", "missing_field", "paymentId", "{"},
    {"shop paid", "29.99", "-1", "out_of_range", "amount", "-1"},
    {"shop paid", "29.99", "{}", "wrong_type", "amount", "{}"},
    {"shop refused", R"("no funds")", "[]", "wrong_type", "reason", "[]"},
    {"shop refused", "1200", "1200.5", "out_of_range", "amount", "1200.5"},
    {"shop status", R"(,"status":"APPROVED")", "", "missing_field", "status", "{"},
    {"shop status", R"("APPROVED")", R"("")", "out_of_range", "status", "\"\""},
    {"shop stock", R"("productId":"P1",)", "", "missing_field", "productId", "{"},
    {"shop stock", R"(,"quantity":2)", "", "missing_field", "quantity", "{"},
    {"shop stock", R"("quantity":2)", R"("quantity":0)", "out_of_range", "quantity", "0}"},
    {"shop ship", R"("X")", "1", "wrong_type", "carrier", "1,"},
    {"shop shipment", R"("IN_TRANSIT")", R"("LOST")", "out_of_range", "status", "\"LOST"},
    {"shop shipment", R"("T1")", "{}", "wrong_type", "trackingNumber", "{}"},
    {"shop shipment", R"("carrier")", R"("orderId")", "duplicate_key", "orderId", "\"orderId\":\"X\""},
};

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
        addRows(kRequests);
        addRows(kOrders);
        addRows(kPipeline);
        addRows(kShop);
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
