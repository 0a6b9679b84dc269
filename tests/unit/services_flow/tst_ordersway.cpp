// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services_flow/flowfixture.h"

#include <QTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

class TestOrdersWay final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anApprovedOrderIsPaidReservedShippedAndDelivered();
    void nothingIsPaidBeforeTheLastApproval();
    void everyCommandTwiceHasOneEffect();
    void aPipelineOrderIsShippedWithoutACommand();
    void byHandNothingIsAskedFor();
    void aPendingPaymentIsDecidedLater();
    void aStepThatWasRunningAtACrashIsAskedAgainOnce();
    void statusesByHandTakeTheStep();
};

void TestOrdersWay::anApprovedOrderIsPaidReservedShippedAndDelivered()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 500);
    QCOMPARE(f.status(u"A1"_qs), u"approved"_qs);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.order.payment.initiated"_qs), 1);
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"delivered"_qs);
    QCOMPARE(f.stepsOf(u"A1"_qs), u"payment done, reserve done, ship done, deliver done"_qs);
    QCOMPARE(f.base.history(u"A1"_qs), (QStringList{u"created pending"_qs, u"approved approved"_qs, u"paid paid"_qs, u"reserved reserved"_qs,
                                                    u"shipped shipped"_qs, u"delivered delivered"_qs}));
    const Payment payment = f.paymentOf(u"A1"_qs).value();
    QCOMPARE(payment.amount, Money(500, Currency()));
    QCOMPARE(payment.state, PaymentState::Paid);
    QCOMPARE(f.stockOf(u"P011"_qs).onHand, 99);
    QCOMPARE(f.stockOf(u"P011"_qs).reserved, 0);
    QCOMPARE(f.base.topics(u"A1"_qs).filter(u"order-events"_qs).size(), 6); // created approved paid reserved shipped delivered
    for (const QString &topic : {u"ecommerce.payment.success"_qs, u"ecommerce.inventory.update"_qs, u"ecommerce.shipping.initiate"_qs, u"order.fulfilled"_qs})
        QCOMPARE(f.recordsOn(u"A1"_qs, topic), 1);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.shipping.status"_qs), 2);
}

void TestOrdersWay::nothingIsPaidBeforeTheLastApproval()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 120'000);
    f.take(u"payment"_qs, FlowFixture::foreign(u"ecommerce.order.payment.initiated"_qs,
                                              R"({"orderId":"A1","timestamp":"2026-11-21T09:00:00Z","totalAmount":1200.00})"));
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"pending_approval"_qs);
    QVERIFY(!f.paymentOf(u"A1"_qs));
    QCOMPARE(f.stepsOf(u"A1"_qs), QString());
    CS_OK(f.base.decide(u"A1"_qs, kManager));
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"delivered"_qs);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.payment.success"_qs), 1);
}

void TestOrdersWay::everyCommandTwiceHasOneEffect()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 500);
    f.run(3);
    for (const QString &topic : {u"ecommerce.order.payment.initiated"_qs, u"ecommerce.inventory.update"_qs, u"ecommerce.shipping.initiate"_qs}) {
        // the same wish again, from somebody else
        events::Record again = FlowFixture::foreign(topic, R"({"orderId":"A1","timestamp":"2026-11-21T09:00:00Z","productId":"P011","quantity":1})");
        for (const QString &service : {u"payment"_qs, u"inventory"_qs, u"shipping"_qs})
            f.take(service, again);
    }
    f.run(2);
    QCOMPARE(f.status(u"A1"_qs), u"delivered"_qs);
    QCOMPARE(f.stockOf(u"P011"_qs).onHand, 99);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.payment.success"_qs), 1);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.shipping.status"_qs), 2);
    QCOMPARE(f.base.history(u"A1"_qs).size(), 6);
}

void TestOrdersWay::aPipelineOrderIsShippedWithoutACommand()
{
    FlowFixture f(u"pipeline"_qs);
    f.base.made(u"A1"_qs, 500);
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"delivered"_qs);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"payment-events"_qs), 1);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"inventory-events"_qs), 1);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"notification-events"_qs), 1);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.order.payment.initiated"_qs), 0);
}

void TestOrdersWay::byHandNothingIsAskedFor()
{
    FlowFixture f(u"none"_qs);
    f.base.made(u"A1"_qs, 500);
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"approved"_qs);
    QCOMPARE(f.stepsOf(u"A1"_qs), QString());
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.order.payment.initiated"_qs), 0);
}

void TestOrdersWay::aPendingPaymentIsDecidedLater()
{
    FlowFixture f(u"ecommerce"_qs, 100, {{}, {}, {u"VINET"_qs}, Millis(5000)});
    f.base.made(u"A1"_qs, 500);
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"payment_pending"_qs);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.payment.pending"_qs), 1);
    f.base.clock.advance(Millis(4000));
    QCOMPARE(f.work(Step::Payment), 0);
    f.base.clock.advance(Millis(2000));
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"delivered"_qs);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.payment.success"_qs), 1);
}

void TestOrdersWay::aStepThatWasRunningAtACrashIsAskedAgainOnce()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 500);
    f.carry();
    QCOMPARE(f.workAndCrash(Step::Payment), 1);
    QCOMPARE(f.work(Step::Payment), 0); // its claim holds
    QCOMPARE(f.stepsOf(u"A1"_qs), u"payment running"_qs);
    f.base.clock.advance(kLease);
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"delivered"_qs);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.payment.success"_qs), 1);
}

void TestOrdersWay::statusesByHandTakeTheStep()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 500);
    f.carry();
    f.work(Step::Payment);
    f.carry();
    f.work(Step::Reserve);
    QCOMPARE(f.stockOf(u"P011"_qs).reserved, 1);
    f.carry(); // the shipping service is asked, and has not begun
    CS_OK(f.base.orders.setStatus(u"A1"_qs, OrderStatus::Shipped, kAdmin).result());
    QCOMPARE(f.stockOf(u"P011"_qs).onHand, 99);
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"shipped"_qs); // nobody tracks what went by hand
    CS_OK(f.base.orders.setStatus(u"A1"_qs, OrderStatus::Delivered, kAdmin).result());
    QCOMPARE(f.stepsOf(u"A1"_qs), u"payment done, reserve done, ship done, deliver done"_qs);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"order.fulfilled"_qs), 1);
}

QTEST_GUILESS_MAIN(TestOrdersWay)
#include "tst_ordersway.moc"
