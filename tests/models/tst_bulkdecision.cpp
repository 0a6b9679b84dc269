// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/modelrows.h"
#include "ui/models/bulkdecision.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace cs;
using namespace cs::ui;
using namespace cs::ui::test;

namespace {

const QString kManager = QStringLiteral("MANAGER");
const QString kFinance = QStringLiteral("FINANCE");
const Actor kMaria = Actor::of(QStringLiteral("MGR001"), Role::Manager);

/// The order as it is in the store when it is as it was listed.
services::OrderDetail unchanged(const services::ApprovalRow &row)
{
    services::OrderDetail detail;
    detail.order = row.order;
    detail.approvals = {row.approval};
    return detail;
}

} // namespace

/// Several orders decided together: what is said of each before, and what stays in sight after.
class TestBulkDecision final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useFixedLocale(); }

    void whoMayDecideIsToldNothing()
    {
        const auto row = approvalRow(QStringLiteral("A"), kManager, {kManager});
        QCOMPARE(whyNotDecide(row, unchanged(row), kMaria), QString());
    }

    void eachReasonIsNamed()
    {
        const auto row = approvalRow(QStringLiteral("A"), kManager, {kManager});
        services::OrderDetail now = unchanged(row);
        QVERIFY(!whyNotDecide(row, now, Actor::of(QStringLiteral("FIN001"), Role::Finance)).isEmpty());
        now.order.createdBy.userId = kMaria.userId;
        QVERIFY(whyNotDecide(row, now, kMaria).contains(QStringLiteral("created")));
        now = unchanged(row);
        now.order.version = row.order.version + 1;
        QVERIFY(whyNotDecide(row, now, kMaria).contains(QStringLiteral("has changed")));
        now = unchanged(row);
        now.approvals.first().state = ApprovalState::Rejected;
        now.approvals.first().decidedBy = QStringLiteral("MGR002");
        QCOMPARE(whyNotDecide(row, now, kMaria), QStringLiteral("MGR002 has rejected it already."));
        now.approvals.first().state = ApprovalState::Void;
        QVERIFY(whyNotDecide(row, now, kMaria).contains(QStringLiteral("any more")));
        now.approvals.clear();
        QVERIFY(whyNotDecide(row, now, kMaria).contains(QStringLiteral("any more")));
    }

    void anEarlierApproverIsLeftOut()
    {
        const auto row = approvalRow(QStringLiteral("A"), kFinance, {kManager, kFinance});
        services::OrderDetail now = unchanged(row);
        Approval earlier = row.approval;
        earlier.level = kManager;
        earlier.state = ApprovalState::Approved;
        earlier.decidedBy = QStringLiteral("FIN001");
        now.approvals.prepend(earlier);
        QVERIFY(!whyNotDecide(row, now, Actor::of(QStringLiteral("FIN001"), Role::Finance)).isEmpty());
        QCOMPARE(whyNotDecide(row, now, Actor::of(QStringLiteral("FIN002"), Role::Finance)), QString());
        now.approvals.first().round = row.approval.round + 1; // another round is another matter
        QCOMPARE(whyNotDecide(row, now, Actor::of(QStringLiteral("FIN001"), Role::Finance)), QString());
    }

    void theConsequenceFollowsTheLevels()
    {
        const auto two = approvalRow(QStringLiteral("A"), kManager, {kManager, kFinance});
        QCOMPARE(consequenceOf(two, Verdict::Approve), QStringLiteral("Finance is asked next."));
        QCOMPARE(consequenceOf(two, Verdict::Reject), QStringLiteral("The order is rejected."));
        QCOMPARE(consequenceOf(approvalRow(QStringLiteral("A"), kFinance, {kManager, kFinance}), Verdict::Approve), QStringLiteral("The order is approved."));
    }

    void statesAreCountedAndShown()
    {
        BulkDecisionModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setApprovals({approvalRow(QStringLiteral("A"), kManager, {kManager}), approvalRow(QStringLiteral("B"), kManager, {kManager})});
        QCOMPARE(model.count(BulkLine::State::Checking), 2);
        model.setState(0, BulkLine::State::Allowed);
        model.setState(1, BulkLine::State::Failed, QStringLiteral("No."));
        QCOMPARE(model.firstIn(BulkLine::State::Allowed), 0);
        QCOMPARE(model.firstIn(BulkLine::State::Recorded), -1);
        QCOMPARE(textAt(model, 0, BulkDecisionModel::TextColumn), QStringLiteral("The order is approved."));
        model.setVerdict(Verdict::Reject);
        QCOMPARE(textAt(model, 0, BulkDecisionModel::TextColumn), QStringLiteral("The order is rejected."));
        QCOMPARE(textAt(model, 1, BulkDecisionModel::StateColumn), QStringLiteral("failed"));
        QCOMPARE(textAt(model, 1, BulkDecisionModel::TextColumn), QStringLiteral("No."));
    }
};

QTEST_APPLESS_MAIN(TestBulkDecision)
#include "tst_bulkdecision.moc"
