// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/modelrows.h"
#include "ui/models/approvaltablemodel.h"
#include "ui/presentation/itemroles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace cs;
using namespace cs::ui;
using namespace cs::ui::test;
using namespace std::chrono_literals;

namespace {

const QString kManager = QStringLiteral("MANAGER");
const QString kFinance = QStringLiteral("FINANCE");

services::ApprovalRow dueIn(Millis left)
{
    services::ApprovalRow row = approvalRow(QStringLiteral("A"), kManager, {kManager});
    row.approval.dueAt = kNow + left;
    return row;
}

} // namespace

/// The inbox: when it is due, whose turn is next, and which row is which.
class TestApprovalTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useFixedLocale(); }

    void dueReadsInWords_data()
    {
        QTest::addColumn<qint64>("leftSeconds");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("tone"); // -1: plain
        QTest::newRow("late") << qint64(-12 * 60) << QStringLiteral("12 min late") << static_cast<int>(Tone::Bad);
        QTest::newRow("now") << qint64(0) << QStringLiteral("due now") << static_cast<int>(Tone::Bad);
        QTest::newRow("soon") << qint64(8 * 60) << QStringLiteral("due in 8 min") << static_cast<int>(Tone::Warning);
        QTest::newRow("just before half an hour") << qint64(30 * 60 - 1) << QStringLiteral("due in 29 min") << static_cast<int>(Tone::Warning);
        QTest::newRow("half an hour") << qint64(30 * 60) << QStringLiteral("due in 30 min") << -1;
        QTest::newRow("hours") << qint64(5 * 3600) << QStringLiteral("due in 5 h") << -1;
    }

    void dueReadsInWords()
    {
        QFETCH(qint64, leftSeconds);
        QFETCH(QString, text);
        QFETCH(int, tone);
        ApprovalTableModel model;
        model.setApprovals({dueIn(std::chrono::seconds(leftSeconds))}, kNow);
        QCOMPARE(textAt(model, 0, ApprovalTableModel::DueColumn), text);
        const QVariant shown = model.index(0, ApprovalTableModel::DueColumn).data(ToneRole);
        QCOMPARE(shown.isValid() ? shown.toInt() : -1, tone);
    }

    void withoutALimitItSaysSo()
    {
        ApprovalTableModel model;
        model.setApprovals({approvalRow(QStringLiteral("A"), kManager, {kManager})}, kNow);
        QCOMPARE(textAt(model, 0, ApprovalTableModel::DueColumn), QStringLiteral("no limit"));
    }

    void aDecisionTakesThePlaceOfTheLimit()
    {
        services::ApprovalRow row = dueIn(-1h);
        row.approval.state = ApprovalState::Rejected;
        ApprovalTableModel model;
        model.setApprovals({row}, kNow);
        QCOMPARE(textAt(model, 0, ApprovalTableModel::DueColumn), QStringLiteral("rejected"));
        QCOMPARE(model.index(0, ApprovalTableModel::DueColumn).data(ToneRole).toInt(), static_cast<int>(Tone::Bad));
    }

    void timeMovesOn()
    {
        ApprovalTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.tick(kNow);
        model.setApprovals({dueIn(1min)}, kNow);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.tick(kNow + 3min);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(textAt(model, 0, ApprovalTableModel::DueColumn), QStringLiteral("2 min late"));
    }

    void whoseTurnIsNext()
    {
        QCOMPARE(ApprovalTableModel::nextText(approvalRow(QStringLiteral("A"), kManager, {kManager, kFinance})), QStringLiteral("then Finance"));
        QCOMPARE(ApprovalTableModel::nextText(approvalRow(QStringLiteral("A"), kFinance, {kManager, kFinance})), QStringLiteral("–"));
        QCOMPARE(ApprovalTableModel::nextText(approvalRow(QStringLiteral("A"), QStringLiteral("BOARD"), {kManager})), QStringLiteral("–"));
    }

    void aLevelOfAnotherRoundIsAnotherRow()
    {
        services::ApprovalRow first = approvalRow(QStringLiteral("A"), kManager, {kManager});
        services::ApprovalRow second = first;
        second.approval.round = 2;
        ApprovalTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setApprovals({first}, kNow);
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removes(&model, &QAbstractItemModel::rowsRemoved);
        model.setApprovals({second}, kNow);
        QCOMPARE(inserts.size(), 1);
        QCOMPARE(removes.size(), 1);
        QCOMPARE(textAt(model, 0, ApprovalTableModel::TotalColumn), QStringLiteral("5,275.21"));
    }

    void decidingTakesOneRowOut()
    {
        ApprovalTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QList<services::ApprovalRow> rows;
        for (const QString &id : {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")})
            rows.append(approvalRow(id, kManager, {kManager}));
        model.setApprovals(rows, kNow);
        const QPersistentModelIndex next(model.index(2, 0));
        rows.removeAt(1);
        QSignalSpy removes(&model, &QAbstractItemModel::rowsRemoved);
        model.setApprovals(rows, kNow);
        QCOMPARE(removes.size(), 1);
        QCOMPARE(next.row(), 1);
        QCOMPARE(next.data().toString(), QStringLiteral("C"));
    }
};

QTEST_GUILESS_MAIN(TestApprovalTable)
#include "tst_approvaltable.moc"
