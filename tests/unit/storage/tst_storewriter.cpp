// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/metastore.h"
#include "backend/storage/storewriter.h"
#include "tests/unit/storage/storefixture.h"

#include <QSemaphore>
#include <QtTest>
#include <stdexcept>
#include <thread>

using namespace cs;
using namespace cs::storage;
using namespace cs::storage::test;

namespace {

StoreWriter::Job setKey(const QString &key, const QString &value)
{
    return [=](Connection &connection) { return MetaStore(connection).set(key, value); };
}

} // namespace

class StoreWriterTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<StoreFixture> m_fixture;
    std::unique_ptr<StoreWriter> m_writer;

    QString read(const QString &key) { return MetaStore(*m_fixture->another(Access::ReadOnly)).value(key).value(); }

    /// Holds the writer in a job until the semaphore is released, so that what is submitted meanwhile queues up.
    QFuture<Status> hold(QSemaphore *entered, QSemaphore *go)
    {
        auto future = m_writer->submit(Priority::Machine, Durability::Normal, [=](Connection &) -> Status {
            entered->release();
            go->acquire();
            return Done{};
        });
        entered->acquire();
        return future;
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<StoreFixture>();
        m_writer = std::make_unique<StoreWriter>(m_fixture->config());
        CS_OK(m_writer->start());
    }

    void commitsBeforeTheFutureIsDone()
    {
        CS_OK(m_writer->submit(Priority::Person, Durability::Full, setKey(QStringLiteral("a"), QStringLiteral("1"))).result());
        QCOMPARE(read(QStringLiteral("a")), QStringLiteral("1"));
        QVERIFY(m_writer->health().up);
    }

    void givesValues()
    {
        const auto length = m_writer->submitFor<qint64>(Priority::Person, Durability::Full, [](Connection &connection) -> Result<qint64> {
            CS_TRY(MetaStore(connection).set(QStringLiteral("k"), QStringLiteral("value")));
            return qint64(5);
        });
        QCOMPARE(length.result().value(), 5);
        const auto failed = m_writer->submitFor<qint64>(
            Priority::Person, Durability::Full, [](Connection &) -> Result<qint64> { return Error::conflict(QStringLiteral("no")); });
        QCOMPARE(failed.result().error().kind, ErrorKind::Conflict);
    }

    void aFailedJobLeavesNothing()
    {
        const auto failed = m_writer->submit(Priority::Machine, Durability::Normal, [](Connection &connection) -> Status {
            CS_TRY(MetaStore(connection).set(QStringLiteral("a"), QStringLiteral("1")));
            return Error::conflict(QStringLiteral("changed my mind"));
        });
        QCOMPARE(failed.result().error().message, QStringLiteral("changed my mind"));
        const auto thrown = m_writer->submit(Priority::Machine, Durability::Normal, [](Connection &connection) -> Status {
            CS_TRY(MetaStore(connection).set(QStringLiteral("a"), QStringLiteral("2")));
            throw std::runtime_error("bang");
        });
        CS_FAILS(thrown.result(), ErrorKind::Fatal);
        QCOMPARE(read(QStringLiteral("a")), QString());
        CS_OK(m_writer->submit(Priority::Person, Durability::Full, setKey(QStringLiteral("b"), QStringLiteral("1"))).result());
    }

    void peopleGoFirst()
    {
        QSemaphore entered;
        QSemaphore go;
        QStringList order; // only the writer's thread touches it until all futures are done
        const auto note = [&](const QString &name) {
            return [&order, name](Connection &) -> Status {
                order.append(name);
                return Done{};
            };
        };
        QList<QFuture<Status>> futures{hold(&entered, &go)};
        futures.append(m_writer->submit(Priority::Machine, Durability::Normal, note(QStringLiteral("machine 1"))));
        futures.append(m_writer->submit(Priority::Machine, Durability::Normal, note(QStringLiteral("machine 2"))));
        futures.append(m_writer->submit(Priority::Person, Durability::Full, note(QStringLiteral("person 1"))));
        futures.append(m_writer->submit(Priority::Person, Durability::Normal, note(QStringLiteral("person 2"))));
        QCOMPARE(m_writer->health().queued, 4);
        go.release();
        for (QFuture<Status> &future : futures)
            CS_OK(future.result());
        QCOMPARE(order, QStringList({QStringLiteral("person 1"), QStringLiteral("person 2"), QStringLiteral("machine 1"),
                            QStringLiteral("machine 2")}));
    }

    void jobsThatShareACommitFailAlone()
    {
        QSemaphore entered;
        QSemaphore go;
        const QFuture<Status> first = hold(&entered, &go);
        QList<QFuture<Status>> futures;
        for (int i = 0; i < 10; ++i) {
            futures.append(m_writer->submit(Priority::Person, Durability::Full, [i](Connection &connection) -> Status {
                CS_TRY(MetaStore(connection).set(QString::number(i), QStringLiteral("set")));
                // A statement that the database itself refuses, in the middle of the shared transaction.
                if (i == 3)
                    CS_TRY(connection.run(QStringLiteral("tokens.insert"),
                        {QStringLiteral("t"), QStringLiteral("nobody"), QString(), QByteArray("h"), 0, QVariant(), 0}));
                return i == 6 ? Status(Error::conflict(QStringLiteral("no"))) : Status(Done{});
            }));
        }
        go.release();
        for (int i = 0; i < 10; ++i)
            QCOMPARE(futures[i].result().ok(), i != 3 && i != 6);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(read(QString::number(i)), i != 3 && i != 6 ? QStringLiteral("set") : QString());
    }

    void takesJobsFromManyThreads()
    {
        constexpr int kThreads = 4;
        constexpr int kJobs = 200;
        std::vector<std::thread> threads;
        std::atomic<int> good = 0;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&, t] {
                QList<QFuture<Status>> futures;
                for (int i = 0; i < kJobs; ++i) {
                    futures.append(m_writer->submit(i % 2 ? Priority::Person : Priority::Machine, Durability::Normal,
                        setKey(QStringLiteral("%1-%2").arg(t).arg(i), QStringLiteral("x"))));
                }
                for (QFuture<Status> &future : futures)
                    good += future.result().ok();
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(good.load(), kThreads * kJobs);
        const auto rows = m_fixture->another(Access::ReadOnly)->selectText(QStringLiteral("SELECT count(*) FROM meta"), {});
        QCOMPARE(rows->first().first().toInt(), kThreads * kJobs);
    }

    void stopRunsWhatIsQueuedAndRefusesMore()
    {
        QSemaphore entered;
        QSemaphore go;
        const QFuture<Status> first = hold(&entered, &go);
        const QFuture<Status> queued = m_writer->submit(Priority::Machine, Durability::Normal, setKey(QStringLiteral("a"), QStringLiteral("1")));
        go.release();
        m_writer->stop();
        QVERIFY(queued.isFinished());
        CS_OK(queued.result());
        CS_FAILS(m_writer->submit(Priority::Person, Durability::Full, setKey(QStringLiteral("b"), QStringLiteral("1"))).result(),
            ErrorKind::Unavailable);
        QVERIFY(!m_writer->health().up);
        CS_OK(m_writer->start());
        CS_OK(m_writer->submit(Priority::Person, Durability::Full, setKey(QStringLiteral("b"), QStringLiteral("1"))).result());
    }

    void saysWhyItDoesNotStart()
    {
        DatabaseConfig nowhere = m_fixture->config();
        nowhere.path = QStringLiteral("/nonexistent/folder/x.db");
        nowhere.port = 1;
        StoreWriter writer(nowhere);
        CS_FAILS(writer.start(), ErrorKind::Unavailable);
        QVERIFY(!writer.health().trouble.isEmpty());
    }

    void aFullDiskIsNoHealthyStore()
    {
        if (backend() != Backend::Sqlite)
            QSKIP("The limit of pages is SQLite's");
        const auto limit = [this](const QString &pages) {
            return m_writer->submit(Priority::Person, Durability::Full, [pages](Connection &connection) -> Status {
                CS_TRY(connection.selectText(QStringLiteral("PRAGMA max_page_count = ") + pages, {}));
                return Done{};
            }).result();
        };
        CS_OK(limit(QStringLiteral("1"))); // SQLite makes it what the file has
        StoreWriter::Health seen; // on the writer's thread, before it looks whether it can write again
        QSemaphore done;
        m_writer->submitThen<bool>(
            Priority::Person, Durability::Full,
            [](Connection &connection) -> Result<bool> {
                CS_TRY(MetaStore(connection).set(QStringLiteral("large"), QString(1'000'000, u'x')));
                return true;
            },
            [&](const Result<bool> &) {
                seen = m_writer->health();
                done.release();
            });
        done.acquire();
        QVERIFY(!seen.up && seen.full);
        QCOMPARE(seen.trouble, QStringLiteral("The disk is full: the store cannot be written."));
        CS_OK(limit(QStringLiteral("1000000")));
        QTRY_VERIFY(m_writer->health().up);
        QVERIFY(!m_writer->health().full && m_writer->health().trouble.isEmpty());
    }

    void goesOnAfterTheServerDroppedIt()
    {
        if (backend() != Backend::Postgres)
            QSKIP("SQLite has no server");
        const QString name = m_fixture->config().name;
        const auto other = m_fixture->another();
        CS_OK(other->selectText(QStringLiteral("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                                               "WHERE datname = '%1' AND pid <> pg_backend_pid()").arg(name), {}));
        CS_OK(m_writer->submit(Priority::Person, Durability::Full, setKey(QStringLiteral("a"), QStringLiteral("1"))).result());
        QVERIFY(m_writer->health().up);
        QCOMPARE(read(QStringLiteral("a")), QStringLiteral("1"));
    }
};

QTEST_GUILESS_MAIN(StoreWriterTest)
#include "tst_storewriter.moc"
