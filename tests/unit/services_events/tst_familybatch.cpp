// SPDX-License-Identifier: GPL-3.0-or-later
// What records of the families requests, orders, pipeline and ecommerce do to a store, without a broker.
#include "backend/services/events/ingestjob.h"
#include "backend/storage/notificationstore.h"
#include "backend/storage/referencestore.h"
#include "tests/unit/storage/storefixture.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;
using storage::test::StoreFixture;

class TestFamilyBatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aRequestTellsEveryOneOnEveryChannel();
    void aRequestPastItsTimeIsSkipped();
    void eventsTellWhatTheContractSays_data();
    void eventsTellWhatTheContractSays();
    void oneTellingWhateverFamiliesBroughtIt();
    void badRecordsGoToTheDeadLettersOfWhoActs();
    void aPipelineRecordPlacesAnOrderWithUs();
    void onlyWhereTheOrderServiceRuns();
    void peopleAreToldWhereTheNotificationServiceRuns();
    void aProductWithoutAPriceIsNoOrder();

private:
    Result<BatchOutcome> stored(const QList<events::Record> &records, const Place &place = {QStringLiteral("group"), {}, true, true},
                                const QString &failed = {});
    QList<Notification> told(const QString &userId = {});
    qint64 countOf(const QString &table);
    QStringList column(const QString &query);

    std::unique_ptr<StoreFixture> m_store;
    SystemClock m_clock;
    std::unique_ptr<RandomIdSource> m_ids;
    std::unique_ptr<storage::StoreWriter> m_writer;
    Changes m_changes;
    std::unique_ptr<StoreContext> m_context;
    OffsetBook m_book;
    qint64 m_offset = 0;
};

namespace {

events::Record on(const char *topic, const QByteArray &value)
{
    events::Record made;
    made.topic = QString::fromLatin1(topic);
    made.partition = 0;
    made.value = value;
    return made;
}

QByteArray millis(int seconds = 0)
{
    return QByteArray::number(toMillis(SystemClock().now() + std::chrono::seconds(seconds)));
}

QByteArray request(const QByteArray &eventId, const QByteArray &more)
{
    return R"({"eventId":")" + eventId + R"(","eventType":"CREATE_NOTIFICATION","timestamp":)" + millis()
        + R"(,"tenantId":7,"title":"Stock","message":"Low stock","type":"ALERT","category":"stock","priority":"HIGH",)"
        + R"("sourceService":"stock","sourceEventId":"s1","metadata":{"a":1},)" + more + "}";
}

QByteArray pipeline(const QByteArray &id, const QByteArray &product = "product-A")
{
    return R"({"id":")" + id + R"(","customerId":"CUST1","productId":")" + product + R"(","quantity":100,"status":"pending"})";
}

} // namespace

void TestFamilyBatch::init()
{
    m_store = std::make_unique<StoreFixture>();
    storage::Connection &connection = m_store->connection();
    m_ids = std::make_unique<RandomIdSource>(m_clock, 7);
    m_writer = std::make_unique<storage::StoreWriter>(m_store->config());
    m_context.reset(new StoreContext{m_clock, *m_ids, *m_writer, m_changes, m_store->config(), QStringLiteral("own"),
                                     QStringLiteral("urn:countersign:own"), QByteArray(32, 'k'), defaultPolicy(), {QStringLiteral("oms")}, false, {}});
    m_book.reset({});
    m_offset = 0;
    CS_OK(storage::ReferenceStore(connection).putProducts({{QStringLiteral("product-A"), QStringLiteral("A"), {}, Money(2999, {}), 10, false}}));
}

Result<BatchOutcome> TestFamilyBatch::stored(const QList<events::Record> &records, const Place &place, const QString &failed)
{
    QList<PreparedRecord> prepared;
    for (events::Record one : records) {
        one.offset = m_offset++;
        prepared.append(prepareRecord(one, place, *m_context, m_clock.now(), failed));
        m_book.take(one, !prepared.last().logged.badCode.isEmpty());
    }
    PreparedBatch batch = prepareBatch(prepared, std::make_shared<const Directory>(), place, *m_context, m_clock.now());
    batch.steps = m_book.steps();
    storage::Transaction transaction(m_store->connection());
    const Result<BatchOutcome> outcome = storeBatch(m_store->connection(), batch, place, *m_context);
    if (outcome.ok())
        CS_TRY(transaction.commit());
    return outcome;
}

