// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services_events/facts.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;
using events::OmsKind;

class TestProjection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestOfAnUnknownOrderWaitsHere();
    void ownerIsTheSourceThatSpokeFirst();
    void fillsAStubWhenTheOrderComes();
    void whoAsksForALevelHasSubmittedIt();
    void lateRequestNeitherReopensNorTells();
    void nextLevelMovesItBack();
    void foreignFactsOnOursAreNotCounted();
    void trustedDecisionCounts();
    void trustedDecisionOfTheCreatorDoesNot();
    void ownRecordsChangeNothing();
    void eachMoveNamesItsCauseAndActor();
    void unknownTopicsDoNothing();
    void aSecondOutcomeOfALevelChangesNothing();
    void noEndFollowsShipping_data();
    void noEndFollowsShipping();
    void aLevelOfNoRoleWaitsElsewhere();
    void aTimeFarAheadIsNotBelieved();
    void aForgedSourceDoesNothing();
};

namespace {

const QString kManager = QStringLiteral("MANAGER");
const QString kFinance = QStringLiteral("FINANCE");
const QString kId = QStringLiteral("F1");

Projected projected(const QList<Fact> &facts, const KnownState &known = {}, const QStringList &trusted = {})
{
    Projection::Rules given = rules();
    given.trusted = trusted;
    Projection projection(given, known);
    for (const Fact &one : facts)
        projection.apply(one);
    return projection.finish();
}

Fact request(const QString &level = kManager, int minute = 1)
{
    return fact(OmsKind::ApprovalRequested, QStringLiteral("EMP01"), minute, level);
}

Fact grant(const QString &user, const QString &level = kManager, int minute = 2)
{
    return fact(OmsKind::ApprovalCompleted, user, minute, level);
}

} // namespace

void TestProjection::requestOfAnUnknownOrderWaitsHere()
{
    const Projected result = projected({request()});
    QCOMPARE(result.added.size(), 1);
    const Order &order = result.added.first();
    QCOMPARE(order.owner, kShop);
    QCOMPARE(order.family, QStringLiteral("oms"));
    QCOMPARE(order.waitingFor(), kManager);
    QVERIFY(order.items.isEmpty());
    QCOMPARE(result.approvals.size(), 1);
    QCOMPARE(result.approvals.first().state, ApprovalState::Waiting);
    QCOMPARE(result.approvals.first().round, 1);
    QCOMPARE(*result.approvals.first().dueAt - result.approvals.first().requestedAt, Millis(std::chrono::hours(24)));
    QVERIFY(result.silent.isEmpty());
    QCOMPARE(projected({withOrder(request())}).added.first().total, Money(3000, {}));
}

void TestProjection::ownerIsTheSourceThatSpokeFirst()
{
    QCOMPARE(projected({fact(OmsKind::Created, {}, 0, {}, {})}).added.first().owner, QStringLiteral("foreign"));
    const Projected both = projected({fact(OmsKind::Created, {}, 0), fact(OmsKind::Cancelled, {}, 1, {}, QStringLiteral("urn:else"))});
    QCOMPARE(both.added.size(), 1);
    QCOMPARE(both.added.first().owner, kShop);
}

void TestProjection::fillsAStubWhenTheOrderComes()
{
    KnownState known;
    keep(projected({request()}), &known);
    const Projected result = projected({withOrder(fact(OmsKind::Created, QStringLiteral("EMP01"), 0))}, known);
    QVERIFY(result.added.isEmpty());
    QCOMPARE(result.refilled.size(), 1);
    QCOMPARE(result.refilled.first().items.size(), 1);
    QCOMPARE(result.refilled.first().version, 2);
    QCOMPARE(result.refilled.first().waitingFor(), kManager);
}

void TestProjection::whoAsksForALevelHasSubmittedIt()
{
    Fact asked = request();
    asked.event.triggeredBy = {QStringLiteral("MGR001"), kManager};
    QCOMPARE(projected({asked}).added.first().submittedBy, QStringLiteral("MGR001"));
    QCOMPARE(projected({asked, grant(QStringLiteral("MGR001"))}).added.first().waitingFor(), kManager);

    // A manager's decision on the level before asks for the next one: that makes nobody a submitter.
    Fact next = request(kFinance);
    next.event.triggeredBy = {QStringLiteral("MGR001"), kManager};
    QCOMPARE(projected({next}).added.first().submittedBy, QString());
}

