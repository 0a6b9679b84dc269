// SPDX-License-Identifier: GPL-3.0-or-later
// What the schedule of retries does to a store, without a broker.
#include "backend/events/cloudevents.h"
#include "backend/events/retryrecord.h"
#include "backend/services/notification/retryjob.h"
#include "backend/storage/notificationstore.h"
#include "tests/unit/services_orders/servicesfixture.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;
using events::Record;
using storage::Connection;
using storage::RetryRow;
using namespace std::chrono_literals;

namespace {

const Place kPlace{QStringLiteral("notification-group"), {}};
const QString kGroup = QStringLiteral("notification-retry");

/// Another system's request, as it lies on its topic.
Record request(ServicesFixture &f, const QString &orderId, qint64 offset = 0)
{
    events::OmsEvent event;
    event.kind = events::OmsKind::ApprovalRequested;
    event.orderId = orderId;
    event.timestamp = f.clock.now();
    event.approvalLevel = QStringLiteral("MANAGER");
    event.notifiers = {{QStringLiteral("MGR001"), QStringLiteral("MANAGER")}};
    const QString topic = events::omsTopic(event.kind);
    return {topic, 0, offset, toMillis(f.clock.now()), orderId.toUtf8(), events::encodeOms(event),
            events::toHeaders({QStringLiteral("e-") + orderId, topic, QStringLiteral("urn:shop"), event.timestamp, orderId, {}})};
}

Record onRetryTopic(const Record &record, int attempts, TimePoint due, const QString &by = QStringLiteral("urn:shop"))
{
    const events::OutRecord out = events::toRetry(record, {QStringLiteral("smtp"), QStringLiteral("No answer."), QStringLiteral("shop")}, attempts, due, by);
    return {out.topic, 0, record.offset, toMillis(due), out.key, out.value, out.headers};
}

template <typename T>
Result<T> inStore(ServicesFixture &f, std::function<Result<T>(Connection &)> job)
{
    return f.writer.submitFor<T>(storage::Priority::Machine, storage::Durability::Full, std::move(job)).result();
}

void take(ServicesFixture &f, const QList<Record> &records)
{
    const RetryIntake intake = sortRetries(records, kPlace, kGroup, f.context, f.clock.now());
    const auto stored = inStore<Done>(f, [&](Connection &connection) -> Result<Done> {
        CS_TRY(storeRetries(connection, intake, kGroup, {}));
        return Done{};
    });
    QVERIFY2(stored.ok(), stored.ok() ? "" : qPrintable(stored.error().message));
}

QList<RetryRow> due(ServicesFixture &f)
{
    return storage::RetryStore(f.reading()).due(f.clock.now(), 100).value();
}

Result<BatchOutcome> tried(ServicesFixture &f, const RetryRow &row)
{
    return inStore<BatchOutcome>(f, [&](Connection &connection) { return tryAgain(connection, row, kPlace, f.context); });
}

Result<BatchOutcome> ingested(ServicesFixture &f, const Record &record, const QString &failed = {})
{
    const PreparedBatch batch = prepareBatch({prepareRecord(record, kPlace, f.context, f.clock.now(), failed)},
                                             std::make_shared<const Directory>(), kPlace, f.context, f.clock.now());
    return inStore<BatchOutcome>(f, [&](Connection &connection) { return storeBatch(connection, batch, kPlace, f.context); });
}

qint64 count(ServicesFixture &f, const QString &what)
{
    return f.reading().selectText(QStringLiteral("SELECT count(*) FROM ") + what, {})->first().first().toLongLong();
}

} // namespace

