// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/consumer.h"
#include "backend/services/notification/digestworker.h"
#include "backend/storage/approvalstore.h"
#include "backend/storage/notificationstore.h"
#include "backend/storage/peoplestore.h"
#include "tests/integration/streams/streamsfixture.h"
#include "tests/support/parts.h"

#include <QtTest>

using namespace cs;
using namespace cs::services::test;

class TestIngest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aForeignRequestLandsInTheInbox();
    void badRecordsAreCountedAndNeighboursStored();
    void goesOnWhereItStopped();
    void aTopicThatWasMadeAgainIsReadFromItsStart();
    void onTheTopicsIsStoredPlusBadPlusBehind();
    void aNewStoreOfAGroupThatHasReadBeginsBehindIt();
    void aPoisonousRecordStandsInNobodysWay();
    void aSecondStoreThatNotifiesIsNamed();
    void adminsHearOfDecisionsInASummary();
};

constexpr int kPatience = 60'000;

void TestIngest::aForeignRequestLandsInTheInbox()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    streams.startIngest();
    const events::OutRecord request = foreignRequest(QStringLiteral("EXT1"), QStringLiteral("e1"));
    CS_OK(streams.produce({request, request}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("event_log")), 2, kPatience);
    const auto page = storage::ApprovalStore(streams.reading()).page({});
    CS_OK(page);
    QCOMPARE(page->rows.size(), 1);
    QCOMPARE(page->rows.first().approval.orderId, QStringLiteral("EXT1"));
    QCOMPARE(page->rows.first().order.owner, QStringLiteral("urn:shop"));
    QCOMPARE(streams.count(QStringLiteral("event_log WHERE is_repeat <> 0")), 1);
    QCOMPARE(streams.count(QStringLiteral("order_history")), 1);
    QCOMPARE(streams.count(QStringLiteral("notifications")), 2);
    QTRY_COMPARE(streams.ingest->figures().repeats, 1);
}

void TestIngest::badRecordsAreCountedAndNeighboursStored()
{
    const QByteArray good = *foreignRequest(QStringLiteral("X"), QStringLiteral("x")).value;
    const QByteArray deep = QByteArray(40, '[') + QByteArray(40, ']');
    const auto with = [&good](const char *from, const char *to) { return QByteArray(good).replace(from, to); };
    const QList<std::optional<QByteArray>> bad{
        std::nullopt, QByteArrayLiteral("{\"orderId\":"), QByteArray("{\"orderId\":\"\xff\"}"), deep,
        QByteArrayLiteral("{\"orderId\":\"A\",\"orderId\":\"B\"}"), with("\"X\"", "7"), with("\"orderId\":\"X\",", ""),
        with("\"X\"", "\"not an id\""), with("ORDER_APPROVAL_REQUESTED", "ORDER_CREATED"),
        QByteArray("{\"a\":\"") + QByteArray(1024 * 1024, 'x') + QByteArray("\"}")};
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    streams.startIngest();
    streams.startRelay();
    QList<events::OutRecord> records;
    for (int i = 0; i < bad.size(); ++i) {
        const QString number = QString::number(i);
        records.append(foreignRequest(QStringLiteral("GOOD") + number, QStringLiteral("g") + number));
        records.append(foreignRequest(QStringLiteral("BAD") + number, QStringLiteral("b") + number));
        records.last().value = bad[i];
    }
    CS_OK(streams.produce(records));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("event_log")), 20, kPatience);
    QCOMPARE(streams.count(QStringLiteral("event_log WHERE bad_code <> ''")), 10);
    QVERIFY(streams.count(QStringLiteral("(SELECT DISTINCT bad_code FROM event_log WHERE bad_code <> '') AS codes")) >= 9);
    QCOMPARE(streams.count(QStringLiteral("approvals")), 10);
    QTRY_COMPARE(streams.ingest->badByTopic().value(QStringLiteral("order.approval.requested")), 10);
    // Each went to the dead letters, which nobody of ours reads back.
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE topic = 'NOTIFICATION_DLQ' AND state = 2")), 10, kPatience);
}

void TestIngest::goesOnWhereItStopped()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    QList<events::OutRecord> records;
    for (int i = 0; i < 3000; ++i)
        records.append(foreignRequest(QStringLiteral("EXT%1").arg(i), QStringLiteral("e%1").arg(i)));
    CS_OK(streams.produce(records));
    for (int turn = 0; turn < 3; ++turn) {
        const qint64 before = streams.count(QStringLiteral("event_log"));
        streams.startIngest();
        QTRY_VERIFY_WITH_TIMEOUT(streams.count(QStringLiteral("event_log")) > before || before == 3000, kPatience);
        streams.stopIngest();
    }
    streams.startIngest();
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("event_log")), 3000, kPatience);
    QCOMPARE(streams.count(QStringLiteral("event_log WHERE is_repeat <> 0")), 0);
    QCOMPARE(streams.count(QStringLiteral("approvals")), 3000);
}

