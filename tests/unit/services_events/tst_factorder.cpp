// SPDX-License-Identifier: GPL-3.0-or-later
// Facts come in any sequence, one by one or together: the end is the same.
#include "tests/unit/services_events/facts.h"

#include <QtTest>
#include <algorithm>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;
using events::OmsKind;

class TestFactOrder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anySequenceGivesTheSameEnd_data();
    void anySequenceGivesTheSameEnd();
    void anyEndsMergeInEverySequence();
};

namespace {

const QString kManager = QStringLiteral("MANAGER");
const QString kFinance = QStringLiteral("FINANCE");

Fact of(OmsKind kind, const char *user, int minute, const QString &level = {})
{
    return fact(kind, QString::fromLatin1(user), minute, level);
}

} // namespace

void TestFactOrder::anySequenceGivesTheSameEnd_data()
{
    QTest::addColumn<QList<int>>("story");
    QTest::addColumn<QString>("begins");
    // Indexes into the list of facts below.
    QTest::newRow("two levels granted, shipped") << QList<int>{0, 1, 2, 3, 4, 5} << QStringLiteral("shipped MANAGER>FINANCE@1 CUST1 30.00 EMP01/EMP01");
    QTest::newRow("waits for the second") << QList<int>{0, 1, 2, 3} << QStringLiteral("pending_approval MANAGER>FINANCE@1");
    QTest::newRow("denied") << QList<int>{0, 1, 2, 3, 6} << QStringLiteral("rejected MANAGER>FINANCE@1");
    QTest::newRow("cancelled while it waits") << QList<int>{0, 1, 2, 3, 7} << QStringLiteral("cancelled MANAGER>FINANCE");
    QTest::newRow("shipped beats failed") << QList<int>{0, 1, 2, 5, 8} << QStringLiteral("shipped");
    QTest::newRow("the creator's decision") << QList<int>{0, 1, 9} << QStringLiteral("pending_approval MANAGER@0");
    QTest::newRow("one person, two levels") << QList<int>{0, 1, 2, 3, 10} << QStringLiteral("pending_approval MANAGER>FINANCE@1");
    QTest::newRow("the creator's denial, cancelled") << QList<int>{0, 1, 11, 7} << QStringLiteral("cancelled MANAGER@0");
    QTest::newRow("the creator's denial, two levels") << QList<int>{0, 12, 11} << QStringLiteral("pending_approval MANAGER>FINANCE@0");
    QTest::newRow("everything twice") << QList<int>{0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5} << QStringLiteral("shipped");
}

void TestFactOrder::anySequenceGivesTheSameEnd()
{
    QFETCH(QList<int>, story);
    QFETCH(QString, begins);
    Fact askedByAManager = of(OmsKind::ApprovalRequested, "MGR009", 12, kFinance); // who does not submit orders
    askedByAManager.event.triggeredBy.role = kManager;
    const QList<Fact> all{
        withOrder(of(OmsKind::Created, "EMP01", 0)), of(OmsKind::ApprovalRequested, "EMP01", 1, kManager),
        of(OmsKind::ApprovalCompleted, "MGR001", 2, kManager), of(OmsKind::ApprovalRequested, "EMP01", 3, kFinance),
        of(OmsKind::ApprovalCompleted, "FIN001", 4, kFinance), of(OmsKind::Fulfilled, "SHIP", 5),
        of(OmsKind::ApprovalRejected, "FIN001", 6, kFinance), of(OmsKind::Cancelled, "EMP01", 7), of(OmsKind::Failed, "PAY", 8),
        of(OmsKind::ApprovalCompleted, "EMP01", 9, kManager), of(OmsKind::ApprovalCompleted, "MGR001", 10, kFinance),
        of(OmsKind::ApprovalRejected, "EMP01", 11, kManager), askedByAManager};
    QList<Fact> facts;
    for (const int i : story)
        facts.append(all[i]);
    std::mt19937 random(20'261);
    const QString expected = endOf(facts, random);
    QVERIFY2(expected.startsWith(begins), qPrintable(expected));
    for (int turn = 0; turn < 2000; ++turn) {
        std::shuffle(facts.begin(), facts.end(), random);
        const QString end = endOf(facts, random);
        if (end != expected) {
            QStringList sequence;
            for (const Fact &one : facts)
                sequence.append(one.eventId);
            QFAIL(qPrintable(QStringLiteral("%1\n gives %2\n not   %3").arg(sequence.join(u' '), end, expected)));
        }
    }
}

/// Every set of the ends, with a request and a grant before them, in every sequence: the strongest end stands.
void TestFactOrder::anyEndsMergeInEverySequence()
{
    const QList<std::pair<Fact, QString>> ends{ // the strongest first
        {of(OmsKind::Fulfilled, "SHIP", 5), QStringLiteral("shipped")}, {of(OmsKind::Failed, "PAY", 8), QStringLiteral("failed")},
        {of(OmsKind::Cancelled, "EMP01", 7), QStringLiteral("cancelled")},
        {of(OmsKind::ApprovalRejected, "MGR002", 6, kManager), QStringLiteral("rejected")}};
    std::mt19937 random(7);
    for (int chosen = 1; chosen < 16; ++chosen) {
        QList<Fact> facts{of(OmsKind::ApprovalRequested, "EMP01", 1, kManager), of(OmsKind::ApprovalCompleted, "MGR001", 2, kManager)};
        QString strongest;
        for (int i = 0; i < 4; ++i) {
            if ((chosen >> i & 1) == 0)
                continue;
            facts.append(ends[i].first);
            strongest = strongest.isEmpty() ? ends[i].second : strongest;
        }
        const QStringList end = endsOf(facts, random);
        QVERIFY2(end.size() == 1 && end.first().startsWith(strongest + u' '), qPrintable(strongest + QStringLiteral(" expected: ") + end.join(u'\n')));
    }
}

QTEST_APPLESS_MAIN(TestFactOrder)
#include "tst_factorder.moc"