class TestRetries final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anothersRecordIsTakenWhenItIsDue()
    {
        ServicesFixture f;
        take(f, {onRetryTopic(request(f, QStringLiteral("F1")), 1, f.clock.now() + 2s)});
        QVERIFY(due(f).isEmpty());
        f.clock.advance(2s);
        const QList<RetryRow> rows = due(f);
        QCOMPARE(rows.size(), 1);
        const auto outcome = tried(f, rows.first());
        QVERIFY(outcome.ok());
        QCOMPARE(outcome->notifications, 2); // the managers of the fixture
        QCOMPARE(count(f, QStringLiteral("retries")), 0);
        QCOMPARE(tried(f, rows.first())->notifications, 0); // another process comes late
        QCOMPARE(ingested(f, request(f, QStringLiteral("F1")))->notifications, 0); // and so does the event itself
        QCOMPARE(count(f, QStringLiteral("notifications")), 2);
    }

    void whatWeKnowChangesNothing()
    {
        ServicesFixture f;
        QCOMPARE(ingested(f, request(f, QStringLiteral("F1")))->notifications, 1);
        const qint64 history = count(f, QStringLiteral("order_history"));
        take(f, {onRetryTopic(request(f, QStringLiteral("F1")), 2, f.clock.now())});
        const QList<RetryRow> rows = due(f);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(tried(f, rows.first())->notifications, 0);
        QCOMPARE(count(f, QStringLiteral("notifications")), 1);
        QCOMPARE(count(f, QStringLiteral("order_history")), history);
    }

    void oneRecordWaitsOnceHoweverOftenItComes()
    {
        ServicesFixture f;
        const Record record = request(f, QStringLiteral("F1"));
        take(f, {onRetryTopic(record, 1, f.clock.now()), onRetryTopic(record, 2, f.clock.now())});
        take(f, {onRetryTopic(record, 2, f.clock.now())});
        QCOMPARE(due(f).size(), 1);
        QCOMPARE(count(f, QStringLiteral("event_log WHERE topic = 'order.notifications.retry'")), 3);
    }

    void aDueTimeInAnotherAgeIsNotWaitedFor()
    {
        ServicesFixture f;
        take(f, {onRetryTopic(request(f, QStringLiteral("F1")), 99, fromMillis(253'402'300'799'000))});
        f.clock.advance(1h);
        QCOMPARE(due(f).size(), 1);
        QCOMPARE(due(f).first().attempts, 2); // one try of ours is left
    }

    void whatNamesNoOriginIsADeadLetter()
    {
        ServicesFixture f;
        Record record{events::kRetryTopic, 0, 3, 0, QByteArrayLiteral("k"), QByteArrayLiteral("no json"), {}};
        take(f, {record});
        QCOMPARE(count(f, QStringLiteral("retries")), 0);
        const auto rows = storage::OutboxStore(f.reading()).pending(0, 10).value();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().record.topic, QStringLiteral("NOTIFICATION_DLQ"));
        QCOMPARE(rows.first().record.value, record.value);
        QCOMPARE(count(f, QStringLiteral("event_log WHERE bad_code = 'no_origin'")), 1);
    }

    void whatFailsOfOursIsScheduledAndTold()
    {
        ServicesFixture f;
        const Record record = request(f, QStringLiteral("F1"), 7);
        QVERIFY(ingested(f, record, QStringLiteral("The store refuses it.")).ok());
        const auto told = storage::OutboxStore(f.reading()).pending(0, 10).value();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().record.topic, QStringLiteral("order.notifications.retry"));
        QVERIFY(due(f).isEmpty());
        // It comes back from the topic: the store's own schedule has it.
        const events::OutRecord &out = told.first().record;
        take(f, {{out.topic, 0, 0, 0, out.key, out.value, out.headers}});
        QCOMPARE(count(f, QStringLiteral("retries")), 1);
        f.clock.advance(1s);
        QCOMPARE(tried(f, due(f).first())->notifications, 2);
        QCOMPARE(count(f, QStringLiteral("orders")), 1);
        take(f, {{out.topic, 0, 1, 0, out.key, out.value, out.headers}}); // again, later
        QCOMPARE(count(f, QStringLiteral("retries")), 0);
    }

    void afterThreeTriesItIsADeadLetter()
    {
        ServicesFixture f;
        QVERIFY(ingested(f, request(f, QStringLiteral("F1"), 7), QStringLiteral("The store refuses it.")).ok());
        const auto putOffOnce = [&] {
            const RetryRow row = due(f).value(0);
            return inStore<bool>(f, [&](Connection &connection) { return putOff(connection, row, QStringLiteral("Again."), kGroup, f.context); });
        };
        f.clock.advance(1s);
        QCOMPARE(putOffOnce().value(), false); // the second try
        f.clock.advance(1999ms);
        QVERIFY(due(f).isEmpty());
        f.clock.advance(1ms);
        QCOMPARE(due(f).first().attempts, 2);
        QCOMPARE(putOffOnce().value(), true); // the third
        QCOMPARE(count(f, QStringLiteral("retries")), 0);
        const auto rows = storage::OutboxStore(f.reading()).pending(0, 10).value();
        QCOMPARE(rows.size(), 2);
        const events::OutRecord &letter = rows.last().record;
        QCOMPARE(letter.topic, QStringLiteral("NOTIFICATION_DLQ"));
        const Record asRecord{letter.topic, 0, 0, 0, letter.key, letter.value, letter.headers};
        QCOMPARE(*asRecord.header("kafka_dlt-original-topic"), QByteArray("order.approval.requested"));
        QCOMPARE(*asRecord.header("kafka_dlt-original-consumer-group"), QByteArray("notification-retry"));
        QCOMPARE(*asRecord.header("kafka_dlt-exception-message"), QByteArray("Again."));
    }
};

QTEST_GUILESS_MAIN(TestRetries)
#include "tst_retries.moc"
