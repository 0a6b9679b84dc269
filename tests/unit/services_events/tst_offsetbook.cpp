// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/offsetbook.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;

class TestOffsetBook final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsAtTheFirstRecord();
    void beginsWhereTheGroupStandsAndNothingIsBehind();
    void goesOnWhereTheGroupWasSetForward();
    void passesWhatHoldsNoRecord();
    void whatTurnsOutBadIsNotStored();
    void whatIsRefusedLaterIsNotStoredEither();
    void countsGaps();
    void givesEachStepOnce();
    void knowsOldRecords();
    void beginsAnewWhereATopicWasMadeAgain();
};

namespace {

const QString kTopic = QStringLiteral("order.created");

events::Record at(qint64 offset, int partition = 0)
{
    events::Record record;
    record.topic = kTopic;
    record.partition = partition;
    record.offset = offset;
    return record;
}

} // namespace

void TestOffsetBook::beginsAtTheFirstRecord()
{
    OffsetBook book;
    QCOMPARE(book.next(kTopic, 0), -1);
    book.take(at(40), false);
    book.take(at(41), true);
    const QList<PartitionStep> steps = book.steps();
    QCOMPARE(steps.size(), 1);
    QCOMPARE(steps.first().from.next, -1);
    QCOMPARE(steps.first().from.topic, kTopic);
    const storage::PartitionState &to = steps.first().to;
    QCOMPARE(to.next, 42);
    QCOMPARE(to.base, 40);
    QCOMPARE(to.stored, 1);
    QCOMPARE(to.bad, 1);
    QCOMPARE(to.gaps, 0);
}

void TestOffsetBook::whatTurnsOutBadIsNotStored()
{
    OffsetBook book;
    book.take(at(40), false);
    book.take(at(41), false);
    book.take(at(7, 1), false);
    book.turnBad({kTopic, 0, 41});
    for (const PartitionStep &step : book.steps()) {
        QCOMPARE(step.to.stored, 1);
        QCOMPARE(step.to.bad, step.to.partition == 0 ? 1 : 0);
    }
}

void TestOffsetBook::beginsWhereTheGroupStandsAndNothingIsBehind()
{
    OffsetBook book;
    book.put({kTopic, 1, 10, 0, 10, 0, 0});
    const QList<PartitionStep> begun = book.begin({{kTopic, 0, 7}, {kTopic, 1, 10}, {kTopic, 2, -1}, {kTopic, 3, 0}});
    QCOMPARE(begun.size(), 1);
    QCOMPARE(begun.first().from.next, -1);
    QCOMPARE(begun.first().to.partition, 0);
    QCOMPARE(begun.first().to.next, 7);
    QCOMPARE(begun.first().to.base, 7);
    QCOMPARE(book.next(kTopic, 2), -1);
    book.take(at(7), false);
    const PartitionStep step = book.steps().first();
    QCOMPARE(step.from.next, 7);
    QCOMPARE(step.to.next - step.to.base, step.to.stored);
    QVERIFY(book.begin({{kTopic, 0, 8}}).isEmpty());
}

void TestOffsetBook::goesOnWhereTheGroupWasSetForward()
{
    OffsetBook book;
    book.put({kTopic, 0, 10, 2, 7, 1, 0});
    QVERIFY(book.begin({{kTopic, 0, 9}}).isEmpty()); // set back: what is stored is not read again
    const QList<PartitionStep> begun = book.begin({{kTopic, 0, 30}});
    QCOMPARE(begun.size(), 1);
    QCOMPARE(begun.first().from.next, 10);
    QCOMPARE(begun.first().to.next, 30);
    QCOMPARE(begun.first().to.gaps, 20);
    QVERIFY(book.steps().isEmpty());
    book.take(at(30), false);
    const storage::PartitionState to = book.steps().first().to;
    QCOMPARE(to.gaps, 20);
    QCOMPARE(to.next - to.base, to.stored + to.bad + to.gaps);
}

