// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/retryrecord.h"
#include "backend/services/notification/retryworker.h"
#include "tests/integration/streams/streamsfixture.h"
#include "tests/support/parts.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

namespace {

constexpr int kPatience = 60'000;
const QString kRetryRows = QStringLiteral("event_log WHERE topic = 'order.notifications.retry'");

/// The worker on a thread of its own, for as long as this lives.
class Running final
{
public:
    explicit Running(StreamsFixture &streams)
        : m_worker(*streams.context, {streams.broker, QStringLiteral("notification-retry"), {QStringLiteral("notification-group"), streams.epoch}, true}),
          m_thread([this] { m_worker.start(); })
    {
    }
    ~Running()
    {
        m_worker.requestStop();
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(Running)

private:
    RetryWorker m_worker;
    std::thread m_thread;
};

/// What another program writes when its notification of that request failed.
events::OutRecord foreignRetry(const QString &orderId, TimePoint due)
{
    const events::OutRecord request = foreignRequest(orderId, QStringLiteral("e-") + orderId);
    const events::Record record{request.topic, -1, -1, toMillis(due), request.key, request.value, request.headers};
    return events::toRetry(record, {QStringLiteral("smtp"), QStringLiteral("No answer."), QStringLiteral("shop")}, 1, due, QStringLiteral("urn:shop"));
}

} // namespace

class TestRetry final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesAnotherProgramsRecord();
    void whatWeKnowChangesNothing();
    void goesOnWhereItStopped();
    void whatNeverSucceedsIsADeadLetter();
};

void TestRetry::takesAnotherProgramsRecord()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    streams.startIngest(); // keeps the topic out
    const Running retry(streams);
    CS_OK(streams.produce({foreignRetry(QStringLiteral("EXT1"), streams.clock.now() + std::chrono::milliseconds(300))}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("notifications WHERE order_id = 'EXT1'")), 2, kPatience);
    QCOMPARE(streams.count(kRetryRows), 1);
    QCOMPARE(streams.count(QStringLiteral("approvals")), 1);
    QCOMPARE(streams.count(QStringLiteral("retries")), 0);
    QCOMPARE(streams.ingest->figures().received, 0);
}

void TestRetry::whatWeKnowChangesNothing()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    streams.startIngest();
    CS_OK(streams.produce({foreignRequest(QStringLiteral("EXT1"), QStringLiteral("e-EXT1"))}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("notifications")), 2, kPatience);
    const Running retry(streams);
    CS_OK(streams.produce({foreignRetry(QStringLiteral("EXT1"), streams.clock.now())}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(kRetryRows), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("retries")), 0, kPatience);
    QCOMPARE(streams.count(QStringLiteral("notifications")), 2);
    QCOMPARE(streams.count(QStringLiteral("order_history")), 1);
}

void TestRetry::goesOnWhereItStopped()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    for (int turn = 0; turn < 2; ++turn) {
        const Running retry(streams);
        QList<events::OutRecord> records;
        for (int i = 0; i < 10; ++i)
            records.append(foreignRetry(QStringLiteral("EXT%1-%2").arg(turn).arg(i), streams.clock.now()));
        CS_OK(streams.produce(records));
        QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("orders")), 10 * (turn + 1), kPatience);
    }
    QCOMPARE(streams.count(kRetryRows), 20); // none was read twice
}

void TestRetry::whatNeverSucceedsIsADeadLetter()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    if (streams.context->database.backend != storage::Backend::Sqlite)
        QSKIP("The trigger is written for SQLite.");
    CS_OK(streams.reading().selectText(QStringLiteral("CREATE TRIGGER poison BEFORE INSERT ON orders WHEN NEW.id = 'EXT42' "
                                                      "BEGIN SELECT RAISE(ABORT, 'poison'); END"), {}));
    streams.startIngest();
    streams.startRelay();
    const Running retry(streams);
    CS_OK(streams.produce({foreignRequest(QStringLiteral("EXT42"), QStringLiteral("e42")), foreignRequest(QStringLiteral("EXT43"), QStringLiteral("e43"))}));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE topic = 'NOTIFICATION_DLQ' AND state = 2")), 1, kPatience);
    QCOMPARE(streams.count(QStringLiteral("outbox WHERE topic = 'order.notifications.retry' AND state = 2")), 1);
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(kRetryRows), 1, kPatience); // our own came back
    QCOMPARE(streams.count(QStringLiteral("retries")), 0);
    QCOMPARE(streams.count(QStringLiteral("orders")), 1);
}

QTEST_GUILESS_MAIN(TestRetry)
#include "tst_retry.moc"
