// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tsan/races.h"

#include <QFuture>
#include <QProcess>
#include <QPromise>
#include <QTest>
#include <QThreadPool>
#include <atomic>

namespace cs {

/// What Qt orders between threads is seen as ordered in the ThreadSanitizer build, and what it does not is still reported:
/// for that this program runs itself with the name of a race.
class TestQtOrder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void queuedSignalsAreOrdered();
    void postedCallsAreOrdered();
    void joinsAreOrdered();
    void resultsAreOrdered();
    void slotsEndBeforeTheirConnection();
    void lateDeletionIsOrdered();
    void poolsAreOrdered();
    void racesAreSeen_data();
    void racesAreSeen();
};

void TestQtOrder::queuedSignalsAreOrdered()
{
    int written = 0;
    int sum = 0;
    Sender sender;
    QObject receiver;
    connect(&sender, &Sender::sent, &receiver,
        [&](const Parcel &parcel) { sum += parcel.items.at(0) + int(parcel.name.size()) + written; }, Qt::QueuedConnection);
    const Thread thread = started([&] {
        written = 40;
        Q_EMIT sender.sent({QString::number(7), {1, 2}});
    });
    QTRY_COMPARE(sum, 42);
    thread->wait();
}

void TestQtOrder::postedCallsAreOrdered()
{
    int sum = 0;
    QObject receiver;
    const Thread thread = started([&] {
        const auto parcel = std::make_shared<Parcel>(Parcel{QString::number(7), {1, 2}});
        QMetaObject::invokeMethod(&receiver, [&sum, parcel] { sum = parcel->items.at(1) + int(parcel->name.size()); }, Qt::QueuedConnection);
    });
    QTRY_COMPARE(sum, 3);
    thread->wait();
}

void TestQtOrder::joinsAreOrdered()
{
    int written = 0;
    const Thread thread = started([&written] { written = 5; });
    QVERIFY(thread->wait());
    QCOMPARE(written, 5);
}

void TestQtOrder::resultsAreOrdered()
{
    for (int i = 0; i < 50; ++i) {
        auto promise = std::make_shared<QPromise<Parcel>>();
        promise->start();
        QFuture<Parcel> future = promise->future();
        const Thread thread = started([promise = std::move(promise)]() mutable {
            promise->addResult(Parcel{QString::number(7), {1, 2}});
            promise->finish();
            promise.reset();
        });
        QCOMPARE(future.result().items.size(), 2);
        future = {}; // it, or the promise, is the last that shares the result
        thread->wait();
    }
}

void TestQtOrder::slotsEndBeforeTheirConnection()
{
    Sender sender;
    auto receiver = std::make_unique<QObject>();
    const auto count = std::make_shared<std::atomic<int>>(0);
    connect(&sender, &Sender::told, receiver.get(), [count] { ++*count; }, Qt::DirectConnection);
    std::atomic<bool> stop = false;
    const Thread thread = started([&] {
        while (!stop)
            Q_EMIT sender.told();
    });
    QTRY_VERIFY(*count > 10);
    receiver.reset(); // the other thread has run its slot, which ends here
    stop = true;
    thread->wait();
}

void TestQtOrder::lateDeletionIsOrdered()
{
    struct Holder final : QObject
    {
        explicit Holder(int *count) : m_count(count) {}
        ~Holder() override { *m_count += m_value; }
        int *m_count;
        int m_value = 1;
    };
    int count = 0;
    auto *const holder = new Holder(&count);
    const Thread thread = started([holder] {
        holder->m_value = 6;
        holder->deleteLater();
    });
    QTRY_COMPARE(count, 6);
    thread->wait();
}

void TestQtOrder::poolsAreOrdered()
{
    int written = 1;
    QThreadPool pool;
    pool.start([&written] { ++written; });
    QVERIFY(pool.waitForDone());
    ++written;
    pool.start([&written] { ++written; });
    QVERIFY(pool.waitForDone());
    QCOMPARE(written, 4);
}

void TestQtOrder::racesAreSeen_data()
{
    QTest::addColumn<QString>("race");
    for (const auto &[name, race] : races())
        QTest::addRow("%s", qPrintable(name)) << name;
}

void TestQtOrder::racesAreSeen()
{
    QFETCH(const QString, race);
    QProcess program;
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QCoreApplication::applicationFilePath(), {QStringLiteral("race"), race});
    QVERIFY(program.waitForFinished());
    const QByteArray said = program.readAll();
    QVERIFY2(said.contains("ThreadSanitizer: data race"), said.constData());
    QVERIFY(program.exitCode() != 0);
}

} // namespace cs

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "race") == 0) {
        for (const auto &[name, race] : cs::races()) {
            if (name == QLatin1String(argv[2]))
                race();
        }
        return 0;
    }
    cs::TestQtOrder test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_qtorder.moc"