/// The store remembers offsets that the topic never had, as after a topic or a whole cluster was deleted and made again.
void TestIngest::aTopicThatWasMadeAgainIsReadFromItsStart()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    streams.startIngest();
    const auto request = [](int i) { return foreignRequest(QStringLiteral("EXT%1").arg(i), QStringLiteral("e%1").arg(i)); };
    CS_OK(streams.produce({request(0), request(1), request(2)}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("approvals")), 3, kPatience);
    streams.stopIngest();
    CS_OK(streams.reading().selectText(QStringLiteral("UPDATE offsets SET next = next + 1000, stored = stored + 1000"), {}));
    CS_OK(streams.produce({request(3), request(4), request(5), request(6), request(7)}));
    streams.startIngest();
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("approvals")), 8, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("event_log WHERE is_repeat <> 0")), 3, kPatience);
    streams.startPoller();
    QTRY_VERIFY_WITH_TIMEOUT(streams.poller->last().brokerUp && streams.poller->last().behind == 0 && streams.poller->last().balanced, kPatience);
    CS_OK(streams.produce({request(8)}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("approvals")), 9, kPatience);
}

void TestIngest::onTheTopicsIsStoredPlusBadPlusBehind()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    streams.startIngest();
    streams.startRelay();
    streams.startPoller();
    CS_OK(streams.addOutbox(20, 7));
    QList<events::OutRecord> records;
    for (int i = 0; i < 50; ++i)
        records.append(foreignRequest(QStringLiteral("EXT%1").arg(i), {}));
    records[7].value = QByteArrayLiteral("no json");
    CS_OK(streams.produce(records));
    QTRY_COMPARE_WITH_TIMEOUT(streams.poller->last().stored, 189, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(streams.poller->last().outboxPending, 0, kPatience);
    const services::Snapshot last = streams.poller->last();
    QCOMPARE(last.onTopics, 190);
    QCOMPARE(last.bad, 1);
    QCOMPARE(last.behind, 0);
    QVERIFY(last.balanced && last.brokerUp && last.storeUp);
    streams.stopIngest();
    CS_OK(streams.produce(records.first(5)));
    QTRY_COMPARE_WITH_TIMEOUT(streams.poller->last().behind, 5, kPatience);
    QCOMPARE(streams.poller->last().onTopics, 195);
    QVERIFY(streams.poller->last().balanced);
}

/// The group's offsets are Kafka's: another store had read with it, and is gone.
void TestIngest::aNewStoreOfAGroupThatHasReadBeginsBehindIt()
{
    if (!StreamsFixture::isKafka())
        QSKIP("The embedded broker keeps no groups.");
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    CS_OK(streams.produce({foreignRequest(QStringLiteral("EXT1"), QStringLiteral("e1")), foreignRequest(QStringLiteral("EXT2"), QStringLiteral("e2"))}));
    streams.startIngest();
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("event_log")), 2, kPatience);
    streams.stopIngest();
    CS_OK(streams.reading().selectText(QStringLiteral("DELETE FROM offsets"), {}));
    streams.startIngest();
    streams.startPoller();
    QTRY_VERIFY_WITH_TIMEOUT(streams.count(QStringLiteral("offsets WHERE base > 0 AND next = base")) > 0, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(streams.poller->last().brokerUp && streams.poller->last().behind == 0, kPatience);
    QCOMPARE(streams.poller->last().onTopics, 0);
    QVERIFY(streams.poller->last().balanced);
    CS_OK(streams.produce({foreignRequest(QStringLiteral("EXT3"), QStringLiteral("e3"))}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.poller->last().stored, 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(streams.poller->last().onTopics, 1, kPatience);
}

/// A trigger of the database stands for whatever could refuse one record's effect for good.
void TestIngest::aPoisonousRecordStandsInNobodysWay()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    if (streams.context->database.backend != storage::Backend::Sqlite)
        QSKIP("The trigger is written for SQLite.");
    CS_OK(streams.reading().selectText(QStringLiteral("CREATE TRIGGER poison BEFORE INSERT ON orders WHEN NEW.id = 'EXT42' "
                                                      "BEGIN SELECT RAISE(ABORT, 'poison'); END"), {}));
    QList<events::OutRecord> records;
    for (int i = 0; i < 100; ++i)
        records.append(foreignRequest(QStringLiteral("EXT%1").arg(i), QStringLiteral("e%1").arg(i)));
    CS_OK(streams.produce(records));
    streams.startIngest();
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("event_log")), 100, kPatience);
    QCOMPARE(streams.count(QStringLiteral("event_log WHERE bad_code = 'effect_failed' AND order_id = 'EXT42'")), 1);
    QCOMPARE(streams.count(QStringLiteral("event_log WHERE bad_code <> ''")), 1);
    QCOMPARE(streams.count(QStringLiteral("approvals")), 99);
    records.clear();
    for (int i = 100; i < 200; ++i)
        records.append(foreignRequest(QStringLiteral("EXT%1").arg(i), QStringLiteral("e%1").arg(i)));
    CS_OK(streams.produce(records));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("event_log")), 200, kPatience);
    const auto counted = [&streams] { return streams.reading().selectText(QStringLiteral("SELECT sum(stored), sum(bad) FROM offsets"), {})->first(); };
    QTRY_COMPARE_WITH_TIMEOUT(counted().at(1).toLongLong(), 1, kPatience);
    QCOMPARE(counted().at(0).toLongLong(), 199);
}

