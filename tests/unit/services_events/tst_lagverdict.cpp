// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics/groupbook.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;

namespace {

TimePoint second(int number)
{
    return fromMillis(1'795'252'440'000 + number * 1000);
}

/// Commits a second apart, as "next:lag next:lag …".
QList<CommitSample> commits(const QString &text)
{
    QList<CommitSample> window;
    for (const QString &one : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QStringList numbers = one.split(QLatin1Char(':'));
        window.append({second(int(window.size())), numbers.at(0).toLongLong(), numbers.at(1).toLongLong()});
    }
    return window;
}

const QString kTopic = QStringLiteral("ecommerce.inventory.update");
const QString kGroup = QStringLiteral("inventory-service");

GroupPoll pollAt(int at, qint64 next, qint64 high)
{
    GroupPoll poll{second(at), true, true, {}, {{kTopic, {{0, 0, high}}}, {QStringLiteral("other"), {{0, 0, 99}}}}, {kGroup}, {}};
    if (next >= 0)
        poll.stored[kGroup] = {{kTopic, 0, next, 0, next, 0, 0}};
    return poll;
}

} // namespace

class LagVerdictTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data()
    {
        QTest::addColumn<QString>("window");
        QTest::addColumn<int>("lagNow");
        QTest::addColumn<int>("now");
        QTest::addColumn<QString>("verdict");
        const QString moving = QStringLiteral("1:9 2:8 3:9 4:8 5:9 6:8 7:9 8:8 9:9 10:8");
        const QString fixed = QStringLiteral("5:9 5:9 5:9 5:9 5:10 5:10 5:10 5:11 5:11 5:12");
        const QString losing = QStringLiteral("1:9 2:9 3:9 4:9 5:10 6:10 7:10 8:11 9:11 10:12");
        QTest::newRow("nothing was ever committed, nothing waits") << QString() << 0 << 0 << "ok";
        QTest::newRow("nothing was ever committed, records wait") << QString() << 5 << 0 << "no_commit";
        QTest::newRow("the lag goes up and down") << moving << 8 << 10 << "ok";
        QTest::newRow("the position does not move, the lag grows") << fixed << 12 << 10 << "stalled";
        QTest::newRow("the position does not move, the lag stays") << QStringLiteral("5:9 5:9 5:9 5:9 5:9 5:9 5:9 5:9 5:9 5:9") << 9 << 10 << "stalled";
        QTest::newRow("the position does not move, but nothing waits now") << fixed << 0 << 10 << "ok";
        QTest::newRow("the position does not move, records were taken away") << QStringLiteral("5:9 5:9 5:8 5:9 5:9 5:9 5:9 5:9 5:9 5:9") << 9 << 10 << "ok";
        QTest::newRow("it moves, and no lag is smaller than the one before") << losing << 12 << 10 << "warning";
        QTest::newRow("the same, and one lag was smaller") << QStringLiteral("1:9 2:9 3:8 4:9 5:10 6:10 7:10 8:11 9:11 10:12") << 12 << 10 << "ok";
        QTest::newRow("the same, and nothing waited once") << QStringLiteral("1:0 2:9 3:9 4:9 5:10 6:10 7:10 8:11 9:11 10:12") << 12 << 10 << "ok";
        QTest::newRow("too few commits to call it stalled") << QStringLiteral("5:9 5:9 5:9") << 9 << 3 << "ok";
        QTest::newRow("a position went back") << QStringLiteral("7:1 8:1 5:4") << 4 << 3 << "rewound";
        QTest::newRow("the last commit is as long ago as the window is long") << losing << 12 << 18 << "warning";
        QTest::newRow("the last commit is longer ago") << losing << 12 << 19 << "stopped";
        QTest::newRow("longer ago, after nothing had waited") << QStringLiteral("1:0 2:0") << 3 << 20 << "stopped";
        QTest::newRow("longer ago, and nothing waits") << losing << 0 << 60 << "ok";
        QTest::newRow("one commit, and a silence that is short") << QStringLiteral("1:4") << 4 << 9 << "ok";
        QTest::newRow("one commit, and a long silence") << QStringLiteral("1:4") << 4 << 10 << "stopped";
    }

    void verdicts()
    {
        QFETCH(const QString, window);
        QFETCH(const int, lagNow);
        QFETCH(const int, now);
        QFETCH(const QString, verdict);
        QCOMPARE(lagVerdictName(judgeLag(commits(window), lagNow, second(now))), verdict);
    }

    void aGroupIsAsBadAsItsWorstPartition()
    {
        GroupBook book({{kGroup, QStringLiteral("inventory"), {kTopic}}});
        GroupFigures figures;
        for (int i = 0; i < 12; ++i)
            figures = book.take(pollAt(i, 5, 8 + i)).first();
        QCOMPARE(figures.verdict, LagVerdict::Stalled);
        QCOMPARE(figures.lag, 14);
        QCOMPARE(figures.partitions.size(), 1); // other topics are not its own
        QCOMPARE(figures.lagSeconds, 11.0);     // behind since before the first look
        QVERIFY(figures.explanation.contains(QStringLiteral("ecommerce.inventory.update [0]")));
        figures = book.take(pollAt(12, 19, 19)).first();
        QCOMPARE(figures.verdict, LagVerdict::Ok);
        QCOMPARE(figures.lag, 0);
        QCOMPARE(figures.consumedPerSecond, 14.0);
    }

    void aGroupWhoseServiceIsOffStopsWhenRecordsWait()
    {
        GroupBook book({{kGroup, QStringLiteral("inventory"), {kTopic}}});
        GroupPoll poll = pollAt(0, 5, 5);
        poll.reading.clear();
        poll.switchedOff = {kGroup};
        QCOMPARE(book.take(poll).first().verdict, LagVerdict::Ok);
        poll.offsets.first().partitions.first().high = 6;
        const GroupFigures figures = book.take(poll).first();
        QCOMPARE(figures.verdict, LagVerdict::Stopped);
        QCOMPARE(figures.explanation, QStringLiteral("Its service is off; 1 record waits."));
    }

    void aReaderThatIsGoneStopsItsGroup()
    {
        GroupBook book({{kGroup, QStringLiteral("inventory"), {kTopic}}});
        GroupFigures figures;
        for (int i = 0; i < 25; ++i) {
            GroupPoll poll = pollAt(i, 5, 9);
            if (i > 3)
                poll.reading.clear();
            figures = book.take(poll).first();
        }
        QCOMPARE(figures.verdict, LagVerdict::Stopped);
    }

    void recordsThatWereNeverReadHaveNoCommit()
    {
        GroupBook book({{kGroup, QStringLiteral("inventory"), {kTopic}}});
        const GroupFigures figures = book.take(pollAt(0, -1, 9)).first();
        QCOMPARE(figures.verdict, LagVerdict::NoCommit);
        QCOMPARE(figures.partitions.first().lag, 9);
    }

    void whereAServiceNeverRanItsLagIsNotKnown()
    {
        GroupBook book({{kGroup, QStringLiteral("inventory"), {kTopic}}});
        GroupPoll poll = pollAt(0, -1, 9);
        poll.reading.clear();
        poll.switchedOff = {kGroup};
        QCOMPARE(book.take(poll).first().verdict, LagVerdict::Stopped); // nobody else can read on a broker of our own
        poll.othersMayRead = true;
        const GroupFigures figures = book.take(poll).first();
        QCOMPARE(figures.verdict, LagVerdict::Unknown);
        QCOMPARE(figures.lag, 0);
        QVERIFY(figures.partitions.first().lag < 0);
    }

    void aPollThatFailedKeepsTheFigures()
    {
        GroupBook book({{kGroup, QStringLiteral("inventory"), {kTopic}}});
        book.take(pollAt(0, 5, 9));
        GroupPoll failed;
        failed.at = second(1);
        failed.storeAnswered = true;
        const GroupFigures figures = book.take(failed).first();
        QCOMPARE(figures.verdict, LagVerdict::Unknown);
        QCOMPARE(figures.lag, 4);
        QVERIFY(figures.explanation.startsWith(QStringLiteral("The broker does not answer")));
    }
};

QTEST_APPLESS_MAIN(LagVerdictTest)
#include "tst_lagverdict.moc"
