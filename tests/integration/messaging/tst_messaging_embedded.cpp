// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/embeddedbroker.h"
#include "tests/integration/messaging/helpers.h"
#include "tests/integration/messaging/messagingcases.h"

#include <QDeadlineTimer>
#include <QtTest>

using namespace cs;
using namespace cs::messaging;
using namespace cs::test;

namespace {

constexpr int kNotLeader = 6;         // Kafka protocol error codes, all retriable
constexpr int kRequestTimedOut = 7;
constexpr int kNotEnoughReplicas = 19;

} // namespace

class TestMessagingEmbedded final : public MessagingCases
{
    Q_OBJECT

    std::unique_ptr<EmbeddedBroker> m_broker;

    BrokerConfig config() const override
    {
        BrokerConfig config = BrokerConfig::fromBrokers(m_broker->address()).value();
        config.embedded = true;
        return config;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto broker = EmbeddedBroker::start();
        QVERIFY2(broker.ok(), qPrintable(broker.ok() ? QString() : broker.error().message));
        m_broker = std::move(broker).value();
    }
    void cleanupTestCase() { m_broker.reset(); }

    void eachBrokerHasAnEpoch();
    void aTopicNobodyMadeHasThreePartitions();
    void whatFailsForAWhileIsSentAgain();
    void aBrokerThatGoesAndComesLosesNothing();
    void aTimeOutIsAFailureThatMayBeTriedAgain();
    void whatTheBrokerForgotIsSkipped();
    void theFirstRecordDoesNotWait();
    void groupsAreUnknown();
};

void TestMessagingEmbedded::eachBrokerHasAnEpoch()
{
    const auto other = EmbeddedBroker::start();
    QVERIFY(other.ok());
    QVERIFY((*other)->epoch() != m_broker->epoch());
    QVERIFY((*other)->address() != m_broker->address());
    QVERIFY((*other)->address().startsWith(QStringLiteral("127.0.0.1:")));
}

void TestMessagingEmbedded::aTopicNobodyMadeHasThreePartitions()
{
    const QString topic = freshName(QStringLiteral("unmade."));
    Sender sender(config());
    QVERIFY(sender.fill(topic, 1));
    const auto offsets = admin()->offsets({topic}, 5000);
    QVERIFY(offsets.ok());
    QCOMPARE(offsets->first().partitions.size(), 3);
}

void TestMessagingEmbedded::whatFailsForAWhileIsSentAgain()
{
    const QString topic = freshName(QStringLiteral("fails."));
    makeTopic(topic);
    Sender sender(config());
    QVERIFY(sender.fill(topic, 1));
    m_broker->pushProduceErrors({kNotLeader, kNotEnoughReplicas, kRequestTimedOut, kNotLeader});
    QVERIFY(sender.fill(topic, 99, 1));
    QVERIFY(sender.failed.isEmpty());
    Reader reader(config(), freshName(QStringLiteral("g")), {topic});
    QVERIFY(reader.until([&] { return isComplete(reader.values(), 100); }));
}

void TestMessagingEmbedded::aBrokerThatGoesAndComesLosesNothing()
{
    const QString topic = freshName(QStringLiteral("away."));
    makeTopic(topic);
    BrokerHealth health;
    Sender sender(config(), &health);
    Reader reader(config(), freshName(QStringLiteral("g")), {topic});
    QVERIFY(sender.fill(topic, 10));
    QVERIFY(health.state().up);
    QVERIFY(reader.hasRead(10));

    m_broker->setDown(true);
    for (int i = 10; i < 20; ++i)
        sender.send(outRecord(topic, "k", "v" + QByteArray::number(i)));
    QVERIFY(sender.until([&] { return !health.state().up; }));
    QVERIFY(health.state().trouble.contains(m_broker->address()));
    QVERIFY(reader.until([&] { return !reader.health.state().up; }));
    QCOMPARE(sender.delivered.size(), 10);
    QCOMPARE(sender.producer->inFlight(), 10);

    m_broker->setDown(false);
    QVERIFY(sender.allDelivered());
    QVERIFY(health.state().up);
    QVERIFY(sender.failed.isEmpty());
    QVERIFY(reader.until([&] { return isComplete(reader.values(), 20) && reader.health.state().up; }));
}

void TestMessagingEmbedded::aTimeOutIsAFailureThatMayBeTriedAgain()
{
    const QString topic = freshName(QStringLiteral("late."));
    makeTopic(topic);
    BrokerConfig impatient = config();
    impatient.extra.insert(QStringLiteral("message.timeout.ms"), QStringLiteral("300"));
    Sender sender(impatient);
    QVERIFY(sender.fill(topic, 1));
    m_broker->setDown(true);
    const qint64 tag = sender.send(outRecord(topic, "k", "v"));
    const bool told = sender.until([&] { return !sender.failed.isEmpty(); });
    m_broker->setDown(false);
    QVERIFY(told);
    QCOMPARE(sender.failed.first().tag, tag);
    QVERIFY(!sender.failed.first().fatal);
    QVERIFY(!sender.failed.first().error.isEmpty());
    // The same producer goes on, as the relay does: handed over again until it is acknowledged.
    const QDeadlineTimer deadline(30000);
    while (sender.delivered.size() < 2 && !deadline.hasExpired()) {
        const qsizetype failures = sender.failed.size();
        sender.send(outRecord(topic, "k", "v"));
        sender.until([&] { return sender.delivered.size() == 2 || sender.failed.size() > failures; });
    }
    QCOMPARE(sender.delivered.size(), 2);
}

void TestMessagingEmbedded::whatTheBrokerForgotIsSkipped()
{
    const QString topic = freshName(QStringLiteral("forgot."));
    makeTopic(topic);
    Sender sender(config());
    const int partition = partitionOf("k", 3);
    for (int i = 0; i < 12; ++i) { // 7 MiB, and it keeps 5; one a request
        sender.send(outRecord(topic, "k", QByteArray(600 * 1024, char('a' + i))));
        QVERIFY(sender.allDelivered());
    }
    Reader reader(config(), freshName(QStringLiteral("g")), {topic}, {}, {{topic, partition, 1}});
    QVERIFY(reader.until([&] { return !reader.records.isEmpty() && reader.records.last().offset == 11; }));
    QVERIFY(reader.records.first().offset > 1);
    QCOMPARE(reader.records.last().value->at(0), 'l');
}

void TestMessagingEmbedded::theFirstRecordDoesNotWait()
{
    Sender sender(config());
    QVERIFY(sender.fill(freshName(QStringLiteral("warm.")), 1));
    // A topic that the producer meets for the first time; the figure is for a person to read.
    const QString topic = freshName(QStringLiteral("cold."));
    makeTopic(topic);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(sender.fill(topic, 1));
    qInfo("first record of a topic acknowledged after %lld ms", clock.elapsed());
    clock.restart();
    QVERIFY(sender.fill(topic, 1));
    qInfo("second record acknowledged after %lld ms", clock.elapsed());
}

void TestMessagingEmbedded::groupsAreUnknown()
{
    const auto client = admin();
    QCOMPARE(client->groups(1000).valueOr({GroupState{}}).size(), 0);
    QCOMPARE(client->committed(QStringLiteral("g"), {{QStringLiteral("t"), 0, -1}}, 1000).valueOr({TopicPartition{}}).size(), 0);
}

QTEST_GUILESS_MAIN(TestMessagingEmbedded)
#include "tst_messaging_embedded.moc"
