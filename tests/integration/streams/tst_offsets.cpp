// SPDX-License-Identifier: GPL-3.0-or-later
// Where reading goes on, and what of the topics is behind, when offsets hold no record or are moved from outside.
#include "tests/integration/streams/streamsfixture.h"
#include "tests/support/kcat.h"
#include "tests/support/parts.h"

#include <QtTest>

using namespace cs;
using namespace cs::services::test;

namespace {

constexpr int kPatience = 60'000;

events::OutRecord request(int i)
{
    return foreignRequest(QStringLiteral("EXT%1").arg(i), QStringLiteral("e%1").arg(i));
}

} // namespace

class TestOffsets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (!StreamsFixture::isKafka())
            QSKIP("The embedded broker has neither transactions nor groups.");
    }
    void aTransactionsEndIsNotBehind();
    void aGroupThatWasSetForwardGoesOnThere();
    void aGroupThatWasSetBackReadsNothingTwice();
};

void TestOffsets::aTransactionsEndIsNotBehind()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    streams.startIngest();
    streams.startPoller();
    const events::OutRecord record = request(0);
    const QByteArray line = record.key.value_or("") + '|' + record.value.value_or("") + '\n';
    const auto wrote = cs::test::kcat({QStringLiteral("-P"), QStringLiteral("-b"), streams.broker.bootstrap, QStringLiteral("-t"), record.topic,
                                       QStringLiteral("-K"), QStringLiteral("|"), QStringLiteral("-X"), QStringLiteral("transactional.id=tst")}, line);
    QVERIFY(wrote.ok() && wrote->status == 0);
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("approvals")), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("offsets WHERE gaps = 1 AND stored = 1 AND next = 2")), 1, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(streams.poller->last().stored == 1 && streams.poller->last().behind == 0, kPatience);
    QCOMPARE(streams.poller->last().onTopics, 1);
    QVERIFY(streams.poller->last().balanced);
    CS_OK(streams.produce({record})); // and the next one comes
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("offsets WHERE gaps = 1 AND stored = 2 AND next = 3")), 1, kPatience);
}

/// The store stands before what the group has committed, as when an operator has moved the group.
void TestOffsets::aGroupThatWasSetForwardGoesOnThere()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    streams.startIngest();
    CS_OK(streams.produce({request(0), request(1), request(2), request(3), request(4), request(5)}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("approvals")), 6, kPatience);
    streams.stopIngest();
    CS_OK(streams.reading().selectText(QStringLiteral("UPDATE offsets SET next = next - 1, stored = stored - 1 WHERE next > 0"), {}));
    const qint64 read = streams.count(QStringLiteral("offsets WHERE next >= 0"));
    QVERIFY(read > 0);
    streams.startIngest();
    streams.startPoller();
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("offsets WHERE gaps = 1")), read, kPatience); // with nothing new to read
    QTRY_VERIFY_WITH_TIMEOUT(streams.poller->last().brokerUp && streams.poller->last().gaps == read, kPatience);
    QCOMPARE(streams.poller->last().behind, 0);
    QVERIFY(streams.poller->last().balanced);
    QCOMPARE(streams.count(QStringLiteral("event_log")), 6);
    CS_OK(streams.produce({request(6)}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("approvals")), 7, kPatience);
}

/// The store's offsets are the truth; Kafka hears of them again.
void TestOffsets::aGroupThatWasSetBackReadsNothingTwice()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    streams.startIngest();
    CS_OK(streams.produce({request(0), request(1), request(2)}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("approvals")), 3, kPatience);
    streams.stopIngest();
    const QString topic = request(0).topic;
    const QList<messaging::TopicPartition> start = {{topic, 0, 0}, {topic, 1, 0}, {topic, 2, 0}};
    const auto committed = [&] {
        const auto admin = messaging::Admin::create(streams.broker, nullptr);
        const auto known = admin.ok() ? (*admin)->committed(QStringLiteral("notification-group"), start, 5000) : Result<QList<messaging::TopicPartition>>(admin.error());
        qint64 sum = 0;
        for (const messaging::TopicPartition &one : known.valueOr({}))
            sum += std::max<qint64>(one.offset, 0);
        return sum;
    };
    QTRY_COMPARE_WITH_TIMEOUT(committed(), 3, kPatience);
    {
        messaging::Consumer::Config config;
        config.broker = streams.broker;
        config.group = QStringLiteral("notification-group");
        config.subscription = QStringList{topic};
        auto member = messaging::Consumer::create(config, nullptr, [&start](const auto &) { return start; }, [](const auto &) {});
        QVERIFY(member.ok());
        QTRY_VERIFY_WITH_TIMEOUT(((*member)->poll(1, 1, 50), (*member)->assignment().size() == 3), kPatience);
        (*member)->commit(start);
        QTRY_VERIFY_WITH_TIMEOUT(((*member)->poll(1, 1, 50), committed() == 0), kPatience);
    }
    streams.startIngest();
    QTRY_COMPARE_WITH_TIMEOUT(committed(), 3, kPatience);
    CS_OK(streams.produce({request(3)}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("approvals")), 4, kPatience);
    QCOMPARE(streams.count(QStringLiteral("event_log")), 4);
}

QTEST_GUILESS_MAIN(TestOffsets)
#include "tst_offsets.moc"