void TestProjection::lateRequestNeitherReopensNorTells()
{
    const Projected result = projected({grant(QStringLiteral("MGR001")), request()});
    QCOMPARE(result.added.first().status, OrderStatus::Approved);
    QCOMPARE(result.approvals.first().state, ApprovalState::Approved);
    QCOMPARE(result.silent, QSet<qsizetype>{1});
    QCOMPARE(projected({fact(OmsKind::Cancelled, {}, 3), request()}).silent, QSet<qsizetype>{1});
}

void TestProjection::nextLevelMovesItBack()
{
    KnownState known;
    keep(projected({request(), grant(QStringLiteral("MGR001"))}), &known);
    QCOMPARE(known.orders.value(kId).status, OrderStatus::Approved);
    const Projected result = projected({request(kFinance, 3)}, known);
    QCOMPARE(result.moved.first().status, OrderStatus::PendingApproval);
    QCOMPARE(result.moved.first().waitingFor(), kFinance);
    QCOMPARE(result.approvals.size(), 1);
}

void TestProjection::foreignFactsOnOursAreNotCounted()
{
    const QList<Fact> facts{grant(QStringLiteral("MGR001")), fact(OmsKind::ApprovalRejected, QStringLiteral("MGR001"), 3, kManager),
                            fact(OmsKind::Cancelled, {}, 4), fact(OmsKind::Failed, {}, 5), request(kFinance, 6)};
    const Projected result = projected(facts, waiting(kOwn));
    QVERIFY(result.moved.isEmpty() && result.refilled.isEmpty() && result.added.isEmpty() && result.approvals.isEmpty());
    QVERIFY(result.decisions.isEmpty());
    QCOMPARE(result.history.size(), facts.size());
    for (const storage::HistoryEntry &one : result.history)
        QCOMPARE(one.act, QStringLiteral("foreign_not_counted"));
    QCOMPARE(result.silent.size(), facts.size());
}

void TestProjection::trustedDecisionCounts()
{
    const Projected result = projected({grant(QStringLiteral("MGR001"))}, waiting(kOwn), {kShop});
    QCOMPARE(result.decisions.size(), 1);
    QCOMPARE(result.decisions.first().level, kManager);
    QCOMPARE(result.decisions.first().verdict, Verdict::Approve);
    QVERIFY(result.history.isEmpty());
    QVERIFY(projected({grant(QStringLiteral("FIN001"), kFinance)}, waiting(kOwn), {kShop}).decisions.isEmpty()); // not its turn
}

void TestProjection::trustedDecisionOfTheCreatorDoesNot()
{
    const Projected result = projected({grant(QStringLiteral("EMP01"))}, waiting(kOwn), {kShop});
    QVERIFY(result.decisions.isEmpty());
    QCOMPARE(result.history.first().act, QStringLiteral("foreign_not_counted"));
}

void TestProjection::ownRecordsChangeNothing()
{
    KnownState known = waiting(kOwn);
    const QList<Fact> facts{fact(OmsKind::Created, QStringLiteral("EMP01"), 0, {}, kOwn), fact(OmsKind::ApprovalRequested, QStringLiteral("EMP01"), 1, kManager, kOwn),
                            fact(OmsKind::ApprovalCompleted, QStringLiteral("MGR001"), 2, kManager, kOwn)};
    Projected result = projected(facts, known);
    QVERIFY(result.isEmpty());
    QVERIFY(result.silent.isEmpty());
    known.approvals[kId].first().state = ApprovalState::Approved;
    result = projected(facts, known);
    QVERIFY(result.isEmpty());
    QCOMPARE(result.silent, QSet<qsizetype>{1}); // decided by now: nobody is asked again
    QVERIFY(projected(facts).isEmpty());         // an order that is not here (any more)
}

void TestProjection::eachMoveNamesItsCauseAndActor()
{
    const QList<Fact> facts{request(), grant(QStringLiteral("MGR001")), fact(OmsKind::Fulfilled, QStringLiteral("SHIP"), 3)};
    const Projected result = projected(facts);
    QStringList told;
    for (const storage::HistoryEntry &one : result.history)
        told.append(one.act + u' ' + one.cause + u' ' + one.actor.userId);
    QCOMPARE(told, (QStringList{QStringLiteral("approval_requested ") + facts[0].eventId + QStringLiteral(" EMP01"),
                                QStringLiteral("approved ") + facts[1].eventId + QStringLiteral(" MGR001"),
                                QStringLiteral("shipped ") + facts[2].eventId + QStringLiteral(" SHIP")}));
    QCOMPARE(result.history.last().status, OrderStatus::Shipped);
}

