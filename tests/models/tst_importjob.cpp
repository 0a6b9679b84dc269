// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services_orders/servicesfixture.h"
#include "ui/orders/importjob.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace cs;
using namespace cs::ui;
using namespace cs::services::test;

namespace {

QByteArray lineOf(int number)
{
    return R"({"orderId":"I)" + QByteArray::number(number) + R"(","customerId":"VINET","items":[{"productId":"P011","quantity":1,"price":10.00}]})" + "\n";
}

QByteArray lines(int count)
{
    QByteArray text;
    for (int number = 0; number < count; ++number)
        text += lineOf(number);
    return text;
}

/// Takes until the job is done, and gathers the failures on the way.
ImportProgress wholeOf(ImportJob &job)
{
    ImportProgress last;
    QList<services::ImportOutcome> failures;
    const auto done = [&] {
        last = job.take();
        failures += last.failures;
        return last.done;
    };
    if (!QTest::qWaitFor(done, 30'000))
        qFatal("the import did not end");
    last.failures = failures;
    return last;
}

} // namespace

/// An import on its own thread: counts, failures, dry run, stopping, and a file that is not there.
class TestImportJob final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<ServicesFixture>();
        m_path = m_dir.filePath(QStringLiteral("orders.jsonl"));
    }
    void cleanup() { m_fixture.reset(); }

    void allIsCountedAndKept()
    {
        write(lines(20) + "{\n" + lineOf(0));
        ImportJob job(m_path, {}, m_fixture->orders, kSales);
        job.start();
        const ImportProgress end = wholeOf(job);
        QVERIFY2(end.trouble.isEmpty(), qPrintable(end.trouble));
        QCOMPARE(end.created, qint64(20));
        QCOMPARE(end.exists, qint64(1));
        QCOMPARE(end.failed, qint64(1));
        QCOMPARE(end.failures.size(), 1);
        QCOMPARE(end.failures.first().line, qint64(21));
        QCOMPARE(end.bytesRead, end.bytes);
        QCOMPARE(end.totalMinor.value(QStringLiteral("USD")), qint64(20'000));
        QCOMPARE(m_fixture->orderCount(), qint64(20));
    }

    /// The file is in memory long before its orders are in the store.
    void onlyWhatIsStoredCountsAsRead()
    {
        write(lines(40));
        services::ImportOptions options;
        options.chunk = 10;
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QList<qint64> read;
        const auto noted = [&read](const QList<services::ImportOutcome> &, qint64 bytes) { read.append(bytes); };
        QVERIFY(services::importOrders(file, options, m_fixture->orders, kSales, noted).ok());
        QCOMPARE(read, (QList<qint64>{lines(10).size(), lines(20).size(), lines(30).size(), lines(40).size()}));
    }

    void emptyLinesAtTheEndCountToo()
    {
        write(lines(3) + "\n\n\n");
        ImportJob job(m_path, {}, m_fixture->orders, kSales);
        job.start();
        const ImportProgress end = wholeOf(job);
        QCOMPARE(end.bytesRead, end.bytes);
    }

    void aPackedFileSaysSo()
    {
        write(QByteArray("\x1F\x8B\x08\0\0", 5));
        ImportJob job(m_path, {}, m_fixture->orders, kSales);
        job.start();
        const ImportProgress end = wholeOf(job);
        QVERIFY2(end.trouble.contains(QStringLiteral("gzip")), qPrintable(end.trouble));
        QCOMPARE(end.failed, qint64(0));
    }

    void aDryRunWritesNothing()
    {
        write(lines(5));
        services::ImportOptions options;
        options.dryRun = true;
        ImportJob job(m_path, options, m_fixture->orders, kSales);
        job.start();
        QCOMPARE(wholeOf(job).created, qint64(5));
        QCOMPARE(m_fixture->orderCount(), qint64(0));
    }

    void failuresAreBounded()
    {
        write(QByteArray("{\n").repeated(ImportJob::kMostFailures + 300));
        ImportJob job(m_path, {}, m_fixture->orders, kSales);
        job.start();
        const ImportProgress end = wholeOf(job);
        QCOMPARE(end.failed, qint64(ImportJob::kMostFailures + 300));
        QCOMPARE(end.failures.size(), qsizetype(ImportJob::kMostFailures));
    }

    void itStopsBetweenChunks()
    {
        write(lines(2000));
        services::ImportOptions options;
        options.chunk = 10;
        ImportJob job(m_path, options, m_fixture->orders, kSales);
        job.cancel();
        job.start();
        const ImportProgress end = wholeOf(job);
        QVERIFY(end.cancelled);
        QVERIFY2(end.created < 2000, "it went on to the end");
        QCOMPARE(m_fixture->orderCount(), end.created);
    }

    void destroyingItJoins()
    {
        write(lines(2000));
        {
            ImportJob job(m_path, {}, m_fixture->orders, kSales);
            job.start();
        }
        QVERIFY(m_fixture->orderCount() <= 2000); // and nothing runs on: the fixture goes with its writer
    }

    void aMissingFileIsSaid()
    {
        ImportJob job(m_dir.filePath(QStringLiteral("none.jsonl")), {}, m_fixture->orders, kSales);
        job.start();
        QVERIFY(!wholeOf(job).trouble.isEmpty());
    }

    void whoMayNotImportIsTold()
    {
        write(lines(1));
        ImportJob job(m_path, {}, m_fixture->orders, kViewer);
        job.start();
        const ImportProgress end = wholeOf(job);
        QVERIFY(!end.trouble.isEmpty() || end.failed == 1);
        QCOMPARE(m_fixture->orderCount(), qint64(0));
    }

private:
    void write(const QByteArray &text)
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(text), qint64(text.size()));
    }

    QTemporaryDir m_dir;
    QString m_path;
    std::unique_ptr<ServicesFixture> m_fixture;
};

QTEST_GUILESS_MAIN(TestImportJob)
#include "tst_importjob.moc"
