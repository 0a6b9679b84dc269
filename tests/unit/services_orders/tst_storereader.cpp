// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/core/storereader.h"
#include "tests/unit/services_orders/servicesfixture.h"

#include <QTest>
#include <QThread>
#include <semaphore>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

class TestStoreReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRunOnThreadsOfTheirOwn();
    void aStoreThatIsMadeLaterIsRead();
    void whatWaitsAtTheEndIsAnswered();
};

void TestStoreReader::readsRunOnThreadsOfTheirOwn()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 500);
    StoreReader reader(f.store.config());
    QThread *thread = nullptr;
    const auto count = reader
                           .read<qint64>([&thread](storage::Connection &connection) {
                               thread = QThread::currentThread();
                               return storage::OrderStore(connection).count();
                           })
                           .result();
    CS_OK(count);
    QCOMPARE(*count, 1);
    QVERIFY(thread != nullptr && thread != QThread::currentThread());
    const auto refused =
        reader.read<qint64>([](storage::Connection &) { return Result<qint64>(Error::notFound(u"no"_qs)); }).result();
    CS_FAILS(refused, ErrorKind::NotFound);
}

void TestStoreReader::aStoreThatIsMadeLaterIsRead()
{
    QTemporaryDir folder;
    storage::DatabaseConfig config;
    config.path = folder.filePath(u"later.db"_qs);
    StoreReader reader(config, 1);
    const auto count =
        reader.read<qint64>([](storage::Connection &connection) { return storage::OrderStore(connection).count(); });
    QVERIFY(!count.isFinished());
    storage::StoreWriter writer(config);
    CS_OK(writer.start());
    QTRY_VERIFY_WITH_TIMEOUT(count.isFinished(), 10'000);
    CS_OK(count.result());
    writer.stop();
}

void TestStoreReader::whatWaitsAtTheEndIsAnswered()
{
    ServicesFixture f;
    StoreReader reader(f.store.config(), 1);
    std::binary_semaphore started(0);
    std::binary_semaphore go(0);
    const auto running = reader.read<int>([&](storage::Connection &) {
        started.release();
        go.acquire();
        return Result<int>(1);
    });
    started.acquire();
    const auto waiting = reader.read<int>([](storage::Connection &) { return Result<int>(2); });
    QVERIFY(!waiting.isFinished());
    go.release();
    reader.stop();
    CS_OK(running.result());
    QVERIFY(waiting.isFinished());
    const auto late = reader.read<int>([](storage::Connection &) { return Result<int>(3); }).result();
    CS_FAILS(late, ErrorKind::Unavailable);
}

QTEST_GUILESS_MAIN(TestStoreReader)
#include "tst_storereader.moc"
