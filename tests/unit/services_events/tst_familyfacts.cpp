// SPDX-License-Identifier: GPL-3.0-or-later
// What orders, pipeline and ecommerce records say about an order of another system, beside oms, in any sequence.
#include "backend/services/events/familyfacts.h"
#include "backend/domain/lifecycle.h"
#include "tests/unit/services_events/facts.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

class TestFamilyFacts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachRecordSaysWhereTheOrderIs_data();
    void eachRecordSaysWhereTheOrderIs();
    void commandsAndStrangeTypesSayNothing();
    void aForeignOrderIsKeptWithItsContent();
    void anySequenceGivesTheSameEnd_data();
    void anySequenceGivesTheSameEnd();
    void anOrderOfOursIsNotMoved();
    void stepsOfAnOrderOfOursAreForTheirServices();
};

namespace {

const QString kOrderEvents = QStringLiteral("order-events");

events::Record record(const QString &topic, const QByteArray &value)
{
    events::Record made;
    made.topic = topic;
    made.value = value;
    return made;
}

std::optional<Fact> read(const QString &topic, const QByteArray &value)
{
    const events::Decoded decoded = events::decode(record(topic, value));
    if (decoded.bad)
        qFatal("%s", qPrintable(decoded.bad->message));
    std::optional<Fact> fact = factOf(decoded.event, topic);
    if (fact)
        fact->source = kShop;
    return fact;
}

QByteArray orders(const char *type, const char *status)
{
    return QByteArray(R"({"type":")") + type + R"(","timestamp":"2026-11-21T09:14:00Z","data":{"orderId":"F1","customerId":"CUST1",)"
        + R"("totalAmount":30.00,"status":")" + status + R"(","items":[{"productId":"P1","quantity":3,"price":10.00}]}})";
}

QByteArray shop(const QByteArray &rest)
{
    return R"({"orderId":"F1","customerId":"CUST1","timestamp":"2026-11-21T09:15:00Z")" + rest + "}";
}

QByteArray pipeline(const char *status)
{
    return QByteArray(R"({"id":"F1","customerId":"CUST1","productId":"P1","quantity":3,"status":")") + status + R"(","createdAt":"2026-11-21T09:14:00Z"})";
}

} // namespace

void TestFamilyFacts::eachRecordSaysWhereTheOrderIs_data()
{
    QTest::addColumn<QString>("topic");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("status");
    const auto row = [](const char *name, const char *topic, const QByteArray &value, const char *status) {
        QTest::newRow(name) << QString::fromLatin1(topic) << value << QString::fromLatin1(status);
    };
    row("created", "order-events", orders("ORDER_CREATED", "pending"), "pending");
    row("created and paid", "order-events", orders("ORDER_CREATED", "paid"), "paid");
    row("updated", "order-events", orders("ORDER_UPDATED", "reserved"), "reserved");
    row("updated to a word of its own", "order-events", orders("ORDER_UPDATED", "in_picking"), "pending");
    row("rejected", "order-events", orders("ORDER_UPDATED", "rejected"), "rejected");
    row("cancelled", "order-events", orders("ORDER_CANCELLED", "cancelled"), "cancelled");
    row("shipped", "order-events", orders("ORDER_SHIPPED", "shipped"), "shipped");
    row("delivered", "order-events", orders("ORDER_DELIVERED", "delivered"), "delivered");
    row("shop paid", "ecommerce.payment.success", shop(R"(,"paymentId":"P","amount":30)"), "paid");
    row("shop pending", "ecommerce.payment.pending", shop(R"(,"paymentId":"P")"), "payment_pending");
    row("shop refused", "ecommerce.payment.failed", shop(R"(,"paymentId":"P","reason":"no funds")"), "failed");
    row("shop status", "ecommerce.order.status.updated", shop(R"(,"status":"APPROVED")"), "approved");
    row("shop shipment asked for", "ecommerce.shipping.status", shop(R"(,"status":"INITIATED")"), "reserved");
    row("shop on its way", "ecommerce.shipping.status", shop(R"(,"status":"IN_TRANSIT")"), "shipped");
    row("shop delivered", "ecommerce.shipping.status", shop(R"(,"status":"DELIVERED")"), "delivered");
    row("pipeline to be paid", "payment-events", pipeline("pending"), "approved");
    row("pipeline paid", "inventory-events", pipeline("paid"), "paid");
    row("pipeline out of stock", "notification-events", pipeline("out_of_stock"), "failed");
}

void TestFamilyFacts::eachRecordSaysWhereTheOrderIs()
{
    QFETCH(QString, topic);
    QFETCH(QByteArray, value);
    QFETCH(QString, status);
    const std::optional<Fact> fact = read(topic, value);
    QVERIFY(fact);
    Projection projection(rules(), {});
    projection.apply(*fact);
    QCOMPARE(statusName(projection.order(QStringLiteral("F1"))->status), status);
}

void TestFamilyFacts::commandsAndStrangeTypesSayNothing()
{
    QVERIFY(!read(kOrderEvents, orders("ORDER_ARCHIVED", "archived")));
    QVERIFY(!read(kOrderEvents, pipeline("pending")));
    QVERIFY(!read(QStringLiteral("ecommerce.order.payment.initiated"), shop({})));
    QVERIFY(!read(QStringLiteral("ecommerce.shipping.initiate"), shop({})));
}

void TestFamilyFacts::aForeignOrderIsKeptWithItsContent()
{
    Projection projection(rules(), {});
    projection.apply(*read(kOrderEvents, orders("ORDER_CREATED", "pending")));
    const Projected projected = projection.finish();
    QCOMPARE(projected.added.size(), 1);
    const Order &order = projected.added.first();
    QCOMPARE(order.owner, kShop);
    QCOMPARE(order.family, QStringLiteral("orders"));
    QCOMPARE(order.customerId, QStringLiteral("CUST1"));
    QCOMPARE(order.total.toDecimal(), QByteArrayLiteral("30.00"));
    QCOMPARE(order.items.size(), 1);
    QCOMPARE(projected.history.first().act, QStringLiteral("created"));
}

void TestFamilyFacts::anySequenceGivesTheSameEnd_data()
{
    QTest::addColumn<QList<int>>("story"); ///< indexes into the list of facts below
    QTest::addColumn<QString>("begins");
    QTest::newRow("paid while a level waits") << QList<int>{0, 1, 2, 3} << QStringLiteral("paid MANAGER");
    QTest::newRow("delivered, told three ways") << QList<int>{0, 1, 3, 4, 5} << QStringLiteral("delivered");
    QTest::newRow("cancelled after it was paid") << QList<int>{0, 3, 6} << QStringLiteral("cancelled");
    QTest::newRow("rejected by its owner") << QList<int>{0, 1, 2, 7} << QStringLiteral("rejected MANAGER");
    QTest::newRow("refused payment, then a level") << QList<int>{0, 8, 1, 2} << QStringLiteral("failed");
}

void TestFamilyFacts::anySequenceGivesTheSameEnd()
{
    QFETCH(QList<int>, story);
    QFETCH(QString, begins);
    using events::OmsKind;
    const QList<Fact> all{
        *read(kOrderEvents, orders("ORDER_CREATED", "pending")),
        fact(OmsKind::ApprovalRequested, QStringLiteral("EMP01"), 1, QStringLiteral("MANAGER")),
        *read(QStringLiteral("ecommerce.order.status.updated"), shop(R"(,"status":"APPROVED")")),
        *read(QStringLiteral("ecommerce.payment.success"), shop(R"(,"paymentId":"P")")),
        *read(kOrderEvents, orders("ORDER_SHIPPED", "shipped")),
        *read(QStringLiteral("ecommerce.shipping.status"), shop(R"(,"status":"DELIVERED")")),
        *read(kOrderEvents, orders("ORDER_CANCELLED", "cancelled")),
        *read(kOrderEvents, orders("ORDER_UPDATED", "rejected")),
        *read(QStringLiteral("ecommerce.payment.failed"), shop(R"(,"paymentId":"P")")),
    };
    QList<Fact> facts;
    for (const int i : story)
        facts.append(all[i]);
    std::mt19937 random(5);
    const QStringList end = endsOf(facts, random);
    QVERIFY2(end.size() == 1 && end.first().startsWith(begins), qPrintable(end.join(u'\n')));
}

void TestFamilyFacts::anOrderOfOursIsNotMoved()
{
    Projection projection(rules(), waiting(kOwn));
    projection.apply(*read(kOrderEvents, orders("ORDER_CANCELLED", "cancelled")));
    const Projected projected = projection.finish();
    QVERIFY(projected.moved.isEmpty() && projected.refilled.isEmpty());
    QCOMPARE(projected.history.size(), 1);
    QCOMPARE(projected.history.first().act, QStringLiteral("foreign_not_counted"));
    QVERIFY(projected.history.first().detail.contains(QStringLiteral("order-events ORDER_CANCELLED")));
    QVERIFY(projected.silent.contains(0));
}

void TestFamilyFacts::stepsOfAnOrderOfOursAreForTheirServices()
{
    Projection projection(rules(), waiting(kOwn));
    projection.apply(*read(QStringLiteral("ecommerce.payment.success"), shop(R"(,"paymentId":"P")")));
    const Projected projected = projection.finish();
    QVERIFY(projected.isEmpty());
    QVERIFY(projected.silent.contains(0));
}

QTEST_GUILESS_MAIN(TestFamilyFacts)
#include "tst_familyfacts.moc"
