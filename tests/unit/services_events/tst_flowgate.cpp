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
    void holdsBackForAConsumerOnlyWhileItIsOn();
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

void TestFlowGate::holdsBackForAConsumerOnlyWhileItIsOn()
{
    const QString topic = QStringLiteral("ecommerce.inventory.update");
    cs::FlowGate gate(100);
    gate.produced(topic, 10); // nobody has an account: the ingest consumer's
    QCOMPARE(gate.pending(), 10);
    gate.open({topic});
    QVERIFY(gate.isRead(topic));
    gate.produced(topic, 95);
    QVERIFY(!gate.isOpen());
    QCOMPARE(gate.pending(), 10);
    gate.close({topic});
    QVERIFY(gate.isOpen());
    QVERIFY(!gate.isRead(topic));
    gate.produced(topic, 500);
    gate.consumed(topic, 20);
    QVERIFY(gate.isOpen());
    gate.open({topic});
    gate.consumed(topic, 500); // what came while it was off was not counted
    gate.produced(topic, 90);
    QVERIFY(!gate.isOpen());
    gate.settle({topic, QStringLiteral("unknown")});
    QVERIFY(gate.isOpen());
    gate.consumed(10);
    QCOMPARE(gate.pending(), 0);
}

QTEST_APPLESS_MAIN(TestFlowGate)
#include "tst_flowgate.moc"
