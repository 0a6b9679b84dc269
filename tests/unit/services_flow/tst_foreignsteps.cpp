// SPDX-License-Identifier: GPL-3.0-or-later
// Steps that other owners ask for, and payments that others make beside ours.
#include "backend/storage/surplusstore.h"
#include "tests/unit/services_flow/flowfixture.h"

#include <QTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

class TestForeignSteps final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStepOfAnothersOrderIsDoneAndAnswered();
    void aStoreOfThisProgramDrivesItsOrderItself();
    void aStoreOfThisProgramHearsOfItsStock_data();
    void aStoreOfThisProgramHearsOfItsStock();
    void anotherShopSeesFromWhatIsShippedThatStockIsShort();
    void nothingIsPaidWhileALevelWaitsHere();
    void aPaymentWhoseAnswerWasLostIsPaidBack();
    void aPaymentWhoseAnswerWasLostIsToldToTheOrdersOwner();
    void membersOfAPipelineRecordTravelOn();
};

namespace {

const QByteArray kAsked = R"({"orderId":"S1","customerId":"C","timestamp":"2026-11-21T09:00:00Z","totalAmount":5.00,"currency":"USD",)"
                          R"("items":[{"productId":"P011","quantity":1,"price":5.00}],"amount":5.00})";

void know(FlowFixture &f, const QString &owner, OrderStatus status)
{
    Order order;
    order.id = QStringLiteral("S1");
    order.owner = owner;
    order.family = QStringLiteral("ecommerce");
    order.status = status;
    f.inStore<bool>([&order](storage::Connection &connection) -> Result<bool> {
        CS_TRY(storage::OrderStore(connection).insertUnlessKnown({order}));
        return true;
    });
}

} // namespace

void TestForeignSteps::aStepOfAnothersOrderIsDoneAndAnswered()
{
    FlowFixture f;
    know(f, u"urn:shop"_qs, OrderStatus::Pending);
    const events::Record asked = FlowFixture::foreign(u"ecommerce.order.payment.initiated"_qs, kAsked);
    f.take(u"payment"_qs, asked);
    f.take(u"payment"_qs, asked);
    f.run(2);
    QCOMPARE(f.stepsOf(u"S1"_qs), u"payment done, reserve done, ship done, deliver done"_qs);
    QCOMPARE(f.paymentOf(u"S1"_qs)->amount, Money(500, Currency()));
    QCOMPARE(f.stockOf(u"P011"_qs).onHand, 99);
    QCOMPARE(f.base.topics(u"S1"_qs), (QStringList{u"ecommerce.payment.success"_qs, u"ecommerce.inventory.update"_qs, u"ecommerce.shipping.initiate"_qs,
                                                   u"ecommerce.shipping.status"_qs, u"ecommerce.shipping.status"_qs}));
}

void TestForeignSteps::aStoreOfThisProgramDrivesItsOrderItself()
{
    FlowFixture f;
    know(f, u"urn:countersign:other"_qs, OrderStatus::Approved);
    f.take(u"payment"_qs, FlowFixture::foreign(u"ecommerce.order.payment.initiated"_qs, kAsked, "urn:countersign:other"));
    f.run();
    QCOMPARE(f.stepsOf(u"S1"_qs), u"payment done"_qs);
    QCOMPARE(f.base.topics(u"S1"_qs), QStringList{u"ecommerce.payment.success"_qs});
}

/// The shop has no word for stock: the parcel is asked for, or there will be none. The answer repeats nothing else.
void TestForeignSteps::aStoreOfThisProgramHearsOfItsStock_data()
{
    QTest::addColumn<qint64>("stock");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("there") << qint64(1) << u"reserve done"_qs << QByteArray(R"("status":"INITIATED")");
    QTest::newRow("short") << qint64(0) << u"reserve failed"_qs << QByteArray(R"("status":"FAILED","reason":)");
}

void TestForeignSteps::aStoreOfThisProgramHearsOfItsStock()
{
    QFETCH(qint64, stock);
    QFETCH(QByteArray, answer);
    FlowFixture f(u"ecommerce"_qs, stock);
    know(f, u"urn:countersign:other"_qs, OrderStatus::Paid);
    const events::Record asked = FlowFixture::foreign(u"ecommerce.inventory.update"_qs, kAsked, "urn:countersign:other");
    f.take(u"inventory"_qs, asked);
    f.take(u"inventory"_qs, asked);
    f.run(2);
    QTEST(f.stepsOf(u"S1"_qs), "step");
    QCOMPARE(f.base.topics(u"S1"_qs), QStringList{u"ecommerce.shipping.status"_qs});
    const storage::OutboxRow told = storage::OutboxStore(f.base.reading()).ofOrder(u"S1"_qs).value().first();
    QVERIFY2(told.record.value->contains(answer), told.record.value->constData());
    QCOMPARE(told.record.value->contains("\"reason\""), stock == 0);
    QCOMPARE(QByteArray(told.record.key.value_or(QByteArray())), QByteArray("S1"));
    QCOMPARE(f.stockOf(u"P011"_qs).reserved, stock);
}

