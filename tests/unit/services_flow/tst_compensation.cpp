// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services_flow/flowfixture.h"

#include <QTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

class TestCompensation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShortageRefunds();
    void aRefusedPaymentFailsTheOrder();
    void cancellingAtEveryPointUndoesWhatWasDone_data();
    void cancellingAtEveryPointUndoesWhatWasDone();
    void aPaymentThatSucceedsAfterACancelIsRefunded();
    void nothingIsCancelledWhileTheCarrierIsAsked();
    void paymentsMinusRefundsAreTheDeliveredTotals();
};

void TestCompensation::aShortageRefunds()
{
    FlowFixture f(u"ecommerce"_qs, 0);
    f.base.made(u"A1"_qs, 500);
    f.run(2);
    QCOMPARE(f.status(u"A1"_qs), u"failed"_qs);
    QCOMPARE(f.stepsOf(u"A1"_qs), u"payment done, refund done, reserve failed"_qs);
    QCOMPARE(f.paymentOf(u"A1"_qs)->state, PaymentState::Refunded);
    QCOMPARE(f.paymentOf(u"A1"_qs)->refunded, Money(500, Currency()));
    QCOMPARE(f.recordsOn(u"A1"_qs, u"order.failed"_qs), 1);
    QCOMPARE(f.base.history(u"A1"_qs).last(), u"refunded failed"_qs);
}

void TestCompensation::aRefusedPaymentFailsTheOrder()
{
    FlowFixture f(u"ecommerce"_qs, 10, {{}, {500}, {}, Millis(0)});
    f.base.made(u"A1"_qs, 500);
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"failed"_qs);
    QCOMPARE(f.stepsOf(u"A1"_qs), u"payment failed"_qs);
    QCOMPARE(f.paymentOf(u"A1"_qs)->state, PaymentState::Refused);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.payment.failed"_qs), 1);
    QCOMPARE(f.stockOf(u"P011"_qs).reserved, 0);
}

void TestCompensation::cancellingAtEveryPointUndoesWhatWasDone_data()
{
    QTest::addColumn<int>("doneBefore");
    QTest::addColumn<QString>("steps");
    // What is asked for later finds the order cancelled, and fails.
    QTest::addRow("before anybody was asked") << 0 << u"payment failed"_qs;
    QTest::addRow("payment asked for") << 1 << u"payment failed"_qs;
    QTest::addRow("paid") << 2 << u"payment done, refund done, reserve failed"_qs;
    QTest::addRow("stock asked for") << 3 << u"payment done, refund done, reserve failed"_qs;
    QTest::addRow("reserved") << 4 << u"payment done, refund done, reserve done, release done, ship failed"_qs;
    QTest::addRow("shipping asked for") << 5 << u"payment done, refund done, reserve done, release done, ship failed"_qs;
}

void TestCompensation::cancellingAtEveryPointUndoesWhatWasDone()
{
    QFETCH(int, doneBefore);
    QFETCH(QString, steps);
    FlowFixture f;
    f.base.made(u"A1"_qs, 500);
    const std::function<void()> moves[] = {[&] { f.carry(); }, [&] { f.work(Step::Payment); }, [&] { f.carry(); },
                                           [&] { f.work(Step::Reserve); }, [&] { f.carry(); }};
    for (int i = 0; i < doneBefore; ++i)
        moves[i]();
    CS_OK(f.base.orders.cancel(u"A1"_qs, u"changed my mind"_qs, kSales).result());
    f.run(2);
    QCOMPARE(f.status(u"A1"_qs), u"cancelled"_qs);
    const std::optional<Payment> payment = f.paymentOf(u"A1"_qs);
    QCOMPARE(payment.has_value(), doneBefore >= 2);
    QVERIFY(!payment || payment->state == PaymentState::Refunded);
    QCOMPARE(f.stockOf(u"P011"_qs).onHand, 100);
    QCOMPARE(f.stockOf(u"P011"_qs).reserved, 0);
    QCOMPARE(f.stepsOf(u"A1"_qs), steps);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"order.fulfilled"_qs), 0);
}

void TestCompensation::aPaymentThatSucceedsAfterACancelIsRefunded()
{
    FlowFixture f(u"ecommerce"_qs, 100, {{}, {}, {u"VINET"_qs}, Millis(5000)});
    f.base.made(u"A1"_qs, 500);
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"payment_pending"_qs);
    CS_OK(f.base.orders.cancel(u"A1"_qs, {}, kSales).result());
    f.run();
    QCOMPARE(f.paymentOf(u"A1"_qs)->state, PaymentState::Pending); // not decided: nothing to pay back yet
    f.base.clock.advance(Millis(6000));
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"cancelled"_qs);
    QCOMPARE(f.paymentOf(u"A1"_qs)->state, PaymentState::Refunded);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.payment.success"_qs), 0);
}

void TestCompensation::nothingIsCancelledWhileTheCarrierIsAsked()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 500);
    f.carry();
    f.work(Step::Payment);
    f.carry();
    f.work(Step::Reserve);
    f.carry();
    QCOMPARE(f.workAndCrash(Step::Ship), 1);
    CS_FAILS(f.base.orders.cancel(u"A1"_qs, {}, kSales).result(), ErrorKind::Conflict);
    f.base.clock.advance(kLease);
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"delivered"_qs);
}

void TestCompensation::paymentsMinusRefundsAreTheDeliveredTotals()
{
    FlowFixture f(u"ecommerce"_qs, 10, {{}, {103}, {}, Millis(0)});
    for (int i = 0; i < 30; ++i)
        f.base.made(u"A%1"_qs.arg(i), 100 + i);
    f.carry(2);
    f.work(Step::Payment);
    CS_OK(f.base.orders.cancel(u"A7"_qs, {}, kSales).result());
    f.run(2);
    qint64 delivered = 0;
    qint64 kept = 0;
    int ends = 0;
    for (int i = 0; i < 30; ++i) {
        const QString id = u"A%1"_qs.arg(i);
        const Order order = f.base.order(id);
        ends += order.status == OrderStatus::Delivered || order.status == OrderStatus::Failed || order.status == OrderStatus::Cancelled;
        if (order.status == OrderStatus::Delivered)
            delivered += order.total.minor();
        const Payment payment = f.paymentOf(id).value();
        if (payment.state != PaymentState::Refused)
            kept += payment.amount.minor() - payment.refunded.minor();
    }
    QCOMPARE(ends, 30);
    QVERIFY(delivered > 0);
    QCOMPARE(kept, delivered);
    QCOMPARE(f.stockOf(u"P011"_qs).onHand, 0);
}

QTEST_GUILESS_MAIN(TestCompensation)
#include "tst_compensation.moc"
