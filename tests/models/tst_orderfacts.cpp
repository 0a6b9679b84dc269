// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/orderways.h"
#include "ui/models/itemtablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace cs;
using namespace cs::ui;
using namespace cs::ui::test;

namespace {

FactGroup groupOf(const services::OrderDetail &detail, const QString &id)
{
    for (const FactGroup &group : orderFacts(detail, kNow)) {
        if (group.id == id)
            return group;
    }
    return {};
}

QString factOf(const FactGroup &group, const QString &key)
{
    for (const Fact &fact : group.facts) {
        if (fact.key == key)
            return fact.value;
    }
    return {};
}

} // namespace

/// The panels of an order's payment, stock and shipment, and what its lines say of the stock.
class TestOrderFacts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useFixedLocale(); }

    void beforeAnythingIsAskedThereIsNoPanel() { QVERIFY(orderFacts(OrderWay(OrderStatus::Approved).detail, kNow).isEmpty()); }

    void aPaymentIsToldExactly()
    {
        OrderWay way(OrderStatus::Paid);
        way.detail.order.total = Money(123'456'789'012'345'678, Currency());
        way.step(Step::Payment, StepState::Done, 3).payment(PaymentState::Paid, 3);
        const FactGroup group = groupOf(way.detail, u"payment"_qs);
        QCOMPARE(group.state, u"paid"_qs);
        QCOMPARE(group.tone, Tone::Good);
        QCOMPARE(factOf(group, u"Amount"_qs), u"1,234,567,890,123,456.78 USD"_qs);
        QCOMPARE(factOf(group, u"Through"_qs), u"payment-service"_qs);
        QCOMPARE(factOf(group, u"Reference"_qs), u"PAY-77"_qs);
        QCOMPARE(factOf(group, u"Attempts"_qs), u"1"_qs);
    }

    void aPendingPaymentSaysSinceWhen()
    {
        OrderWay way(OrderStatus::PaymentPending);
        way.step(Step::Payment, StepState::Pending, 61).payment(PaymentState::Pending, 61, u"The bank asks back"_qs);
        const FactGroup group = groupOf(way.detail, u"payment"_qs);
        QCOMPARE(group.state, u"pending"_qs);
        QCOMPARE(factOf(group, u"Open for"_qs), u"3 min · asked again in 57 min"_qs);
        QCOMPARE(factOf(group, u"Reason"_qs), u"The bank asks back"_qs);
    }

    void aRefundNamesItsReason()
    {
        OrderWay way(OrderStatus::Failed);
        way.moved(5, OrderStatus::Failed, u"inventory-service"_qs, u"The stock is short."_qs);
        way.step(Step::Payment, StepState::Done, 3).step(Step::Refund, StepState::Done, 9).payment(PaymentState::Refunded, 9);
        const FactGroup group = groupOf(way.detail, u"payment"_qs);
        QCOMPARE(group.state, u"refunded"_qs);
        QCOMPARE(factOf(group, u"Refunded"_qs), u"5,275.21 USD"_qs);
        QCOMPARE(factOf(group, u"Refund because"_qs), u"The stock is short."_qs);
    }

    void theStockIsSummedAndItsShortageSaid()
    {
        OrderWay way(OrderStatus::Reserved);
        way.step(Step::Reserve, StepState::Done, 4).reservation(u"P1"_qs, 20, ReservationState::Held, 4).reservation(u"P2"_qs, 5, ReservationState::Held, 4);
        QCOMPARE(groupOf(way.detail, u"stock"_qs).state, u"reserved"_qs);
        QCOMPARE(factOf(groupOf(way.detail, u"stock"_qs), u"Units"_qs), u"25 of 2 products"_qs);
        OrderWay shortage(OrderStatus::Failed);
        shortage.step(Step::Reserve, StepState::Failed, 4, u"20 of P1 are needed and 5 are there."_qs);
        QCOMPARE(groupOf(shortage.detail, u"stock"_qs).state, u"short"_qs);
        QCOMPARE(factOf(groupOf(shortage.detail, u"stock"_qs), u"Reason"_qs), u"20 of P1 are needed and 5 are there."_qs);
    }

    void aShipmentTellsItsWay()
    {
        OrderWay way(OrderStatus::Shipped);
        way.detail.fulfilment.shipment = Shipment{u"A1"_qs, u"TRK-1"_qs, u"Sandbox"_qs, ShipmentState::InTransit, OrderWay::at(6), OrderWay::at(7)};
        way.detail.fulfilment.shipmentEvents = {{1, ShipmentState::Shipped, OrderWay::at(6), {}}, {2, ShipmentState::InTransit, OrderWay::at(7), u"At the depot"_qs}};
        const FactGroup group = groupOf(way.detail, u"shipment"_qs);
        QCOMPARE(group.state, u"in transit"_qs);
        QCOMPARE(factOf(group, u"Carrier"_qs), u"Sandbox"_qs);
        QCOMPARE(factOf(group, u"Tracking"_qs), u"TRK-1"_qs);
        QVERIFY(!factOf(group, u"Shipped"_qs).isEmpty());
        QVERIFY(factOf(group, u"In transit"_qs).endsWith(u" · At the depot"_qs));
    }

    void aParkedCommandIsShown()
    {
        OrderWay way(OrderStatus::PendingApproval);
        services::ParkedRow row;
        row.service = u"shipping"_qs;
        row.reason = u"The order is not reserved yet."_qs;
        row.at = kNow;
        way.detail.fulfilment.parked = {row};
        QVERIFY(factOf(groupOf(way.detail, u"parked"_qs), u"shipping"_qs).contains(row.reason));
    }

    void eachLineSaysWhatIsReservedOfIt()
    {
        OrderWay way(OrderStatus::Approved);
        way.stock(u"P1"_qs, 30, 12);
        ItemTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setOrder(way.detail);
        QCOMPARE(textAt(model, 0, ItemTableModel::StockColumn), u"short: 18 left"_qs);
        QCOMPARE(textAt(model, 0, ItemTableModel::OnHandColumn), u"30"_qs);
        QCOMPARE(textAt(model, 1, ItemTableModel::StockColumn), u"not known"_qs);
        way.stock(u"P1"_qs, 32, 12);
        model.setOrder(way.detail);
        QCOMPARE(textAt(model, 0, ItemTableModel::StockColumn), u"in stock"_qs);
        way.detail.order.status = OrderStatus::Reserved;
        way.reservation(u"P1"_qs, 20, ReservationState::Held, 4);
        model.setOrder(way.detail);
        QCOMPARE(textAt(model, 0, ItemTableModel::StockColumn), u"reserved"_qs);
        QCOMPARE(resets.size(), 1);
        QCOMPARE(changes.size(), 2);
        way.detail.fulfilment.reservations.first().state = ReservationState::Released;
        QCOMPARE(lineStock(way.detail, u"P1"_qs).text, u"given back"_qs);
        model.setOrder({});
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestOrderFacts)
#include "tst_orderfacts.moc"
