// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/claimstore.h"
#include "backend/storage/orderstore.h"
#include "backend/storage/parkedstore.h"
#include "backend/storage/paymentstore.h"
#include "backend/storage/referencestore.h"
#include "backend/storage/shipmentstore.h"
#include "backend/storage/stepstore.h"
#include "backend/storage/stockstore.h"
#include "tests/unit/storage/storefixture.h"

#include <QtTest>
#include <thread>

using namespace cs;
using namespace cs::storage;
using namespace cs::storage::test;

namespace {

StepRow stepOf(const QString &order, Step step, int dueSeconds = 0)
{
    return {order, step, StepState::Queued, 0, someTime(dueSeconds), {}, QStringLiteral("cause"), someTime(), someTime()};
}

Order needing(const QString &id, const QString &product, qint64 quantity)
{
    Order order = someOrder(1);
    order.id = id;
    order.items = {{product, {}, quantity, Money(100, Currency())}};
    return order;
}

Status putStock(Connection &connection, const QString &product, qint64 stock)
{
    CS_TRY(ReferenceStore(connection).putProducts({{product, product, {}, Money(100, Currency()), stock, false}}));
    CS_TRY(StockStore(connection).seed());
    return Done{};
}

} // namespace

class FulfilmentStoresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStepIsOneRowWhoeverAsks()
    {
        StoreFixture fixture;
        StepStore steps(fixture.connection());
        QCOMPARE(steps.add({stepOf(u"A"_qs, Step::Payment)}).value(), 1);
        QCOMPARE(steps.add({stepOf(u"A"_qs, Step::Payment), stepOf(u"A"_qs, Step::Reserve)}).value(), 1);
        QCOMPARE(steps.ofOrder(u"A"_qs).value().size(), 2);
        StepRow done = stepOf(u"A"_qs, Step::Payment);
        done.state = StepState::Done;
        done.outcome = u"paid"_qs;
        QCOMPARE(steps.put(done).value(), true);
        done.outcome = u"again"_qs;
        QCOMPARE(steps.put(done).value(), false);
        QCOMPARE(steps.ofOrder(u"A"_qs).value().first().outcome, u"paid"_qs);
        QCOMPARE(steps.put(stepOf(u"B"_qs, Step::Ship)).value(), true);
    }

    void whatIsDueIsClaimedOnceAndAgainAfterItsLease()
    {
        StoreFixture fixture;
        StepStore steps(fixture.connection());
        CS_OK(steps.add({stepOf(u"A"_qs, Step::Payment, 1), stepOf(u"B"_qs, Step::Payment, 9), stepOf(u"C"_qs, Step::Ship, 0)}));
        QCOMPARE(steps.isDue(Step::Payment, someTime(0)).value(), false);
        QCOMPARE(steps.isDue(Step::Payment, someTime(1)).value(), true);
        const auto claimed = steps.claim(Step::Payment, someTime(2), someTime(5), 10);
        CS_OK(claimed);
        QCOMPARE(claimed->size(), 1);
        QCOMPARE(claimed->first().orderId, u"A"_qs);
        QCOMPARE(claimed->first().attempts, 1);
        QCOMPARE(claimed->first().state, StepState::Running);
        QVERIFY(steps.claim(Step::Payment, someTime(4), someTime(8), 10).value().isEmpty());
        QCOMPARE(steps.claim(Step::Payment, someTime(5), someTime(8), 10).value().first().attempts, 2);
        QCOMPARE(steps.close(u"A"_qs, Step::Payment, StepState::Failed, u"no"_qs, someTime()).value(), false); // somebody works on it
        QCOMPARE(steps.close(u"B"_qs, Step::Payment, StepState::Failed, u"no"_qs, someTime()).value(), true);
        QCOMPARE(ClaimStore(fixture.connection()).takeBackAll(someTime(6)).value(), 1);
        QCOMPARE(steps.claim(Step::Payment, someTime(20), someTime(30), 10).value().size(), 1);
    }

    void twoWorkersNeverGetTheSameStep()
    {
        StoreFixture fixture;
        QList<StepRow> rows;
        for (int i = 0; i < 200; ++i)
            rows.append(stepOf(u"O%1"_qs.arg(i), Step::Payment));
        CS_OK(StepStore(fixture.connection()).add(rows));
        QList<QStringList> got(2);
        const auto work = [&](QStringList &mine) {
            const auto connection = fixture.another();
            for (;;) {
                Transaction transaction(*connection);
                const auto claimed = StepStore(*connection).claim(Step::Payment, someTime(1), someTime(100), 7);
                if (!claimed.ok() || !transaction.commit().ok() || claimed->isEmpty())
                    return;
                for (const StepRow &one : *claimed)
                    mine.append(one.orderId);
            }
        };
        std::thread first([&] { work(got[0]); });
        std::thread second([&] { work(got[1]); });
        first.join();
        second.join();
        const QStringList all = got[0] + got[1];
        QCOMPARE(QSet<QString>(all.cbegin(), all.cend()).size(), all.size());
        QCOMPARE(all.size(), 200);
    }

    void anOrderIsPaidOnceAndRefundedOnce()
    {
        StoreFixture fixture;
        PaymentStore payments(fixture.connection());
        Payment payment{u"A"_qs, u"p1"_qs, Money(4270, Currency()), {}, PaymentState::Pending, u"payment"_qs, {}, someTime(), someTime()};
        QCOMPARE(payments.put({payment}).value(), 1);
        QCOMPARE(payments.refund({u"A"_qs}, someTime()).value(), 0);
        payment.state = PaymentState::Paid;
        QCOMPARE(payments.put({payment}).value(), 1);
        payment.paymentId = u"p2"_qs;
        QCOMPARE(payments.put({payment}).value(), 0);
        QCOMPARE(payments.find(u"A"_qs).value()->paymentId, u"p1"_qs);
        QCOMPARE(payments.refund({u"A"_qs}, someTime(1)).value(), 1);
        QCOMPARE(payments.refund({u"A"_qs}, someTime(2)).value(), 0);
        const Payment refunded = payments.find(u"A"_qs).value().value();
        QCOMPARE(refunded.state, PaymentState::Refunded);
        QCOMPARE(refunded.refunded, refunded.amount);
        QVERIFY(!payments.find(u"B"_qs).value());
    }

    void stockIsReservedWholeOrNotAtAll()
    {
        StoreFixture fixture;
        CS_OK(putStock(fixture.connection(), u"P1"_qs, 10));
        CS_OK(putStock(fixture.connection(), u"P2"_qs, 1));
        StockStore stock(fixture.connection());
        Order order = needing(u"A"_qs, u"P1"_qs, 4);
        order.items.append({u"P1"_qs, {}, 2, Money(100, Currency())});
        QVERIFY(!stock.reserve(order, someTime()).value());
        QVERIFY(!stock.reserve(order, someTime()).value()); // once
        Order more = needing(u"B"_qs, u"P1"_qs, 1);
        more.items.append({u"P2"_qs, {}, 2, Money(100, Currency())});
        QCOMPARE(stock.reserve(more, someTime()).value(), u"2 of P2 are needed and 1 are there"_qs);
        QCOMPARE(stock.reserve(needing(u"C"_qs, u"none"_qs, 1), someTime()).value(), u"1 of none are needed and 0 are there"_qs);
        QCOMPARE(stock.levels().value().first().reserved, 6);
        QCOMPARE(stock.levelsOf({u"P2"_qs, u"none"_qs}).value().size(), 1);
        QCOMPARE(stock.levelsOf({u"P2"_qs, u"P1"_qs}).value().first().available(), 4);
        QVERIFY(stock.levelsOf({}).value().isEmpty());
        QCOMPARE(stock.held(u"P1"_qs, 10).value().size(), 1);
        CS_FAILS(stock.adjust({0, u"P1"_qs, -5, 0, u"lost"_qs, u"ADMIN001"_qs, someTime()}), ErrorKind::Conflict);
        QCOMPARE(stock.adjust({0, u"P1"_qs, -4, 0, u"lost"_qs, u"ADMIN001"_qs, someTime()}).value(), 6);
        QCOMPARE(stock.changes(u"P1"_qs, 5).value().first().reason, u"lost"_qs);
        QCOMPARE(stock.ship({u"A"_qs}, someTime()).value(), 1);
        QCOMPARE(stock.release({u"A"_qs}, someTime()).value(), 0);
        QCOMPARE(stock.levels().value().first().onHand, 0);
        QCOMPARE(stock.levels().value().first().reserved, 0);
        QCOMPARE(stock.ofOrder(u"A"_qs).value().first().state, ReservationState::Shipped);
    }

    void ofOrdersTogetherTheFirstOnesGetTheStock()
    {
        StoreFixture fixture;
        CS_OK(putStock(fixture.connection(), u"P1"_qs, 5));
        StockStore stock(fixture.connection());
        const QList<Order> orders{needing(u"A"_qs, u"P1"_qs, 3), needing(u"B"_qs, u"P1"_qs, 3), needing(u"C"_qs, u"P1"_qs, 2), needing(u"A"_qs, u"P1"_qs, 3)};
        const auto refused = stock.reserve(orders, someTime()).value();
        QCOMPARE(refused, (QHash<QString, QString>{{u"B"_qs, u"3 of P1 are needed and 2 are there"_qs}}));
        QCOMPARE(stock.levels().value().first().reserved, 5);
        QCOMPARE(stock.held(u"P1"_qs, 10).value().size(), 2);
        QCOMPARE(stock.release({u"A"_qs, u"B"_qs, u"C"_qs}, someTime()).value(), 2);
        QCOMPARE(stock.levels().value().first().reserved, 0);
        QCOMPARE(stock.levels().value().first().onHand, 5);
    }

    void stockIsNeverBelowZeroWhoeverReserves()
    {
        StoreFixture fixture;
        CS_OK(putStock(fixture.connection(), u"P1"_qs, 50));
        const auto work = [&](const QString &name) {
            const auto connection = fixture.another();
            for (int i = 0; i < 40; ++i) {
                Transaction transaction(*connection);
                const auto why = StockStore(*connection).reserve(needing(name + QString::number(i), u"P1"_qs, 1), someTime());
                if (why.ok())
                    (void)transaction.commit();
            }
        };
        std::thread first([&] { work(u"A"_qs); });
        std::thread second([&] { work(u"B"_qs); });
        first.join();
        second.join();
        QCOMPARE(StockStore(fixture.connection()).levels().value().first().reserved, 50);
        QCOMPARE(StockStore(fixture.connection()).held(u"P1"_qs, 100).value().size(), 50);
        QVERIFY(!fixture.connection().selectText(u"UPDATE stock SET reserved = reserved + 1"_qs, {}).ok()); // the schema's own check
    }

    void shipmentsKeepTheirHistory()
    {
        StoreFixture fixture;
        ShipmentStore shipments(fixture.connection());
        Shipment one{u"A"_qs, u"T1"_qs, u"Sandbox"_qs, ShipmentState::Shipped, someTime(), someTime()};
        CS_OK(shipments.put(one, u"picked up"_qs));
        one.state = ShipmentState::Delivered;
        one.updatedAt = someTime(5);
        CS_OK(shipments.put(one, u"at the door"_qs));
        QCOMPARE(shipments.find(u"A"_qs).value()->state, ShipmentState::Delivered);
        QCOMPARE(shipments.history(u"A"_qs).value().size(), 2);
        QCOMPARE(shipments.history(u"A"_qs).value().first().detail, u"picked up"_qs);
    }

    void parkedRecordsWaitForTheirOrder()
    {
        StoreFixture fixture;
        ParkedStore parked(fixture.connection());
        ParkedRow row;
        row.key = QByteArray(16, 'k');
        row.service = u"payment"_qs;
        Order order = someOrder(1);
        row.orderId = order.id;
        row.needs = OrderStatus::Approved;
        row.record = {u"payment-events"_qs, 1, 2, 3, QByteArray("k"), QByteArray("v"), {{"h", QByteArray("x")}}};
        CS_OK(parked.add({row}));
        CS_OK(parked.add({row}));
        QVERIFY(parked.ready(u"payment"_qs, 10).value().isEmpty());
        order.status = OrderStatus::PendingApproval;
        CS_OK(OrderStore(fixture.connection()).insert({order}, {{}}));
        QVERIFY(parked.ready(u"payment"_qs, 10).value().isEmpty());
        order.status = OrderStatus::Approved;
        CS_OK(OrderStore(fixture.connection()).updateMany({order}));
        QVERIFY(parked.ready(u"inventory"_qs, 10).value().isEmpty());
        const auto ready = parked.ready(u"payment"_qs, 10);
        CS_OK(ready);
        QCOMPARE(ready->size(), 1);
        QCOMPARE(ready->first().record.value, row.record.value);
        QCOMPARE(parked.all(0, 10).value().size(), 1);
        QCOMPARE(parked.ofOrder(order.id, 10).value().size(), 1);
        QCOMPARE(parked.ofOrder(order.id, 0).value().size(), 0);
        QVERIFY(parked.ofOrder(u"another"_qs, 10).value().isEmpty());
        QCOMPARE(parked.take(ready->first().id).value(), true);
        QCOMPARE(parked.take(ready->first().id).value(), false);
    }
};

QTEST_GUILESS_MAIN(FulfilmentStoresTest)
#include "tst_fulfilmentstores.moc"