void TestForeignSteps::anotherShopSeesFromWhatIsShippedThatStockIsShort()
{
    FlowFixture f(u"ecommerce"_qs, 0);
    know(f, u"urn:shop"_qs, OrderStatus::Paid);
    f.take(u"inventory"_qs, FlowFixture::foreign(u"ecommerce.inventory.update"_qs, kAsked));
    f.run();
    QCOMPARE(f.stepsOf(u"S1"_qs), u"reserve failed"_qs);
    QCOMPARE(f.base.topics(u"S1"_qs), QStringList());
}

void TestForeignSteps::nothingIsPaidWhileALevelWaitsHere()
{
    FlowFixture f;
    know(f, u"urn:shop"_qs, OrderStatus::PendingApproval);
    f.take(u"payment"_qs, FlowFixture::foreign(u"ecommerce.order.payment.initiated"_qs, kAsked));
    f.run();
    QCOMPARE(f.stepsOf(u"S1"_qs), QString());
    QCOMPARE(storage::ParkedStore(f.base.reading()).all(0, 10).value().size(), 1);
}

void TestForeignSteps::aPaymentWhoseAnswerWasLostIsPaidBack()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 500);
    f.carry();
    QCOMPARE(f.workAndCrash(Step::Payment), 1);
    f.take(u"order"_qs, FlowFixture::foreign(u"ecommerce.payment.success"_qs,
                                            R"({"orderId":"A1","timestamp":"2026-11-21T09:00:00Z","paymentId":"theirs","amount":5.00,"status":"SUCCESS"})"));
    QCOMPARE(f.status(u"A1"_qs), u"paid"_qs);
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"delivered"_qs);
    QCOMPARE(f.paymentOf(u"A1"_qs)->paymentId, u"theirs"_qs);
    int paidBack = 0;
    const auto surplus = storage::SurplusStore(f.base.reading()).ofOrder(u"A1"_qs).value();
    for (const storage::SurplusPayment &one : surplus)
        paidBack += one.state == storage::SurplusPayment::State::PaidBack && !one.paymentId.isEmpty() ? 1 : 0;
    QCOMPARE(paidBack, 1);
    QCOMPARE(f.base.history(u"A1"_qs).count(u"paid_twice paid"_qs) + f.base.history(u"A1"_qs).count(u"paid_twice delivered"_qs)
                 + f.base.history(u"A1"_qs).count(u"paid_twice shipped"_qs), 1);
}

/// Its owner counts another payment meanwhile: only the owner can say which of the two is paid back.
void TestForeignSteps::aPaymentWhoseAnswerWasLostIsToldToTheOrdersOwner()
{
    for (const OrderStatus status : {OrderStatus::Paid, OrderStatus::Shipped, OrderStatus::Delivered}) {
        FlowFixture f;
        know(f, u"urn:countersign:other"_qs, OrderStatus::Approved);
        f.take(u"payment"_qs, FlowFixture::foreign(u"ecommerce.order.payment.initiated"_qs, kAsked, "urn:countersign:other"));
        QCOMPARE(f.workAndCrash(Step::Payment), 1);
        Order order = f.base.order(u"S1"_qs);
        f.inStore<bool>([&](storage::Connection &connection) -> Result<bool> {
            const int before = order.version++;
            order.status = status;
            CS_TRY(storage::OrderStore(connection).update(order, before));
            return true;
        });
        f.base.clock.advance(kLease);
        f.run();
        QCOMPARE(f.stepsOf(u"S1"_qs), u"payment done"_qs);
        QCOMPARE(f.base.topics(u"S1"_qs), QStringList{u"ecommerce.payment.success"_qs});
        QCOMPARE(f.base.order(u"S1"_qs).status, status);
        QVERIFY(storage::SurplusStore(f.base.reading()).ofOrder(u"S1"_qs).value().isEmpty());
    }
}

void TestForeignSteps::membersOfAPipelineRecordTravelOn()
{
    FlowFixture f(u"pipeline"_qs);
    f.base.made(u"A1"_qs, 500);
    f.take(u"inventory"_qs, FlowFixture::foreign(u"inventory-events"_qs,
                                                R"({"id":"A1","customerId":"VINET","productId":"P011","quantity":1,"status":"paid","trace":"t-1"})"));
    f.run();
    const auto rows = storage::OutboxStore(f.base.reading()).ofOrder(u"A1"_qs).value();
    for (const storage::OutboxRow &one : rows) {
        if (one.record.topic == u"notification-events"_qs)
            QVERIFY(one.record.value->contains(R"("trace":"t-1")"));
    }
    QCOMPARE(f.recordsOn(u"A1"_qs, u"notification-events"_qs), 1);
}

QTEST_GUILESS_MAIN(TestForeignSteps)
#include "tst_foreignsteps.moc"
