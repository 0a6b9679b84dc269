// SPDX-License-Identifier: GPL-3.0-or-later
// The routes about what happened: timeline, events, groups, notifications, audit; and the pipeline's way to place an order.
#include "backend/services/demo/demodata.h"
#include "backend/storage/ingeststore.h"
#include "backend/storage/notificationstore.h"
#include "backend/storage/orderstore.h"
#include "backend/storage/outboxstore.h"
#include "backend/storage/shipmentstore.h"
#include "backend/storage/stepstore.h"
#include "backend/support/json.h"
#include "tests/integration/api/apifixture.h"
#include "tests/support/parts.h"

#include <QTest>

using namespace cs;
using cs::test::ApiFixture;
using cs::test::HttpAnswer;
using cs::test::HttpHeaders;

namespace {

const QString kEmp = QStringLiteral("EMP01");
const QString kAdmin = QStringLiteral("ADMIN001");

} // namespace

class TestApiLists : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ApiFixture> m_api;
    HttpAnswer get(const QString &path, const QString &as = kAdmin) { return m_api->ask("GET", path, as); }
    HttpAnswer post(const QString &path, const QByteArray &body = {}, const QString &as = kAdmin, const HttpHeaders &headers = {})
    {
        return m_api->ask("POST", path, as, body, headers);
    }
    json::Value data(const HttpAnswer &answer) { return *json::parse(answer.body)->find("data"); }
    Status write(const storage::StoreWriter::Job &job)
    {
        return m_api->context().writer.submit(storage::Priority::Machine, storage::Durability::Full, job).result();
    }

