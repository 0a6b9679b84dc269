// SPDX-License-Identifier: GPL-3.0-or-later
// A null stands for nothing in a request: neither for a field that may be left out nor for one that may not. Nor are other slips taken for something.
#include "backend/support/json.h"
#include "tests/integration/api/apifixture.h"

#include <QTest>

using namespace cs;
using namespace cs::test;

namespace {

const QString kAdmin = QStringLiteral("ADMIN001");

} // namespace

class TestApiNulls final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ApiFixture> m_api;
    HttpAnswer ask(const QByteArray &method, const QString &path, const QByteArray &body) { return m_api->ask(method, path, kAdmin, body); }
    HttpAnswer ask(const QString &path, const QByteArray &body) { return ask("POST", path, body); }

private Q_SLOTS:
    void initTestCase()
    {
        m_api = std::make_unique<ApiFixture>();
        QVERIFY(m_api->start().ok());
        QCOMPARE(ask(QStringLiteral("/api/orders"), R"({"orderId":"A-1","customerId":"C","items":[{"productId":"P","quantity":1,"price":2000}]})").status, 201);
        const QByteArray csv = "productId,name,unitPrice,unitsInStock\nP,Tea,1,5\n";
        QCOMPARE(m_api->ask("POST", QStringLiteral("/api/admin/products"), kAdmin, csv, {{"Content-Type", "text/csv"}}).status, 200);
    }
    void cleanupTestCase() { m_api.reset(); }

    void aNullIsRefusedByItsField_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *field, const QByteArray &path, const QByteArray &body, const QByteArray &method = "POST") {
            QTest::addRow("%s %s", path.constData(), field) << method << QString::fromUtf8(path) << body << QString::fromLatin1(field);
        };
        row("name", "/api/admin/users", R"({"userId":"U1","role":"VIEWER","name":null})");
        row("reportsTo", "/api/admin/users", R"({"userId":"U1","role":"VIEWER","reportsTo":null})");
        row("password", "/api/admin/users", R"({"userId":"U1","role":"VIEWER","password":null})");
        row("userId", "/api/admin/users", R"({"userId":null,"role":"VIEWER"})");
        row("disabled", "/api/admin/users/EMP01/disable", R"({"disabled":null})");
        row("label", "/api/admin/tokens", R"({"userId":"EMP01","label":null})");
        row("days", "/api/admin/tokens", R"({"userId":"EMP01","days":null})");
        row("reason", "/api/approvals/A-1/decision", R"({"level":"MANAGER","decision":"approve","version":1,"reason":null})");
        row("delta", "/api/stock/P/adjust", R"({"delta":null,"count":3,"reason":"counted"})");
        row("count", "/api/stock/P/adjust", R"({"delta":1,"count":null,"reason":"counted"})");
        row("seen", "/api/stock/P/adjust", R"({"count":1,"seen":null,"reason":"counted"})");
        row("on", "/api/admin/services/payment", R"({"on":null})");
        row("orderId", "/api/orders", R"({"orderId":null,"customerId":"C","items":[{"productId":"P","quantity":1,"price":1}]})");
        row("currency", "/api/orders", R"({"currency":null,"customerId":"C","items":[{"productId":"P","quantity":1,"price":1}]})");
        row("createdBy", "/api/orders", R"({"createdBy":null,"customerId":"C","items":[{"productId":"P","quantity":1,"price":1}]})");
        row("createdBy.role", "/api/orders", R"({"createdBy":{"userId":"X","role":null},"customerId":"C","items":[{"productId":"P","quantity":1,"price":1}]})");
        row("items[0].name", "/api/orders", R"({"customerId":"C","items":[{"productId":"P","quantity":1,"price":1,"name":null}]})");
        row("items[0].price", "/api/orders", R"({"customerId":"C","items":[{"productId":"P","quantity":1,"price":null}]})");
        row("items[0].name", "/api/orders/A-1", R"({"version":1,"items":[{"productId":"P","quantity":1,"price":1,"name":null}]})", "PUT");
        row("status", "/api/orders/A-1/status", R"({"status":null})", "PUT");
        row("quantity", "/api/v1/orders", R"({"customerId":"C","productId":"P","quantity":null})");
    }
    void aNullIsRefusedByItsField()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QString, path);
        QFETCH(const QByteArray, body);
        QFETCH(const QString, field);
        const HttpAnswer refused = ask(method, path, body);
        QVERIFY2(refused.status == 400, refused.body.constData());
        const auto answer = json::parse(refused.body);
        QVERIFY2(answer.ok() && answer->find("errors")->items().size() == 1, refused.body.constData());
        QCOMPARE(answer->find("errors")->items().first().find("field")->toString(), field);
    }

    void aMisspeltFieldShutsNobodyOut()
    {
        const HttpAnswer refused = ask(QStringLiteral("/api/admin/users/EMP01/disable"), R"({"Disabled":false})");
        QVERIFY2(refused.status == 400 && refused.body.contains(R"("field":"Disabled")"), refused.body.constData());
        QCOMPARE(m_api->ask("GET", QStringLiteral("/api/orders/A-1"), QStringLiteral("EMP01")).status, 200);
        QCOMPARE(ask(QStringLiteral("/api/admin/users/ADMIN001/disable"), {}).status, 409); // nor the caller
        QCOMPARE(ask(QStringLiteral("/api/admin/users/VIEW001/disable"), {}).status, 200);
        QCOMPARE(m_api->ask("GET", QStringLiteral("/api/orders/A-1"), QStringLiteral("VIEW001")).status, 401);
    }

    void aFieldIsMappedOnce()
    {
        const HttpAnswer refused = m_api->ask("POST", QStringLiteral("/api/orders/import?map=customerId=a&map=customerId=b"), kAdmin, "{}", {{"Content-Type", "application/x-ndjson"}});
        QVERIFY2(refused.status == 400 && refused.body.contains(R"("field":"map")"), refused.body.constData());
    }

    void aLineOfAFileMayHaveThem()
    {
        const QByteArray line = R"({"orderId":"L-1","currency":null,"createdBy":null,"customerId":"C","items":[{"productId":"P","quantity":1,"price":1,"name":null}]})";
        const HttpAnswer answer = m_api->ask("POST", QStringLiteral("/api/orders/import"), kAdmin, line, {{"Content-Type", "application/x-ndjson"}});
        QVERIFY2(answer.body.contains(R"("result":"created")"), answer.body.constData());
    }
};

QTEST_GUILESS_MAIN(TestApiNulls)
#include "tst_apinulls.moc"
