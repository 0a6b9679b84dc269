// SPDX-License-Identifier: GPL-3.0-or-later
// The routes over a real store: what they answer, whom they let in, and what they refuse by field.
#include "tests/integration/api/apifixture.h"

#include "backend/settings/settings.h"
#include "backend/storage/orderstore.h"
#include "backend/support/json.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace cs;
using namespace cs::test;

namespace {

QByteArray order(const QByteArray &id, const QByteArray &price)
{
    return "{\"orderId\":\"" + id + "\",\"customerId\":\"C1\",\"items\":[{\"productId\":\"P1\",\"quantity\":2,\"price\":" + price + "}]}";
}

QByteArray decision(const QByteArray &verdict, const QByteArray &more = {})
{
    return "{\"level\":\"MANAGER\",\"decision\":\"" + verdict + "\",\"version\":1" + more + "}";
}

const QString kEmp = QStringLiteral("EMP01");
const QString kManager = QStringLiteral("MGR001");
const QString kAdmin = QStringLiteral("ADMIN001");

} // namespace

class TestApiRoutes : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ApiFixture> m_api;
    HttpAnswer get(const QString &path, const QString &as = kEmp) { return m_api->ask("GET", path, as); }
    HttpAnswer post(const QString &path, const QByteArray &body, const QString &as = kEmp, const HttpHeaders &headers = {}) { return m_api->ask("POST", path, as, body, headers); }
    void begin(bool demo = false)
    {
        m_api = std::make_unique<ApiFixture>();
        const Status started = m_api->start(demo);
        QVERIFY2(started.ok(), qPrintable(started.ok() ? QString() : started.error().message));
    }
    /// The version that a decision on it must name.
    QByteArray versionOf(const QString &id)
    {
        const auto value = json::parse(get(QStringLiteral("/api/orders/") + id).body);
        return value.ok() ? value->find("data")->find("version")->text() : QByteArray();
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_api.reset(); }

    void anOrderIsMadeAndReadWithExactAmounts()
    {
        const HttpAnswer made = post(QStringLiteral("/api/orders"), order("A-1", "29.99"));
        QCOMPARE(made.status, 201);
        QVERIFY2(made.body.startsWith("{\"success\":true,\"data\":{\"id\":\"A-1\",\"customerId\":\"C1\",\"currency\":\"USD\",\"items\":[{\"productId\":\"P1\",\"quantity\":2,\"price\":29.99}],"
                                      "\"totalAmount\":59.98,\"status\":\"approved\",\"createdBy\":{\"userId\":\"EMP01\",\"role\":\"SALES_EXECUTIVE\"},\"createdAt\":\""), made.body.constData());
        const QByteArray read = get(QStringLiteral("/api/orders/A-1")).body;
        QVERIFY2(read.startsWith(made.body.chopped(2)), read.constData()); // and says besides what it waits for
        QVERIFY2(read.contains(R"("waitsFor":{"step":"payment","state":"asked","reason":"The payment service was asked, and has not taken it yet."})"), read.constData());
        QCOMPARE(get(QStringLiteral("/api/orders/NONE")).status, 404);
        QCOMPARE(get(QStringLiteral("/api/orders/a%20b")).status, 400);
    }

    void whileTheStoreIsAwayAllHearSoAtOnceAndFiguresAreStillGiven()
    {
        QCOMPARE(get(QStringLiteral("/metrics"), kAdmin).status, 200);
        services::Snapshot seen;
        seen.storeTrouble = QStringLiteral("nobody listens");
        m_api->setSnapshot(seen);
        const HttpAnswer refused = post(QStringLiteral("/api/orders"), order("A-1", "29.99"));
        QCOMPARE(refused.status, 503);
        QVERIFY2(refused.body.contains("The store is not up: nobody listens. Try again in a moment."), refused.body.constData());
        QCOMPARE(post(QStringLiteral("/api/orders/import"), order("A-2", "1"), kAdmin, {{"Content-Type", "application/x-ndjson"}}).status, 503);
        QCOMPARE(get(QStringLiteral("/metrics"), kAdmin).status, 200); // whose token held a moment ago
        QCOMPARE(get(QStringLiteral("/metrics"), kManager).status, 503);
        QCOMPARE(get(QStringLiteral("/metrics"), {}).status, 401);
        QCOMPARE(get(QStringLiteral("/health"), {}).status, 200);
        QCOMPARE(get(QStringLiteral("/ready"), {}).status, 503);
        seen.storeFull = true; // it can be read, and says itself what it refuses
        m_api->setSnapshot(seen);
        QCOMPARE(get(QStringLiteral("/ready"), {}).status, 503);
        QCOMPARE(get(QStringLiteral("/api/orders/A-1")).status, 404);
        seen.storeFull = false;
        seen.storeUp = true;
        m_api->setSnapshot(seen);
        QCOMPARE(get(QStringLiteral("/api/orders/A-1")).status, 404);
        QCOMPARE(post(QStringLiteral("/api/orders"), order("A-1", "29.99")).status, 201);
    }

    void whoOnlyLooksImportsNothing()
    {
        const HttpHeaders type{{"Content-Type", "application/x-ndjson"}};
        m_api->context().readOnly = true;
        QCOMPARE(post(QStringLiteral("/api/orders/import"), order("A-1", "1"), kAdmin, type).status, 403);
        QCOMPARE(post(QStringLiteral("/api/orders/import?dryRun=1"), order("A-1", "1"), kAdmin, type).status, 200);
        m_api->context().readOnly = false;
    }

    /// An order learned from Kafka may change without its approval: what a decision names must be what is listed.
    void aWaitingApprovalNamesTheOrdersVersion()
    {
        QCOMPARE(post(QStringLiteral("/api/orders"), order("A-1", "2000")).status, 201);
        const Status changed = m_api->context().writer.submit(storage::Priority::Machine, storage::Durability::Normal, [](storage::Connection &connection) -> Status {
            storage::OrderStore store(connection);
            Order known = *store.find(QStringLiteral("A-1")).value();
            const int before = known.version;
            known.version += 2;
            return store.update(known, before);
        }).result();
        QVERIFY(changed.ok());
        const QByteArray listed = get(QStringLiteral("/api/approvals"), kManager).body;
        QVERIFY2(listed.contains("\"version\":3,\"order\":{"), listed.constData());
        const HttpAnswer decided = post(QStringLiteral("/api/approvals/A-1/decision"), "{\"level\":\"MANAGER\",\"decision\":\"approve\",\"version\":3}", kManager);
        QCOMPARE(decided.status, 200);
    }

    void whatIsWrongIsNamedByField()
    {
        const HttpAnswer answer = post(QStringLiteral("/api/orders"), "{\"customerId\":\"C1\",\"currency\":\"XXZ\",\"items\":[{\"productId\":\"P\",\"quantity\":-1,\"price\":1.999}]}");
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.body.contains("\"field\":\"items[0].quantity\"") || answer.body.contains("\"field\":\"currency\""), answer.body.constData());
        QCOMPARE(post(QStringLiteral("/api/orders"), "{").status, 400);
        QCOMPARE(post(QStringLiteral("/api/orders"), "[]").status, 400);
        QVERIFY(get(QStringLiteral("/api/orders?status=nonsense")).body.contains("\"field\":\"status\""));
        QVERIFY(get(QStringLiteral("/api/orders?from=2026-02-01&to=2026-01-01")).body.contains("\"field\":\"to\""));
        QCOMPARE(get(QStringLiteral("/api/orders?from=2026-01-01&to=2026-01-01")).status, 200);
        QVERIFY(get(QStringLiteral("/api/orders?limit=0")).body.contains("\"field\":\"limit\""));
        QVERIFY(get(QStringLiteral("/api/orders?from=yesterday")).body.contains("\"field\":\"from\""));
        QVERIFY(get(QStringLiteral("/api/orders?sort=id")).body.contains("\"field\":\"sort\""));
    }

    void everythingButHealthNeedsAToken()
    {
        for (const QString &path : {QStringLiteral("/api/orders"), QStringLiteral("/api/approvals"), QStringLiteral("/api/topics"), QStringLiteral("/api/events"),
                                    QStringLiteral("/api/notifications"), QStringLiteral("/metrics"), QStringLiteral("/api/admin/users")}) {
            const HttpAnswer answer = get(path, {});
            QVERIFY2(answer.status == 401, qPrintable(path));
            QVERIFY(!answer.header("WWW-Authenticate").isEmpty());
            QCOMPARE(get(path, QStringLiteral("wrong-token")).status, 401);
        }
        QCOMPARE(get(QStringLiteral("/health"), {}).status, 200);
        QCOMPARE(get(QStringLiteral("/ready"), {}).status, 503);
        QCOMPARE(get(QStringLiteral("/api/admin/users"), kManager).status, 403);
        QCOMPARE(get(QStringLiteral("/api/admin/users"), kAdmin).status, 200);
        QCOMPARE(post(QStringLiteral("/api/orders"), order("V-1", "1"), QStringLiteral("VIEW001")).status, 403);
        QCOMPARE(get(QStringLiteral("/api/notifications?userId=MGR002"), kManager).status, 403);
    }

    void inADemoOrdersNeedNoToken()
    {
        cleanup();
        begin(true);
        QCOMPARE(post(QStringLiteral("/api/orders"), order("D-1", "5"), {}).status, 201);
        QCOMPARE(get(QStringLiteral("/api/orders/D-1"), {}).status, 200);
        QCOMPARE(get(QStringLiteral("/api/approvals"), {}).status, 401);
        QCOMPARE(get(QStringLiteral("/api/orders/D-1"), QStringLiteral("wrong-token")).status, 401);
    }

    void aListIsPagedByKey()
    {
        for (int i = 0; i < 5; ++i)
            QCOMPARE(post(QStringLiteral("/api/orders"), order("L-" + QByteArray::number(i), "1")).status, 201);
        QStringList ids;
        QString after;
        for (int page = 0; page < 5; ++page) {
            const auto answer = json::parse(get(QStringLiteral("/api/orders?limit=2&after=") + QString::fromLatin1(QUrl::toPercentEncoding(after))).body);
            QVERIFY(answer.ok());
            for (const json::Value &row : answer->find("data")->items())
                ids.append(row.find("id")->toString());
            if (answer->find("next")->isNull())
                break;
            after = answer->find("next")->toString();
        }
        ids.sort();
        QCOMPARE(ids, QStringList({QStringLiteral("L-0"), QStringLiteral("L-1"), QStringLiteral("L-2"), QStringLiteral("L-3"), QStringLiteral("L-4")}));
        QCOMPARE(get(QStringLiteral("/api/orders?after=nonsense")).status, 400);
        QCOMPARE(get(QStringLiteral("/api/orders/customer/C2")).body, QByteArray("{\"success\":true,\"data\":[],\"next\":null}"));
        QVERIFY(get(QStringLiteral("/api/orders?customerId=C1&status=approved,pending")).body.contains("\"L-3\""));
    }

    void theSameKeyGetsTheSameAnswer()
    {
        const QByteArray body = "{\"customerId\":\"C1\",\"items\":[{\"productId\":\"P1\",\"quantity\":1,\"price\":7}]}";
        const HttpHeaders key{{"Idempotency-Key", "k-1"}};
        const HttpAnswer first = post(QStringLiteral("/api/orders"), body, kEmp, key);
        QCOMPARE(first.status, 201);
        const HttpAnswer second = post(QStringLiteral("/api/orders"), body, kEmp, key);
        QCOMPARE(second.status, 201);
        QCOMPARE(second.body, first.body);
        QCOMPARE(second.header("Idempotency-Replayed"), QByteArray("true"));
        QCOMPARE(post(QStringLiteral("/api/orders"), order("K-2", "8"), kEmp, key).status, 422);
        QVERIFY(post(QStringLiteral("/api/orders"), body, kAdmin, key).body != first.body);
        QCOMPARE(post(QStringLiteral("/api/orders"), body, kEmp, {{"Idempotency-Key", QByteArray(200, 'x')}}).status, 400);
        // The first answer may not be kept yet, or the program ended before it was: the key is taken all the same.
        const Status lost = m_api->context().writer.submit(storage::Priority::Machine, storage::Durability::Normal, [](storage::Connection &connection) -> Status {
            CS_TRY(connection.selectText(QStringLiteral("DELETE FROM idempotency"), {}));
            return Done{};
        }).result();
        QVERIFY(lost.ok());
        const HttpAnswer other = post(QStringLiteral("/api/orders"), QByteArray(body).replace("C1", "C2"), kEmp, key);
        QCOMPARE(other.status, 422);
        QVERIFY(other.body.contains("Idempotency-Key"));
        QCOMPARE(post(QStringLiteral("/api/orders"), body, kEmp, key).status, 201);
    }

    void anApprovalIsDecidedOnceAndByOthers()
    {
        QCOMPARE(post(QStringLiteral("/api/orders"), order("B-1", "600")).status, 201);
        const HttpAnswer mine = get(QStringLiteral("/api/approvals?mine=1"), kManager);
        QVERIFY2(mine.body.contains("\"orderId\":\"B-1\",\"level\":\"MANAGER\",\"state\":\"waiting\""), mine.body.constData());
        QVERIFY(mine.body.contains("\"order\":{\"id\":\"B-1\""));
        const QString path = QStringLiteral("/api/approvals/B-1/decision");
        const QByteArray yes = decision("approve").replace("\"version\":1", "\"version\":" + versionOf(QStringLiteral("B-1")));
        QCOMPARE(post(path, yes, kEmp).status, 403);
        QCOMPARE(post(path, yes, QStringLiteral("FIN001")).status, 403);
        QCOMPARE(post(path, decision("perhaps"), kManager).status, 400);
        QCOMPARE(post(path, "{\"level\":\"MANAGER\",\"decision\":\"approve\"}", kManager).status, 400);
        QCOMPARE(post(QStringLiteral("/api/approvals/NONE/decision"), yes, kManager).status, 404);
        const HttpAnswer decided = post(path, yes, kManager);
        QVERIFY2(decided.status == 200, decided.body.constData());
        QVERIFY2(decided.body.contains("\"state\":\"approved\"") && decided.body.contains("\"decidedBy\":\"MGR001\""), decided.body.constData());
        const HttpAnswer late = post(path, yes, QStringLiteral("MGR002"));
        QCOMPARE(late.status, 409);
        QVERIFY2(late.body.contains("MGR001"), late.body.constData());
        QVERIFY(get(QStringLiteral("/api/approvals?mine=1"), kManager).body.contains("\"data\":[]"));
        const QByteArray timeline = get(QStringLiteral("/api/orders/B-1/timeline")).body;
        QVERIFY2(timeline.contains("\"topic\":\"order.approval.completed\"") && timeline.contains("\"kind\":\"approval_decided\""), timeline.constData());
    }

    void statusesMoveAlongTheLifecycleOnly()
    {
        QCOMPARE(post(QStringLiteral("/api/orders"), order("S-1", "1")).status, 201);
        const auto put = [this](const QByteArray &status, const QString &as) {
            return m_api->ask("PUT", QStringLiteral("/api/orders/S-1/status"), as, "{\"status\":\"" + status + "\"}");
        };
        QCOMPARE(put("approved", kAdmin).status, 400);
        QCOMPARE(put("delivered", kAdmin).status, 409);
        QCOMPARE(put("nonsense", kAdmin).status, 400);
        QCOMPARE(put("cancelled", QStringLiteral("VIEW001")).status, 403);
        QVERIFY(put("cancelled", kAdmin).body.contains("\"status\":\"cancelled\""));
    }

    void anEditNamesWhatIsWrongAndBeginsAnew()
    {
        QCOMPARE(post(QStringLiteral("/api/orders"), order("E-1", "2000")).status, 201);
        const auto put = [this](const QByteArray &body, const QString &as, const QString &id = QStringLiteral("E-1")) {
            return m_api->ask("PUT", QStringLiteral("/api/orders/") + id, as, body);
        };
        const QByteArray item = "\"items\":[{\"productId\":\"P001\",\"quantity\":3,\"price\":2000.50}]";
        QCOMPARE(put('{' + item + ",\"version\":1}", kManager).status, 403);
        QCOMPARE(put('{' + item + ",\"version\":1}", kAdmin, QStringLiteral("NONE")).status, 404);
        const HttpAnswer none = put('{' + QByteArray(item).replace(":3,", ":0,") + '}', kAdmin);
        QCOMPARE(none.status, 400);
        QVERIFY2(none.body.contains("items[0].quantity") && none.body.contains("\"field\":\"version\""), none.body.constData());
        QCOMPARE(put('{' + item + ",\"version\":99}", kAdmin).status, 409);
        const HttpAnswer edited = put('{' + item + ",\"version\":1}", kAdmin);
        QCOMPARE(edited.status, 200);
        QVERIFY2(edited.body.contains("\"totalAmount\":6001.50") && edited.body.contains("\"version\":2"), edited.body.constData());
        QCOMPARE(put('{' + item + ",\"version\":1}", kAdmin).status, 409); // it was changed since
    }

    void anImportAnswersEachLineAndGoesOn()
    {
        const QByteArray lines = order("I-1", "1.50") + "\nnot json\n" + order("I-2", "1.999") + "\n" + order("I-1", "1.50") + "\n" + order("I-3", "2");
        const HttpHeaders type{{"Content-Type", "application/x-ndjson"}};
        QCOMPARE(post(QStringLiteral("/api/orders/import"), lines, QStringLiteral("VIEW001"), type).status, 403);
        const HttpAnswer answer = post(QStringLiteral("/api/orders/import"), lines, kAdmin, type);
        QCOMPARE(answer.status, 200);
        const QByteArrayList got = answer.body.trimmed().split('\n');
        QCOMPARE(got.size(), 6);
        QCOMPARE(got.at(0), QByteArray("{\"line\":1,\"result\":\"created\",\"orderId\":\"I-1\",\"status\":\"approved\"}"));
        QVERIFY2(got.at(1).startsWith("{\"line\":2,\"result\":\"failed\",") && got.at(1).contains("line 2"), got.at(1).constData());
        QVERIFY2(got.at(2).contains("items[0].price"), got.at(2).constData());
        QVERIFY2(got.at(3).contains("\"result\":\"exists\""), got.at(3).constData());
        QCOMPARE(got.at(5), QByteArray("{\"summary\":{\"lines\":5,\"created\":2,\"exists\":1,\"failed\":2,\"totals\":{\"USD\":7.00}}}"));
    }

    void administratorsManagePeopleAndTokens()
    {
        const QString users = QStringLiteral("/api/admin/users");
        QCOMPARE(post(users, "{\"userId\":\"NEW1\",\"name\":\"New\",\"role\":\"MANAGER\",\"password\":\"long enough 1\"}", kAdmin).status, 201);
        QCOMPARE(post(users, "{\"userId\":\"NEW1\",\"role\":\"MANAGER\"}", kAdmin).status, 409);
        QVERIFY(post(users, "{\"userId\":\"NEW2\",\"role\":\"KING\"}", kAdmin).body.contains("\"field\":\"role\""));
        const auto made = json::parse(post(QStringLiteral("/api/admin/tokens"), "{\"userId\":\"NEW1\",\"label\":\"x\"}", kAdmin).body);
        QVERIFY(made.ok());
        const QString token = made->find("data")->find("token")->toString();
        QCOMPARE(get(QStringLiteral("/api/orders"), token).status, 200);
        QCOMPARE(post(QStringLiteral("/api/admin/tokens/%1/revoke").arg(made->find("data")->find("id")->toString()), {}, kAdmin).status, 200);
        QCOMPARE(get(QStringLiteral("/api/orders"), token).status, 401);
        QCOMPARE(post(users + QStringLiteral("/MGR001/disable"), {}, kAdmin).status, 200);
        QCOMPARE(get(QStringLiteral("/api/orders"), kManager).status, 401);
        QVERIFY(!get(QStringLiteral("/api/admin/tokens"), kAdmin).body.contains(token.toLatin1()));
    }

    void readinessSaysWhichPartIsAway()
    {
        services::Snapshot snapshot;
        snapshot.storeUp = true;
        snapshot.brokerTrouble = QStringLiteral("kafka1:9092 refuses.");
        m_api->setSnapshot(snapshot);
        QVERIFY(get(QStringLiteral("/ready"), {}).body.contains("kafka1:9092 refuses."));
        snapshot.brokerUp = true;
        m_api->setSnapshot(snapshot);
        QCOMPARE(get(QStringLiteral("/ready"), {}).status, 200);
        QVERIFY(get(QStringLiteral("/metrics"), kAdmin).body.contains("countersign_broker_up 1"));
    }

    void theLocalFileOpensTheDoorAndGoesWithTheServer()
    {
        const QString path = api::ControlFile::pathIn(m_api->dataDir());
        QCOMPARE(static_cast<int>(QFileInfo(path).permissions()) & 0x7077, 0x6000);
        const auto control = api::ControlFile::read(m_api->dataDir());
        QVERIFY(control.ok());
        QCOMPARE(get(QStringLiteral("/api/admin/users"), control->token).status, 200);
        m_api->stop();
        QVERIFY(!QFile::exists(path));
        begin();
    }

    /// A command that comes while the owner starts would take a killed one's token for its own.
    void whoTakesTheFolderForgetsTheFileOfAKilledOne()
    {
        const QTemporaryDir folder;
        const auto options = settings::load({QStringLiteral("--data-dir"), folder.path()}, {});
        QVERIFY(options.ok());
        QVERIFY((api::ControlFile{1, QStringLiteral("old")}.write(folder.path()).ok()));
        const auto store = app::OpenStore::open(*options);
        QVERIFY(store.ok());
        QVERIFY(!QFile::exists(api::ControlFile::pathIn(folder.path())));
        QVERIFY(!app::OpenStore::open(*options).ok());
    }
};

QTEST_GUILESS_MAIN(TestApiRoutes)
#include "tst_apiroutes.moc"
