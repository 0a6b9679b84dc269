// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/orderways.h"
#include "ui/models/ordersteps.h"

#include <QTest>

using namespace cs;
using namespace cs::ui;
using namespace cs::ui::test;

namespace {

const QString kManager = QStringLiteral("MANAGER");
const QString kFinance = QStringLiteral("FINANCE");

/// As this process runs them: all, but for the one that is left out.
QList<services::ServiceStatus> servicesBut(const QString &off = {})
{
    QList<services::ServiceStatus> all;
    for (const QString &name : {u"payment"_qs, u"inventory"_qs, u"shipping"_qs}) {
        all.append(services::ServiceStatus());
        all.last().service = name;
        all.last().state = name == off ? services::ServiceState::Off : services::ServiceState::Running;
    }
    return all;
}

/// "Payment: paid*" for each step; the star is at the current one.
QStringList wordsOf(const services::OrderDetail &detail)
{
    QStringList words;
    for (const StepperStep &step : orderSteps(detail, servicesBut(), kNow))
        words.append(step.title + QStringLiteral(": ") + step.word + (step.current ? QStringLiteral("*") : QString()));
    return words;
}

StepperStep stepNamed(const services::OrderDetail &detail, const QString &id)
{
    for (const StepperStep &step : orderSteps(detail, servicesBut(), kNow)) {
        if (step.id == id)
            return step;
    }
    return {};
}

OrderWay paidOrder(OrderStatus status)
{
    OrderWay way(status);
    way.moved(1, OrderStatus::Approved, {}).moved(3, OrderStatus::Paid, QStringLiteral("payment-service"));
    way.step(Step::Payment, StepState::Done, 3, QStringLiteral("PAY-77")).payment(PaymentState::Paid, 3);
    return way;
}

} // namespace

