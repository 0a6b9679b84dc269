// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/notificationstore.h"
#include "backend/storage/surplusstore.h"
#include "tests/unit/services_flow/flowfixture.h"

#include <QTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

class TestCommandIntake final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCommandWaitsForItsOrder();
    void stockIsNotTouchedBeforeThePayment();
    void aLaterPipelineTopicReportsThePayment();
    void somebodyElsesPaymentCountsOnce();
    void anotherAmountIsNoPayment();
    void aBadCommandGoesToTheDeadLetters();
    void aPipelineRecordPlacesAnOrderWithUs();
    void theLastPipelineTopicTellsTheCustomer();
};

namespace {

const QByteArray kPaid = R"({"orderId":"A1","timestamp":"2026-11-21T09:00:00Z","paymentId":"theirs","amount":5.00,"status":"SUCCESS"})";

} // namespace

void TestCommandIntake::aCommandWaitsForItsOrder()
{
    FlowFixture f;
    const auto early = FlowFixture::foreign(u"ecommerce.order.payment.initiated"_qs, R"({"orderId":"A1","timestamp":"2026-11-21T09:00:00Z"})");
    f.take(u"payment"_qs, early);
    f.take(u"payment"_qs, early);
    const auto parked = storage::ParkedStore(f.base.reading()).all(0, 10).value();
    QCOMPARE(parked.size(), 1);
    QVERIFY(parked.first().reason.contains(u"not known"_qs));
    f.resume();
    QCOMPARE(storage::ParkedStore(f.base.reading()).all(0, 10).value().size(), 1);
    f.base.made(u"A1"_qs, 500);
    f.resume();
    QVERIFY(storage::ParkedStore(f.base.reading()).all(0, 10).value().isEmpty());
    QCOMPARE(f.stepsOf(u"A1"_qs), u"payment queued"_qs);
}

void TestCommandIntake::stockIsNotTouchedBeforeThePayment()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 500);
    f.take(u"inventory"_qs, FlowFixture::foreign(u"ecommerce.inventory.update"_qs,
                                                R"({"orderId":"A1","timestamp":"2026-11-21T09:00:00Z","productId":"P011","quantity":1})"));
    f.take(u"shipping"_qs, FlowFixture::foreign(u"ecommerce.shipping.initiate"_qs, R"({"orderId":"A1","timestamp":"2026-11-21T09:00:00Z"})"));
    f.resume();
    QCOMPARE(f.work(Step::Reserve) + f.work(Step::Ship), 0);
    QCOMPARE(f.stockOf(u"P011"_qs).reserved, 0);
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"delivered"_qs);
    QCOMPARE(f.stockOf(u"P011"_qs).onHand, 99);
}

void TestCommandIntake::aLaterPipelineTopicReportsThePayment()
{
    FlowFixture f(u"pipeline"_qs);
    f.base.made(u"A1"_qs, 500);
    f.take(u"inventory"_qs, FlowFixture::foreign(u"inventory-events"_qs,
                                                R"({"id":"A1","customerId":"VINET","productId":"P011","quantity":1,"status":"paid"})"));
    QCOMPARE(f.status(u"A1"_qs), u"paid"_qs);
    QCOMPARE(f.stepsOf(u"A1"_qs), u"payment done, reserve queued"_qs);
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"delivered"_qs);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"inventory-events"_qs), 0); // it is there already
    QCOMPARE(f.paymentOf(u"A1"_qs)->reportedBy, u"urn:shop"_qs);
}

void TestCommandIntake::somebodyElsesPaymentCountsOnce()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 500);
    f.take(u"order"_qs, FlowFixture::foreign(u"ecommerce.payment.success"_qs, kPaid));
    QCOMPARE(f.status(u"A1"_qs), u"paid"_qs);
    f.run();
    QCOMPARE(f.status(u"A1"_qs), u"delivered"_qs);
    QCOMPARE(f.paymentOf(u"A1"_qs)->paymentId, u"theirs"_qs);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.payment.success"_qs), 0);
    QCOMPARE(f.recordsOn(u"A1"_qs, u"ecommerce.inventory.update"_qs), 1);
    QByteArray second = kPaid;
    f.take(u"order"_qs, FlowFixture::foreign(u"ecommerce.payment.success"_qs, second.replace("theirs", "second")));
    QCOMPARE(f.paymentOf(u"A1"_qs)->paymentId, u"theirs"_qs);
    QCOMPARE(f.base.history(u"A1"_qs).last(), u"paid_twice delivered"_qs);
    f.run();
    QCOMPARE(f.base.history(u"A1"_qs).last(), u"refunded delivered"_qs);
    const auto surplus = storage::SurplusStore(f.base.reading()).ofOrder(u"A1"_qs).value();
    QCOMPARE(surplus.size(), 1);
    QCOMPARE(surplus.first().paymentId, u"second"_qs);
    QCOMPARE(surplus.first().state, storage::SurplusPayment::State::PaidBack);
    f.take(u"order"_qs, FlowFixture::foreign(u"ecommerce.payment.success"_qs, second + ' '));
    QCOMPARE(f.work(Step::Refund), 0); // once
}

