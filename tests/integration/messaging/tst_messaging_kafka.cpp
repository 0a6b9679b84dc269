// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/messaging/helpers.h"
#include "tests/integration/messaging/messagingcases.h"
#include "tests/support/kafkaserver.h"
#include "tests/support/parts.h"

#include <QElapsedTimer>
#include <algorithm>

using namespace cs;
using namespace cs::messaging;
using namespace cs::test;

class TestMessagingKafka final : public MessagingCases
{
    Q_OBJECT

    KafkaServer m_kafka;

    BrokerConfig config() const override { return BrokerConfig::fromBrokers(m_kafka.address()).value(); }

private Q_SLOTS:
    void initTestCase() { CS_REQUIRE(m_kafka.start()); }

    void committedOffsetsAreOffered();
    void twoMembersShareTheWork();
    void aMemberThatLeavesIsReplacedAtOnce();
    void groupsAreKnown();
    void aSecondRecordIsAcknowledgedFast();
    void aBrokerThatHangsLosesNothing();
    void aBrokerThatIsKilledLosesNothing();
    void closingDoesNotWaitForABrokerThatIsAway();
};

void TestMessagingKafka::committedOffsetsAreOffered()
{
    const QString topic = freshName(QStringLiteral("commit."));
    const QString group = freshName(QStringLiteral("g"));
    makeTopic(topic);
    Sender sender(config());
    QVERIFY(sender.fill(topic, 60));
    {
        Reader reader(config(), group, {topic});
        QVERIFY(reader.hasRead(60));
        reader.consumer->commit({{topic, 0, 4}, {topic, 1, 6}});
        const auto client = admin();
        const QList<TopicPartition> asked = {{topic, 0, -1}, {topic, 1, -1}, {topic, 2, -1}};
        const QList<TopicPartition> expected = {{topic, 0, 4}, {topic, 1, 6}, {topic, 2, -1}};
        QTRY_COMPARE(client->committed(group, asked, 5000).valueOr({}), expected);
    }
    // The greater of stored and committed, each way once.
    Reader again(config(), group, {topic}, {}, {{topic, 0, 9}, {topic, 1, 2}});
    QVERIFY(again.until([&] { return again.assignments > 0; }));
    const QList<TopicPartition> offered = {{topic, 0, 4}, {topic, 1, 6}, {topic, 2, -1}};
    QCOMPARE(again.assigned, offered);
    QVERIFY(again.hasRead(60 - 9 - 6));
    for (const events::Record &record : std::as_const(again.records))
        QVERIFY(record.offset >= QList<qint64>({9, 6, 0})[record.partition]);
}

void TestMessagingKafka::twoMembersShareTheWork()
{
    const QString topic = freshName(QStringLiteral("share."));
    const QString group = freshName(QStringLiteral("g"));
    makeTopic(topic);
    Sender sender(config());
    Reader first(config(), group, {topic});
    QVERIFY(first.until([&] { return first.consumer->assignment().size() == 3; }));
    Reader second(config(), group, {topic});
    const auto shared = [&] {
        first.poll(20);
        return first.consumer->assignment().size() + second.consumer->assignment().size() == 3
            && !first.consumer->assignment().isEmpty() && !second.consumer->assignment().isEmpty();
    };
    QVERIFY(second.until(shared));
    QVERIFY(sender.fill(topic, 60));
    QVERIFY(second.until([&] {
        first.poll(20);
        return isComplete(first.values() + second.values(), 60);
    }));
    QCOMPARE(first.records.size() + second.records.size(), 60);
    QVERIFY(!first.records.isEmpty() && !second.records.isEmpty());
    // The second leaves: the first takes all again.
    second.consumer.reset();
    QVERIFY(first.until([&] { return first.consumer->assignment().size() == 3; }));
}

void TestMessagingKafka::aMemberThatLeavesIsReplacedAtOnce()
{
    const QString topic = freshName(QStringLiteral("leave."));
    const QString group = freshName(QStringLiteral("g"));
    makeTopic(topic);
    for (int round = 0; round < 3; ++round) {
        Reader reader(config(), group, {topic});
        // Without the leave it would be the session's time-out, 10 s.
        QVERIFY(reader.until([&] { return reader.consumer->assignment().size() == 3; }, 8000));
    }
}

