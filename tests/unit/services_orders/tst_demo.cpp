// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/demo/demo.h"
#include "backend/storage/orderstore.h"
#include "backend/storage/referencestore.h"
#include "backend/support/json.h"
#include "tests/unit/services_orders/servicesfixture.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QThread>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

class TestDemo final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBookAndItsPeopleAreSeededOnce();
    void tokensAreKeptWhileTheyHold();
    void theStreamGoesOnWhereItStopped();
};

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void streamUntil(ServicesFixture &f, qint64 orders)
{
    QThread thread;
    thread.start();
    auto *stream = new DemoStream(f.context, f.orders, Millis(1));
    stream->moveToThread(&thread);
    QMetaObject::invokeMethod(stream, &DemoStream::start);
    QTRY_VERIFY_WITH_TIMEOUT(f.orderCount() >= orders, 30'000);
    stream->requestStop();
    stream->deleteLater(); // runs behind the stop, on the stream's thread
    thread.quit();
    QVERIFY(thread.wait(3000));
}

} // namespace

void TestDemo::theBookAndItsPeopleAreSeededOnce()
{
    ServicesFixture f;
    CS_OK(seedReferenceData(f.context));
    CS_OK(seedReferenceData(f.context));
    storage::ReferenceStore reference(f.reading());
    QCOMPARE(reference.customers()->size(), 91);
    QCOMPARE(reference.products()->size(), 78);
    QCOMPARE(reference.product(u"product-A"_qs)->value().price.minor(), 1999);
    QCOMPARE(reference.customer(u"VINET"_qs)->value().country, u"France"_qs);
    const auto users = storage::PeopleStore(f.reading()).users();
    CS_OK(users);
    QCOMPARE(users->size(), 18);
    QCOMPARE(storage::PeopleStore(f.reading()).findUser(u"EMP06"_qs)->value().name, u"Michael Suyama"_qs);
    QCOMPARE(storage::PeopleStore(f.reading()).findUser(u"EMP06"_qs)->value().reportsTo, u"EMP05"_qs);
}

void TestDemo::tokensAreKeptWhileTheyHold()
{
    ServicesFixture f;
    CS_OK(seedReferenceData(f.context));
    QTemporaryDir folder;
    CS_OK(writeDemoTokens(f.context, folder.path()));
    const QString path = folder.filePath(u"demo-tokens.json"_qs);
    QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
    const QByteArray first = contents(path);
    const auto root = json::parse(first);
    CS_OK(root);
    QCOMPARE(root->members().size(), 18);
    Security security(f.context);
    QCOMPARE(security.userOfToken(f.reading(), root->find("MGR002")->toString())->userId, u"MGR002"_qs);
    CS_OK(writeDemoTokens(f.context, folder.path()));
    QCOMPARE(contents(path), first);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"MGR001\":\"cs_gone\"}") > 0);
    file.close();
    CS_OK(writeDemoTokens(f.context, folder.path()));
    QVERIFY(contents(path) != first);
}

void TestDemo::theStreamGoesOnWhereItStopped()
{
    ServicesFixture f;
    streamUntil(f, 3);
    const qint64 before = f.orderCount();
    streamUntil(f, before + 2);
    const Order first = f.order(u"D000001"_qs);
    QCOMPARE(first.createdBy.userId, u"EMP05"_qs); // as the first order of the book
    QCOMPARE(first.submittedBy, QString());
    storage::OrderQuery query;
    query.limit = 1000;
    const auto page = storage::OrderStore(f.reading()).page(query);
    CS_OK(page);
    QVERIFY(page->rows.size() >= before + 2); // none took the id of one before; a stop may leave a number unused
    for (const storage::OrderRow &row : page->rows)
        QVERIFY2(QRegularExpression(u"^D[0-9]{6}$"_qs).match(row.order.id).hasMatch(), qPrintable(row.order.id));
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