void TestOffsetBook::passesWhatHoldsNoRecord()
{
    OffsetBook book;
    book.take(at(3), false);
    (void)book.steps();
    book.pass({kTopic, 0, 4});
    book.pass({kTopic, 0, 2});
    QVERIFY(book.steps().isEmpty());
    book.pass({kTopic, 0, 9});
    book.pass({kTopic, 1, 5}); // never read, and nothing is left of it
    const QList<PartitionStep> steps = book.steps();
    QCOMPARE(steps.size(), 2);
    for (const PartitionStep &step : steps) {
        QCOMPARE(step.from.next, step.to.partition == 0 ? 4 : -1);
        QCOMPARE(step.to.next, step.to.partition == 0 ? 9 : 5);
        QCOMPARE(step.to.gaps, step.to.partition == 0 ? 5 : 0);
        QCOMPARE(step.to.next - step.to.base, step.to.stored + step.to.bad + step.to.gaps);
    }
}

void TestOffsetBook::whatIsRefusedLaterIsNotStoredEither()
{
    OffsetBook book;
    book.take(at(40), false);
    book.take(at(41), false);
    QCOMPARE(book.steps().size(), 1);
    book.turnBadLate({kTopic, 0, 40});
    const QList<PartitionStep> steps = book.steps(); // without a record
    QCOMPARE(steps.size(), 1);
    QCOMPARE(steps.first().from.next, 42);
    QCOMPARE(steps.first().to.next, 42);
    QCOMPARE(steps.first().to.stored, 1);
    QCOMPARE(steps.first().to.bad, 1);
    book.take(at(42), false);
    book.turnBadLate({kTopic, 0, 41}); // while the next is on its way
    const PartitionStep next = book.steps().value(0);
    QCOMPARE(next.from.next, 42);
    QCOMPARE(next.to.next, 43);
    QCOMPARE(next.to.stored, 1);
    QCOMPARE(next.to.bad, 2);
    book.turnBadLate({kTopic, 0, 43}); // not taken
    book.turnBadLate({kTopic, 0, 39}); // from before it was made again
    book.turnBadLate({kTopic, 1, 0});
    QVERIFY(book.steps().isEmpty());
}

void TestOffsetBook::countsGaps()
{
    OffsetBook book;
    book.put({kTopic, 0, 10, 5, 5, 0, 0});
    book.take(at(13), false);
    book.take(at(14), false);
    book.take(at(16), false);
    const storage::PartitionState to = book.steps().first().to;
    QCOMPARE(to.gaps, 4);
    QCOMPARE(to.next - to.base, to.stored + to.bad + to.gaps);
}

void TestOffsetBook::givesEachStepOnce()
{
    OffsetBook book;
    book.take(at(0), false);
    book.take(at(0, 1), false);
    QCOMPARE(book.steps().size(), 2);
    QVERIFY(book.steps().isEmpty());
    book.take(at(1), false);
    const QList<PartitionStep> steps = book.steps();
    QCOMPARE(steps.size(), 1);
    QCOMPARE(steps.first().from.next, 1);
    QCOMPARE(steps.first().to.next, 2);
}

void TestOffsetBook::knowsOldRecords()
{
    OffsetBook book;
    book.put({kTopic, 0, 10, 0, 10, 0, 0});
    QVERIFY(book.isOld(at(9)));
    QVERIFY(!book.isOld(at(10)));
    QVERIFY(!book.isOld(at(0, 1)));
}

void TestOffsetBook::beginsAnewWhereATopicWasMadeAgain()
{
    OffsetBook book;
    book.put({kTopic, 0, 10, 0, 8, 2, 0});
    const PartitionStep step = book.beginAnew({kTopic, 0, 2});
    QCOMPARE(step.from.next, 10);
    QCOMPARE(step.to.next, 2);
    QVERIFY(book.steps().isEmpty());
    QVERIFY(!book.isOld(at(2)));
    book.take(at(2), false);
    const storage::PartitionState to = book.steps().first().to;
    QCOMPARE(to.next - to.base, to.stored + to.bad + to.gaps);
    QCOMPARE(to.bad, 0);
}

QTEST_APPLESS_MAIN(TestOffsetBook)
#include "tst_offsetbook.moc"
