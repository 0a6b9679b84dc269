// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics/lagbook.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;

class TestLagBook final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accountsToTheLastEvent();
    void saysWhenItDoesNotAddUp();
    void neverGivesANegativeLag();
    void countsATopicThatWasNeverRead();
    void leavesTopicsOutThatNobodyConsumes();
    void aServicesTopicHasTheServicesFigures();
    void ratesAreDifferencesOverTime();
    void aFailedPollIsAGap();
    void lagInTimeIsTheAgeOfTheFirstUnread();
    void drainsOnlyWhenItShrinks();
};

namespace {

const QString kTopic = QStringLiteral("order.created");
const TimePoint kStart = fromMillis(1'795'252'440'000);

PollResult poll(int second, qint64 high, const storage::PartitionState &state)
{
    return {kStart + std::chrono::seconds(second), true, true, {state}, {{kTopic, {{0, 0, high}}}}};
}

Snapshot taken(LagBook &book, const PollResult &result)
{
    Snapshot snapshot;
    book.take(result, &snapshot);
    return snapshot;
}

} // namespace

void TestLagBook::accountsToTheLastEvent()
{
    LagBook book;
    const Snapshot s = taken(book, poll(0, 120, {kTopic, 0, 100, 10, 80, 7, 3}));
    QCOMPARE(s.stored, 80);
    QCOMPARE(s.bad, 7);
    QCOMPARE(s.gaps, 3);
    QCOMPARE(s.behind, 20);
    QCOMPARE(s.onTopics, 107);
    QVERIFY(s.balanced);
    QCOMPARE(s.topics.first().partitions.first().lag, 20);
}

void TestLagBook::saysWhenItDoesNotAddUp()
{
    LagBook book;
    QVERIFY(!taken(book, poll(0, 120, {kTopic, 0, 100, 10, 79, 7, 3})).balanced);
}

void TestLagBook::neverGivesANegativeLag()
{
    LagBook book;
    const Snapshot s = taken(book, poll(0, 95, {kTopic, 0, 100, 0, 100, 0, 0}));
    QCOMPARE(s.lag, 0);
    QVERIFY(s.balanced);
}

void TestLagBook::countsATopicThatWasNeverRead()
{
    LagBook book;
    PollResult result = poll(0, 50, {});
    result.stored.clear();
    result.offsets.first().partitions.first().low = 20;
    const Snapshot s = taken(book, result);
    QCOMPARE(s.onTopics, 30);
    QCOMPARE(s.behind, 30);
    QCOMPARE(s.topics.first().partitions.first().next, -1);
    QVERIFY(s.balanced);
}

void TestLagBook::leavesTopicsOutThatNobodyConsumes()
{
    LagBook book;
    PollResult result = poll(0, 10, {kTopic, 0, 10, 0, 10, 0, 0});
    result.offsets.append({QStringLiteral("NOTIFICATION_DLQ"), {{0, 0, 5}}});
    const Snapshot s = taken(book, result);
    QCOMPARE(s.onTopics, 10);
    QCOMPARE(s.lag, 0);
    QVERIFY(!s.topics.last().consumed);
    QCOMPARE(s.topics.last().partitions.first().lag, -1);
}

void TestLagBook::aServicesTopicHasTheServicesFigures()
{
    const QString command = QStringLiteral("ecommerce.order.payment.initiated");
    LagBook book;
    PollResult found = poll(0, 120, {kTopic, 0, 100, 10, 80, 7, 3});
    found.offsets.append({command, {{0, 5, 60}, {1, 0, 9}}});
    found.storedByGroup.insert(QStringLiteral("payment-service"), {{command, 0, 50, 5, 40, 2, 3}});
    const Snapshot s = taken(book, found);
    const TopicFigures topic = s.topics.last();
    QVERIFY(!topic.consumed);
    QCOMPARE(topic.stored, 40);
    QCOMPARE(topic.bad, 2);
    QCOMPARE(topic.behind, 10);
    QCOMPARE(topic.onTopic, topic.stored + topic.bad + topic.behind);
    QCOMPARE(topic.partitions.first().next, -1); // the ingest group has none
    QCOMPARE(s.stored, 80); // and the accounting is of what the ingest consumer reads
    QCOMPARE(s.behind, 20);
    QVERIFY(s.balanced);
    found.at += std::chrono::seconds(2);
    found.storedByGroup.begin()->first().next = 60;
    found.storedByGroup.begin()->first().stored = 50;
    const Snapshot later = taken(book, found);
    QCOMPARE(later.topics.last().consumedPerSecond, 5.0);
    QCOMPARE(later.topics.last().behind, 0);
    QCOMPARE(later.eventsPerSecond, 0.0);
}

void TestLagBook::ratesAreDifferencesOverTime()
{
    LagBook book;
    QCOMPARE(taken(book, poll(0, 100, {kTopic, 0, 50, 0, 50, 0, 0})).eventsPerSecond, 0.0);
    const Snapshot s = taken(book, poll(2, 120, {kTopic, 0, 90, 0, 90, 0, 0}));
    QCOMPARE(s.topics.first().producedPerSecond, 10.0);
    QCOMPARE(s.topics.first().consumedPerSecond, 20.0);
    QCOMPARE(s.drainSeconds, 3.0);
}

void TestLagBook::aFailedPollIsAGap()
{
    LagBook book;
    taken(book, poll(0, 100, {kTopic, 0, 50, 0, 50, 0, 0}));
    PollResult failed;
    failed.at = kStart + Millis(1000);
    failed.storeAnswered = true;
    const Snapshot gap = taken(book, failed);
    QVERIFY(gap.topics.first().gap);
    QCOMPARE(gap.lag, 50); // as last known
    const Snapshot after = taken(book, poll(4, 140, {kTopic, 0, 50, 0, 50, 0, 0}));
    QVERIFY(!after.topics.first().gap);
    QCOMPARE(after.topics.first().producedPerSecond, 10.0); // over the whole time since the last good poll
}

void TestLagBook::lagInTimeIsTheAgeOfTheFirstUnread()
{
    LagBook book;
    taken(book, poll(0, 10, {kTopic, 0, 10, 0, 10, 0, 0}));
    taken(book, poll(1, 10, {kTopic, 0, 10, 0, 10, 0, 0}));
    taken(book, poll(2, 15, {kTopic, 0, 10, 0, 10, 0, 0}));
    QCOMPARE(taken(book, poll(6, 30, {kTopic, 0, 10, 0, 10, 0, 0})).lagSeconds, 5.0);
    QCOMPARE(taken(book, poll(7, 30, {kTopic, 0, 30, 0, 30, 0, 0})).lagSeconds, 0.0);
}

void TestLagBook::drainsOnlyWhenItShrinks()
{
    QCOMPARE(drainSeconds(0, 5, 0), 0.0);
    QCOMPARE(drainSeconds(10, 5, 5), -1.0);
    QCOMPARE(drainSeconds(10, 5, 7), 5.0);
}

QTEST_APPLESS_MAIN(TestLagBook)
#include "tst_lagbook.moc"
