// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/approvalstore.h"
#include "tests/unit/services_orders/servicesfixture.h"

#include <QTest>
#include <thread>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

class TestDecisions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void threeLevelsLeadToApproved();
    void aRejectionEndsTheOrder();
    void aRejectionNeedsAReason();
    void theRoleMustBeTheLevel();
    void theCreatorNeverDecides();
    void theSubmitterNeverDecides();
    void nobodyDecidesTwoLevels();
    void whoDecidedFirstIsNamed();
    void aLevelThatIsNotAskedYetIsAConflict();
    void anOldVersionIsAConflict();
    void twoAtOnceGiveOneDecision();
    void aForeignOrderCanBeDecided();
    void aReadOnlyStoreDecidesNothing();
    void theRecordNamesTheVote();
};

void TestDecisions::threeLevelsLeadToApproved()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 1'200'000);
    for (const Actor &who : {kManager, kFinance, kDirector})
        CS_OK(f.decide(u"A1"_qs, who));
    const Order order = f.order(u"A1"_qs);
    QCOMPARE(order.status, OrderStatus::Approved);
    QCOMPARE(order.version, 4);
    const QString asked = u"order.approval.requested"_qs;
    const QString done = u"order.approval.completed"_qs;
    QCOMPARE(f.topics(u"A1"_qs), (QStringList{u"order.created"_qs, asked, done, asked, done, asked, done}));
    const QString wait = u"approval_requested pending_approval"_qs;
    const QString grant = u"approved pending_approval"_qs;
    QCOMPARE(f.history(u"A1"_qs),
             (QStringList{u"created pending"_qs, wait, grant, wait, grant, wait, u"approved approved"_qs}));
    QCOMPARE(f.audit().mid(1), (QStringList{u"approval.approve A1 MGR001"_qs, u"approval.approve A1 FIN001"_qs,
                                            u"approval.approve A1 DIR001"_qs}));
    QVERIFY(f.auditVerifies());
}

void TestDecisions::aRejectionEndsTheOrder()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 600'000);
    CS_OK(f.decide(u"A1"_qs, kManager));
    const auto result = f.decide(u"A1"_qs, kFinance, Verdict::Reject);
    CS_OK(result);
    QCOMPARE(result->order.status, OrderStatus::Rejected);
    QCOMPARE(result->approval.state, ApprovalState::Rejected);
    QCOMPARE(f.approval(u"A1"_qs, u"FINANCE"_qs).reason, u"Too expensive"_qs);
    QCOMPARE(f.topics(u"A1"_qs).last(), u"order.approval.rejected"_qs);
    QCOMPARE(f.history(u"A1"_qs).last(), u"rejected rejected"_qs);
}

void TestDecisions::aRejectionNeedsAReason()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    DecisionRequest request{u"A1"_qs, u"MANAGER"_qs, Verdict::Reject, u" \u200b\u2060 "_qs, 1, Millis(0)};
    CS_FAILS(f.approvals.decide(request, kManager).result(), ErrorKind::Invalid);
    request.reason = QString(1001, u'x');
    CS_FAILS(f.approvals.decide(request, kManager).result(), ErrorKind::Invalid);
    QCOMPARE(f.order(u"A1"_qs).status, OrderStatus::PendingApproval);
}

void TestDecisions::theRoleMustBeTheLevel()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    for (const Actor &who : {kAdmin, kFinance, kViewer, kSales})
        CS_FAILS(f.approvals.decide({u"A1"_qs, u"MANAGER"_qs, Verdict::Approve, {}, 1, Millis(0)}, who).result(),
                 ErrorKind::Forbidden);
    CS_FAILS(f.approvals.decide({u"A1"_qs, u"ADMIN"_qs, Verdict::Approve, {}, 1, Millis(0)}, kAdmin).result(),
             ErrorKind::Forbidden);
    CS_FAILS(f.approvals.decide({u"none"_qs, u"MANAGER"_qs, Verdict::Approve, {}, 1, Millis(0)}, kManager).result(),
             ErrorKind::NotFound);
    QCOMPARE(f.approval(u"A1"_qs, u"MANAGER"_qs).state, ApprovalState::Waiting);
}