void TestCommandIntake::anotherAmountIsNoPayment()
{
    FlowFixture f;
    f.base.made(u"A1"_qs, 600);
    f.take(u"order"_qs, FlowFixture::foreign(u"ecommerce.payment.success"_qs, kPaid));
    QCOMPARE(f.status(u"A1"_qs), u"approved"_qs);
    QCOMPARE(f.base.history(u"A1"_qs).mid(2), (QStringList{u"foreign_not_counted approved"_qs, u"paid_twice approved"_qs}));
    QVERIFY(!f.paymentOf(u"A1"_qs));
    QCOMPARE(f.work(Step::Refund), 1);
}

void TestCommandIntake::aBadCommandGoesToTheDeadLetters()
{
    FlowFixture f;
    f.take(u"payment"_qs, FlowFixture::foreign(u"payment-events"_qs, R"({"id":"A1","quantity":"two"})"));
    const auto rows = storage::OutboxStore(f.base.reading()).pending(0, 10).value();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().record.topic, u"NOTIFICATION_DLQ"_qs);
    const auto logged = storage::IngestStore(f.base.reading()).page({}).value().rows; // kept raw, with what is wrong
    QCOMPARE(logged.size(), 1);
    QCOMPARE(logged.first().record.topic, u"payment-events"_qs);
    QCOMPARE(logged.first().badCode, u"missing_field"_qs);
    QVERIFY2(logged.first().badMessage.contains(u"customerId"_qs), qPrintable(logged.first().badMessage));
}

void TestCommandIntake::aPipelineRecordPlacesAnOrderWithUs()
{
    FlowFixture f;
    const auto placing = [](const QByteArray &id, const QByteArray &product) {
        return FlowFixture::foreign(u"order-events"_qs, R"({"id":")" + id + R"(","customerId":"C1","productId":")" + product + R"(","quantity":2,"status":"pending"})");
    };
    f.take(u"order"_qs, placing("order_1", "P011"));
    f.take(u"order"_qs, placing("order_1", "P011"));
    f.take(u"payment"_qs, placing("order_2", "P011")); // not this service's
    f.take(u"order"_qs, placing("order_3", "no-such-product"));
    QCOMPARE(f.recordsOn(u"order_1"_qs, u"order.created"_qs), 1);
    QVERIFY(f.status(u"order_1"_qs) != QString());
    QCOMPARE(f.recordsOn(u"order_2"_qs, u"order.created"_qs), 0);
    const auto dead = [](storage::Connection &connection) { return connection.selectText(u"SELECT order_key FROM outbox WHERE topic = 'NOTIFICATION_DLQ'"_qs, {}); };
    QCOMPARE(f.inStore<QList<storage::Row>>(dead).size(), 1);
}

void TestCommandIntake::theLastPipelineTopicTellsTheCustomer()
{
    FlowFixture f;
    const auto last = [](const QByteArray &id, const QByteArray &status) {
        return FlowFixture::foreign(u"notification-events"_qs, R"({"id":")" + id + R"(","customerId":"C1","productId":"P011","quantity":2,"status":")" + status + R"("})");
    };
    f.take(u"notification"_qs, last("theirs_1", "reserved")); // an order that we have never seen
    f.take(u"notification"_qs, last("theirs_1", "reserved"));
    f.take(u"payment"_qs, last("theirs_3", "reserved"));      // not this service's
    storage::NotificationQuery query;
    query.userId = u"C1"_qs;
    QStringList told;
    const auto page = storage::NotificationStore(f.base.reading()).page(query).value();
    for (const Notification &one : page.rows)
        told.prepend(one.orderId + u' ' + channelName(one.channel) + u' ' + one.kind + u' ' + one.reason);
    QCOMPARE(told, (QStringList{u"theirs_1 IN_APP order.reserved "_qs, u"theirs_1 EMAIL order.reserved EMAIL is not set up"_qs, u"theirs_1 SMS order.reserved SMS is not set up"_qs}));
}

QTEST_GUILESS_MAIN(TestCommandIntake)
#include "tst_commandintake.moc"
