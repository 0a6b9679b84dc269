// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/flowgate.h"

#include <QtTest>
#include <thread>

class TestFlowGate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closesAtItsLimitAndOpensBelowIt();
    void withoutALimitItNeverCloses();
    void forgetsOnReset();
    void countsExactlyFromTwoThreads();
};

void TestFlowGate::closesAtItsLimitAndOpensBelowIt()
{
    cs::FlowGate gate(100);
    QVERIFY(gate.isOpen());
    gate.produced(99);
    QVERIFY(gate.isOpen());
    gate.produced(1);
    QVERIFY(!gate.isOpen());
    gate.consumed(1);
    QVERIFY(gate.isOpen());
    QCOMPARE(gate.pending(), 99);
}

void TestFlowGate::withoutALimitItNeverCloses()
{
    cs::FlowGate gate;
    gate.produced(1LL << 40);
    QVERIFY(gate.isOpen());
}

void TestFlowGate::forgetsOnReset()
{
    cs::FlowGate gate(10);
    gate.produced(50);
    gate.reset();
    QVERIFY(gate.isOpen());
    QCOMPARE(gate.pending(), 0);
}

void TestFlowGate::countsExactlyFromTwoThreads()
{
    cs::FlowGate gate(10);
    constexpr int kTurns = 200'000;
    std::thread relay([&] { for (int i = 0; i < kTurns; ++i) gate.produced(3); });
    std::thread ingest([&] { for (int i = 0; i < kTurns; ++i) gate.consumed(2); });
    relay.join();
    ingest.join();
    QCOMPARE(gate.pending(), kTurns);
}

QTEST_APPLESS_MAIN(TestFlowGate)
#include "tst_flowgate.moc"
