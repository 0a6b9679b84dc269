// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/tailbuffer.h"

#include <QtTest>
#include <thread>

using namespace cs;
using namespace cs::services;

class TestTailBuffer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOnInOrder();
    void dropsTheOldestWhenFull();
    void alwaysHasRoomForOne();
    void addsUpWhileTwoThreadsUseIt();
};

namespace {

QList<events::Record> records(int first, int count, qsizetype bytes = 100)
{
    QList<events::Record> list;
    for (int i = 0; i < count; ++i) {
        events::Record one;
        one.offset = first + i;
        one.value = QByteArray(bytes, 'x');
        list.append(one);
    }
    return list;
}

bool addsUp(const TailCounters &c)
{
    return c.received == c.handedOn + c.dropped + c.waiting;
}

} // namespace

void TestTailBuffer::handsOnInOrder()
{
    TailBuffer buffer(1'000'000);
    buffer.add(records(0, 5), 7);
    QCOMPARE(buffer.counters().behind, 7);
    const RecordBatch first = buffer.take(3);
    QCOMPARE(first.size(), 3);
    QCOMPARE(first.last().offset, 2);
    QCOMPARE(buffer.counters().waiting, 2);
    QCOMPARE(buffer.take(9).first().offset, 3);
    QCOMPARE(buffer.counters().bufferedBytes, 0);
}

void TestTailBuffer::dropsTheOldestWhenFull()
{
    TailBuffer buffer(10 * (100 + qint64(sizeof(events::Record))));
    buffer.add(records(0, 25), 0);
    const TailCounters c = buffer.counters();
    QCOMPARE(c.waiting, 10);
    QCOMPARE(c.dropped, 15);
    QVERIFY(addsUp(c));
    QCOMPARE(buffer.take(1).first().offset, 15);
}

void TestTailBuffer::alwaysHasRoomForOne()
{
    TailBuffer buffer(10);
    buffer.add(records(0, 2, 5000), 0);
    QCOMPARE(buffer.counters().waiting, 1);
    QCOMPARE(buffer.take(5).first().offset, 1);
}

void TestTailBuffer::addsUpWhileTwoThreadsUseIt()
{
    TailBuffer buffer(20'000);
    std::atomic<bool> over = false;
    std::thread reader([&] {
        for (int i = 0; i < 2000; ++i)
            buffer.add(records(i * 10, 10), 0);
        over = true;
    });
    qint64 taken = 0;
    bool always = true;
    while (!over || buffer.counters().waiting > 0) {
        taken += buffer.take(7).size();
        always = always && addsUp(buffer.counters());
    }
    reader.join();
    QVERIFY(always);
    QCOMPARE(buffer.counters().received, 20'000);
    QCOMPARE(buffer.counters().handedOn, taken);
}

QTEST_APPLESS_MAIN(TestTailBuffer)
#include "tst_tailbuffer.moc"