void TestDecisions::theCreatorNeverDecides()
{
    ServicesFixture f;
    CS_OK(f.orders.create(ServicesFixture::worth(u"A1"_qs, 120'000), kManager).result());
    const auto own = f.decide(u"A1"_qs, kManager);
    CS_FAILS(own, ErrorKind::Forbidden);
    QCOMPARE(own.error().message, u"You created this order; somebody else must decide."_qs);
    CS_OK(f.decide(u"A1"_qs, kManager2));
    const auto rows = storage::OutboxStore(f.reading()).ofOrder(u"A1"_qs);
    CS_OK(rows);
    QVERIFY2(!rows->at(1).record.value->contains(R"("notifiers":[{"userId":"MGR001")"), "the creator is not asked");
}

void TestDecisions::theSubmitterNeverDecides()
{
    ServicesFixture f;
    NewOrder order = ServicesFixture::worth(u"A1"_qs, 120'000);
    order.createdBy = Actor{u"EMP05"_qs, u"SALES_EXECUTIVE"_qs};
    CS_OK(f.orders.createMany({{1, order}}, Actor{u"MGR001"_qs, u"ADMIN"_qs}).result());
    const auto own = f.decide(u"A1"_qs, kManager);
    CS_FAILS(own, ErrorKind::Forbidden);
    QCOMPARE(own.error().message, u"You submitted this order; somebody else must decide."_qs);
    CS_OK(f.decide(u"A1"_qs, kManager2));
}

void TestDecisions::nobodyDecidesTwoLevels()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 600'000);
    CS_OK(f.decide(u"A1"_qs, kManager));
    const auto second = f.decide(u"A1"_qs, {u"MGR001"_qs, u"FINANCE"_qs});
    CS_FAILS(second, ErrorKind::Forbidden);
    QVERIFY2(second.error().message.startsWith(u"You decided another level"_qs), qPrintable(second.error().message));
    CS_OK(f.decide(u"A1"_qs, {u"mgr001"_qs, u"FINANCE"_qs})); // ids are compared exactly
}

void TestDecisions::whoDecidedFirstIsNamed()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    CS_OK(f.decide(u"A1"_qs, kManager2));
    const auto late = f.decide(u"A1"_qs, kManager);
    CS_FAILS(late, ErrorKind::Conflict);
    QCOMPARE(late.error().message, u"MGR002 approved this on 2026-11-21 09:14 UTC (level MANAGER)."_qs);
    CS_FAILS(f.decide(u"A1"_qs, kManager2), ErrorKind::Conflict);
}

void TestDecisions::aLevelThatIsNotAskedYetIsAConflict()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 600'000);
    const auto early = f.decide(u"A1"_qs, kFinance);
    CS_FAILS(early, ErrorKind::Conflict);
    QCOMPARE(early.error().message, u"Order A1 waits for MANAGER now, not for FINANCE."_qs);
}

void TestDecisions::anOldVersionIsAConflict()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 600'000);
    CS_OK(f.decide(u"A1"_qs, kManager));
    const auto old =
        f.approvals.decide({u"A1"_qs, u"FINANCE"_qs, Verdict::Approve, {}, 1, Millis(0)}, kFinance).result();
    CS_FAILS(old, ErrorKind::Conflict);
    QCOMPARE(old.error().message, u"The order was changed (version 2 now); read it again."_qs);
}

void TestDecisions::twoAtOnceGiveOneDecision()
{
    ServicesFixture f;
    for (int i = 0; i < 20; ++i) {
        const QString id = u"A%1"_qs.arg(i);
        f.made(id, 120'000);
        std::atomic<int> won = 0;
        std::atomic<int> lost = 0;
        const auto vote = [&](const Actor &who, Verdict verdict) {
            const auto result =
                f.approvals.decide({id, u"MANAGER"_qs, verdict, u"seen"_qs, 1, Millis(0)}, who).result();
            if (result.ok())
                ++won;
            else if (result.error().kind == ErrorKind::Conflict && result.error().message.contains(u"this on"_qs))
                ++lost;
        };
        std::thread one(vote, kManager, Verdict::Approve);
        std::thread two(vote, kManager2, Verdict::Reject);
        one.join();
        two.join();
        QCOMPARE(won.load(), 1);
        QCOMPARE(lost.load(), 1);
        QCOMPARE(f.topics(id).size(), 3);
    }
}

void TestDecisions::aForeignOrderCanBeDecided()
{
    ServicesFixture f;
    const auto stored = f.writer
                            .submit(storage::Priority::Machine, storage::Durability::Normal,
                                    [&](storage::Connection &connection) -> Status {
                                        Order order;
                                        order.id = u"F1"_qs;
                                        order.owner = u"urn:elsewhere"_qs;
                                        order.family = u"oms"_qs;
                                        order.status = OrderStatus::PendingApproval;
                                        order.createdBy = {u"USER789"_qs, u"SALES_EXECUTIVE"_qs};
                                        order.levels = {u"MANAGER"_qs};
                                        CS_TRY(storage::OrderStore(connection).insertUnlessKnown({order}));
                                        Approval approval;
                                        approval.orderId = order.id;
                                        approval.level = u"MANAGER"_qs;
                                        approval.requestedAt = f.clock.now();
                                        return storage::ApprovalStore(connection).request({approval}).ok()
                                                   ? Status(Done{})
                                                   : Status(Error::fatal({}));
                                    })
                            .result();
    CS_OK(stored);
    CS_FAILS(f.decide(u"F1"_qs, {u"USER789"_qs, u"MANAGER"_qs}), ErrorKind::Forbidden);
    CS_OK(f.decide(u"F1"_qs, kManager));
    QCOMPARE(f.topics(u"F1"_qs), QStringList{u"order.approval.completed"_qs});
    QCOMPARE(f.order(u"F1"_qs).status, OrderStatus::Approved);
}

void TestDecisions::aReadOnlyStoreDecidesNothing()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    f.context.readOnly = true;
    CS_FAILS(f.decide(u"A1"_qs, kManager), ErrorKind::Forbidden);
    CS_FAILS(f.approvals.withdraw(u"any"_qs, kManager).result(), ErrorKind::Forbidden);
    CS_FAILS(f.approvals.releaseDue().result(), ErrorKind::Forbidden);
    QCOMPARE(f.approval(u"A1"_qs, u"MANAGER"_qs).state, ApprovalState::Waiting);
}

void TestDecisions::theRecordNamesTheVote()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    const auto result = f.decide(u"A1"_qs, kManager);
    CS_OK(result);
    const auto rows = storage::OutboxStore(f.reading()).ofOrder(u"A1"_qs);
    CS_OK(rows);
    QCOMPARE(rows->last().cause, result->vote.id);
    const auto recent = storage::ApprovalStore(f.reading()).recentDecisions(u"MGR001"_qs, 10);
    CS_OK(recent);
    QCOMPARE(recent->size(), 1);
    QCOMPARE(recent->first().progress, DecisionProgress::Recorded);
}

QTEST_GUILESS_MAIN(TestDecisions)
#include "tst_decisions.moc"
