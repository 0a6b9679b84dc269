// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/events/readoms.h"

#include <QtTest>

using namespace cs;
using namespace cs::events;

namespace {

Record on(const char *topic, const QByteArray &value)
{
    Record record;
    record.topic = QString::fromLatin1(topic);
    record.value = value;
    return record;
}

/// The sample of the format's description, to the letter.
const QByteArray kSample = R"({"orderId":"ORD12345","eventType":"ORDER_APPROVAL_REQUESTED","timestamp":"2025-06-17T10:30:00Z",
 "triggeredBy":{"userId":"USER789","role":"SALES_EXECUTIVE"},"approvalLevel":"MANAGER",
 "notifiers":[{"userId":"MGR001","role":"MANAGER"},{"userId":"ADMIN001","role":"ADMIN"}],
 "message":"Order ORD12345 requires your approval."})";

OmsEvent fullEvent()
{
    Order order;
    order.id = QStringLiteral("NW10248");
    order.customerId = QStringLiteral("VINET");
    order.items = {{QStringLiteral("P011"), QStringLiteral("Queso \"Cabrales\""), 12, Money(1400, {})}, {QStringLiteral("P042"), {}, 10, Money(980, {})}};
    order.total = Money(26600, {});
    order.createdBy = Actor::of(QStringLiteral("EMP05"), Role::SalesExecutive);
    order.version = 3;
    OmsEvent event;
    event.kind = OmsKind::Created;
    event.orderId = order.id;
    event.timestamp = fromMillis(1'750'156'200'495);
    event.triggeredBy = Actor::of(QStringLiteral("EMP05"), Role::SalesExecutive);
    event.message = QStringLiteral("Größe ✓");
    event.order = order;
    return event;
}

} // namespace

class OmsFormatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheSample()
    {
        const OmsRead decoded = readOms(on("order.approval.requested", kSample));
        QVERIFY2(decoded.event, qPrintable(decoded.bad ? decoded.bad->message : QString()));
        QVERIFY(!decoded.bad);
        const OmsEvent &event = *decoded.event;
        QCOMPARE(event.kind, OmsKind::ApprovalRequested);
        QCOMPARE(event.orderId, QStringLiteral("ORD12345"));
        QCOMPARE(event.eventType, QStringLiteral("ORDER_APPROVAL_REQUESTED"));
        QCOMPARE(toIso(event.timestamp), QStringLiteral("2025-06-17T10:30:00.000Z"));
        QCOMPARE(event.triggeredBy, Actor::of(QStringLiteral("USER789"), Role::SalesExecutive));
        QCOMPARE(event.approvalLevel, QStringLiteral("MANAGER"));
        QCOMPARE(event.notifiers, (QList<Actor>{Actor::of(QStringLiteral("MGR001"), Role::Manager), Actor::of(QStringLiteral("ADMIN001"), Role::Admin)}));
        QCOMPARE(event.message, QStringLiteral("Order ORD12345 requires your approval."));
        QVERIFY(!event.order);
    }

    void writesTheSampleBack()
    {
        QByteArray expected = kSample;
        expected.replace("\n ", "").replace("10:30:00Z", "10:30:00.000Z");
        QCOMPARE(encodeOms(*readOms(on("order.approval.requested", kSample)).event), expected);
    }

    void topicsAndTypesBelongTogether_data()
    {
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<QByteArray>("type");
        for (const char *topic : {"order.created", "order.approval.requested", "order.approval.completed", "order.approval.rejected",
                                  "order.cancelled", "order.fulfilled", "order.failed"})
            QTest::addRow("%s", topic) << QByteArray(topic) << QByteArray(topic).toUpper().replace('.', '_');
    }
    void topicsAndTypesBelongTogether()
    {
        QFETCH(QByteArray, topic);
        QFETCH(QByteArray, type);
        const OmsKind kind = omsKindOf(QString::fromLatin1(topic));
        QVERIFY(kind != OmsKind::Unknown);
        QCOMPARE(omsTopic(kind).toLatin1(), topic);
        QCOMPARE(omsEventType(kind).toLatin1(), type);
        const auto value = [](const QByteArray &eventType) { return "{\"orderId\":\"A\",\"timestamp\":\"2025-06-17\",\"eventType\":\"" + eventType + "\"}"; };
        QVERIFY(readOms(on(topic.constData(), value(type))).event);
        QVERIFY(readOms(on(topic.constData(), value(type.mid(6)))).event);
        QCOMPARE(readOms(on(topic.constData(), value("ORDER_SOMETHING"))).bad.value().code, QStringLiteral("wrong_event_type"));
        QVERIFY(encodeOms(*readOms(on(topic.constData(), value(type.mid(6)))).event).contains("\"eventType\":\"" + type + '"'));
    }

    void writesAnOrderByteForByte()
    {
        QCOMPARE(encodeOms(fullEvent()),
                 QByteArray("{\"orderId\":\"NW10248\",\"eventType\":\"ORDER_CREATED\",\"timestamp\":\"2025-06-17T10:30:00.495Z\","
                            "\"triggeredBy\":{\"userId\":\"EMP05\",\"role\":\"SALES_EXECUTIVE\"},\"message\":\"Gr\xC3\xB6\xC3\x9F" "e \xE2\x9C\x93\","
                            "\"order\":{\"id\":\"NW10248\",\"customerId\":\"VINET\",\"currency\":\"USD\",\"items\":["
                            "{\"productId\":\"P011\",\"name\":\"Queso \\\"Cabrales\\\"\",\"quantity\":12,\"price\":14.00},"
                            "{\"productId\":\"P042\",\"quantity\":10,\"price\":9.80}],\"totalAmount\":266.00,"
                            "\"createdBy\":{\"userId\":\"EMP05\",\"role\":\"SALES_EXECUTIVE\"},\"version\":3}}"));
    }

    void comesBackAsItWent()
    {
        const OmsEvent event = fullEvent();
        const OmsRead decoded = readOms(on("order.created", encodeOms(event)));
        QVERIFY2(decoded.event, qPrintable(decoded.bad ? decoded.bad->message : QString()));
        const Order &order = decoded.event->order.value();
        QCOMPARE(order.id, event.order->id);
        QCOMPARE(order.customerId, event.order->customerId);
        QCOMPARE(order.items, event.order->items);
        QCOMPARE(order.total, event.order->total);
        QCOMPARE(order.createdBy, event.order->createdBy);
        QCOMPARE(order.version, 3);
        QCOMPARE(encodeOms(*decoded.event), encodeOms(event));
    }

    void lenientWhereTheFormatIs()
    {
        const OmsRead decoded = readOms(on("order.cancelled",
            R"({"extra":{"deep":[1]},"orderId":"A:1","eventType":"CANCELLED","timestamp":"2025-06-17T12:30:00+02:00","approvalLevel":null,
                "notifiers":[{"userId":"x"}],"triggeredBy":null,"order":null,"message":""})"));
        QVERIFY2(decoded.event, qPrintable(decoded.bad ? decoded.bad->message : QString()));
        QCOMPARE(toIso(decoded.event->timestamp), QStringLiteral("2025-06-17T10:30:00.000Z"));
        QCOMPARE(decoded.event->triggeredBy, Actor());
        QCOMPARE(decoded.event->notifiers.first().role, QString());
        QCOMPARE(encodeOms(*decoded.event),
                 QByteArray(R"({"orderId":"A:1","eventType":"ORDER_CANCELLED","timestamp":"2025-06-17T10:30:00.000Z","notifiers":[{"userId":"x"}],"extra":{"deep":[1]}})"));
    }

    void unknownTopicsAreNoError()
    {
        Record record = on("order.archived", R"({"orderId":"A1","eventType":"ORDER_ARCHIVED","timestamp":5,"message":7})");
        record.timestampMs = 1234;
        const OmsEvent event = readOms(record).event.value();
        QCOMPARE(event.kind, OmsKind::Unknown);
        QCOMPARE(event.orderId, QStringLiteral("A1"));
        QCOMPARE(event.eventType, QStringLiteral("ORDER_ARCHIVED"));
        QCOMPARE(toMillis(event.timestamp), 1234);
        for (const char *value : {"[]", "5", "\"x\"", "{}", "{\"orderId\":5}", "{\"orderId\":\"a b\"}", "null"}) {
            const OmsRead decoded = readOms(on("order.archived", value));
            QVERIFY2(decoded.event && decoded.event->orderId.isEmpty(), value);
        }
        QCOMPARE(readOms(on("order.archived", "nonsense")).bad.value().code, QStringLiteral("not_json"));
    }
};

QTEST_GUILESS_MAIN(OmsFormatTest)
#include "tst_omsformat.moc"