/// An order's way in steps: every end, who and when, and which step is current.
class TestOrderSteps final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useFixedLocale(); }

    void nothingOfNoOrder() { QVERIFY(orderSteps({}, {}, kNow).isEmpty()); }

    void aNewOrderHasItsWholeWayAhead()
    {
        QCOMPARE(wordsOf(OrderWay().detail), (QStringList{u"Created: created*"_qs, u"Approval: to come"_qs, u"Payment: to come"_qs, u"Stock: to come"_qs,
                                                           u"Shipping: to come"_qs, u"Delivery: to come"_qs}));
    }

    void eachLevelIsAStep()
    {
        OrderWay way(OrderStatus::PendingApproval, {kManager, kFinance});
        way.level(kManager, ApprovalState::Approved, 60, u"MGR001"_qs).level(kFinance, ApprovalState::Waiting, 0);
        QCOMPARE(wordsOf(way.detail).mid(0, 4), (QStringList{u"Created: created"_qs, u"Manager: approved"_qs, u"Finance: waiting*"_qs, u"Payment: to come"_qs}));
        const StepperStep manager = stepNamed(way.detail, kManager);
        QCOMPARE(manager.took, u"+1 min"_qs);
        QCOMPARE(manager.who, u"MGR001"_qs);
        QCOMPARE(stepNamed(way.detail, kFinance).time, u"for 4 min"_qs);
        QCOMPARE(stepNamed(way.detail, kFinance).mark, StepMark::Waiting);
    }

    void aLateLevelSaysSo()
    {
        OrderWay way(OrderStatus::PendingApproval, {kManager});
        way.level(kManager, ApprovalState::Waiting, 0);
        way.detail.approvals.first().dueAt = OrderWay::at(120);
        QCOMPARE(stepNamed(way.detail, kManager).took, u"2 min late"_qs);
        QCOMPARE(stepNamed(way.detail, kManager).tone, Tone::Bad);
    }

    void anEarlierRoundDoesNotCount()
    {
        OrderWay way(OrderStatus::PendingApproval, {kManager});
        way.level(kManager, ApprovalState::Approved, 60, u"MGR001"_qs);
        way.detail.order.round = 2;
        QCOMPARE(wordsOf(way.detail).at(1), u"Manager: to come"_qs);
    }

    void aDeliveredOrderIsDoneToItsEnd()
    {
        OrderWay way = paidOrder(OrderStatus::Delivered);
        way.moved(4, OrderStatus::Reserved, u"inventory-service"_qs).moved(6, OrderStatus::Shipped, u"ADMIN001"_qs).moved(66, OrderStatus::Delivered, u"shipping-service"_qs);
        way.step(Step::Reserve, StepState::Done, 4).step(Step::Ship, StepState::Done, 6).step(Step::Deliver, StepState::Done, 66);
        QCOMPARE(wordsOf(way.detail), (QStringList{u"Created: created"_qs, u"Approval: none asked"_qs, u"Payment: paid"_qs, u"Stock: reserved"_qs,
                                                   u"Shipping: shipped"_qs, u"Delivery: delivered*"_qs}));
        QCOMPARE(stepNamed(way.detail, u"ship"_qs).who, u"ADMIN001"_qs);
        QCOMPARE(stepNamed(way.detail, u"reserve"_qs).took, u"+1.0 s"_qs);
        QCOMPARE(stepNamed(way.detail, u"deliver"_qs).took, u"+1 min"_qs);
        QCOMPARE(stepNamed(way.detail, u"payment"_qs).who, u"payment-service"_qs);
    }

    void aPendingPaymentIsCurrent()
    {
        OrderWay way(OrderStatus::PaymentPending);
        way.moved(1, OrderStatus::Approved, {}).step(Step::Payment, StepState::Pending, 60).payment(PaymentState::Pending, 60);
        QCOMPARE(wordsOf(way.detail).at(2), u"Payment: pending*"_qs);
        QCOMPARE(stepNamed(way.detail, u"payment"_qs).tone, Tone::Warning);
        QCOMPARE(stepNamed(way.detail, u"payment"_qs).time, u"for 3 min"_qs);
        QCOMPARE(stepNamed(way.detail, u"payment"_qs).took, u"again in 57 min"_qs);
    }

    void whatNoServiceIsAskedForWaitsForOthers()
    {
        OrderWay way(OrderStatus::Approved);
        way.moved(1, OrderStatus::Approved, {});
        QCOMPARE(wordsOf(way.detail).at(2), u"Payment: waits for others*"_qs);
        QVERIFY(stepNamed(way.detail, u"payment"_qs).tip.contains(u"another system"_qs));
        QCOMPARE(wordsOf(way.detail).at(3), u"Stock: to come"_qs);
        way.detail.records.append(services::OutboxRow());
        way.detail.records.last().record.topic = u"ecommerce.inventory.update"_qs; // asks for another step
        QCOMPARE(wordsOf(way.detail).at(2), u"Payment: waits for others*"_qs);
        way.detail.records.last().record.topic = u"payment-events"_qs; // nobody has taken it yet
        QCOMPARE(wordsOf(way.detail).at(2), u"Payment: asked for*"_qs);
        QVERIFY(stepNamed(way.detail, u"payment"_qs).tip.contains(u"has not taken it yet"_qs));
        QVERIFY(stepNamed(way.detail, u"payment"_qs).took.isEmpty());
    }

    void whatIsAskedOfAServiceThatDoesNotRunHereSaysSo()
    {
        OrderWay way(OrderStatus::Approved);
        way.moved(1, OrderStatus::Approved, {});
        way.detail.records.append(services::OutboxRow());
        way.detail.records.last().record.topic = u"payment-events"_qs;
        const auto payment = [&](const QList<services::ServiceStatus> &services) { return orderSteps(way.detail, services, kNow).at(2); };
        QCOMPARE(payment(servicesBut(u"payment"_qs)).word, u"asked for"_qs);
        QCOMPARE(payment(servicesBut(u"payment"_qs)).took, u"no service here"_qs);
        QVERIFY(payment(servicesBut(u"payment"_qs)).tip.contains(u"The payment service does not run here"_qs));
        QVERIFY(payment(servicesBut(u"shipping"_qs)).took.isEmpty());
        way.step(Step::Payment, StepState::Queued, 3); // taken, and then it was turned off
        way.detail.fulfilment.steps.last().attempts = 0;
        QCOMPARE(payment({}).word, u"queued"_qs);
        QCOMPARE(payment({}).took, u"no service here"_qs);
        QVERIFY(payment(servicesBut()).took.isEmpty());
    }

    void aRejectedOrderEndsThere()
    {
        OrderWay way(OrderStatus::Rejected, {kManager, kFinance});
        way.level(kManager, ApprovalState::Rejected, 60, u"MGR001"_qs).moved(60, OrderStatus::Rejected, u"MGR001"_qs);
        QCOMPARE(wordsOf(way.detail), (QStringList{u"Created: created"_qs, u"Manager: rejected"_qs, u"Rejected: ended*"_qs}));
    }

    void aShortageIsTheFailureAndThePaymentComesBack()
    {
        OrderWay way = paidOrder(OrderStatus::Failed);
        way.step(Step::Refund, StepState::Done, 9).step(Step::Reserve, StepState::Failed, 5, u"20 of P1 are needed and 5 are there."_qs);
        way.step(Step::Ship, StepState::Failed, 6, u"The order is failed"_qs).payment(PaymentState::Refunded, 9).moved(5, OrderStatus::Failed, u"inventory-service"_qs);
        QCOMPARE(wordsOf(way.detail), (QStringList{u"Created: created"_qs, u"Approval: none asked"_qs, u"Payment: paid"_qs, u"Stock: short"_qs,
                                                   u"Failed: ended"_qs, u"Refund: done*"_qs}));
        QCOMPARE(stepNamed(way.detail, u"reserve"_qs).mark, StepMark::Failed);
        QVERIFY(stepNamed(way.detail, u"reserve"_qs).tip.contains(u"5 are there"_qs));
        QCOMPARE(stepNamed(way.detail, u"refund"_qs).mark, StepMark::Undone);
    }

    void whatACancelDroppedIsNoFailure()
    {
        OrderWay way = paidOrder(OrderStatus::Cancelled);
        way.moved(8, OrderStatus::Cancelled, u"EMP08"_qs).step(Step::Refund, StepState::Queued, 9).step(Step::Reserve, StepState::Done, 4);
        way.step(Step::Release, StepState::Done, 10).step(Step::Ship, StepState::Failed, 8, u"The order was cancelled before."_qs);
        QCOMPARE(wordsOf(way.detail), (QStringList{u"Created: created"_qs, u"Approval: none asked"_qs, u"Payment: paid"_qs, u"Stock: reserved"_qs,
                                                   u"Cancelled: ended"_qs, u"Refund: tried, goes on*"_qs, u"Release: done"_qs}));
        QCOMPARE(stepNamed(way.detail, u"end"_qs).tone, Tone::Neutral);
    }

    void aForeignOrderOfWhichOnlyTheEndIsKnown()
    {
        OrderWay way(OrderStatus::Shipped);
        way.detail.history.clear();
        way.detail.order.createdBy = {};
        way.detail.order.owner = u"urn:shop"_qs;
        QCOMPARE(wordsOf(way.detail), (QStringList{u"Created: created"_qs, u"Approval: none asked"_qs, u"Payment: paid"_qs, u"Stock: reserved"_qs,
                                                   u"Shipping: shipped"_qs, u"Delivery: waits for others*"_qs}));
        QVERIFY(stepNamed(way.detail, u"payment"_qs).time.isEmpty());
        QCOMPARE(stepNamed(way.detail, u"created"_qs).who, u"urn:shop"_qs);
    }

    void everyStatusHasOneCurrentStep()
    {
        for (int status = 0; status < kOrderStatusCount; ++status) {
            int current = 0;
            for (const StepperStep &step : orderSteps(OrderWay(static_cast<OrderStatus>(status)).detail, {}, kNow))
                current += step.current ? 1 : 0;
            QCOMPARE(current, 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestOrderSteps)
#include "tst_ordersteps.moc"
