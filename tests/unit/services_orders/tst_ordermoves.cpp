// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services_orders/servicesfixture.h"

#include <QTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

class TestOrderMoves final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancellingVoidsWhatWaits();
    void aRejectedOrderCannotBeCancelled();
    void whoMayCancel();
    void onlyTheOwnerCancels();
    void onlySomeStatusesAreSetByHand();
    void shippingWritesOneRecordAndDeliveringNone();
};

namespace {

/// Puts an order where a test wants it, past the services.
void force(ServicesFixture &f, const QString &id, OrderStatus status, const QString &owner = {})
{
    const auto done = f.writer
                          .submit(storage::Priority::Machine, storage::Durability::Normal,
                                  [&](storage::Connection &connection) -> Status {
                                      storage::OrderStore orders(connection);
                                      Order order = (*orders.find(id)).value();
                                      order.status = status;
                                      if (owner.isEmpty())
                                          return orders.updateMany({order});
                                      order.id = QStringLiteral("F-") + id;
                                      order.owner = owner;
                                      return orders.insertUnlessKnown({order});
                                  })
                          .result();
    QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().message));
}

} // namespace

void TestOrderMoves::cancellingVoidsWhatWaits()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    const auto cancelled = f.orders.cancel(u"A1"_qs, u"The customer called"_qs, kSales).result();
    CS_OK(cancelled);
    QCOMPARE(cancelled->status, OrderStatus::Cancelled);
    QCOMPARE(cancelled->version, 2);
    QCOMPARE(f.approval(u"A1"_qs, u"MANAGER"_qs).state, ApprovalState::Void);
    QCOMPARE(f.topics(u"A1"_qs).last(), u"order.cancelled"_qs);
    QCOMPARE(f.history(u"A1"_qs).last(), u"cancelled cancelled"_qs);
    QCOMPARE(f.audit().last(), u"order.cancel A1 EMP01"_qs);
    CS_FAILS(f.decide(u"A1"_qs, kManager), ErrorKind::Conflict);
    CS_FAILS(f.orders.cancel(u"A1"_qs, {}, kSales).result(), ErrorKind::Conflict);
}

void TestOrderMoves::aRejectedOrderCannotBeCancelled()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    CS_OK(f.decide(u"A1"_qs, kManager, Verdict::Reject));
    const auto cancelled = f.orders.cancel(u"A1"_qs, {}, kAdmin).result();
    CS_FAILS(cancelled, ErrorKind::Conflict);
    QVERIFY2(cancelled.error().message.contains(u"rejected"_qs), qPrintable(cancelled.error().message));
}

void TestOrderMoves::whoMayCancel()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    CS_FAILS(f.orders.cancel(u"A1"_qs, {}, kViewer).result(), ErrorKind::Forbidden);
    CS_FAILS(f.orders.cancel(u"none"_qs, {}, kAdmin).result(), ErrorKind::NotFound);
    CS_FAILS(f.orders.cancel(u"A1"_qs, QString(1001, u'x'), kAdmin).result(), ErrorKind::Invalid);
    const Actor colleague{u"EMP02"_qs, kSales.role};
    const auto others = f.orders.cancel(u"A1"_qs, {}, colleague).result();
    CS_FAILS(others, ErrorKind::Forbidden);
    QVERIFY2(others.error().message.contains(u"created by EMP01"_qs), qPrintable(others.error().message));
    CS_FAILS(f.orders.setStatus(u"A1"_qs, OrderStatus::Cancelled, colleague).result(), ErrorKind::Forbidden);
    QCOMPARE(f.order(u"A1"_qs).status, OrderStatus::PendingApproval);
    for (const Actor &actor : {kManager, kFinance, kDirector, kAdmin}) {
        const QString id = u"B-"_qs + actor.userId;
        f.made(id, 120'000);
        CS_OK(f.orders.cancel(id, {}, actor).result());
    }
    CS_OK(f.orders.cancel(u"A1"_qs, {}, kSales).result());
}

void TestOrderMoves::onlyTheOwnerCancels()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    force(f, u"A1"_qs, OrderStatus::PendingApproval, u"urn:elsewhere"_qs);
    const auto cancelled = f.orders.cancel(u"F-A1"_qs, {}, kAdmin).result();
    CS_FAILS(cancelled, ErrorKind::Forbidden);
    QVERIFY2(cancelled.error().message.contains(u"urn:elsewhere"_qs), qPrintable(cancelled.error().message));
    QVERIFY(f.topics(u"F-A1"_qs).isEmpty());
}

void TestOrderMoves::onlySomeStatusesAreSetByHand()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 500);
    CS_FAILS(f.orders.setStatus(u"A1"_qs, OrderStatus::Paid, kAdmin).result(), ErrorKind::Invalid);
    CS_FAILS(f.orders.setStatus(u"A1"_qs, OrderStatus::Approved, kAdmin).result(), ErrorKind::Invalid);
    CS_FAILS(f.orders.setStatus(u"A1"_qs, OrderStatus::Shipped, kManager).result(), ErrorKind::Forbidden);
    const auto early = f.orders.setStatus(u"A1"_qs, OrderStatus::Shipped, kAdmin).result();
    CS_FAILS(early, ErrorKind::Conflict);
    QVERIFY2(early.error().message.contains(u"allowed"_qs), qPrintable(early.error().message));
    CS_OK(f.orders.setStatus(u"A1"_qs, OrderStatus::Cancelled, kAdmin).result());
}

void TestOrderMoves::shippingWritesOneRecordAndDeliveringNone()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 500);
    force(f, u"A1"_qs, OrderStatus::Reserved);
    CS_OK(f.orders.setStatus(u"A1"_qs, OrderStatus::Shipped, kAdmin).result());
    CS_OK(f.orders.setStatus(u"A1"_qs, OrderStatus::Delivered, kAdmin).result());
    QCOMPARE(f.topics(u"A1"_qs), (QStringList{u"order.created"_qs, u"order.fulfilled"_qs}));
    QCOMPARE(f.history(u"A1"_qs).mid(2), (QStringList{u"shipped shipped"_qs, u"delivered delivered"_qs}));
    CS_FAILS(f.orders.cancel(u"A1"_qs, {}, kAdmin).result(), ErrorKind::Conflict);
}

QTEST_GUILESS_MAIN(TestOrderMoves)
#include "tst_ordermoves.moc"
