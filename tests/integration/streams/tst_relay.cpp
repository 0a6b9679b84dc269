// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/streams/streamsfixture.h"
#include "tests/support/parts.h"

#include <QtTest>

using namespace cs;
using namespace cs::services::test;

class TestRelay final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsOfAnOrderArriveInTheirOrder();
    void handedRowsPassNoneThatWereNot();
    void aRowThatIsRefusedIsToldOnceAndStandsInNobodysWay();
    void rowsWaitWhileTheBrokerIsAway();
    void holdsBackWhileTheGateIsClosed();
    void whatIsLeftGoesAtTheNextStart();
    void whatItsReaderHasNotSeenGoesOutAgain();

private:
    static void verifySequences(StreamsFixture &streams, int orders, int each);
};

constexpr int kPatience = 60'000;

/// Read back as the topics had them: each order's records in the order of its rows, none twice.
void TestRelay::verifySequences(StreamsFixture &streams, int orders, int each)
{
    for (int i = 0; i < orders; ++i) {
        const auto rows = storage::OutboxStore(streams.reading()).ofOrder(QStringLiteral("O%1").arg(i));
        QVERIFY(rows.ok());
        QCOMPARE(rows->size(), each);
        for (qsizetype k = 0; k < rows->size(); ++k) {
            QVERIFY(rows->at(k).sentAt && rows->at(k).seenAt && rows->at(k).offset >= 0);
            if (k > 0)
                QVERIFY(*rows->at(k - 1).sentAt <= *rows->at(k).sentAt);
            if (k >= 7) // the same topic again: its offset says who came first
                QVERIFY(rows->at(k - 7).offset < rows->at(k).offset);
        }
    }
}

void TestRelay::rowsOfAnOrderArriveInTheirOrder()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    streams.startIngest();
    streams.startRelay();
    CS_OK(streams.addOutbox(50, 8));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE state = 2")), 400, kPatience);
    QCOMPARE(streams.count(QStringLiteral("event_log")), 400);
    QCOMPARE(streams.count(QStringLiteral("event_log WHERE is_repeat <> 0")), 0);
    QTRY_COMPARE_WITH_TIMEOUT(streams.relay->figures().published, 400, kPatience); // a record may be back before its receipt
    verifySequences(streams, 50, 8);
    QTRY_COMPARE(streams.relay->figures().pending, 0);
}

void TestRelay::handedRowsPassNoneThatWereNot()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    CS_OK(streams.addOutbox(50, 7)); // from before the start, of which nobody told
    streams.startIngest();
    streams.startRelay();
    for (const bool handed : {true, true, false, true, true})
        CS_OK(streams.addOutbox(50, 7, 0, handed));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE state = 2")), 50 * 42, kPatience);
    QCOMPARE(streams.count(QStringLiteral("event_log")), 50 * 42);
    QTRY_COMPARE_WITH_TIMEOUT(streams.relay->figures().published, 50 * 42, kPatience);
    verifySequences(streams, 50, 42);
}

void TestRelay::aRowThatIsRefusedIsToldOnceAndStandsInNobodysWay()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    streams.startIngest();
    streams.startRelay();
    std::atomic<int> told = 0;
    const auto connection = connect(streams.relay.get(), &services::Relay::failed, streams.relay.get(), [&told](const QString &why) {
        told += why.contains(QLatin1String("NOTIFICATION_DLQ"));
    }, Qt::DirectConnection);
    QList<storage::OutboxRow> rows(1);
    rows[0].eventId = streams.ids.uuid7();
    rows[0].orderKey = QStringLiteral("large");
    rows[0].record = {QStringLiteral("NOTIFICATION_DLQ"), QByteArrayLiteral("large"), QByteArray(17 << 20, 'x'), {}};
    rows[0].createdAt = streams.clock.now();
    const Status added = streams.writer.submit(storage::Priority::Machine, storage::Durability::Normal, [&rows](storage::Connection &store) -> Status {
        CS_TRY(storage::OutboxStore(store).addNumbered(&rows));
        return Done{};
    }).result();
    CS_OK(added);
    Q_EMIT streams.changes.outboxFilled({});
    QTRY_COMPARE_WITH_TIMEOUT(told.load(), 1, kPatience);
    for (int i = 0; i < 15; ++i) { // meanwhile it is tried again
        CS_OK(streams.addOutbox(1, 1, i));
        QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE state = 2")), i + 1, kPatience);
    }
    QCOMPARE(told.load(), 1);
    disconnect(connection);
}

