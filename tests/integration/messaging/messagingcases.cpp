// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/messaging/messagingcases.h"

#include "tests/integration/messaging/helpers.h"

#include <QDeadlineTimer>
#include <QtTest>

namespace cs::test {

using namespace messaging;

std::unique_ptr<Admin> MessagingCases::admin()
{
    auto made = Admin::create(config(), nullptr);
    return made ? std::move(made).value() : nullptr;
}

void MessagingCases::makeTopic(const QString &name)
{
    const Status made = admin()->createTopics({name}, 3, 10000);
    QVERIFY2(made.ok(), qPrintable(made.ok() ? QString() : made.error().message));
}

void MessagingCases::recordsComeBackAsTheyWere()
{
    const QString topic = freshName(QStringLiteral("round."));
    makeTopic(topic);
    const QByteArray binary("\x00\xff\x80k", 4);
    const QList<events::OutRecord> sent = {
        {topic, binary, QByteArray("\x00{\n", 3), {{"a", QByteArray("1")}, {"a", std::nullopt}, {"b", QByteArray("\x00\x01", 2)}}},
        {topic, binary, std::nullopt, {}},              // a tombstone
        {topic, binary, QByteArray(""), {{"e", QByteArray("")}}}, // empty is not null
    };
    Sender sender(config());
    for (const events::OutRecord &record : sent)
        sender.send(record);
    QVERIFY(sender.allDelivered());
    sender.send({topic, std::nullopt, QByteArray("no key"), {}});
    QVERIFY(sender.allDelivered());
    QCOMPARE(sender.producer->inFlight(), 0);

    Reader reader(config(), freshName(QStringLiteral("g")), {topic});
    QVERIFY(reader.hasRead(4));
    QList<events::Record> keyed;
    for (const events::Record &record : reader.records) {
        QCOMPARE(record.topic, topic);
        if (record.key)
            keyed.append(record);
    }
    QCOMPARE(keyed.size(), 3);
    for (qsizetype i = 0; i < keyed.size(); ++i) {
        QCOMPARE(keyed[i].offset, sender.delivered[i].offset);
        QCOMPARE(keyed[i].partition, sender.delivered[i].partition);
        QVERIFY(keyed[i].timestampMs > 0);
        QVERIFY(keyed[i].key == sent[i].key);
        QVERIFY(keyed[i].value == sent[i].value);
        QVERIFY(keyed[i].headers == sent[i].headers);
    }
    QVERIFY(reader.health.state().up);
}

void MessagingCases::keysLandWhereJavaPutsThem()
{
    // Known values of Java's murmur2 (Kafka's own unit test), so that the reference above is right.
    QCOMPARE(qint32(murmur2("21")), -973932308);
    QCOMPARE(qint32(murmur2("foobar")), -790332482);
    QCOMPARE(qint32(murmur2("a-little-bit-long-string")), -985981536);
    QCOMPARE(qint32(murmur2("a-little-bit-longer-string")), -1486304829);
    QCOMPARE(qint32(murmur2("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8")), -58897971);
    QCOMPARE(qint32(murmur2("abc")), 479470107);

    const QString topic = freshName(QStringLiteral("keys."));
    makeTopic(topic);
    Sender sender(config());
    QList<QByteArray> keys = {"21", "foobar", "abc", QByteArray("\xff\xfe", 2)};
    for (int i = 0; i < 60; ++i)
        keys.append("ORD" + QByteArray::number(10000 + i * 7));
    for (const QByteArray &key : keys)
        sender.send(outRecord(topic, key, "{}"));
    QVERIFY(sender.allDelivered());
    for (qsizetype i = 0; i < keys.size(); ++i)
        QCOMPARE(sender.delivered[i].partition, partitionOf(keys[i], 3));
}

void MessagingCases::aPatternMeetsATopicMadeLater()
{
    const QString prefix = freshName(QStringLiteral("later"));
    makeTopic(prefix + QStringLiteral(".one"));
    makeTopic(QStringLiteral("not") + prefix);
    Sender sender(config());
    QVERIFY(sender.fill(prefix + QStringLiteral(".one"), 3));
    QVERIFY(sender.fill(QStringLiteral("not") + prefix, 1, 90));
    Reader reader(config(), freshName(QStringLiteral("g")), {u'^' + prefix + QStringLiteral("\\..*")});
    QVERIFY(reader.hasRead(3));
    makeTopic(prefix + QStringLiteral(".two"));
    QVERIFY(sender.fill(prefix + QStringLiteral(".two"), 3, 3));
    QVERIFY(reader.until([&] { return isComplete(reader.values(), 6); }));
    QCOMPARE(reader.consumer->assignment().size(), 6);
}

void MessagingCases::theBlacklistHolds()
{
    const QString prefix = freshName(QStringLiteral("black"));
    const QString retry = prefix + QStringLiteral(".retry");
    makeTopic(prefix + QStringLiteral(".one"));
    makeTopic(retry);
    Sender sender(config());
    QVERIFY(sender.fill(retry, 3, 50));
    QVERIFY(sender.fill(prefix + QStringLiteral(".one"), 3));
    Reader reader(config(), freshName(QStringLiteral("g")), {u'^' + prefix + QStringLiteral("\\..*")}, {u'^' + prefix + QStringLiteral("\\.retry$")});
    QVERIFY(reader.hasRead(3));
    QVERIFY(isComplete(reader.values(), 3));
    for (const TopicPartition &each : reader.consumer->assignment())
        QVERIFY(each.topic != retry);
}

void MessagingCases::readingStartsWhereItIsTold()
{
    const QString topic = freshName(QStringLiteral("start."));
    makeTopic(topic);
    Sender sender(config());
    QVERIFY(sender.fill(topic, 60));
    QList<TopicPartition> stored;
    qint64 expected = 0;
    for (const Delivery &delivery : std::as_const(sender.delivered))
        expected += delivery.offset >= 5 || delivery.partition == 2 ? 1 : 0;
    stored = {{topic, 0, 5}, {topic, 1, 5}};
    Reader reader(config(), freshName(QStringLiteral("g")), {topic}, {}, stored);
    QVERIFY(reader.hasRead(int(expected)));
    for (const events::Record &record : std::as_const(reader.records))
        QVERIFY(record.offset >= 5 || record.partition == 2);
    for (const TopicPartition &each : reader.assigned)
        QCOMPARE(each.offset, -1);
    // The assignment tells what is read next: the ends.
    qint64 next = 0;
    for (const TopicPartition &each : reader.consumer->assignment())
        next += each.offset;
    QCOMPARE(next, 60);
}

void MessagingCases::anOffsetThatIsNotThereReadsFromTheEarliest()
{
    const QString topic = freshName(QStringLiteral("range."));
    makeTopic(topic);
    Sender sender(config());
    QVERIFY(sender.fill(topic, 30));
    // As after a broker that forgot: stored offsets beyond its end.
    Reader reader(config(), freshName(QStringLiteral("g")), {topic}, {}, {{topic, 0, 999}, {topic, 1, 999}, {topic, 2, 999}});
    QHash<int, qint64> anew;
    const bool all = reader.until([&] {
        const QList<TopicPartition> begun = reader.consumer->begunAnew();
        for (const TopicPartition &one : begun)
            anew.insert(one.partition, one.offset);
        return reader.records.size() >= 30;
    });
    QVERIFY(all);
    QVERIFY(isComplete(reader.values(), 30));
    QCOMPARE(anew, (QHash<int, qint64>{{0, 0}, {1, 0}, {2, 0}}));
}

void MessagingCases::seekReadsAgain()
{
    const QString topic = freshName(QStringLiteral("seek."));
    makeTopic(topic);
    Sender sender(config());
    QVERIFY(sender.fill(topic, 300));
    Reader reader(config(), freshName(QStringLiteral("g")), {topic});
    // In the middle of what is fetched already, several times, as after rolled back batches.
    for (int round = 0; round < 5; ++round) {
        QVERIFY(reader.until([&] { return !reader.records.isEmpty(); }));
        const Status sought = reader.consumer->seek({{topic, 0, 0}, {topic, 1, 0}, {topic, 2, 0}, {QStringLiteral("other"), 0, 7}});
        QVERIFY2(sought.ok(), qPrintable(sought.ok() ? QString() : sought.error().message));
        reader.records.clear();
    }
    QVERIFY(reader.hasRead(300));
    QCOMPARE(reader.records.size(), 300);
    QVERIFY(isComplete(reader.values(), 300));
    QMap<int, qint64> next;
    for (const events::Record &record : std::as_const(reader.records))
        QCOMPARE(record.offset, next[record.partition]++);
}

void MessagingCases::pollKeepsItsBounds()
{
    const QString topic = freshName(QStringLiteral("bounds."));
    makeTopic(topic);
    Sender sender(config());
    for (int i = 0; i < 50; ++i)
        sender.send(outRecord(topic, "k", QByteArray(1000, 'x')));
    QVERIFY(sender.allDelivered());
    Reader reader(config(), freshName(QStringLiteral("g")), {topic});
    QVERIFY(reader.until([&] { return reader.assignments > 0; }));
    qsizetype read = reader.records.size();
    const QDeadlineTimer deadline(20000);
    while (read < 50 && !deadline.hasExpired()) {
        const auto few = reader.consumer->poll(7, 1 << 20, 50);
        QVERIFY(few.size() <= 7);
        const auto light = reader.consumer->poll(100, 2500, 50);
        QVERIFY(light.size() <= 3); // the third one passes the bound
        read += few.size() + light.size();
    }
    QCOMPARE(read, 50);
}

void MessagingCases::closingWithUnreadRecordsIsClean()
{
    const QString topic = freshName(QStringLiteral("unread."));
    makeTopic(topic);
    Sender sender(config());
    QVERIFY(sender.fill(topic, 500));
    for (int round = 0; round < 5; ++round) {
        // Two records at least are fetched together, so one is left in librdkafka's queue.
        Reader reader(config(), freshName(QStringLiteral("g")), {topic});
        QTRY_VERIFY_WITH_TIMEOUT(!reader.consumer->poll(1, 1 << 20, 50).isEmpty(), 30000);
        reader.consumer.reset();
    }
}

} // namespace cs::test
