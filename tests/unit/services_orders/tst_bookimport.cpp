// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/core/storereader.h"
#include "backend/services/orders/orderimport.h"
#include "backend/storage/approvalstore.h"
#include "tests/unit/services_orders/brokenfile.h"
#include "tests/unit/services_orders/servicesfixture.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

namespace {

Result<ImportSummary> importBook(ServicesFixture &f, const ImportOptions &options = {}, qint64 *told = nullptr)
{
    QFile file(QStringLiteral(COUNTERSIGN_SOURCE_DIR "/resources/data/orders.jsonl"));
    if (!file.open(QIODevice::ReadOnly))
        return Error::notFound(file.errorString());
    return importOrders(file, options, f.orders, kAdmin, [told](const QList<ImportOutcome> &outcomes, qint64) {
        if (told != nullptr)
            *told += outcomes.size();
    });
}

/// Decides all that waits for the actor's level; gives how many.
int decideAll(ServicesFixture &f, const Actor &who)
{
    int decided = 0;
    for (;;) {
        storage::ApprovalQuery query;
        query.levels = {who.role};
        query.notHandledBy = who.userId;
        query.limit = 500;
        const auto page = storage::ApprovalStore(f.reading()).page(query);
        if (!page.ok() || page->rows.isEmpty())
            return decided;
        for (const auto &row : page->rows) {
            const DecisionRequest request{row.order.id, who.role, Verdict::Approve, {}, row.order.version, Millis(0)};
            if (!f.approvals.decide(request, who).result().ok())
                return -1;
            ++decided;
        }
    }
}

} // namespace

class TestBookImport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWholeBookGoesInAndIsDecided();
    void aDryRunSaysTheSameAndWritesNothing();
    void badLinesAreNamedAndSkipped();
    void anImportCanBeStopped();
    void whatBreaksOffLeavesNoOrderInPart_data();
    void whatBreaksOffLeavesNoOrderInPart();
    void csvMakesTheSameOrders();
    void whoMayNotImportIsToldSo();
};

void TestBookImport::theWholeBookGoesInAndIsDecided()
{
    ServicesFixture f;
    qint64 told = 0;
    QElapsedTimer timer;
    timer.start();
    const auto first = importBook(f, {}, &told);
    CS_OK(first);
    qInfo("imported %lld orders in %lld ms", static_cast<long long>(first->created),
          static_cast<long long>(timer.elapsed()));
    QCOMPARE(first->lines, 830);
    QCOMPARE(first->created, 830);
    QCOMPARE(told, 830);
    QCOMPARE(first->totalMinor.value(u"USD"_qs), 126'579'934);
    const auto waiting = storage::ApprovalStore(f.reading()).waiting(f.clock.now());
    CS_OK(waiting);
    QCOMPARE(waiting->size(), 1);
    QCOMPARE(waiting->first().level, u"MANAGER"_qs);
    QCOMPARE(waiting->first().count, 403);
    const auto second = importBook(f);
    CS_OK(second);
    QCOMPARE(second->exists, 830);
    QCOMPARE(second->created + second->failed, 0);
    QCOMPARE(decideAll(f, kManager), 403);
    QCOMPARE(decideAll(f, kFinance), 31);
    QCOMPARE(decideAll(f, kDirector), 10);
    const auto counts = storage::OrderStore(f.reading()).countsByStatus();
    CS_OK(counts);
    QCOMPARE(counts->value(OrderStatus::Approved), 830);
    QCOMPARE(storage::OutboxStore(f.reading()).pendingCount().valueOr(-1), 830 + 444 + 444);
    QVERIFY(f.auditVerifies());
}

void TestBookImport::aDryRunSaysTheSameAndWritesNothing()
{
    ServicesFixture f;
    StoreReader reader(f.store.config(), 1);
    ImportOptions dry;
    dry.dryRun = true;
    dry.reader = &reader;
    const auto before = importBook(f, dry);
    CS_OK(before);
    QCOMPARE(before->created, 830);
    QCOMPARE(before->totalMinor.value(u"USD"_qs), 126'579'934);
    QCOMPARE(f.orderCount(), 0);
    CS_OK(importBook(f));
    const auto after = importBook(f, dry);
    CS_OK(after);
    QCOMPARE(after->exists, 830);
}

void TestBookImport::badLinesAreNamedAndSkipped()
{
    ServicesFixture f;
    const QByteArray good = R"({"orderId":"G%","customerId":"C","items":[{"productId":"P","quantity":1,"price":5}]})";
    QByteArray text = QByteArray(good).replace('%', '1') + "\r\n\nnot json\n" + QByteArray(2 * 1024 * 1024, 'x') +
                      '\n' + QByteArray(good).replace('%', '2') + '\n' +
                      QByteArray(good).replace('%', '1').replace(":5", ":6");
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    QList<ImportOutcome> all;
    ImportOptions options;
    options.chunk = 2;
    const auto summary = importOrders(buffer, options, f.orders, kAdmin,
                                      [&all](const QList<ImportOutcome> &some, qint64) { all += some; });
    CS_OK(summary);
    QCOMPARE(summary->created, 2);
    QCOMPARE(summary->failed, 3);
    QCOMPARE(all.size(), 5);
    QVERIFY2(all[1].error.message.startsWith(u"line 3: "_qs), qPrintable(all[1].error.message));
    QCOMPARE(all[2].error.message, u"line 4: The line is longer than 1 MiB."_qs);
    QCOMPARE(all[3].line, 5);
    QCOMPARE(all[4].error.message, u"line 6: orderId: G1 already exists with other content."_qs);
}

