// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/tail.h"
#include "tests/integration/messaging/helpers.h"
#include "tests/integration/messaging/messagingcases.h"

#include <QDeadlineTimer>
#include <QtTest>

namespace cs::test {

using namespace messaging;

namespace {

std::unique_ptr<Tail> makeTail(const BrokerConfig &config, const QString &topic, Tail::Start start)
{
    auto tail = Tail::create(config, {topic}, start);
    return tail ? std::move(tail).value() : nullptr;
}

/// Polls until so many came and nothing is behind.
QList<events::Record> readTail(Tail &tail, int count, int timeoutMs = 20000)
{
    const QDeadlineTimer deadline(timeoutMs);
    QList<events::Record> records;
    while ((records.size() < count || tail.behind() > 0) && !deadline.hasExpired())
        records.append(tail.poll(1000, 1 << 20, 20));
    return records;
}

qint64 sumOf(const QList<PartitionOffsets> &partitions)
{
    qint64 sum = 0;
    for (const PartitionOffsets &each : partitions)
        sum += each.high - each.low;
    return sum;
}

} // namespace

void MessagingCases::theTailStartsAtTheEnd()
{
    const QString topic = freshName(QStringLiteral("tail."));
    makeTopic(topic);
    Sender sender(config());
    QVERIFY(sender.fill(topic, 30));
    const auto tail = makeTail(config(), topic, {});
    QVERIFY(tail);
    QVERIFY(sender.fill(topic, 10, 1000)); // written before the first poll
    const QList<events::Record> records = readTail(*tail, 10);
    QCOMPARE(records.size(), 10);
    for (const events::Record &record : records)
        QVERIFY(record.value->startsWith("v10"));
    QCOMPARE(tail->behind(), 0);
    QCOMPARE(tail->trouble(), QString());
}

void MessagingCases::theTailReadsFromTheBeginningOrTheLast()
{
    const QString topic = freshName(QStringLiteral("tail."));
    makeTopic(topic);
    Sender sender(config());
    QVERIFY(sender.fill(topic, 90));
    const auto all = makeTail(config(), topic, {.from = Tail::Start::From::Beginning});
    QVERIFY(all);
    QCOMPARE(all->behind(), 90);
    QCOMPARE(readTail(*all, 90).size(), 90);
    const auto last = makeTail(config(), topic, {.from = Tail::Start::From::LastN, .lastN = 4});
    QVERIFY(last);
    QCOMPARE(last->behind(), 12);
    QMap<int, int> perPartition;
    for (const events::Record &record : readTail(*last, 12))
        ++perPartition[record.partition];
    QCOMPARE(perPartition, (QMap<int, int>{{0, 4}, {1, 4}, {2, 4}}));
    const auto more = makeTail(config(), topic, {.from = Tail::Start::From::LastN, .lastN = 1000});
    QCOMPARE(readTail(*more, 90).size(), 90);
}

void MessagingCases::theTailMeetsATopicMadeLater()
{
    const QString topic = freshName(QStringLiteral("tail."));
    const auto tail = makeTail(config(), topic, {});
    QVERIFY(tail);
    QCOMPARE(tail->poll(10, 1000, 0).size(), 0);
    makeTopic(topic);
    Sender sender(config());
    QVERIFY(sender.fill(topic, 5));
    QCOMPARE(readTail(*tail, 5).size(), 5);
}

void MessagingCases::offsetsAreKnown()
{
    const QString prefix = freshName(QStringLiteral("marks"));
    const QString full = prefix + QStringLiteral(".full");
    makeTopic(full);
    makeTopic(prefix + QStringLiteral(".empty"));
    Sender sender(config());
    QVERIFY(sender.fill(full, 25));
    const auto client = admin();
    const Result<QList<TopicOffsets>> offsets = client->offsets({u'^' + prefix}, 5000);
    QVERIFY2(offsets.ok(), offsets.ok() ? "" : qPrintable(offsets.error().message));
    QCOMPARE(offsets->size(), 2);
    QCOMPARE((*offsets)[0].topic, prefix + QStringLiteral(".empty"));
    QCOMPARE((*offsets)[0].partitions.size(), 3);
    QCOMPARE(sumOf((*offsets)[0].partitions), 0);
    QCOMPARE((*offsets)[1].partitions.size(), 3);
    QCOMPARE(sumOf((*offsets)[1].partitions), 25);
    for (const PartitionOffsets &each : (*offsets)[1].partitions)
        QCOMPARE(each.low, 0);
}

/// A broker that is still making itself the leader is no failure.
void MessagingCases::offsetsOfTopicsMadeAMomentAgoAreKnown()
{
    const QString prefix = freshName(QStringLiteral("fresh"));
    const auto client = admin();
    QStringList names;
    for (int i = 0; i < 20; ++i)
        names.append(QStringLiteral("%1.%2").arg(prefix).arg(i));
    QVERIFY(client->createTopics(names, 3, 20000).ok());
    const auto offsets = client->offsets({u'^' + prefix}, 10000);
    QVERIFY2(offsets.ok(), offsets.ok() ? "" : qPrintable(offsets.error().message));
}

void MessagingCases::topicsAreMadeOnce()
{
    const QStringList names = {freshName(QStringLiteral("made.")), freshName(QStringLiteral("made."))};
    const auto client = admin();
    QVERIFY(client->createTopics(names.first(1), 3, 10000).ok());
    QVERIFY(client->createTopics(names, 3, 10000).ok());
    QVERIFY(client->createTopics(names, 3, 10000).ok());
    QTRY_COMPARE(client->offsets(names, 5000).valueOr({}).size(), 2);
    for (const TopicOffsets &each : client->offsets(names, 5000).valueOr({}))
        QCOMPARE(each.partitions.size(), 3);
    QCOMPARE(client->brokers(5000).valueOr({}).size(), 1);
}

void MessagingCases::aSettingThatIsWrongIsRefused()
{
    const QList<std::pair<QString, QString>> wrong = {
        {QStringLiteral("security.protocol"), QStringLiteral("telepathy")},
        {QStringLiteral("no.such.setting"), QStringLiteral("1")},
        {QStringLiteral("enable.idempotence"), QStringLiteral("false")}, // ours
    };
    for (const auto &[name, value] : wrong) {
        BrokerConfig broken = config();
        broken.extra.insert(name, value);
        const auto made = Producer::create(broken, nullptr);
        QVERIFY(!made);
        QCOMPARE(made.error().kind, ErrorKind::Invalid);
        QVERIFY2(made.error().message.contains(name), qPrintable(made.error().message));
    }
}

void MessagingCases::healthTellsBrokersAndRoundTrips()
{
    const QString topic = freshName(QStringLiteral("health."));
    makeTopic(topic);
    BrokerHealth health;
    Sender sender(config(), &health);
    QVERIFY(!health.state().up);
    QVERIFY(sender.fill(topic, 1));
    QVERIFY(health.state().up);
    QVERIFY(sender.until([&] { return health.state().rttMs > 0; }));
    QCOMPARE(health.state().brokers, 1);
    QCOMPARE(health.state().trouble, QString());
}

void MessagingCases::aBrokerThatIsAwayIsNamed()
{
    BrokerConfig away = config();
    away.bootstrap = QStringLiteral("127.0.0.1:1");
    BrokerHealth health;
    const auto client = Admin::create(away, &health);
    QVERIFY(client.ok());
    const auto brokers = (*client)->brokers(1000);
    QVERIFY(!brokers);
    QCOMPARE(brokers.error().kind, ErrorKind::Unavailable);
    QCOMPARE(brokers.error().message, QStringLiteral("127.0.0.1:1 refuses the connection."));
    QVERIFY(!health.state().up);
    QCOMPARE(health.state().trouble, QStringLiteral("127.0.0.1:1 refuses the connection."));
}

void MessagingCases::aRecordThatIsTooLargeIsRefused()
{
    const QString topic = freshName(QStringLiteral("large."));
    makeTopic(topic);
    Sender sender(config());
    QString why;
    const events::OutRecord large = outRecord(topic, "k", QByteArray(17 << 20, 'x'));
    QCOMPARE(sender.producer->produce(large, 1, &why), Producer::Outcome::Refused);
    QVERIFY(!why.isEmpty());
    QCOMPARE(sender.producer->produce(outRecord(QString(), "k", "v"), 2, &why), Producer::Outcome::Refused);
    QCOMPARE(sender.producer->inFlight(), 0);
}

} // namespace cs::test