/// From the topic to the summary: nothing at once, one notification when the period is over.
void TestIngest::adminsHearOfDecisionsInASummary()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    CS_OK(storage::PeopleStore(streams.reading()).addUser({QStringLiteral("ADMIN009"), QStringLiteral("An admin"), Role::Admin, {}, false}, {}));
    streams.startIngest();
    QList<events::OutRecord> records;
    for (int i = 0; i < 3; ++i) {
        events::OmsEvent event;
        event.kind = i == 0 ? events::OmsKind::ApprovalRejected : events::OmsKind::ApprovalCompleted;
        event.orderId = QStringLiteral("EXT%1").arg(i);
        event.timestamp = streams.clock.now();
        event.approvalLevel = QStringLiteral("MANAGER");
        event.triggeredBy = {QStringLiteral("MGR001"), QStringLiteral("MANAGER")};
        records.append({events::omsTopic(event.kind), event.orderId.toUtf8(), events::encodeOms(event), {}});
    }
    CS_OK(streams.produce(records));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("notifications WHERE user_id = 'ADMIN009' AND state = 9")), 3, kPatience);
    services::StoreContext soon = *streams.context;
    soon.digestEvery = std::chrono::milliseconds(1); // whose period is over
    services::DigestWorker digest(soon);
    int written = 0;
    QTRY_VERIFY_WITH_TIMEOUT((written += digest.look().valueOr(0)) > 0, kPatience);
    QCOMPARE(written, 1);
    const auto page = storage::NotificationStore(streams.reading()).page({});
    CS_OK(page);
    QCOMPARE(page->rows.first().userId, QStringLiteral("ADMIN009"));
    QCOMPARE(page->rows.first().title, QStringLiteral("3 approvals decided: 2 approved, 1 rejected"));
    QCOMPARE(streams.count(QStringLiteral("notifications WHERE state = 9 AND sent_at IS NULL")), 0);
}

void TestIngest::aSecondStoreThatNotifiesIsNamed()
{
    if (!StreamsFixture::isKafka())
        QSKIP("the embedded broker has no groups");
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    streams.startIngest();
    CS_OK(streams.produce({foreignRequest(QStringLiteral("EXT1"), QStringLiteral("e1"))}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("event_log")), 1, kPatience);
    streams.startPoller();
    QTRY_VERIFY_WITH_TIMEOUT(streams.poller->last().brokerUp, kPatience);
    QCOMPARE(streams.poller->last().secondNotifier, QString());
    messaging::Consumer::Config config;
    config.broker = streams.broker;
    config.broker.clientId = QStringLiteral("countersign-another");
    config.group = QStringLiteral("notification-group");
    config.subscription = {QStringLiteral("^order\\..*")};
    auto second = messaging::Consumer::create(config, nullptr, [](const auto &committed) { return committed; }, [](const auto &) {});
    CS_OK(second);
    const auto said = [&] {
        if (second.ok() && *second)
            (void)(*second)->poll(1, 1024, 50);
        return streams.poller->last().secondNotifier;
    };
    QTRY_VERIFY_WITH_TIMEOUT(said().contains(u"countersign-another on 127.0.0.1"), kPatience);
    second->reset(); // leaves the group
    QTRY_COMPARE_WITH_TIMEOUT(said(), QString(), kPatience);
}

QTEST_GUILESS_MAIN(TestIngest)
#include "tst_ingest.moc"
