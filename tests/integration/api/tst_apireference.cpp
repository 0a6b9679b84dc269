// SPDX-License-Identifier: GPL-3.0-or-later
// Products and customers that an administrator brings in, without --demo.
#include "backend/storage/referencestore.h"
#include "tests/integration/api/apifixture.h"

#include <QTest>

using namespace cs;
using cs::test::ApiFixture;
using cs::test::HttpAnswer;

namespace {

const QString kAdmin = QStringLiteral("ADMIN001");
const QByteArray kProducts = "productId,name,unitPrice,currency,unitsInStock\nP1,Tea,2.50,EUR,5\nP2,\"Salt, fine\",1,EUR,\n";
const QByteArray kOrder = R"({"customerId":"C1","productId":"P1","quantity":2})";

} // namespace

class TestApiReference final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ApiFixture> m_api;
    HttpAnswer post(const QString &path, const QByteArray &body, const QString &as = kAdmin, const QByteArray &type = "text/csv")
    {
        return m_api->ask("POST", path, as, body, {{"Content-Type", type}});
    }
    HttpAnswer products(const QByteArray &csv, const QString &as = kAdmin) { return post(QStringLiteral("/api/admin/products"), csv, as); }
    HttpAnswer place() { return post(QStringLiteral("/api/v1/orders"), kOrder, QStringLiteral("EMP01"), "application/json"); }
    HttpAnswer get(const QString &path) { return m_api->ask("GET", path, kAdmin); }

private Q_SLOTS:
    void init()
    {
        m_api = std::make_unique<ApiFixture>();
        QVERIFY(m_api->start().ok());
    }
    void cleanup() { m_api.reset(); }

    void anOrderOfAnUnknownProductSaysWhatToDo()
    {
        const HttpAnswer refused = place();
        QCOMPARE(refused.status, 422);
        QVERIFY2(refused.body.contains("countersignd import FILE --products"), refused.body.constData());
        QCOMPARE(products(kProducts).status, 200);
        QCOMPARE(place().status, 201);
        QVERIFY(get(QStringLiteral("/api/orders")).body.contains(R"("totalAmount":5.00)"));
    }

    void productsBeginTheirStockAndChangeTheirPrice()
    {
        const HttpAnswer added = products(kProducts);
        QVERIFY2(added.status == 200 && added.body.contains(R"("data":{"read":2,"added":2,"changed":0,"unchanged":0})"), added.body.constData());
        QCOMPARE(place().status, 201);
        const QByteArray more = QByteArray(kProducts).replace("2.50", "9.99") + "P3,Rice,3,EUR,7\n";
        QVERIFY(products(more).body.contains(R"("data":{"read":3,"added":1,"changed":1,"unchanged":1})"));
        QVERIFY(get(QStringLiteral("/api/stock/P1")).body.contains(R"("productId":"P1","name":"Tea","onHand":5)"));
        QVERIFY(get(QStringLiteral("/api/stock/P2")).body.contains(R"("onHand":0)"));
        QCOMPARE(place().status, 201);
        const QByteArray orders = get(QStringLiteral("/api/orders")).body;
        QVERIFY2(orders.contains(R"("totalAmount":19.98)") && orders.contains(R"("totalAmount":5.00)"), orders.constData()); // of today and of before
        const QByteArray audit = get(QStringLiteral("/api/admin/audit?limit=1000")).body;
        QCOMPARE(audit.count("reference.add"), 2);
    }

    void oneWrongRowAndNothingIsStored_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("price") << kProducts + "P3,Rice,cheap,EUR,7\n" << QByteArray("line 4, unitPrice");
        QTest::newRow("too many decimals") << kProducts + "P3,Rice,1.999,EUR,7\n" << QByteArray("line 4, unitPrice");
        QTest::newRow("negative") << kProducts + "P3,Rice,-1,EUR,7\n" << QByteArray("must not be negative");
        QTest::newRow("currency") << kProducts + "P3,Rice,1,XXZ,7\n" << QByteArray("line 4, currency");
        QTest::newRow("stock") << kProducts + "P3,Rice,1,EUR,-7\n" << QByteArray("line 4, unitsInStock");
        QTest::newRow("twice") << kProducts + "P1,Rice,1,EUR,7\n" << QByteArray("P1 is there twice");
        QTest::newRow("no id") << kProducts + ",Rice,1,EUR,7\n" << QByteArray("line 4, productId");
        QTest::newRow("no such column") << QByteArray("productId,name\nP1,Tea\n") << QByteArray("no column unitPrice");
        QTest::newRow("nothing") << QByteArray() << QByteArray("empty");
        QTest::newRow("gzip") << QByteArray("\x1F\x8B\x08\0", 4) << QByteArray("unpack it first");
    }
    void oneWrongRowAndNothingIsStored()
    {
        QFETCH(QByteArray, csv);
        QFETCH(QByteArray, words);
        const HttpAnswer refused = products(csv);
        QCOMPARE(refused.status, 400);
        QVERIFY2(refused.body.contains(words), refused.body.constData());
        QCOMPARE(place().status, 422);
    }

    void onlyAdministratorsBringThem()
    {
        for (const QString &path : {QStringLiteral("/api/admin/products"), QStringLiteral("/api/admin/customers")}) {
            QCOMPARE(post(path, kProducts, QStringLiteral("MGR001")).status, 403);
            QCOMPARE(post(path, kProducts, {}).status, 401);
        }
        m_api->context().readOnly = true;
        QCOMPARE(products(kProducts).status, 403);
        m_api->context().readOnly = false;
        QCOMPARE(place().status, 422);
    }

    void aQueryIsRefusedByName()
    {
        const HttpAnswer refused = post(QStringLiteral("/api/admin/products?dryRun=1"), kProducts);
        QVERIFY2(refused.status == 400 && refused.body.contains(R"("field":"dryRun")"), refused.body.constData());
        QCOMPARE(place().status, 422);
    }

    void customersHaveNamesThen()
    {
        const HttpAnswer added = post(QStringLiteral("/api/admin/customers"), "customerId,companyName,city\nC1,Vins et alcools,Reims\n");
        QVERIFY2(added.body.contains(R"("data":{"read":1,"added":1,"changed":0,"unchanged":0})"), added.body.constData());
        products(kProducts);
        place();
        QVERIFY(get(QStringLiteral("/api/orders?q=vins")).body.contains(R"("customerId":"C1")"));
    }
};

QTEST_GUILESS_MAIN(TestApiReference)
#include "tst_apireference.moc"
