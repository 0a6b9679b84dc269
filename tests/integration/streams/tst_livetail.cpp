// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/livetail.h"
#include "tests/integration/streams/streamsfixture.h"
#include "tests/support/parts.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

class TestLiveTail final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pauseBuffersAndLosesNothing();
    void dropsAreCountedWhenTheBufferIsFull();
    void beginsAnewWithItsCountersAtZero();
};

namespace {

constexpr int kPatience = 60'000;

QList<events::OutRecord> requests(int count)
{
    QList<events::OutRecord> records;
    for (int i = 0; i < count; ++i)
        records.append(foreignRequest(QStringLiteral("EXT%1").arg(i), {}));
    return records;
}

bool addsUp(const TailCounters &c)
{
    return c.received == c.handedOn + c.dropped + c.waiting;
}

} // namespace

void TestLiveTail::pauseBuffersAndLosesNothing()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    LiveTail tail(streams.broker);
    qint64 shown = 0;
    bool always = true;
    connect(&tail, &LiveTail::recordsArrived, this, [&](const RecordBatch &records) { shown += records.size(); });
    connect(&tail, &LiveTail::countersChanged, this, [&] { always = always && addsUp(tail.counters()); });
    CS_OK(streams.produce(requests(20)));
    tail.start({{QStringLiteral("^order\\..*")}, TailRequest::From::Beginning});
    QTRY_COMPARE_WITH_TIMEOUT(shown, 20, kPatience);
    tail.setPaused(true);
    CS_OK(streams.produce(requests(300)));
    QTRY_COMPARE_WITH_TIMEOUT(tail.counters().waiting, 300, kPatience);
    QCOMPARE(shown, 20);
    QVERIFY(tail.counters().bufferedBytes > 0);
    tail.setPaused(false);
    QTRY_COMPARE_WITH_TIMEOUT(shown, 320, kPatience);
    QCOMPARE(tail.counters().handedOn, 320);
    QCOMPARE(tail.counters().dropped, 0);
    QVERIFY(always);
}

void TestLiveTail::dropsAreCountedWhenTheBufferIsFull()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    LiveTail tail(streams.broker, 20'000);
    qint64 shown = 0;
    connect(&tail, &LiveTail::recordsArrived, this, [&](const RecordBatch &records) { shown += records.size(); });
    tail.setPaused(true);
    CS_OK(streams.produce(requests(500)));
    tail.start({{QStringLiteral("^order\\..*")}, TailRequest::From::Beginning});
    QTRY_COMPARE_WITH_TIMEOUT(tail.counters().received, 500, kPatience);
    const TailCounters full = tail.counters();
    QVERIFY(full.dropped > 0);
    QVERIFY(full.bufferedBytes <= 20'000);
    QVERIFY(addsUp(full));
    tail.setPaused(false);
    QTRY_COMPARE_WITH_TIMEOUT(shown, full.waiting, kPatience);
    QVERIFY(addsUp(tail.counters()));
}

void TestLiveTail::beginsAnewWithItsCountersAtZero()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    CS_OK(streams.produce(requests(5)));
    LiveTail tail(streams.broker);
    tail.start({{QStringLiteral("order.approval.requested")}, TailRequest::From::Beginning});
    QTRY_COMPARE_WITH_TIMEOUT(tail.counters().handedOn, 5, kPatience);
    tail.start({{QStringLiteral("order.created")}, TailRequest::From::Beginning});
    QCOMPARE(tail.counters().received, 0);
    tail.stop();
}

QTEST_GUILESS_MAIN(TestLiveTail)
#include "tst_livetail.moc"
