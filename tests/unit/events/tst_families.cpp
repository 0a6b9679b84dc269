// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/catalogue.h"
#include "backend/events/codec.h"
#include "tests/unit/events/samples.h"

#include <QtTest>

using namespace cs;
using namespace cs::events;

namespace {

QByteArray with(QByteArray value, const QByteArray &before, const QByteArray &after)
{
    const qsizetype at = value.indexOf(before);
    return at < 0 ? QByteArray("no such text: " + before) : value.replace(at, before.size(), after);
}

Decoded decodeNamed(QByteArrayView name, const QByteArray &before = {}, const QByteArray &after = {})
{
    Record record = samples::named(name);
    record.value = with(*record.value, before, after);
    const Decoded decoded = decode(record);
    if (decoded.bad)
        qWarning() << decoded.bad->code << decoded.bad->path << decoded.bad->message;
    return decoded;
}

QString textOf(const Decoded &decoded)
{
    return QString::fromUtf8(encode(decoded.event));
}

} // namespace

class FamiliesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The samples are in the order of the format and as we write, so they are the goldens, too.
    void comesBackByteForByte_data()
    {
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<QByteArray>("value");
        for (const samples::Sample &one : samples::kSamples)
            QTest::newRow(one.name) << QByteArray(one.topic) << QByteArray(one.value);
    }
    void comesBackByteForByte()
    {
        QFETCH(QByteArray, topic);
        QFETCH(QByteArray, value);
        const Decoded decoded = decode(samples::on(topic, value));
        QVERIFY2(!decoded.bad, decoded.bad ? qPrintable(decoded.bad->message) : "");
        QCOMPARE(QString::fromUtf8(encode(decoded.event)), QString::fromUtf8(value));
        QCOMPARE(decoded.family, QLatin1String(QTest::currentDataTag()) == QLatin1String("pipeline") ? QStringLiteral("pipeline") : familyOf(QString::fromLatin1(topic)));
    }

    void unknownMembersAreKept_data() { comesBackByteForByte_data(); }
    void unknownMembersAreKept()
    {
        QFETCH(QByteArray, topic);
        QFETCH(QByteArray, value);
        value.chop(1);
        value += R"(,"x-new":[1, {"y":1e400}],"zz":null})";
        const Decoded decoded = decode(samples::on(topic, value));
        QVERIFY(!decoded.bad);
        QCOMPARE(QString::fromUtf8(encode(decoded.event)), QString::fromUtf8(value));
    }

    void everyOrderOfMembersIsRead()
    {
        const Decoded decoded = decode(samples::on("payment-events",
            R"( {"createdAt":"2024-01-15T11:30:00+01:00", "b":1 ,"status":"paid","quantity":2,"productId":"p","a":2,"customerId":"c","id":"i"} )"));
        QCOMPARE(textOf(decoded), QStringLiteral(R"({"id":"i","customerId":"c","productId":"p","quantity":2,"status":"paid","createdAt":"2024-01-15T10:30:00.000Z","b":1 ,"a":2})").replace(QStringLiteral("1 ,"), QStringLiteral("1,")));
    }

    void moreMembersThanAnyMask()
    {
        QByteArray value = "{";
        for (int i = 0; i < 100; ++i)
            value += "\"k" + QByteArray::number(i) + "\":0,";
        const Decoded decoded = decode(samples::on("payment-events", value + R"("id":"i","customerId":"c","productId":"p","quantity":2,"status":"paid"})"));
        const auto record = std::get<PipelineRecord>(decoded.event);
        QCOMPARE(record.unknown.count("\"k"), 100);
        QVERIFY(!record.unknown.contains("\"id\""));
    }

    void orderEventsAreToldApartByShape()
    {
        QCOMPARE(decodeNamed("orders").family, QStringLiteral("orders"));
        QCOMPARE(decodeNamed("pipeline").family, QStringLiteral("pipeline"));
        QCOMPARE(decodeNamed("pipeline", "{\"id\"", "{\"type\":\"x\",\"id\"").family, QStringLiteral("pipeline"));
        QCOMPARE(decodeNamed("orders", "{\"type\"", "{\"id\":\"x\",\"type\"").family, QStringLiteral("orders"));
        QCOMPARE(decode(samples::on("order-events", "{}")).family, QStringLiteral("orders"));
    }

    void numbersAreExact()
    {
        QCOMPARE(std::get<TaskEvent>(decodeNamed("task").event).taskId, std::numeric_limits<qint64>::max());
        QCOMPARE(std::get<NotificationRequest>(decodeNamed("notification").event).userIds.last(), QStringLiteral("9007199254740993"));
        QCOMPARE(std::get<SalesEvent>(decodeNamed("sales").event).orderId, QStringLiteral("9007199254740993"));
        QCOMPARE(std::get<ShopEvent>(decodeNamed("shop created").event).total->minor(), 29990);
        QCOMPARE(std::get<ShopEvent>(decodeNamed("shop refused").event).amount->minor(), 1200);
        QCOMPARE(std::get<OrdersEvent>(decodeNamed("orders").event).total->minor(), 2999);
        QCOMPARE(std::get<OrdersEvent>(decodeNamed("orders", "29.99", "2.999e1").event).total->minor(), 2999);
    }

    void decimalsAreWrittenOut_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QString>("read");
        const QList<std::pair<QByteArray, const char *>> rows = {{"5", "5"}, {"50000.10", "50000.10"}, {"5e4", "50000"}, {"1.25E+3", "1250"},
            {"-1.5e-3", "-0.0015"}, {"12.5e1", "125"}, {"0.05e1", "0.5"}, {"0e5", "0"}, {"123456789012345678901234567890.5", "123456789012345678901234567890.5"}};
        for (const auto &[sent, read] : rows)
            QTest::newRow(sent.constData()) << sent << QString::fromLatin1(read);
    }
    void decimalsAreWrittenOut()
    {
        QFETCH(QByteArray, sent);
        QTEST(std::get<CrmEvent>(decodeNamed("crm", "50000.10", sent).event).value, "read");
    }

    void aPersonIsAnIntegerWhereTheTextIsOne_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QByteArray>("member");
        const QList<std::pair<const char *, QByteArray>> rows = {{"42", "\"userId\":42"}, {"-1", "\"userId\":-1"}, {"0", "\"userId\":0"},
            {"9223372036854775807", "\"userId\":9223372036854775807"}, {"9223372036854775808", "\"userRef\":\"9223372036854775808\""},
            {"007", "\"userRef\":\"007\""}, {"+7", "\"userRef\":\"+7\""}, {"-0", "\"userRef\":\"-0\""}, {"EMP01", "\"userRef\":\"EMP01\""}, {" 7", "\"userRef\":\" 7\""}};
        for (const auto &[id, member] : rows)
            QTest::newRow(id) << QString::fromLatin1(id) << member;
    }
    void aPersonIsAnIntegerWhereTheTextIsOne()
    {
        QFETCH(QString, id);
        QFETCH(QByteArray, member);
        DeliveredEvent event = std::get<DeliveredEvent>(decodeNamed("delivered").event);
        event.userId = id;
        const QByteArray value = encodeRequest(event);
        QVERIFY2(value.contains("\"NW10248\"," + member + ",\"channel\""), value.constData());
        QCOMPARE(std::get<DeliveredEvent>(decode(samples::on("NOTIFICATION_DELIVERED_TOPIC", value)).event).userId, id);
    }

    void optionalMembersMayBeAbsentOrNull_data()
    {
        QTest::addColumn<QByteArray>("sample");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *sample, const char *before, const char *after) { QTest::addRow("%s %s", sample, before) << QByteArray(sample) << QByteArray(before) << QByteArray(after); };
        row("notification", R"("userIds":[7,9007199254740993],)", "");
        row("notification", R"("userId":42,)", "");
        row("notification", R"(["IN_APP","EMAIL"])", "[]");
        row("notification", R"("expiresAt":1750156300000)", R"("expiresAt":null)");
        row("notification", R"("title":"Hallo")", R"("title":"")");
        row("task", R"(,"deadlineMs":1750156300000)", "");
        row("crm", R"("value":50000.10,"stage":"WON",)", "");
        row("sales", "9007199254740993", "\"NW10248\"");
        row("delivered", R"("orderId":"NW10248",)", "");
        row("delivered", "\"NW10248\"", "12");
        row("orders", R"("ORDER_CREATED")", R"("ORDER_ARCHIVED")");
        row("pipeline", R"("status":"pending",)", "");
        row("pipeline", R"(,"createdAt":"2024-01-15T10:30:00.000Z")", "");
        row("shop created", R"("2025-06-17T10:30:00.000Z")", "1750156200000");
        row("shop paid", R"("customerId":"C",)", "");
        row("shop paid", R"(,"amount":29.99,"currency":"USD","status":"SUCCESS")", "");
        row("shop stock", R"("productId":"P1","quantity":2)", R"("items":[{"productId":"P1","quantity":1,"price":1}])");
    }
    void optionalMembersMayBeAbsentOrNull()
    {
        QFETCH(QByteArray, sample);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const Decoded decoded = decodeNamed(sample, before, after);
        QVERIFY(!decoded.bad);
        const QByteArray again = encode(decoded.event);
        Record record = samples::named(sample);
        record.value = again;
        QCOMPARE(encode(decode(record).event), again);
    }

    void theOtherTypesOfOrdersNeedLess()
    {
        const Decoded decoded = decode(samples::on("order-events", R"({"type":"ORDER_SHIPPED","timestamp":"2025-06-17T10:30:00Z","data":{"orderId":"A1","by":"x"}})"));
        QCOMPARE(textOf(decoded), QStringLiteral(R"({"type":"ORDER_SHIPPED","timestamp":"2025-06-17T10:30:00.000Z","data":{"orderId":"A1","by":"x"}})"));
    }

    void anotherCurrencyLosesNoDecimals()
    {
        OrdersEvent event = std::get<OrdersEvent>(decodeNamed("orders").event);
        event.currency = *Currency::fromCode(u"KWD");
        event.total = Money(1505, event.currency);
        event.items.clear();
        const Decoded back = decode(samples::on("order-events", encodeOrders(event)));
        QCOMPARE(std::get<OrdersEvent>(back.event).total, event.total);
    }

    void strangersAreNoError()
    {
        for (const char *topic : {"payments", "NOTIFICATION_DLQ", "order.notifications.retry"}) {
            const Decoded decoded = decode(samples::on(topic, "\xFF"));
            QVERIFY(!decoded.bad && decoded.event.index() == 0);
        }
        QVERIFY(encode({}).isEmpty());
    }

    void summariesNameTheOrder()
    {
        QCOMPARE(summaryOf(decodeNamed("pipeline").event).orderId, QStringLiteral("order_abc123"));
        QCOMPARE(summaryOf(decodeNamed("orders").event).eventType, QStringLiteral("ORDER_CREATED"));
        QCOMPARE(summaryOf(decodeNamed("shop paid").event).eventType, QStringLiteral("payment.success"));
        QCOMPARE(summaryOf(decodeNamed("sales").event).orderId, QStringLiteral("9007199254740993"));
        QCOMPARE(summaryOf(decodeNamed("task").event).eventId, QStringLiteral("e-2"));
        QCOMPARE(summaryOf(Event()).eventType, QString());
    }
};

QTEST_GUILESS_MAIN(FamiliesTest)
#include "tst_families.moc"
