// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/approvalstore.h"
#include "backend/storage/outboxstore.h"
#include "tests/unit/storage/storefixture.h"

#include <QtTest>

using namespace cs;
using namespace cs::storage;
using namespace cs::storage::test;

namespace {

const QString kManager = QStringLiteral("MANAGER");
const QString kFinance = QStringLiteral("FINANCE");

Approval asked(const QString &orderId, const QString &level, int second = 0, int round = 1)
{
    Approval approval;
    approval.orderId = orderId;
    approval.level = level;
    approval.round = round;
    approval.requestedAt = someTime(second);
    return approval;
}

Vote vote(const QString &id, const QString &orderId, const QString &level, const QString &userId)
{
    Vote one;
    one.id = id;
    one.orderId = orderId;
    one.level = level;
    one.userId = userId;
    one.votedAt = someTime(10);
    one.releaseAt = someTime(15);
    return one;
}

} // namespace

class ApprovalStoreTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<StoreFixture> m_fixture;
    std::unique_ptr<ApprovalStore> m_store;

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<StoreFixture>();
        m_store = std::make_unique<ApprovalStore>(m_fixture->connection());
        QList<Order> orders;
        for (int i = 0; i < 60; ++i)
            orders.append(someOrder(i));
        CS_OK(OrderStore(m_fixture->connection()).insert(orders, {}));
    }

    void asksOnce()
    {
        const QString id = someOrder(1).id;
        QCOMPARE(m_store->request({asked(id, kManager), asked(id, kFinance, 5)}).value(), 2);
        QCOMPARE(m_store->request({asked(id, kManager, 99), asked(id, kManager, 7, 2)}).value(), 1);
        const auto all = m_store->ofOrder(id);
        CS_OK(all);
        QCOMPARE(all->size(), 3);
        QCOMPARE(toMillis(all->at(0).requestedAt), toMillis(someTime(0)));
        QCOMPARE(all->at(2).round, 2);
    }

    void decidesOnce()
    {
        const QString id = someOrder(1).id;
        CS_OK(m_store->request({asked(id, kManager)}));
        Approval outcome = asked(id, kManager);
        outcome.state = ApprovalState::Approved;
        outcome.decidedBy = QStringLiteral("MGR001");
        outcome.decidedAt = someTime(30);
        outcome.reason = QStringLiteral("fine");
        CS_OK(m_store->decide(outcome));
        outcome.state = ApprovalState::Rejected;
        CS_FAILS(m_store->decide(outcome), ErrorKind::Conflict);
        const auto read = m_store->find(id, 1, kManager);
        CS_OK(read);
        QCOMPARE((*read)->state, ApprovalState::Approved);
        QCOMPARE((*read)->decidedBy, QStringLiteral("MGR001"));
        QCOMPARE((*read)->reason, QStringLiteral("fine"));
        const auto times = m_store->decisionTimes(someTime());
        CS_OK(times);
        QCOMPARE(times->count, 1);
        QCOMPARE(times->medianMs, 30'000);
        QCOMPARE(times->p90Ms, 30'000);
    }

    void countsWhatWaits()
    {
        Approval late = asked(someOrder(2).id, kManager, 1);
        late.dueAt = someTime(50);
        CS_OK(m_store->request({asked(someOrder(1).id, kManager, 9), late, asked(someOrder(3).id, kFinance, 3)}));
        const auto waiting = m_store->waiting(someTime(60));
        CS_OK(waiting);
        QCOMPARE(waiting->size(), 2);
        QCOMPARE(waiting->at(1).level, kManager);
        QCOMPARE(waiting->at(1).count, 2);
        QCOMPARE(waiting->at(1).late, 1);
        QCOMPARE(toMillis(waiting->at(1).oldest), toMillis(someTime(1)));
    }

    void walksThroughTheInbox()
    {
        QList<Approval> all;
        QStringList expected;
        for (int i = 0; i < 60; ++i)
            all.append(asked(someOrder(i).id, i % 2 ? kManager : kFinance, i / 10));
        for (const Approval &one : all)
            expected.append(one.orderId);
        CS_OK(m_store->request(all));
        ApprovalQuery query;
        query.limit = 7;
        QStringList ids;
        do {
            const auto page = m_store->page(query);
            CS_OK(page);
            for (const ApprovalRow &row : page->rows)
                ids.append(row.approval.orderId);
            query.after = page->next;
        } while (!query.after.isEmpty());
        QCOMPARE(ids, expected);
        query.levels = {kManager};
        query.limit = 1000;
        QCOMPARE(m_store->page(query)->rows.size(), 30);
        query.text = QStringLiteral("ord0003");
        QCOMPARE(m_store->page(query)->rows.size(), 5);
        query.after = QStringLiteral("x");
        CS_FAILS(m_store->page(query), ErrorKind::Invalid);
    }

    void leavesOutWhatAPersonHandled()
    {
        CS_OK(m_store->request({asked(someOrder(1).id, kManager), asked(someOrder(1).id, kFinance), asked(someOrder(2).id, kFinance)}));
        ApprovalQuery query;
        query.levels = {kFinance};
        const auto seenBy = [&](const QString &user) {
            query.notHandledBy = user;
            return m_store->page(query)->rows.size();
        };
        QCOMPARE(seenBy(QStringLiteral("EMP01")), 0);    // created them
        QCOMPARE(seenBy(QStringLiteral("ADMIN001")), 0); // submitted them
        QCOMPARE(seenBy(QStringLiteral("emp01")), 2);    // ids are compared exactly
        CS_OK(m_store->addVote(vote(QStringLiteral("v1"), someOrder(1).id, kManager, QStringLiteral("MGR001")), true));
        QCOMPARE(seenBy(QStringLiteral("MGR001")), 1);
        CS_OK(m_store->addVote(vote(QStringLiteral("v2"), someOrder(2).id, kFinance, QStringLiteral("FIN001")), false));
        QCOMPARE(seenBy(QStringLiteral("FIN001")), 1); // voted on one, which is held
        QVERIFY(*m_store->withdrawVote(QStringLiteral("v2"), QStringLiteral("FIN001")));
        QCOMPARE(seenBy(QStringLiteral("FIN001")), 2);
    }

    void pagesThroughTheLastDecisions()
    {
        QStringList expected;
        for (int i = 1; i <= 5; ++i) {
            Approval one = asked(someOrder(i).id, kManager);
            CS_OK(m_store->request({one}));
            if (i == 3)
                continue; // still waits
            one.state = ApprovalState::Approved;
            one.decidedBy = QStringLiteral("MGR001");
            one.decidedAt = someTime(100 + i);
            CS_OK(m_store->decide(one));
            expected.prepend(one.orderId);
        }
        ApprovalQuery query;
        query.states = {ApprovalState::Approved, ApprovalState::Rejected};
        query.lastDecidedFirst = true;
        query.limit = 2;
        QStringList ids;
        do {
            const auto page = m_store->page(query);
            CS_OK(page);
            for (const ApprovalRow &row : page->rows)
                ids.append(row.approval.orderId);
            query.after = page->next;
        } while (!query.after.isEmpty());
        QCOMPARE(ids, expected);
    }

    void takesOneVoteOfAPersonPerLevel()
    {
        const QString id = someOrder(1).id;
        CS_OK(m_store->addVote(vote(QStringLiteral("v1"), id, kManager, QStringLiteral("MGR001")), false));
        CS_FAILS(m_store->addVote(vote(QStringLiteral("v2"), id, kManager, QStringLiteral("MGR001")), false), ErrorKind::Conflict);
        CS_OK(m_store->addVote(vote(QStringLiteral("v3"), id, kManager, QStringLiteral("MGR002")), false));
    }

    void theDatabaseKeepsFourEyes()
    {
        const QString id = someOrder(1).id;
        CS_FAILS(m_store->addVote(vote(QStringLiteral("v1"), id, kManager, QStringLiteral("EMP01")), true), ErrorKind::Forbidden);
        CS_FAILS(m_store->addVote(vote(QStringLiteral("v2"), id, kManager, QStringLiteral("ADMIN001")), true), ErrorKind::Forbidden);
        CS_OK(m_store->addVote(vote(QStringLiteral("v3"), id, kManager, QStringLiteral("MGR001")), true));
        CS_FAILS(m_store->addVote(vote(QStringLiteral("v4"), id, kFinance, QStringLiteral("MGR001")), true), ErrorKind::Forbidden);
        // Another round is another matter.
        Vote again = vote(QStringLiteral("v5"), id, kFinance, QStringLiteral("MGR001"));
        again.round = 2;
        CS_OK(m_store->addVote(again, true));
    }

    void holdsVotesUntilTheirRelease()
    {
        const QString id = someOrder(1).id;
        CS_OK(m_store->addVote(vote(QStringLiteral("v1"), id, kManager, QStringLiteral("MGR001")), false));
        QVERIFY(m_store->votesDue(someTime(14), 10)->isEmpty());
        QCOMPARE(m_store->votesDue(someTime(15), 10)->size(), 1);
        QVERIFY(m_store->heldVote(QStringLiteral("v1"))->has_value());
        QVERIFY(m_store->markReleased(QStringLiteral("v1"), someTime(15), QStringLiteral("counted")).value());
        QVERIFY(!m_store->markReleased(QStringLiteral("v1"), someTime(15), QStringLiteral("counted")).value());
        QVERIFY(!m_store->withdrawVote(QStringLiteral("v1"), QStringLiteral("MGR001")).value());
        QVERIFY(m_store->votesDue(someTime(99), 10)->isEmpty());
    }

    void givesAVoteBackOnlyToItsPerson()
    {
        const QString id = someOrder(1).id;
        CS_OK(m_store->addVote(vote(QStringLiteral("v1"), id, kManager, QStringLiteral("MGR001")), false));
        QVERIFY(!m_store->withdrawVote(QStringLiteral("v1"), QStringLiteral("MGR002")).value());
        QVERIFY(m_store->withdrawVote(QStringLiteral("v1"), QStringLiteral("MGR001")).value());
        CS_OK(m_store->addVote(vote(QStringLiteral("v2"), id, kManager, QStringLiteral("MGR001")), false));
    }

    void anEditVoidsWhatWaitsAndWhatIsHeld()
    {
        const QString id = someOrder(1).id;
        CS_OK(m_store->request({asked(id, kManager)}));
        CS_OK(m_store->addVote(vote(QStringLiteral("v1"), id, kManager, QStringLiteral("MGR001")), false));
        CS_OK(m_store->voidWaiting(id, someTime(12)));
        QCOMPARE(m_store->find(id, 1, kManager).value()->state, ApprovalState::Void);
        QVERIFY(m_store->votesDue(someTime(99), 10)->isEmpty());
        QVERIFY(m_store->recentDecisions(QStringLiteral("MGR001"), 10)->isEmpty());
    }

    void followsADecisionToItsEnd()
    {
        const QString id = someOrder(1).id;
        const QString user = QStringLiteral("MGR001");
        const auto now = [&] { return m_store->recentDecisions(user, 10)->first(); };
        CS_OK(m_store->addVote(vote(QStringLiteral("v1"), id, kManager, user), false));
        QCOMPARE(now().progress, DecisionProgress::Held);
        OutboxStore outbox(m_fixture->connection());
        OutboxRow row;
        row.eventId = QStringLiteral("e1");
        row.orderKey = id;
        row.cause = QStringLiteral("v1");
        row.record.topic = QStringLiteral("order.approval.completed");
        OutboxRow next = row;
        next.eventId = QStringLiteral("e2");
        next.record.topic = QStringLiteral("order.approval.requested");
        CS_OK(outbox.add({next, row}));
        CS_OK(m_store->markReleased(QStringLiteral("v1"), someTime(15), QStringLiteral("counted")));
        QCOMPARE(now().progress, DecisionProgress::Recorded);
        const QList<OutboxRow> pending = outbox.pending(0, 10).value();
        CS_OK(outbox.markSent({{pending.at(1).id, 2, 41, someTime(16)}}));
        QCOMPARE(now().progress, DecisionProgress::Acknowledged);
        QCOMPARE(now().topic, row.record.topic);
        QCOMPARE(now().partition, 2);
        QCOMPARE(now().offset, 41);
        CS_OK(outbox.markSeen({QStringLiteral("e1")}, someTime(17)));
        QCOMPARE(now().progress, DecisionProgress::Seen);
    }
};

QTEST_GUILESS_MAIN(ApprovalStoreTest)
#include "tst_approvalstore.moc"
