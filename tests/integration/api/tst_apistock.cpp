// SPDX-License-Identifier: GPL-3.0-or-later
// The routes of the stock, and of the services' switches.
#include "backend/storage/referencestore.h"
#include "backend/storage/stockstore.h"
#include "backend/support/json.h"
#include "tests/integration/api/apifixture.h"

#include <QTest>

using namespace cs;
using cs::test::ApiFixture;
using cs::test::HttpAnswer;

namespace {

const QString kAdmin = QStringLiteral("ADMIN001");
const QString kManager = QStringLiteral("MGR001");

} // namespace

class TestApiStock final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ApiFixture> m_api;
    HttpAnswer get(const QString &path, const QString &as = kManager) { return m_api->ask("GET", path, as); }
    HttpAnswer adjust(const QByteArray &body, const QString &as = kAdmin, const QString &product = QStringLiteral("P1"))
    {
        return m_api->ask("POST", QStringLiteral("/api/stock/%1/adjust").arg(product), as, body);
    }
    HttpAnswer turn(const QString &service, const QByteArray &body, const QString &as = kAdmin)
    {
        return m_api->ask("POST", QStringLiteral("/api/admin/services/") + service, as, body);
    }

private Q_SLOTS:
    void init()
    {
        m_api = std::make_unique<ApiFixture>();
        QVERIFY(m_api->start().ok());
        const Status put = m_api->context().writer.submit(storage::Priority::Machine, storage::Durability::Full, [](storage::Connection &connection) -> Status {
            for (const auto &[id, stock] : {std::pair("P1", 10), std::pair("P2", 0), std::pair("P3", 7)})
                CS_TRY(storage::ReferenceStore(connection).putProducts({{QString::fromLatin1(id), QStringLiteral("Tea"), {}, Money(100, Currency()), stock, false}}));
            storage::StockStore store(connection);
            CS_TRY(store.seed());
            Order order;
            order.id = QStringLiteral("O-1");
            order.items = {{QStringLiteral("P1"), {}, 4, Money(100, Currency())}};
            CS_TRY(store.reserve(order, fromMillis(0)));
            return Done{};
        }).result();
        QVERIFY2(put.ok(), put.ok() ? "" : qPrintable(put.error().message));
    }
    void cleanup() { m_api.reset(); }

    void levelsAreListedInPages()
    {
        const HttpAnswer first = get(QStringLiteral("/api/stock?limit=2"));
        QVERIFY2(first.body.contains("{\"productId\":\"P1\",\"name\":\"Tea\",\"onHand\":10,\"reserved\":4,\"available\":6}"), first.body.constData());
        const QString next = json::parse(first.body)->find("next")->toString();
        const QByteArray second = get(QStringLiteral("/api/stock?limit=2&after=") + next).body;
        QVERIFY2(second.contains("P3") && !second.contains("P1") && second.contains("\"next\":null"), second.constData());
        QVERIFY(!get(QStringLiteral("/api/stock?only=sold_out")).body.contains("P1"));
        QVERIFY(get(QStringLiteral("/api/stock?sort=-onHand&limit=1")).body.contains("P1"));
        QCOMPARE(get(QStringLiteral("/api/stock?sort=price")).status, 400);
        QCOMPARE(get(QStringLiteral("/api/stock?only=some")).status, 400);
        QCOMPARE(get(QStringLiteral("/api/stock?colour=red")).status, 400);
        QCOMPARE(m_api->ask("GET", QStringLiteral("/api/stock")).status, 401);
    }

    void aProductHasReservationsAndMovements()
    {
        QCOMPARE(adjust("{\"delta\":-2,\"reason\":\"broken\"}").status, 200);
        const QByteArray body = get(QStringLiteral("/api/stock/P1")).body;
        QVERIFY2(body.contains("\"reservations\":[{\"orderId\":\"O-1\",\"quantity\":4,\"state\":\"held\""), body.constData());
        QVERIFY2(body.contains("\"delta\":-2,\"before\":10,\"after\":8,\"reason\":\"broken\",\"userId\":\"ADMIN001\""), body.constData());
        QCOMPARE(get(QStringLiteral("/api/stock/P9")).status, 404);
    }

    void onlyAdminsAdjustAndNeverBelowWhatIsReserved()
    {
        QCOMPARE(adjust("{\"delta\":1,\"reason\":\"found\"}", kManager).status, 403);
        QVERIFY(adjust("{\"count\":12,\"seen\":10,\"reason\":\"counted\"}").body.contains("\"onHand\":12,\"reserved\":4,\"available\":8"));
        QCOMPARE(adjust("{\"count\":12,\"seen\":10,\"reason\":\"counted\"}").status, 409);
        const HttpAnswer reserved = adjust("{\"delta\":-9,\"reason\":\"lost\"}");
        QCOMPARE(reserved.status, 409);
        QVERIFY2(reserved.body.contains("4 of P1 are reserved"), reserved.body.constData());
        QVERIFY(adjust("{\"delta\":1}").body.contains("\"field\":\"reason\""));
        QVERIFY(adjust("{\"reason\":\"?\"}").body.contains("\"field\":\"delta\""));
        QVERIFY(adjust("{\"delta\":1.5,\"reason\":\"?\"}").body.contains("\"field\":\"delta\""));
        QCOMPARE(adjust("{\"delta\":1,\"reason\":\"?\"}", kAdmin, QStringLiteral("P9")).status, 404);
        QVERIFY(get(QStringLiteral("/api/stock/P1")).body.contains("\"onHand\":12"));
    }

    void servicesAreSwitchedByAdmins()
    {
        services::Snapshot snapshot;
        snapshot.services = {{QStringLiteral("payment"), services::ServiceState::Running, {}, {}, {}, 7, 0, 0, {}}};
        m_api->setSnapshot(snapshot);
        const QByteArray all = m_api->ask("GET", QStringLiteral("/api/admin/services"), kAdmin).body;
        QVERIFY2(all.contains("{\"service\":\"payment\",\"state\":\"running\",\"groups\":[\"payment-service\"],\"lag\":7,\"handled\":0,\"failed\":0}"), all.constData());
        QVERIFY2(all.contains("\"fixed\":\"It consumes nothing.\""), all.constData());
        QCOMPARE(get(QStringLiteral("/api/admin/services")).status, 403);
        QCOMPARE(turn(QStringLiteral("payment"), "{\"on\":false}", kManager).status, 403);
        const HttpAnswer off = turn(QStringLiteral("payment"), "{\"on\":false}");
        QVERIFY2(off.status == 200 && off.body.contains("\"state\":\"off\""), off.body.constData());
        QVERIFY(turn(QStringLiteral("payment"), "{\"on\":true}").body.contains("\"state\":\"running\""));
        QVERIFY(turn(QStringLiteral("payment"), "{}").body.contains("\"field\":\"on\""));
        QCOMPARE(turn(QStringLiteral("approval"), "{\"on\":false}").status, 409);
        QCOMPARE(turn(QStringLiteral("billing"), "{\"on\":false}").status, 404);
    }
};

QTEST_GUILESS_MAIN(TestApiStock)
#include "tst_apistock.moc"
