// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/modelrows.h"
#include "ui/models/ratehistory.h"

#include <QTest>

using namespace cs;
using namespace cs::ui;
using namespace cs::ui::test;
using namespace std::chrono_literals;

namespace {

const QString kTopic = QStringLiteral("order.created");

services::Snapshot at(std::chrono::seconds second, double rate, bool gap = false, const QString &topic = kTopic)
{
    services::Snapshot snapshot;
    snapshot.at = kNow + second;
    services::TopicFigures figures;
    figures.topic = topic;
    figures.producedPerSecond = rate;
    figures.gap = gap;
    snapshot.topics = {figures};
    return snapshot;
}

QList<qsizetype> lengths(const RateHistory &history)
{
    QList<qsizetype> sizes;
    for (const QList<QPointF> &piece : history.pieces(kTopic))
        sizes.append(piece.size());
    return sizes;
}

} // namespace

/// Rates over the last minutes; a second without a figure is a gap in the line.
class TestRateHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secondsMakeOneLine()
    {
        RateHistory history(5min);
        for (int second = 0; second < 4; ++second)
            history.add(at(std::chrono::seconds(second), second));
        QCOMPARE(lengths(history), QList<qsizetype>{4});
        const QPointF last = history.pieces(kTopic).first().last();
        QCOMPARE(last, QPointF(static_cast<double>(toMillis(kNow + 3s)), 3));
        QCOMPARE(history.highest(), 3.0);
    }

    void aMissingFigureSplitsTheLine()
    {
        RateHistory history(5min);
        history.add(at(0s, 1));
        history.add(at(1s, 2));
        history.add(at(2s, 99, true));
        history.add(at(3s, 3));
        QCOMPARE(lengths(history), (QList<qsizetype>{2, 1}));
        QCOMPARE(history.highest(), 3.0); // what was not measured is not the highest
    }

    void aPauseSplitsTheLine()
    {
        RateHistory history(5min);
        history.add(at(0s, 1));
        history.add(at(3s, 1)); // a late poll is none
        history.add(at(8s, 1));
        QCOMPARE(lengths(history), (QList<qsizetype>{2, 1}));
    }

    void onlyGapsMakeNoLine()
    {
        RateHistory history(5min);
        history.add(at(0s, 1, true));
        QVERIFY(history.pieces(kTopic).isEmpty());
        QVERIFY(history.pieces(QStringLiteral("unknown")).isEmpty());
    }

    void whatIsOlderThanTheSpanGoes()
    {
        RateHistory history(10s);
        for (int second = 0; second <= 30; ++second)
            history.add(at(std::chrono::seconds(second), second == 0 ? 500 : 1));
        QCOMPARE(lengths(history), QList<qsizetype>{11});
        QCOMPARE(history.highest(), 1.0);
        QCOMPARE(history.newest(), kNow + 30s);
    }

    void lagIsKeptBesideTheRate()
    {
        using Figure = RateHistory::Figure;
        RateHistory history(5min);
        services::Snapshot behind = at(0s, 1);
        behind.topics.first().behind = 70;
        history.add(behind);
        history.add(at(1s, 2));
        QCOMPARE(history.highest(kTopic, Figure::Behind), 70.0);
        QCOMPARE(history.highest(kTopic, Figure::Rate), 2.0);
        QCOMPARE(history.highest(QStringLiteral("unknown"), Figure::Behind), 0.0);
        const QList<QPointF> line = history.pieces(kTopic, Figure::Behind).first();
        QCOMPARE(line.first().y(), 70.0);
        QCOMPARE(line.last().y(), 0.0);
    }

    void aTopicThatFellSilentGoesToo()
    {
        RateHistory history(10s);
        history.add(at(0s, 5));
        history.add(at(30s, 1, false, QStringLiteral("order.approved")));
        QVERIFY(history.pieces(kTopic).isEmpty());
        QCOMPARE(history.topics(), (QStringList{kTopic, QStringLiteral("order.approved")})); // its colour stays
    }
};

QTEST_GUILESS_MAIN(TestRateHistory)
#include "tst_ratehistory.moc"
