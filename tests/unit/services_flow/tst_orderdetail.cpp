// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/queries/awaitedstep.h"
#include "tests/unit/services_flow/flowfixture.h"

#include <QTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

/// What the console reads of an order's way, at each of its ends.
class TestOrderDetail final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOrderThatNobodyKnowsIsNotFound();
    void beforeItsApprovalNothingIsDone();
    void aDeliveredOrderHasAllOfIt();
    void aShortageIsRefunded();
    void aCancelledReservationIsGivenBack();
    void aCommandThatCameTooEarlyIsThere();
    void itSaysOnWhomItWaits();
    void withoutADriverItWaitsForOthers();
};

void TestOrderDetail::anOrderThatNobodyKnowsIsNotFound()
{
    FlowFixture f;
    CS_FAILS(readOrderDetail(f.base.reading(), u"A1"_qs), ErrorKind::NotFound);
}

void TestOrderDetail::beforeItsApprovalNothingIsDone()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 120'000);
    const auto detail = readOrderDetail(f.base.reading(), u"A1"_qs);
    CS_OK(detail);
    QVERIFY(detail->fulfilment.steps.isEmpty() && !detail->fulfilment.payment && !detail->fulfilment.shipment);
    QVERIFY(detail->fulfilment.reservations.isEmpty() && detail->fulfilment.parked.isEmpty());
    QCOMPARE(detail->fulfilment.levels.value(u"P011"_qs).available(), 100);
}

void TestOrderDetail::aDeliveredOrderHasAllOfIt()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 500);
    f.run();
    const auto detail = readOrderDetail(f.base.reading(), u"A1"_qs);
    CS_OK(detail);
    const OrderFulfilment &done = detail->fulfilment;
    QCOMPARE(done.steps.size(), 4);
    QCOMPARE(done.step(Step::Ship)->state, StepState::Done);
    QCOMPARE(done.step(Step::Refund), nullptr);
    QCOMPARE(done.payment->state, PaymentState::Paid);
    QCOMPARE(done.reservations.size(), 1);
    QCOMPARE(done.reservations.first().state, ReservationState::Shipped);
    QCOMPARE(done.levels.value(u"P011"_qs).onHand, 99);
    QCOMPARE(done.shipment->state, ShipmentState::Delivered);
    QVERIFY(!done.shipment->trackingNumber.isEmpty());
    QCOMPARE(done.shipmentEvents.first().state, ShipmentState::Shipped);
    QCOMPARE(done.shipmentEvents.last().state, ShipmentState::Delivered);
}

void TestOrderDetail::aShortageIsRefunded()
{
    FlowFixture f(u"ecommerce"_qs, 0);
    f.base.made(u"A1"_qs, 500);
    f.run();
    const auto detail = readOrderDetail(f.base.reading(), u"A1"_qs);
    CS_OK(detail);
    QCOMPARE(detail->fulfilment.step(Step::Reserve)->state, StepState::Failed);
    QCOMPARE(detail->fulfilment.step(Step::Refund)->state, StepState::Done);
    QCOMPARE(detail->fulfilment.payment->refunded, Money(500, Currency()));
    QVERIFY(detail->fulfilment.reservations.isEmpty());
}

void TestOrderDetail::aCancelledReservationIsGivenBack()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 500);
    f.carry();
    f.work(Step::Payment);
    f.carry();
    f.work(Step::Reserve);
    QCOMPARE(readOrderDetail(f.base.reading(), u"A1"_qs)->fulfilment.reservations.first().state, ReservationState::Held);
    CS_OK(f.base.orders.cancel(u"A1"_qs, u"changed my mind"_qs, kSales).result());
    f.run();
    const auto detail = readOrderDetail(f.base.reading(), u"A1"_qs);
    CS_OK(detail);
    QCOMPARE(detail->fulfilment.reservations.first().state, ReservationState::Released);
    QCOMPARE(detail->fulfilment.levels.value(u"P011"_qs).reserved, 0);
}

void TestOrderDetail::aCommandThatCameTooEarlyIsThere()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 120'000);
    f.take(u"payment"_qs, FlowFixture::foreign(u"ecommerce.order.payment.initiated"_qs,
                                              R"({"orderId":"A1","timestamp":"2026-11-21T09:00:00Z","totalAmount":1200.00})"));
    f.take(u"payment"_qs, FlowFixture::foreign(u"ecommerce.order.payment.initiated"_qs,
                                              R"({"orderId":"B2","timestamp":"2026-11-21T09:00:00Z","totalAmount":1.00})"));
    const auto detail = readOrderDetail(f.base.reading(), u"A1"_qs);
    CS_OK(detail);
    QCOMPARE(detail->fulfilment.parked.size(), 1);
    QCOMPARE(detail->fulfilment.parked.first().service, u"payment"_qs);
    QVERIFY(!detail->fulfilment.parked.first().reason.isEmpty());
}

namespace {

AwaitedStep awaitedOf(FlowFixture &f, const QString &orderId)
{
    const auto awaited = readAwaitedStep(f.base.reading(), f.base.order(orderId));
    return awaited.ok() && *awaited ? **awaited : AwaitedStep{Step::Refund, false, {}};
}

} // namespace

void TestOrderDetail::itSaysOnWhomItWaits()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 120'000);
    QCOMPARE(awaitedOf(f, u"A1"_qs).step, Step::Refund); // an approval, no step
    f.base.made(u"A2"_qs, 500);
    const AwaitedStep asked = awaitedOf(f, u"A2"_qs);
    QCOMPARE(asked.step, Step::Payment);
    QCOMPARE(asked.stateText(), u"asked"_qs);
    ServiceStatus service{u"payment"_qs, ServiceState::Running, {}, {}, {}, -1, 0, 0, {}};
    QVERIFY(asked.reason({service}).contains(u"not taken it yet"_qs));
    QVERIFY(asked.reason({}).contains(u"does not run here"_qs));
    service.state = ServiceState::Off;
    QVERIFY(asked.reason({service}).contains(u"does not run here"_qs));
    service.state = ServiceState::Paused;
    service.reason = u"Nobody is set up to be paid."_qs;
    QCOMPARE(asked.reason({service}), service.reason);
    f.carry();
    QCOMPARE(awaitedOf(f, u"A2"_qs).stateText(), u"queued"_qs);
    f.run();
    QCOMPARE(awaitedOf(f, u"A2"_qs).step, Step::Refund); // delivered
}

void TestOrderDetail::withoutADriverItWaitsForOthers()
{
    FlowFixture f(u"none"_qs);
    f.base.made(u"A1"_qs, 500);
    const AwaitedStep awaited = awaitedOf(f, u"A1"_qs);
    QCOMPARE(awaited.step, Step::Payment);
    QVERIFY(!awaited.asked);
    QCOMPARE(awaited.stateText(), u"others"_qs);
    QVERIFY(awaited.reason({{u"payment"_qs, ServiceState::Running, {}, {}, {}, -1, 0, 0, {}}}).contains(u"another system"_qs));
}

QTEST_GUILESS_MAIN(TestOrderDetail)
#include "tst_orderdetail.moc"