void TestProjection::unknownTopicsDoNothing()
{
    QVERIFY(projected({fact(OmsKind::Unknown, {}, 0)}).isEmpty());
}

void TestProjection::aSecondOutcomeOfALevelChangesNothing()
{
    KnownState known;
    keep(projected({request(), grant(QStringLiteral("MGR001"))}), &known);
    QVERIFY(projected({grant(QStringLiteral("MGR002"), kManager, 3)}, known).isEmpty());
    QCOMPARE(projected({fact(OmsKind::ApprovalRejected, QStringLiteral("MGR002"), 3, kManager)}, known).moved.first().status, OrderStatus::Rejected);
}

void TestProjection::noEndFollowsShipping_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("cancelled") << int(OmsKind::Cancelled);
    QTest::newRow("failed") << int(OmsKind::Failed);
    QTest::newRow("rejected") << int(OmsKind::ApprovalRejected);
}

void TestProjection::noEndFollowsShipping()
{
    QFETCH(int, kind);
    const Fact shipped = fact(OmsKind::Fulfilled, QStringLiteral("SHIP"), 3);
    const Fact end = fact(OmsKind(kind), QStringLiteral("MGR001"), 4, kManager);
    const Projected late = projected({shipped, end});
    QCOMPARE(late.added.first().status, OrderStatus::Shipped);
    QCOMPARE(late.history.last().act, QStringLiteral("foreign_not_counted"));
    QCOMPARE(late.history.last().cause, end.eventId);
    QCOMPARE(late.silent.contains(1), OmsKind(kind) != OmsKind::ApprovalRejected);
    const Projected early = projected({end, shipped});
    QCOMPARE(early.added.first().status, OrderStatus::Shipped);
    QCOMPARE(early.history.last().act, QStringLiteral("foreign_not_counted"));
    QVERIFY(early.silent.isEmpty());
}

void TestProjection::aLevelOfNoRoleWaitsElsewhere()
{
    const QString king = QStringLiteral("KING");
    const Projected result = projected({request(king)});
    QCOMPARE(result.approvals.first().state, ApprovalState::Elsewhere);
    QCOMPARE(result.added.first().status, OrderStatus::PendingApproval);
    QCOMPARE(result.added.first().waitingFor(), king);
    KnownState known;
    keep(result, &known);
    const Projected decided = projected({grant(QStringLiteral("LUDWIG"), king)}, known); // by the system that asked
    QCOMPARE(decided.approvals.first().state, ApprovalState::Approved);
    QCOMPARE(decided.moved.first().status, OrderStatus::Approved);
    QCOMPARE(projected({fact(OmsKind::Cancelled, {}, 3)}, known).approvals.first().state, ApprovalState::Void);
}

void TestProjection::aTimeFarAheadIsNotBelieved()
{
    const TimePoint now = rules().now;
    Fact far = withOrder(request());
    far.event.timestamp = fromMillis(253'402'300'799'000); // the end of the year 9999
    const Projected result = projected({far});
    QCOMPARE(result.added.first().createdAt, now);
    QCOMPARE(result.added.first().updatedAt, now);
    QCOMPARE(result.approvals.first().requestedAt, now);
    QCOMPARE(*result.approvals.first().dueAt, now + std::chrono::hours(24));
    QCOMPARE(result.history.last().act, QStringLiteral("foreign_not_counted"));
    QVERIFY2(result.history.last().detail.contains(u"9999-12-31T23:59:59"), qPrintable(result.history.last().detail));
    far.event.timestamp = now + std::chrono::hours(24); // a wrong time zone at most
    QCOMPARE(projected({far}).added.first().createdAt, far.event.timestamp);
    QCOMPARE(projected({far}).history.size(), 1);
}

void TestProjection::aForgedSourceDoesNothing()
{
    Fact forged = grant(QStringLiteral("MGR001"));
    forged.source = kOwn;
    forged.forged = true;
    QVERIFY(projected({forged}).isEmpty());
    QCOMPARE(projected({forged}).silent, QSet<qsizetype>{0});
    const Projected onOurs = projected({forged}, waiting(kOwn), {kOwn});
    QVERIFY(onOurs.decisions.isEmpty() && onOurs.approvals.isEmpty());
    QCOMPARE(onOurs.history.first().act, QStringLiteral("foreign_not_counted"));
}

QTEST_APPLESS_MAIN(TestProjection)
#include "tst_projection.moc"
