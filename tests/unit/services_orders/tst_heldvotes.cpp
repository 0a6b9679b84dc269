// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/approvalstore.h"
#include "tests/unit/services_orders/servicesfixture.h"

#include <QTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

namespace {

constexpr Millis kHold{8000};

} // namespace

class TestHeldVotes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHeldVoteCountsOnlyFromItsRelease();
    void aWithdrawnVoteNeverCountsAndCanBeCastAgain();
    void onlyTheVoterWithdraws();
    void whatIsOverdueAfterACrashIsReleasedAtOnce();
    void aVoteOvertakenByAnotherDoesNotCount();
    void aVoteOnACancelledOrderDoesNotCount();
    void aVoteOfADisabledPersonDoesNotCount();
    void releasingTwiceCountsOnce();
    void aHoldIsLimited();
};

void TestHeldVotes::aHeldVoteCountsOnlyFromItsRelease()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    const auto held = f.decide(u"A1"_qs, kManager, Verdict::Approve, kHold);
    CS_OK(held);
    QCOMPARE(held->approval.state, ApprovalState::Waiting);
    QCOMPARE(f.audit().last(), u"approval.approve A1 MGR001"_qs);
    f.clock.advance(kHold - Millis(1));
    QCOMPARE(f.approvals.releaseDue().result().valueOr(-1), 0);
    QCOMPARE(f.order(u"A1"_qs).status, OrderStatus::PendingApproval);
    f.clock.advance(Millis(1));
    QCOMPARE(f.approvals.releaseDue().result().valueOr(-1), 1);
    QCOMPARE(f.order(u"A1"_qs).status, OrderStatus::Approved);
    QCOMPARE(f.topics(u"A1"_qs).last(), u"order.approval.completed"_qs);
    QCOMPARE(f.audit().size(), 2); // the vote was the person's act, its release is not
}

void TestHeldVotes::aWithdrawnVoteNeverCountsAndCanBeCastAgain()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    const auto held = f.decide(u"A1"_qs, kManager, Verdict::Reject, kHold);
    CS_OK(held);
    CS_OK(f.approvals.withdraw(held->vote.id, kManager).result());
    QCOMPARE(f.audit().last(), u"approval.withdraw A1 MGR001"_qs);
    f.clock.advance(2 * kHold);
    QCOMPARE(f.approvals.releaseDue().result().valueOr(-1), 0);
    QCOMPARE(f.order(u"A1"_qs).status, OrderStatus::PendingApproval);
    CS_FAILS(f.approvals.withdraw(held->vote.id, kManager).result(), ErrorKind::Conflict);
    CS_OK(f.decide(u"A1"_qs, kManager));
}

void TestHeldVotes::onlyTheVoterWithdraws()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    const auto held = f.decide(u"A1"_qs, kManager, Verdict::Approve, kHold);
    CS_OK(held);
    CS_FAILS(f.approvals.withdraw(held->vote.id, kManager2).result(), ErrorKind::Forbidden);
    CS_FAILS(f.decide(u"A1"_qs, kManager), ErrorKind::Conflict); // voted already
}

void TestHeldVotes::whatIsOverdueAfterACrashIsReleasedAtOnce()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    f.made(u"A2"_qs, 120'000);
    CS_OK(f.decide(u"A1"_qs, kManager, Verdict::Approve, kHold));
    CS_OK(f.decide(u"A2"_qs, kManager, Verdict::Reject, kHold));
    f.writer.stop();
    f.clock.advance(std::chrono::hours(5));
    storage::StoreWriter again(f.store.config());
    CS_OK(again.start());
    StoreContext context{f.clock,
                         f.ids,
                         again,
                         f.changes,
                         f.context.database,
                         f.context.storeId,
                         f.context.source,
                         f.context.auditKey,
                         f.context.policy,
                         f.context.publish,
                         false,
                         {}};
    QCOMPARE(ApprovalService(context).releaseDue().result().valueOr(-1), 2);
    QCOMPARE(f.order(u"A1"_qs).status, OrderStatus::Approved);
    QCOMPARE(f.order(u"A2"_qs).status, OrderStatus::Rejected);
    again.stop();
}

void TestHeldVotes::aVoteOvertakenByAnotherDoesNotCount()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    CS_OK(f.decide(u"A1"_qs, kManager, Verdict::Reject, kHold));
    CS_OK(f.decide(u"A1"_qs, kManager2));
    f.clock.advance(kHold);
    QCOMPARE(f.approvals.releaseDue().result().valueOr(-1), 0);
    QCOMPARE(f.order(u"A1"_qs).status, OrderStatus::Approved);
    QCOMPARE(f.history(u"A1"_qs).last(), u"vote_not_counted approved"_qs);
    QCOMPARE(f.topics(u"A1"_qs).count(u"order.approval.rejected"_qs), 0);
    const auto due = storage::ApprovalStore(f.reading()).votesDue(f.clock.now(), 10);
    CS_OK(due);
    QVERIFY(due->isEmpty());
}

void TestHeldVotes::aVoteOnACancelledOrderDoesNotCount()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    CS_OK(f.decide(u"A1"_qs, kManager, Verdict::Approve, kHold));
    CS_OK(f.orders.cancel(u"A1"_qs, {}, kAdmin).result());
    f.clock.advance(kHold);
    QCOMPARE(f.approvals.releaseDue().result().valueOr(-1), 0);
    QCOMPARE(f.order(u"A1"_qs).status, OrderStatus::Cancelled);
    QCOMPARE(f.topics(u"A1"_qs).last(), u"order.cancelled"_qs);
}

void TestHeldVotes::aVoteOfADisabledPersonDoesNotCount()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    CS_OK(f.decide(u"A1"_qs, kManager, Verdict::Approve, kHold));
    CS_OK(f.writer
              .submit(storage::Priority::Person, storage::Durability::Full,
                      [](storage::Connection &connection) {
                          return storage::PeopleStore(connection).setDisabled(u"MGR001"_qs, true);
                      })
              .result());
    f.clock.advance(kHold);
    QCOMPARE(f.approvals.releaseDue().result().valueOr(-1), 0);
    QCOMPARE(f.order(u"A1"_qs).status, OrderStatus::PendingApproval);
}

void TestHeldVotes::releasingTwiceCountsOnce()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 600'000);
    CS_OK(f.decide(u"A1"_qs, kManager, Verdict::Approve, kHold));
    f.clock.advance(kHold);
    const auto one = f.approvals.releaseDue();
    const auto two = f.approvals.releaseDue();
    QCOMPARE(one.result().valueOr(-1) + two.result().valueOr(-1), 1);
    QCOMPARE(f.order(u"A1"_qs).waitingFor(), u"FINANCE"_qs);
    QCOMPARE(f.order(u"A1"_qs).version, 2);
}

void TestHeldVotes::aHoldIsLimited()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    CS_FAILS(f.decide(u"A1"_qs, kManager, Verdict::Approve, std::chrono::hours(2)), ErrorKind::Invalid);
    CS_FAILS(f.decide(u"A1"_qs, kManager, Verdict::Approve, Millis(-1)), ErrorKind::Invalid);
}

QTEST_GUILESS_MAIN(TestHeldVotes)
#include "tst_heldvotes.moc"
