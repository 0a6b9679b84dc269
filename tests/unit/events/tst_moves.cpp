// SPDX-License-Identifier: GPL-3.0-or-later
// Which records a move of an order writes, family by family: the table of the topics' contract.
#include "backend/events/catalogue.h"
#include "backend/events/codec.h"
#include "backend/events/factrecords.h"

#include <QtTest>

using namespace cs;
using namespace cs::events;

namespace {

class CountedIds final : public IdSource
{
public:
    QString uuid7() override { return QStringLiteral("id-%1").arg(++m_count); }

private:
    int m_count = 0;
};

FactContext context(int lines = 1)
{
    FactContext fact;
    fact.order.id = QStringLiteral("A1");
    fact.order.customerId = QStringLiteral("C");
    fact.order.items = {{QStringLiteral("P1"), QStringLiteral("Name"), 2, Money(1000, {})}, {QStringLiteral("P2"), {}, 1, Money(999, {})}};
    fact.order.items.resize(lines);
    fact.order.total = Money(lines == 1 ? 2000 : 2999, {});
    fact.order.status = OrderStatus::PendingApproval;
    fact.order.createdAt = fromMillis(1'750'156'200'495);
    fact.actor = {QStringLiteral("MGR001"), QStringLiteral("MANAGER")};
    fact.at = fromMillis(1'750'156'300'000);
    fact.level = QStringLiteral("MANAGER");
    fact.source = QStringLiteral("urn:countersign:here");
    fact.paymentId = QStringLiteral("pay-1");
    return fact;
}

/// `topic|status`, or the type on `order-events`, of each record.
QStringList shortly(const QList<FactRecord> &records)
{
    QStringList list;
    for (const FactRecord &one : records) {
        const Record read{one.record.topic, 0, 0, 0, one.record.key, one.record.value, {}};
        const Decoded decoded = decode(read);
        QString text = one.record.topic;
        if (decoded.bad)
            text += QStringLiteral(" BAD ") + decoded.bad->message;
        if (const auto *shop = std::get_if<ShopEvent>(&decoded.event))
            text += shop->status.isEmpty() ? QString() : QLatin1Char('|') + shop->status;
        else if (const auto *orders = std::get_if<OrdersEvent>(&decoded.event))
            text = orders->typeName + QLatin1Char('|') + orders->status;
        else if (const auto *pipeline = std::get_if<PipelineRecord>(&decoded.event))
            text += QLatin1Char('|') + pipelineStatusName(pipeline->status);
        list.append(text.replace(QLatin1String("ecommerce."), QString()));
    }
    return list;
}

struct Move
{
    const char *name;
    Fact fact;
    const char *oms;
    const char *orders;
    const char *shop;
    const char *shopCommand;
    const char *pipeline;
};

constexpr Move kMoves[] = {
    {"created", Fact::Created, "order.created", "ORDER_CREATED|pending", "orders.created", "", "order-events|pending"},
    {"level asked for", Fact::LevelRequested, "order.approval.requested", "", "", "", ""},
    {"level granted", Fact::LevelGranted, "order.approval.completed", "", "", "", ""},
    {"level denied", Fact::LevelDenied, "order.approval.rejected", "ORDER_UPDATED|rejected", "order.status.updated|REJECTED", "", "notification-events|cancelled"},
    {"approved", Fact::Approved, "", "ORDER_UPDATED|approved", "order.status.updated|APPROVED", "order.payment.initiated|INITIATED", "payment-events|pending"},
    {"edited", Fact::Edited, "order.approval.requested", "ORDER_UPDATED|pending_approval", "order.status.updated|PENDING_APPROVAL", "", ""},
    {"paid", Fact::Paid, "", "ORDER_UPDATED|paid", "payment.success|SUCCESS", "inventory.update", "inventory-events|paid"},
    {"payment pending", Fact::PaymentPending, "", "", "payment.pending|PENDING", "", ""},
    {"payment refused", Fact::PaymentRefused, "order.failed", "ORDER_UPDATED|failed", "payment.failed|FAILED", "", "notification-events|payment_failed"},
    {"reserved", Fact::Reserved, "", "ORDER_UPDATED|reserved", "order.status.updated|RESERVED", "shipping.initiate|INITIATED", "notification-events|reserved"},
    {"short", Fact::StockShort, "order.failed", "ORDER_UPDATED|failed", "order.status.updated|FAILED", "", "notification-events|out_of_stock"},
    {"shipped", Fact::Shipped, "order.fulfilled", "ORDER_SHIPPED|shipped", "order.status.updated|SHIPPED shipping.status|SHIPPED", "", ""},
    {"delivered", Fact::Delivered, "", "ORDER_DELIVERED|delivered", "order.status.updated|DELIVERED shipping.status|DELIVERED", "", ""},
    {"cancelled", Fact::Cancelled, "order.cancelled", "ORDER_CANCELLED|cancelled", "order.status.updated|CANCELLED", "", "notification-events|cancelled"},
    {"failed", Fact::Failed, "order.failed", "ORDER_UPDATED|failed", "order.status.updated|FAILED", "", ""},
};

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

const QStringList kAll{QStringLiteral("ecommerce"), QStringLiteral("orders"), QStringLiteral("oms"), QStringLiteral("requests"), QStringLiteral("pipeline")};

} // namespace
Q_DECLARE_METATYPE(Move)

class MovesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachMoveWritesItsRecords_data()
    {
        QTest::addColumn<Move>("move");
        for (const Move &one : kMoves)
            QTest::newRow(one.name) << one;
    }
    void eachMoveWritesItsRecords()
    {
        QFETCH(Move, move);
        CountedIds ids;
        FactContext fact = context();
        fact.placedAsPipeline = true;
        const auto records = [&](const QStringList &publish, const char *driver) {
            fact.driver = QString::fromLatin1(driver);
            return shortly(recordsOf(move.fact, fact, publish, ids));
        };
        QCOMPARE(records({QStringLiteral("oms")}, ""), words(move.oms));
        QCOMPARE(records({QStringLiteral("orders")}, ""), words(move.orders));
        QCOMPARE(records({QStringLiteral("ecommerce")}, ""), words(move.shop));
        QCOMPARE(records({QStringLiteral("requests"), QStringLiteral("pipeline")}, ""), QStringList()); // these have no facts
        QCOMPARE(records({}, "ecommerce"), words(move.shopCommand));
        QCOMPARE(records({}, "pipeline"), words(move.pipeline));
        QCOMPARE(records({}, "oms"), QStringList());
        QCOMPARE(records(kAll, "ecommerce"), words(move.oms) + words(move.orders) + words(move.shop) + words(move.shopCommand));
        QCOMPARE(records(kAll, "pipeline"), words(move.oms) + words(move.orders) + words(move.shop) + words(move.pipeline));
    }

    void commandsAreCommandsInTheCatalogue_data() { eachMoveWritesItsRecords_data(); }
    void commandsAreCommandsInTheCatalogue()
    {
        QFETCH(Move, move);
        for (const QString &driver : {QStringLiteral("ecommerce"), QStringLiteral("pipeline"), QString()}) {
            CountedIds ids;
            FactContext fact = context();
            fact.placedAsPipeline = true;
            fact.driver = driver;
            for (const FactRecord &one : recordsOf(move.fact, fact, driver.isEmpty() ? kAll : QStringList(), ids)) {
                const TopicEntry *entry = topicEntry(one.record.topic);
                QVERIFY2(entry, qPrintable(one.record.topic));
                const auto fits = [&](const MessageInfo &message) { return (message.nature == Nature::Command) == !driver.isEmpty(); };
                QVERIFY2(std::any_of(entry->messages.begin(), entry->messages.end(), fits), qPrintable(one.record.topic));
            }
        }
    }

    void keysAndHeaders()
    {
        CountedIds ids;
        FactContext fact = context();
        fact.driver = QStringLiteral("ecommerce");
        fact.causationId = QStringLiteral("vote");
        fact.typeIds.insert(QStringLiteral("ecommerce.order.payment.initiated"), "com.shop.PaymentInitiated");
        const QList<FactRecord> records = recordsOf(Fact::Approved, fact, {QStringLiteral("orders"), QStringLiteral("ecommerce")}, ids);
        QCOMPARE(records.size(), 3);
        for (qsizetype i = 0; i < records.size(); ++i) {
            const Record read{{}, 0, 0, 0, {}, {}, records[i].record.headers};
            QCOMPARE(*records[i].record.key, QByteArray("A1"));
            QCOMPARE(records[i].eventId, QStringLiteral("id-%1").arg(i + 1));
            QCOMPARE(*read.header("ce_id"), records[i].eventId.toUtf8());
            QCOMPARE(*read.header("ce_source"), QByteArray("urn:countersign:here"));
            QCOMPARE(*read.header("ce_correlationid"), QByteArray("A1"));
            QCOMPARE(*read.header("ce_causationid"), QByteArray("vote"));
            QCOMPARE(*read.header("ce_type"), i == 0 ? QByteArray("ORDER_UPDATED") : records[i].record.topic.toUtf8());
            QCOMPARE(read.header("__TypeId__") != nullptr, i == 2);
        }
    }

    void theBytesAreExact_data()
    {
        QTest::addColumn<Fact>("fact");
        QTest::addColumn<QString>("family");
        QTest::addColumn<QByteArrayList>("values");
        const auto row = [](const char *name, Fact fact, const char *family, const QByteArrayList &values) {
            QTest::addRow("%s %s", family, name) << fact << QString::fromLatin1(family) << values;
        };
        const QByteArray head = R"({"orderId":"A1","customerId":"C","timestamp":"2025-06-17T10:31:40.000Z",)";
        const QByteArray items = R"("items":[{"productId":"P1","quantity":2,"price":10.00},{"productId":"P2","quantity":1,"price":9.99}])";
        row("created", Fact::Created, "orders",
            {R"({"type":"ORDER_CREATED","timestamp":"2025-06-17T10:31:40.000Z","data":{"orderId":"A1","customerId":"C","totalAmount":29.99,"status":"pending",)" + items + "}}"});
        row("created", Fact::Created, "ecommerce", {head + R"("totalAmount":29.99,"currency":"USD",)" + items + "}"});
        row("approved", Fact::Approved, "ecommerce",
            {head + R"("status":"APPROVED"})",
             head + R"("totalAmount":29.99,"currency":"USD",)" + items + R"(,"paymentId":"pay-1","amount":29.99,"status":"INITIATED"})"});
        row("paid", Fact::Paid, "ecommerce",
            {head + R"("paymentId":"pay-1","amount":29.99,"currency":"USD","status":"SUCCESS"})", head + items + R"(,"currency":"USD"})"});
        row("refused", Fact::PaymentRefused, "ecommerce",
            {head + R"("paymentId":"pay-1","amount":29.99,"currency":"USD","status":"FAILED","reason":"No funds: 1/2"})"});
        row("shipped", Fact::Shipped, "ecommerce",
            {head + R"("status":"SHIPPED"})", head + R"("trackingNumber":"T-1","carrier":"Van","status":"SHIPPED"})"});
    }
    void theBytesAreExact()
    {
        QFETCH(Fact, fact);
        QFETCH(QString, family);
        QFETCH(QByteArrayList, values);
        CountedIds ids;
        FactContext given = context(2);
        given.driver = family == QLatin1String("ecommerce") ? family : QString();
        given.trackingNumber = QStringLiteral("T-1");
        given.carrier = QStringLiteral("Van");
        if (fact == Fact::PaymentRefused)
            given.reason = QStringLiteral("No funds: 1/2");
        QByteArrayList got;
        for (const FactRecord &one : recordsOf(fact, given, {family}, ids))
            got.append(*one.record.value);
        QCOMPARE(got.join('\n'), values.join('\n'));
    }

    void aPipelineRecordKeepsWhatItCameWith()
    {
        CountedIds ids;
        FactContext fact = context();
        fact.driver = QStringLiteral("pipeline");
        fact.pipelineUnknown = R"("trace":"t-1","n":1.10)";
        QCOMPARE(*recordsOf(Fact::Paid, fact, {}, ids).first().record.value,
                 QByteArray(R"({"id":"A1","customerId":"C","productId":"P1","quantity":2,"status":"paid","createdAt":"2025-06-17T10:30:00.495Z","trace":"t-1","n":1.10})"));
        QVERIFY(recordsOf(Fact::Created, fact, {}, ids).isEmpty()); // it came by the topic: not placed by us
    }

    void severalLinesTakeAnotherDriver()
    {
        CountedIds ids;
        FactContext fact = context(2);
        fact.driver = QStringLiteral("pipeline");
        QVERIFY(recordsOf(Fact::Approved, fact, {}, ids).isEmpty());
        QVERIFY(!checkDriver(fact.order, QStringLiteral("pipeline")).ok());
        QVERIFY(checkDriver(context(1).order, QStringLiteral("pipeline")).ok());
        QVERIFY(checkDriver(fact.order, QStringLiteral("ecommerce")).ok());
        QVERIFY(!checkDriver(fact.order, QStringLiteral("oms")).ok());
        const DriverChoice choice = driverOf(fact.order, QStringLiteral("pipeline"));
        QCOMPARE(choice.family, QStringLiteral("ecommerce"));
        QVERIFY2(choice.notice.contains(QLatin1String("2 lines")), qPrintable(choice.notice));
    }

    void theFamilyThatAnOrderCameByDrivesIt()
    {
        Order order = context(1).order;
        QCOMPARE(driverOf(order, QStringLiteral("pipeline")).family, QStringLiteral("pipeline"));
        QCOMPARE(driverOf(order, QStringLiteral("none")).family, QString());
        order.family = QStringLiteral("pipeline");
        QCOMPARE(driverOf(order, QStringLiteral("ecommerce")).family, QStringLiteral("pipeline"));
        order.family = QStringLiteral("oms"); // has no commands
        QCOMPARE(driverOf(order, QStringLiteral("ecommerce")).family, QStringLiteral("ecommerce"));
        QVERIFY(driverOf(order, QStringLiteral("ecommerce")).notice.isEmpty());
    }

    void ofAForeignOrderOnlyTheDecisionIsTold()
    {
        CountedIds ids;
        FactContext fact = context();
        fact.order.owner = QStringLiteral("urn:other");
        fact.driver = QStringLiteral("ecommerce");
        QCOMPARE(shortly(recordsOf(Fact::LevelDenied, fact, kAll, ids)), QStringList{QStringLiteral("order.approval.rejected")});
        QCOMPARE(shortly(recordsOf(Fact::Approved, fact, kAll, ids)), QStringList());
        fact.order.owner = fact.source;
        QCOMPARE(recordsOf(Fact::Approved, fact, kAll, ids).size(), 3);
    }

    void anEditWithoutALevelAsksForNone()
    {
        CountedIds ids;
        FactContext fact = context();
        fact.level.clear();
        QVERIFY(recordsOf(Fact::Edited, fact, {QStringLiteral("oms")}, ids).isEmpty());
    }
};

QTEST_GUILESS_MAIN(MovesTest)
#include "tst_moves.moc"