void TestBookImport::anImportCanBeStopped()
{
    ServicesFixture f;
    QFile file(QStringLiteral(COUNTERSIGN_SOURCE_DIR "/resources/data/orders.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    std::atomic<bool> cancel = false;
    ImportOptions options;
    options.chunk = 50;
    const auto summary = importOrders(
        file, options, f.orders, kAdmin, [&](const QList<ImportOutcome> &, qint64) { cancel = true; }, &cancel);
    CS_OK(summary);
    QVERIFY(summary->cancelled);
    QCOMPARE(summary->created, 100); // what was on its way is finished and counted
    QCOMPARE(f.orderCount(), 100);
}

void TestBookImport::csvMakesTheSameOrders()
{
    ServicesFixture f;
    QByteArray text = "orderId,customer,productId,name,quantity,price,createdBy.userId,createdBy.role\r\n"
                      "C1,VINET,P011,\"Queso, \"\"Cabrales\"\"\",12,14.0,EMP05,SALES_EXECUTIVE\r\n"
                      "C1,VINET,P042,Mee,10,9.8,,\r\n"
                      "C2,TOMSP,P014,\"To\nfu\",x,18.6,EMP06,SALES_EXECUTIVE\r\n"
                      "C3,TOMSP,P014,Tofu,9,18.6,EMP06,SALES_EXECUTIVE\r\n";
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    ImportOptions options;
    options.format = ImportFormat::Csv;
    options.mapping.insert(u"customerId"_qs, u"customer"_qs);
    QList<ImportOutcome> all;
    const auto summary = importOrders(buffer, options, f.orders, kAdmin,
                                      [&all](const QList<ImportOutcome> &some, qint64) { all += some; });
    CS_OK(summary);
    QCOMPARE(summary->created, 2);
    QCOMPARE(f.order(u"C1"_qs).total.minor(), 12 * 1400 + 10 * 980);
    QCOMPARE(f.order(u"C1"_qs).items.first().name, u"Queso, \"Cabrales\""_qs);
    QCOMPARE(f.order(u"C1"_qs).createdBy.userId, u"EMP05"_qs);
    QCOMPARE(all[1].line, 4);
    QVERIFY2(all[1].error.message.startsWith(u"line 4: items[0].quantity: "_qs), qPrintable(all[1].error.message));
    QCOMPARE(all[2].line, 6);
}

void TestBookImport::whoMayNotImportIsToldSo()
{
    ServicesFixture f;
    QByteArray text = "{}\n";
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    CS_FAILS(importOrders(buffer, {}, f.orders, kViewer, {}), ErrorKind::Forbidden);
}

void TestBookImport::whatBreaksOffLeavesNoOrderInPart_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<QStringList>("whole");
    const QByteArray csv = "orderId,customerId,productId,quantity,price\nA-1,C,P,1,1\nA-2,C,P,1,1\n"; // A-2 may have more rows
    const QByteArray json = R"({"orderId":"A-1","customerId":"C","items":[{"productId":"P","quantity":1,"price":1}]})";
    QTest::newRow("a number cut short") << csv + "A-3,C,P,1,1" << QStringList{u"A-1"_qs};
    QTest::newRow("rows to come") << csv << QStringList{u"A-1"_qs};
    QTest::newRow("within quotes") << csv + "A-3,\"C\n" << QStringList{u"A-1"_qs};
    QTest::newRow("JSON") << json + '\n' << QStringList{u"A-1"_qs};
    QTest::newRow("JSON without a line's end") << json << QStringList();
}

void TestBookImport::whatBreaksOffLeavesNoOrderInPart()
{
    QFETCH(const QByteArray, part);
    QFETCH(const QStringList, whole);
    ServicesFixture f;
    BrokenFile file(part);
    ImportOptions options;
    options.format = part.startsWith('{') ? ImportFormat::JsonLines : ImportFormat::Csv;
    int told = 0;
    const auto summary = importOrders(file, options, f.orders, kAdmin, [&told](const QList<ImportOutcome> &outcomes, qint64) { told += int(outcomes.size()); });
    CS_FAILS(summary, ErrorKind::Unavailable);
    QCOMPARE(told, whole.size());
    QCOMPARE(f.orderCount(), whole.size());
    for (const QString &id : whole)
        QCOMPARE(f.order(id).id, id);
}

QTEST_GUILESS_MAIN(TestBookImport)
#include "tst_bookimport.moc"