QList<Notification> TestFamilyBatch::told(const QString &userId)
{
    storage::NotificationQuery query;
    query.userId = userId;
    const auto page = storage::NotificationStore(m_store->connection()).page(query);
    return page.ok() ? page->rows : QList<Notification>();
}

qint64 TestFamilyBatch::countOf(const QString &table)
{
    return m_store->connection().selectText(QStringLiteral("SELECT count(*) FROM ") + table, {})->first().first().toLongLong();
}

QStringList TestFamilyBatch::column(const QString &query)
{
    QStringList texts;
    const auto rows = m_store->connection().selectText(query, {});
    for (const auto &row : *rows)
        texts.append(row.first().toString());
    return texts;
}

void TestFamilyBatch::aRequestTellsEveryOneOnEveryChannel()
{
    const QByteArray value = request("r1", R"("userIds":[9007199254740993,2],"channels":["IN_APP","EMAIL"])");
    const auto outcome = stored({on("NOTIFICATION_REQUEST_TOPIC", value)});
    CS_OK(outcome);
    QCOMPARE(outcome->notifications, 4);
    const QList<Notification> list = told(QStringLiteral("9007199254740993"));
    QCOMPARE(list.size(), 2);
    for (const Notification &one : list) {
        QCOMPARE(one.title, QStringLiteral("Stock"));
        QCOMPARE(one.message, QStringLiteral("Low stock"));
        QCOMPARE(one.state, one.channel == Channel::InApp ? NotificationState::Delivered : NotificationState::Skipped);
        QCOMPARE(one.reason, one.channel == Channel::InApp ? QString() : QStringLiteral("EMAIL is not set up"));
    }
    const auto again = stored({on("NOTIFICATION_REQUEST_TOPIC", value)}); // without any header: the value's event id tells
    CS_OK(again);
    QCOMPARE(again->repeats, 1);
    QCOMPARE(countOf(QStringLiteral("notifications")), 4);
}

void TestFamilyBatch::aRequestPastItsTimeIsSkipped()
{
    CS_OK(stored({on("NOTIFICATION_REQUEST_TOPIC", request("r1", R"("userId":5,"channels":[],"expiresAt":)" + millis(-60))),
                  on("NOTIFICATION_REQUEST_TOPIC", request("r2", R"("userId":6,"channels":[],"expiresAt":)" + millis(60)))}));
    QCOMPARE(told(QStringLiteral("5")).first().state, NotificationState::Skipped);
    QVERIFY(told(QStringLiteral("5")).first().reason.startsWith(QStringLiteral("expired")));
    QCOMPARE(told(QStringLiteral("6")).first().state, NotificationState::Delivered);
}

void TestFamilyBatch::eventsTellWhatTheContractSays_data()
{
    QTest::addColumn<QByteArray>("topic");
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QString>("text"); ///< empty: nobody is told
    const QByteArray task = R"("taskId":1,"taskTitle":"Count","userId":1,"assignedTo":2,"assignedBy":3,"priority":"LOW")";
    const QByteArray crm = R"("entityType":"opportunity","entityId":4,"entityName":"Big","userId":1,"assignedTo":2,"value":1250.50)";
    const QByteArray sale = R"("userId":2,"orderId":77)";
    const auto row = [](const char *topic, const char *type, const QByteArray &rest, const char *text) {
        QTest::newRow(type) << QByteArray(topic) << R"("eventType":")" + QByteArray(type) + R"(",)" + rest << QString::fromUtf8(text);
    };
    row("TASK_EVENT_TOPIC", "TASK_ASSIGNED", task, "Task 'Count' assigned to you");
    row("TASK_EVENT_TOPIC", "TASK_OVERDUE", task, "Task 'Count' is overdue!");
    row("CRM_EVENT_TOPIC", "DEAL_WON", crm, "🎉 Deal 'Big' won! Value: $1250.50");
    row("SALES_EVENT_TOPIC", "PAYMENT_DUE", sale, "Payment due for order #77");
    row("SALES_EVENT_TOPIC", "ORDER_SHIPPED", sale, "Order #77 has been shipped");
    row("TASK_EVENT_TOPIC", "TASK_MOVED", task, "");
    row("USER_EVENT_TOPIC", "USER_LOGGED_IN", R"("userId":2)", "");
}