void TestMessagingKafka::groupsAreKnown()
{
    const QString topic = freshName(QStringLiteral("groups."));
    const QString group = freshName(QStringLiteral("g"));
    makeTopic(topic);
    Reader reader(config(), group, {topic});
    QVERIFY(reader.until([&] { return reader.assignments > 0; }));
    const auto client = admin();
    const auto mine = [&] {
        for (const GroupState &state : client->groups(5000).valueOr({})) {
            if (state.group == group)
                return state;
        }
        return GroupState();
    };
    QTRY_COMPARE(mine().state, QStringLiteral("Stable"));
    QCOMPARE(mine().protocol, QStringLiteral("range"));
    QCOMPARE(mine().members, 1);
}

void TestMessagingKafka::aSecondRecordIsAcknowledgedFast()
{
    // For a person to read; the bound of the benchmark is elsewhere.
    const QString topic = freshName(QStringLiteral("fast."));
    makeTopic(topic);
    Sender sender(config());
    QElapsedTimer clock;
    clock.start();
    QVERIFY(sender.fill(topic, 1));
    qInfo("first record of a client: %lld ms", clock.elapsed());
    QVERIFY(sender.fill(topic, 30));
    const QString other = freshName(QStringLiteral("fast."));
    makeTopic(other);
    clock.restart();
    QVERIFY(sender.fill(other, 1));
    qInfo("first record of a topic: %lld ms", clock.elapsed());
    QList<double> times;
    for (int i = 0; i < 300; ++i) {
        clock.restart();
        QVERIFY(sender.fill(topic, 1, i));
        times.append(double(clock.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    qInfo("one record at a time: median %.1f ms, p99 %.1f ms, worst %.1f ms", times[150], times[297], times[299]);
}

void TestMessagingKafka::aBrokerThatHangsLosesNothing()
{
    const QString topic = freshName(QStringLiteral("hang."));
    makeTopic(topic);
    BrokerHealth health;
    Sender sender(config(), &health);
    Reader reader(config(), freshName(QStringLiteral("g")), {topic});
    QVERIFY(sender.fill(topic, 10));
    QVERIFY(reader.hasRead(10));
    m_kafka.pause();
    for (int i = 10; i < 20; ++i)
        sender.send(outRecord(topic, "k", "v" + QByteArray::number(i)));
    const bool noticed = sender.until([&] { return !health.state().up; }, 60000);
    m_kafka.resume();
    QVERIFY(noticed);
    QVERIFY(!health.state().trouble.isEmpty());
    QVERIFY(sender.allDelivered(60000));
    QVERIFY(sender.failed.isEmpty());
    QVERIFY(reader.until([&] { return isComplete(reader.values(), 20); }, 60000));
    QVERIFY(sender.until([&] { return health.state().up; }));
}

void TestMessagingKafka::aBrokerThatIsKilledLosesNothing()
{
    const QString topic = freshName(QStringLiteral("kill."));
    makeTopic(topic);
    BrokerHealth health;
    Sender sender(config(), &health);
    Reader reader(config(), freshName(QStringLiteral("g")), {topic});
    QVERIFY(sender.fill(topic, 10));
    QVERIFY(reader.hasRead(10));
    for (int i = 10; i < 1000; ++i)
        sender.send(outRecord(topic, "k" + QByteArray::number(i), "v" + QByteArray::number(i)));
    m_kafka.kill9(); // some of them are on their way
    QVERIFY(sender.until([&] { return !health.state().up; }));
    QVERIFY2(health.state().trouble.contains(m_kafka.address()), qPrintable(health.state().trouble));
    QVERIFY(reader.until([&] { return !reader.health.state().up; }));
    QVERIFY(m_kafka.start().ok());
    QVERIFY(sender.allDelivered(60000));
    QVERIFY(sender.failed.isEmpty());
    QVERIFY(reader.until([&] { return isComplete(reader.values(), 1000); }, 60000));
    QVERIFY(reader.health.state().up);
    QVERIFY(health.state().up);
}

void TestMessagingKafka::closingDoesNotWaitForABrokerThatIsAway()
{
    const QString topic = freshName(QStringLiteral("close."));
    makeTopic(topic);
    Sender sender(config());
    Reader reader(config(), freshName(QStringLiteral("g")), {topic});
    QVERIFY(reader.until([&] { return reader.assignments > 0; }));
    m_kafka.pause();
    sender.send(outRecord(topic, "k", "v"));
    QElapsedTimer clock;
    clock.start();
    reader.consumer.reset();
    const qint64 consumerMs = clock.restart();
    sender.producer.reset();
    const qint64 producerMs = clock.elapsed();
    m_kafka.resume();
    qInfo("closed while the broker hangs: consumer %lld ms, producer %lld ms", consumerMs, producerMs);
}

QTEST_GUILESS_MAIN(TestMessagingKafka)
#include "tst_messaging_kafka.moc"