void TestRelay::rowsWaitWhileTheBrokerIsAway()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    streams.startIngest();
    streams.startRelay();
    CS_OK(streams.addOutbox(10, 1));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE state = 2")), 10, kPatience);
    streams.brokerDown();
    CS_OK(streams.addOutbox(10, 2, 10)); // accepted all the same
    QTRY_COMPARE_WITH_TIMEOUT(streams.relay->figures().pending, 20, kPatience);
    QCOMPARE(streams.count(QStringLiteral("outbox WHERE state = 0")), 20);
    streams.brokerUp();
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE state = 2")), 30, kPatience);
    QCOMPARE(streams.count(QStringLiteral("event_log WHERE is_repeat = 0")), 30);
}

void TestRelay::holdsBackWhileTheGateIsClosed()
{
    StreamsFixture streams(4'000);
    CS_REQUIRE(streams.startBroker());
    streams.startRelay();
    CS_OK(streams.addOutbox(100, 1));
    QTRY_VERIFY_WITH_TIMEOUT(!streams.gate.isOpen() && streams.relay->figures().inFlight == 0, kPatience);
    QVERIFY(streams.relay->figures().published < 100);
    streams.startIngest();
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE state = 2")), 100, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(streams.gate.pending(), 0, kPatience);
}

void TestRelay::whatIsLeftGoesAtTheNextStart()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    CS_OK(streams.addOutbox(3000, 1));
    streams.startRelay();
    QTRY_VERIFY_WITH_TIMEOUT(streams.relay->figures().published > 0, kPatience);
    streams.stopRelay();
    streams.startRelay();
    streams.startIngest();
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE state = 2")), 3000, kPatience);
    QCOMPARE(streams.count(QStringLiteral("event_log WHERE is_repeat = 0")), 3000);
}

/// After a broker that forgets: what nobody of this process reads is done with at its delivery, a service's command when the
/// service has seen it.
void TestRelay::whatItsReaderHasNotSeenGoesOutAgain()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    const QString command = QStringLiteral("ecommerce.order.payment.initiated");
    const QString unread = QStringLiteral("EMAIL_REQUEST_TOPIC");
    const auto again = [&](const std::function<Result<qint64>(storage::OutboxStore)> &feed) {
        return streams.writer.submitFor<qint64>(storage::Priority::Machine, storage::Durability::Full, [&](storage::Connection &connection) {
            return feed(storage::OutboxStore(connection));
        }).result().valueOr(-1);
    };
    streams.startRelay({command});
    CS_OK(streams.addRow(command, QStringLiteral("O1")));
    CS_OK(streams.addRow(unread, QStringLiteral("O2")));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE state = 2 AND topic = '%1'").arg(unread)), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE state = 1 AND topic = '%1'").arg(command)), 1, kPatience);
    streams.stopRelay();

    QCOMPARE(again([&](storage::OutboxStore store) { return store.resendUnseenBut({command}); }), 0); // its reader is off
    QCOMPARE(again([](storage::OutboxStore store) { return store.resendUnseenBut(); }), 1);
    streams.startRelay({command});
    QTRY_COMPARE_WITH_TIMEOUT(streams.relay->publishedByTopic().value(command), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE state = 1")), 1, kPatience);
    QVERIFY(!streams.relay->publishedByTopic().contains(unread));
    streams.stopRelay();

    const QString id = storage::OutboxStore(streams.reading()).ofOrder(QStringLiteral("O1")).value().first().eventId;
    QCOMPARE(again([&](storage::OutboxStore store) -> Result<qint64> {
        CS_TRY(store.markSeen({id}, streams.clock.now()));
        return store.resendUnseenBut();
    }), 0);
    QCOMPARE(streams.count(QStringLiteral("outbox WHERE state = 2")), 2);
}

QTEST_GUILESS_MAIN(TestRelay)
#include "tst_relay.moc"