void TestFamilyBatch::eventsTellWhatTheContractSays()
{
    QFETCH(QByteArray, topic);
    QFETCH(QByteArray, rest);
    QFETCH(QString, text);
    const auto outcome = stored({on(topic.constData(), R"({"eventId":"e1","timestamp":)" + millis() + R"(,"tenantId":1,)" + rest + "}")});
    CS_OK(outcome);
    QCOMPARE(outcome->counts.stored.value(QString::fromLatin1(topic)), 1);
    QCOMPARE(outcome->notifications, text.isEmpty() ? 0 : 1);
    if (!text.isEmpty())
        QCOMPARE(told(QStringLiteral("2")).first().message, text);
    QCOMPARE(column(QStringLiteral("SELECT event_id FROM event_log")), QStringList{QStringLiteral("e1")});
}

void TestFamilyBatch::oneTellingWhateverFamiliesBroughtIt()
{
    const QByteArray now = toIsoUtf8(m_clock.now());
    const QByteArray order = R"("orderId":"F1","customerId":"2","totalAmount":30.00,"items":[{"productId":"P1","quantity":3,"price":10.00}])";
    CS_OK(stored({on("order-events", R"({"type":"ORDER_CREATED","timestamp":")" + now + R"(","data":{)" + order + R"(,"status":"pending"}})"),
                  on("ecommerce.orders.created", "{" + order + R"(,"timestamp":")" + now + R"("})")}));
    CS_OK(stored({on("SALES_EVENT_TOPIC", R"({"eventId":"e1","eventType":"ORDER_CREATED","timestamp":)" + millis() + R"(,"tenantId":1,"userId":2,"orderId":"F1"})")}));
    QCOMPARE(told(QStringLiteral("2")).size(), 1);
    QCOMPARE(told().first().kind, QStringLiteral("order.created"));
    CS_OK(stored({on("ecommerce.payment.success", R"({"orderId":"F1","timestamp":")" + now + R"(","paymentId":"P"})")}));
    QCOMPARE(told(QStringLiteral("2")).first().kind, QStringLiteral("order.paid"));
}

void TestFamilyBatch::badRecordsGoToTheDeadLettersOfWhoActs()
{
    const QList<events::Record> bad{on("ecommerce.payment.success", R"({"orderId":"F1"})"), on("TASK_EVENT_TOPIC", "nonsense"),
                                    on("order-events", R"({"type":"ORDER_UPDATED","timestamp":"2026-11-21T09:14:00Z","data":{"orderId":"F1","status":5}})")};
    const auto outcome = stored(bad);
    CS_OK(outcome);
    QCOMPARE(outcome->counts.bad.value({QStringLiteral("TASK_EVENT_TOPIC"), QStringLiteral("not_json")}), 1);
    QCOMPARE(outcome->counts.bad.value({QStringLiteral("order-events"), QStringLiteral("wrong_type")}), 1);
    QVERIFY(column(QStringLiteral("SELECT bad_message FROM event_log ORDER BY id")).last().contains(QStringLiteral("data.status")));
    QCOMPARE(countOf(QStringLiteral("outbox WHERE topic = 'NOTIFICATION_DLQ'")), 3);
    m_book.reset({}); // of the other group
    CS_OK(stored(bad, {QStringLiteral("only-looks"), {}, false, false}));
    QCOMPARE(countOf(QStringLiteral("outbox")), 3);
    QCOMPARE(countOf(QStringLiteral("event_log WHERE bad_code <> ''")), 6);
}