private Q_SLOTS:
    void init()
    {
        m_api = std::make_unique<ApiFixture>();
        QVERIFY(m_api->start().ok());
        QVERIFY(write([](storage::Connection &connection) { return storage::ReferenceStore(connection).putProducts(services::bookProducts().value()); }).ok());
    }
    void cleanup() { m_api.reset(); }

    /// Of an order that is known by its approval request alone nobody has told an amount.
    void aTotalThatIsNotKnownIsNull()
    {
        Order foreign;
        foreign.id = QStringLiteral("X-1");
        foreign.owner = QStringLiteral("urn:shop");
        foreign.family = QStringLiteral("oms");
        QVERIFY(write([foreign](storage::Connection &connection) { return storage::OrderStore(connection).insertUnlessKnown({foreign}); }).ok());
        for (const QString &path : {QStringLiteral("/api/orders/X-1"), QStringLiteral("/api/orders?q=X-1")}) {
            const QByteArray body = get(path).body;
            QVERIFY2(body.contains(R"("items":[],"totalAmount":null,"status":"pending")"), body.constData());
        }
    }

    void aPipelineOrderIsAnsweredInThePipelinesForm()
    {
        const HttpAnswer made = post(QStringLiteral("/api/v1/orders"), "{\"customerId\":\"customer-123\",\"productId\":\"product-A\",\"quantity\":2}", kEmp);
        QVERIFY2(made.status == 201, made.body.constData());
        const auto value = json::parse(made.body);
        QCOMPARE(value->members().size(), 2);
        QCOMPARE(value->find("message")->toString(), QStringLiteral("Order event sent"));
        const json::Value event = *value->find("event");
        QStringList names;
        for (const auto &member : event.members())
            names.append(QString::fromLatin1(member.first));
        QCOMPARE(names, QStringList({QStringLiteral("id"), QStringLiteral("customerId"), QStringLiteral("productId"), QStringLiteral("quantity"), QStringLiteral("createdAt")}));
        const QString id = event.find("id")->toString();
        QVERIFY(id.startsWith(QStringLiteral("order_")));
        // The price is the product table's, and the record on order-events is the pipeline's.
        const json::Value order = data(get(QStringLiteral("/api/orders/") + id));
        const QList<storage::Product> products = services::bookProducts().value();
        for (const storage::Product &product : products) {
            if (product.productId == u"product-A")
                QCOMPARE(order.find("items")->items().first().find("price")->text(), product.price.toDecimal());
        }
        const auto rows = m_api->reader().read<QList<storage::OutboxRow>>([id](storage::Connection &connection) {
            return storage::OutboxStore(connection).ofOrder(id);
        }).result();
        QByteArray record;
        for (const storage::OutboxRow &row : *rows) {
            if (row.record.topic == u"order-events")
                record = *row.record.value;
        }
        QVERIFY2(record.contains("\"status\":\"pending\"") && record.contains("\"quantity\":2") && record.contains(id.toLatin1()), record.constData());
    }

    void aPipelineOrderThatCannotBeIsRefusedByField()
    {
        const QString path = QStringLiteral("/api/v1/orders");
        const HttpAnswer unknown = post(path, "{\"customerId\":\"c\",\"productId\":\"product-Z\",\"quantity\":2}", kEmp);
        QCOMPARE(unknown.status, 422);
        QVERIFY2(unknown.body.contains("\"field\":\"productId\"") && unknown.body.contains("product-Z"), unknown.body.constData());
        QVERIFY(post(path, "{\"customerId\":\"c\",\"productId\":\"product-A\",\"quantity\":0}", kEmp).body.contains("\"field\":\"quantity\""));
        QVERIFY(post(path, "{\"customerId\":\"c\",\"productId\":\"product-A\",\"quantity\":1.5}", kEmp).body.contains("\"field\":\"quantity\""));
        QVERIFY(post(path, "{\"customerId\":\"c\",\"productId\":\"product-A\",\"quantity\":1,\"price\":1}", kEmp).body.contains("\"field\":\"price\""));
        QVERIFY(post(path, "{\"productId\":\"product-A\",\"quantity\":1}", kEmp).body.contains("\"field\":\"customerId\""));
        QCOMPARE(post(path, "{\"customerId\":\"c\",\"productId\":\"product-A\",\"quantity\":1}", QStringLiteral("VIEW001")).status, 403);
        const HttpHeaders key{{"Idempotency-Key", "p-1"}};
        const QByteArray body = "{\"customerId\":\"c\",\"productId\":\"product-A\",\"quantity\":1}";
        QCOMPARE(post(path, body, kEmp, key).body, post(path, body, kEmp, key).body);
    }

    void theTimelineIsOneListByTimeInPages()
    {
        QCOMPARE(post(QStringLiteral("/api/orders"), "{\"orderId\":\"T-1\",\"customerId\":\"C1\",\"items\":[{\"productId\":\"P1\",\"quantity\":1,\"price\":1200}]}", kEmp).status, 201);
        const TimePoint now = m_api->context().clock.now();
        QVERIFY(write([now](storage::Connection &connection) -> Status {
            const auto put = storage::StepStore(connection).put({QStringLiteral("T-1"), Step::Ship, StepState::Done, 2, now, QStringLiteral("TRK-9"), {}, now, now});
            CS_TRY(put);
            return storage::ShipmentStore(connection).put({QStringLiteral("T-1"), QStringLiteral("TRK-9"), {}, ShipmentState::InTransit, now, now}, QStringLiteral("at the depot"));
        }).ok());
        const QByteArray whole = get(QStringLiteral("/api/orders/T-1/timeline"), kEmp).body;
        QVERIFY2(whole.contains(R"("step":{"name":"ship","state":"done","attempts":2,)") && whole.contains(R"("outcome":"TRK-9")"), whole.constData());
        QVERIFY2(whole.contains(R"("shipment":{"state":"in_transit","detail":"at the depot"})"), whole.constData());
        QStringList kinds;
        QString last;
        QString after;
        do {
            const HttpAnswer answer = get(QStringLiteral("/api/orders/T-1/timeline?limit=1&after=") + after, kEmp);
            QVERIFY2(answer.status == 200, answer.body.constData());
            const auto page = json::parse(answer.body);
            for (const json::Value &entry : page->find("data")->items()) {
                kinds.append(entry.find("kind")->toString());
                QVERIFY(last <= entry.find("at")->toString());
                last = entry.find("at")->toString();
            }
            after = page->find("next")->toString();
        } while (!after.isEmpty());
        for (const char *kind : {"history", "approval_requested", "record", "step", "shipment"})
            QVERIFY2(kinds.contains(QLatin1String(kind)), kind);
        QCOMPARE(get(QStringLiteral("/api/orders/NONE/timeline")).status, 404);
        QCOMPARE(get(QStringLiteral("/api/orders/T-1/timeline?after=bm9uc2Vuc2U")).status, 400);
        QCOMPARE(get(QStringLiteral("/api/orders/T-1/timeline?page=2")).status, 400);
    }

    void sixtyFourBitNumbersComeOutAsTheyAre()
    {
        storage::LoggedEvent event;
        event.record = {QStringLiteral("TASK_EVENT_TOPIC"), 0, 9'007'199'254'740'993, 1000, {}, QByteArray("{\"taskId\":9223372036854775807,\"value\":29.990}"), {}};
        event.receivedAt = m_api->context().clock.now();
        QVERIFY(write([event](storage::Connection &connection) { return storage::IngestStore(connection).log({event}); }).ok());
        const QByteArray body = get(QStringLiteral("/api/events?topic=TASK_EVENT_TOPIC&limit=1")).body;
        QVERIFY2(body.contains("\"offset\":9007199254740993"), body.constData());
        QVERIFY2(body.contains("{\"taskId\":9223372036854775807,\"value\":29.990}"), body.constData());
        QVERIFY(get(QStringLiteral("/api/events?topic=none")).body.contains("\"data\":[],\"next\":null"));
        QCOMPARE(get(QStringLiteral("/api/events?from=soon")).status, 400);
        QCOMPARE(get(QStringLiteral("/api/events?offset=1")).status, 400);
    }

    void groupsSayStateLagAndVerdict()
    {
        services::Snapshot snapshot;
        QVERIFY(get(QStringLiteral("/api/groups")).body.contains("\"data\":[]"));
        snapshot.group = QStringLiteral("notification-group");
        services::GroupFigures ingest;
        ingest.group = snapshot.group;
        ingest.service = QStringLiteral("notification");
        services::GroupFigures payment;
        payment.group = QStringLiteral("payment-service");
        payment.service = QStringLiteral("payment");
        payment.lag = 5;
        payment.lagSeconds = 2.5;
        payment.verdict = services::LagVerdict::Stalled;
        payment.explanation = QStringLiteral("It does not move.");
        payment.partitions = {{QStringLiteral("t.a"), 0, 10, 15, 5, 2.5, services::LagVerdict::Stalled}, {QStringLiteral("t.a"), 1, -1, -1, -1, -1}, {QStringLiteral("t.b"), 0, 1, 1, 0, 0}};
        snapshot.groups = {ingest, payment};
        snapshot.services = {{QStringLiteral("payment"), services::ServiceState::Paused, {}, {}, {}, 0, 0, 0, {}}};
        m_api->setSnapshot(snapshot);
        const QByteArray body = get(QStringLiteral("/api/groups")).body;
        QVERIFY2(body.contains("\"group\":\"payment-service\",\"service\":\"payment\",\"state\":\"paused\",\"brokerState\":null,\"members\":null,\"verdict\":\"stalled\""), body.constData());
        QVERIFY2(body.contains("{\"topic\":\"t.a\",\"lag\":5,\"partitions\":[{\"partition\":0,\"verdict\":\"stalled\",\"next\":10,\"high\":15,\"lag\":5,\"lagSeconds\":2.500}"), body.constData());
        QVERIFY2(body.contains("{\"partition\":1,\"verdict\":\"ok\",\"next\":null,\"high\":null,\"lag\":null,\"lagSeconds\":null}"), body.constData());
        QVERIFY(body.contains("\"drainSeconds\":null")); // of the ingest group alone
        snapshot.embedded = true;
        snapshot.groups.last().membersKnown = true;
        snapshot.groups.last().members = {QStringLiteral("a on b")};
        m_api->setSnapshot(snapshot);
        const QByteArray embedded = get(QStringLiteral("/api/groups")).body;
        QVERIFY(embedded.contains("keeps no groups"));
        QVERIFY(embedded.contains("\"members\":[\"a on b\"]"));
    }

    void onlyWhatFailedIsSentAgainAndByWhoMay()
    {
        Notification failed;
        failed.userId = kEmp;
        failed.channel = Channel::Email;
        failed.state = NotificationState::Failed;
        failed.reason = QStringLiteral("550 no such user");
        failed.businessKey = keyHash({QByteArray("k")});
        QVERIFY(write([failed](storage::Connection &connection) -> Status {
            CS_TRY(storage::NotificationStore(connection).add(QList<Notification>{failed}));
            return Done{};
        }).ok());
        const QByteArray id = data(get(QStringLiteral("/api/notifications?state=failed"))).items().first().find("id")->text();
        const QString path = QStringLiteral("/api/notifications/%1/retry").arg(QString::fromLatin1(id));
        QCOMPARE(post(path, {}, kEmp).status, 403);
        const HttpAnswer again = post(path);
        QVERIFY2(again.status == 200 && again.body.contains("\"state\":\"queued\""), again.body.constData());
        const HttpAnswer twice = post(path);
        QVERIFY2(twice.status == 409 && twice.body.contains("queued"), twice.body.constData());
        QCOMPARE(post(QStringLiteral("/api/notifications/9223372036854775807/retry")).status, 404);
        QCOMPARE(post(QStringLiteral("/api/notifications/9223372036854775808/retry")).status, 400);
        QCOMPARE(post(QStringLiteral("/api/notifications/x/retry")).status, 400);
        QVERIFY(get(QStringLiteral("/api/admin/audit?limit=1000")).body.contains("\"act\":\"notification.retry\""));
    }

    void theAuditIsPagedAndVerified()
    {
        const auto first = json::parse(get(QStringLiteral("/api/admin/audit?limit=2")).body);
        QCOMPARE(first->find("data")->items().size(), 2);
        const QString next = first->find("next")->toString();
        QCOMPARE(next, QStringLiteral("2"));
        QCOMPARE(data(get(QStringLiteral("/api/admin/audit?limit=1&after=") + next)).items().first().find("id")->text(), QByteArray("3"));
        QCOMPARE(get(QStringLiteral("/api/admin/audit?after=")).status, 200); // the first page, as of every list
        QCOMPARE(get(QStringLiteral("/api/admin/audit?after=-1")).status, 400);
        QCOMPARE(get(QStringLiteral("/api/admin/audit"), kEmp).status, 403);
        QVERIFY(get(QStringLiteral("/api/admin/audit/verify")).body.contains("\"unaltered\":true,\"firstWrong\":null"));
    }
};

QTEST_GUILESS_MAIN(TestApiLists)
#include "tst_apilists.moc"
