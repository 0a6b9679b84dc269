// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/relayqueue.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;
using namespace std::chrono_literals;
using storage::OutboxRow;

class TestRelayQueue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneRowOfAKeyAtATime();
    void otherKeysDoNotWait();
    void failedRowsGoAgainBeforeTheirFollowers();
    void rowsThatAreKnownAreNotTakenTwice();
    void aLateLowerIdGoesFirst();
    void boundsWhatIsInFlight();
    void lossOfTheProducerPutsAllBack();
    void droppingKeepsWhatIsInFlight();
    void putBackIsFirstAgain();
};

namespace {

const RelayQueue::Time kNow = RelayQueue::Time(1h);

OutboxRow row(qint64 id, const char *key)
{
    OutboxRow made;
    made.id = id;
    made.orderKey = QString::fromLatin1(key);
    made.record.value = QByteArray(100, 'x');
    return made;
}

QList<qint64> takeAll(RelayQueue &queue, RelayQueue::Time now = kNow)
{
    QList<qint64> ids;
    while (const OutboxRow *taken = queue.take(now))
        ids.append(taken->id);
    return ids;
}

} // namespace

void TestRelayQueue::oneRowOfAKeyAtATime()
{
    RelayQueue queue;
    queue.add({row(1, "a"), row(2, "a"), row(3, "a")});
    QCOMPARE(takeAll(queue), QList<qint64>{1});
    QVERIFY(queue.delivered(1));
    QVERIFY(!queue.delivered(1)); // a report that comes twice
    QCOMPARE(takeAll(queue), QList<qint64>{2});
    queue.add({row(4, "a")}); // while one is in flight
    QVERIFY(takeAll(queue).isEmpty());
    queue.delivered(2);
    QCOMPARE(takeAll(queue), QList<qint64>{3});
    queue.delivered(3);
    QCOMPARE(takeAll(queue), QList<qint64>{4});
    queue.delivered(4);
    QCOMPARE(queue.held(), 0);
}

void TestRelayQueue::otherKeysDoNotWait()
{
    RelayQueue queue;
    queue.add({row(1, "a"), row(2, "b"), row(3, "a"), row(4, "c")});
    QCOMPARE(takeAll(queue), (QList<qint64>{1, 2, 4}));
}

void TestRelayQueue::failedRowsGoAgainBeforeTheirFollowers()
{
    RelayQueue queue;
    queue.add({row(1, "a"), row(2, "a")});
    takeAll(queue);
    QCOMPARE(queue.failed(1, kNow), 100);
    QCOMPARE(queue.failed(1, kNow), 0);
    QVERIFY(takeAll(queue).isEmpty());
    QVERIFY(queue.nextRetry().value() > kNow);
    const auto first = *queue.nextRetry();
    QCOMPARE(takeAll(queue, first), QList<qint64>{1});
    queue.failed(1, first);
    QVERIFY(*queue.nextRetry() - first > first - kNow); // longer each time
    QCOMPARE(takeAll(queue, *queue.nextRetry()), QList<qint64>{1});
    queue.delivered(1);
    QCOMPARE(takeAll(queue), QList<qint64>{2});
}

void TestRelayQueue::rowsThatAreKnownAreNotTakenTwice()
{
    RelayQueue queue;
    queue.add({row(1, "a")});
    queue.add({row(1, "a")});
    QCOMPARE(queue.held(), 1);
    takeAll(queue);
    queue.delivered(1);
    queue.add({row(1, "a")}); // the store was read before it was marked
    QVERIFY(takeAll(queue).isEmpty());
    queue.forget(1);
    queue.add({row(1, "a")});
    QCOMPARE(takeAll(queue), QList<qint64>{1});
}

void TestRelayQueue::aLateLowerIdGoesFirst()
{
    RelayQueue queue;
    queue.add({row(5, "a"), row(7, "a")});
    takeAll(queue);
    queue.add({row(6, "a"), row(3, "a")});
    QList<qint64> sequence;
    for (qint64 next = 5; next > 0;) {
        sequence.append(next);
        queue.delivered(next);
        next = takeAll(queue).value(0, 0);
    }
    QCOMPARE(sequence, (QList<qint64>{5, 3, 6, 7}));
}

void TestRelayQueue::boundsWhatIsInFlight()
{
    RelayQueue rows({2, 1'000'000, 3, 1'000'000});
    rows.add({row(1, "a"), row(2, "b")});
    QVERIFY(rows.hasRoom());
    rows.add({row(3, "c")});
    QVERIFY(!rows.hasRoom());
    QCOMPARE(takeAll(rows).size(), 2);
    rows.delivered(1);
    QCOMPARE(takeAll(rows).size(), 1);
    RelayQueue bytes({100, 250, 100, 1'000'000});
    bytes.add({row(1, "a"), row(2, "b"), row(3, "c"), row(4, "d")});
    QCOMPARE(takeAll(bytes).size(), 3);
}

void TestRelayQueue::lossOfTheProducerPutsAllBack()
{
    RelayQueue queue;
    queue.add({row(1, "a"), row(2, "b"), row(3, "a")});
    takeAll(queue);
    QCOMPARE(queue.failAll(kNow), 200);
    QCOMPARE(queue.inFlight(), 0);
    QList<qint64> again = takeAll(queue, kNow + 10s);
    std::sort(again.begin(), again.end());
    QCOMPARE(again, (QList<qint64>{1, 2}));
}

void TestRelayQueue::droppingKeepsWhatIsInFlight()
{
    RelayQueue queue;
    queue.add({row(1, "a"), row(2, "a"), row(3, "b")});
    QCOMPARE(queue.take(kNow)->id, 1);
    queue.dropWaiting();
    QCOMPARE(queue.held(), 1);
    QVERIFY(takeAll(queue).isEmpty());
    queue.add({row(1, "a"), row(2, "a"), row(3, "b")});
    QCOMPARE(takeAll(queue), QList<qint64>{3});
    queue.delivered(1);
    QCOMPARE(takeAll(queue), QList<qint64>{2});
}

void TestRelayQueue::putBackIsFirstAgain()
{
    RelayQueue queue;
    queue.add({row(1, "a"), row(2, "b")});
    queue.take(kNow);
    queue.putBack(1);
    QCOMPARE(queue.inFlight(), 0);
    QCOMPARE(takeAll(queue), (QList<qint64>{1, 2}));
}

QTEST_APPLESS_MAIN(TestRelayQueue)
#include "tst_relayqueue.moc"