void TestFamilyBatch::aPipelineRecordPlacesAnOrderWithUs()
{
    const auto outcome = stored({on("order-events", pipeline("order_1"))});
    CS_OK(outcome);
    QCOMPARE(outcome->orders, QStringList{QStringLiteral("order_1")});
    QVERIFY(outcome->outbox);
    const auto order = storage::OrderStore(m_store->connection()).find(QStringLiteral("order_1"));
    CS_OK(order);
    QVERIFY(*order);
    QCOMPARE((*order)->owner, m_context->source);
    QCOMPARE((*order)->family, QStringLiteral("pipeline"));
    QCOMPARE((*order)->total.toDecimal(), QByteArrayLiteral("2999.00"));
    QCOMPARE((*order)->waitingFor(), QStringLiteral("MANAGER"));
    QCOMPARE(column(QStringLiteral("SELECT topic FROM outbox ORDER BY id")).join(u' '), QStringLiteral("order.created order.approval.requested"));
    CS_OK(stored({on("order-events", pipeline("order_1"))}));
    QCOMPARE(countOf(QStringLiteral("outbox")), 2);
    QCOMPARE(countOf(QStringLiteral("order_history")), 2);
    CS_OK(stored({on("order-events", pipeline("order_1", "product-B"))}));
    QCOMPARE(countOf(QStringLiteral("order_history WHERE act = 'foreign_not_counted'")), 1);
    QCOMPARE(countOf(QStringLiteral("audit")), 0); // no person of ours has done it
}

void TestFamilyBatch::onlyWhereTheOrderServiceRuns()
{
    CS_OK(stored({on("order-events", pipeline("order_1"))}, {QStringLiteral("group"), {}, true, false}));
    QCOMPARE(countOf(QStringLiteral("orders")), 0);
    QCOMPARE(column(QStringLiteral("SELECT order_id FROM event_log")), QStringList{QStringLiteral("order_1")});
}

void TestFamilyBatch::peopleAreToldWhereTheNotificationServiceRuns()
{
    const auto asked = on("NOTIFICATION_REQUEST_TOPIC", request("r1", R"("userId":4001,"channels":["IN_APP"])"));
    CS_OK(stored({asked}, {QStringLiteral("only-looks"), {}, false, false}));
    QCOMPARE(told().size(), 0);
    m_book.reset({}); // of the other group
    CS_OK(stored({asked}));
    QCOMPARE(told().size(), 1);
}

void TestFamilyBatch::aProductWithoutAPriceIsNoOrder()
{
    const auto outcome = stored({on("order-events", pipeline("order_1", "product-X")), on("order-events", pipeline("order_2"))});
    CS_OK(outcome); // its neighbour is unharmed, and nothing is tried again
    QCOMPARE(outcome->orders, QStringList{QStringLiteral("order_2")});
    QCOMPARE(outcome->refused.keys(), QList<qsizetype>{0});
    QCOMPARE(outcome->counts.bad.value({QStringLiteral("order-events"), QStringLiteral("effect_failed")}), 1);
    QCOMPARE(outcome->counts.stored.value(QStringLiteral("order-events")), 1);
    QCOMPARE(column(QStringLiteral("SELECT bad_code FROM event_log ORDER BY id")), (QStringList{QStringLiteral("effect_failed"), QString()}));
    QVERIFY(column(QStringLiteral("SELECT bad_message FROM event_log ORDER BY id")).first().contains(QStringLiteral("product-X is not in the product table")));
    QCOMPARE(countOf(QStringLiteral("retries")), 0);
    QCOMPARE(countOf(QStringLiteral("orders")), 1);
    QCOMPARE(countOf(QStringLiteral("outbox WHERE topic = 'NOTIFICATION_DLQ'")), 1);
}

QTEST_GUILESS_MAIN(TestFamilyBatch)
#include "tst_familybatch.moc"
