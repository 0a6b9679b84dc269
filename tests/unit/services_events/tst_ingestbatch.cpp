// SPDX-License-Identifier: GPL-3.0-or-later
// What one batch does to a store, without a broker.
#include "backend/services/events/ingestjob.h"
#include "backend/storage/approvalstore.h"
#include "backend/storage/notificationstore.h"
#include "tests/unit/storage/storefixture.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;
using storage::test::StoreFixture;

class TestIngestBatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void storesARequestOfAnUnknownOrder();
    void aRepeatHasNoSecondEffect();
    void aReplayHasOne();
    void keepsBadRecordsAndTheirNeighbours();
    void anotherMembersOffsetsAreAConflict();
    void ownRecordsAreMarkedSeen();
    void ownRecordsThatCameBeforeAreStillOurs();
    void aForgedSourceNeitherNotifiesNorCounts();
    void unknownTopicsAreGood();
    void aRecordWithoutEffectIsKeptAsBad();

private:
    PreparedBatch batchOf(const QList<events::Record> &records, const QString &failed = {});
    Result<BatchOutcome> stored(const QList<events::Record> &records);
    void sent(const QString &eventId);
    qint64 countOf(const QString &table);

    std::unique_ptr<StoreFixture> m_store;
    SystemClock m_clock;
    std::unique_ptr<RandomIdSource> m_ids;
    std::unique_ptr<storage::StoreWriter> m_writer;
    Changes m_changes;
    std::unique_ptr<StoreContext> m_context;
    OffsetBook m_book;
    const Place m_place{QStringLiteral("group"), {}};
};

namespace {

const QString kRequested = QStringLiteral("order.approval.requested");

events::Record record(qint64 offset, const QString &orderId, const QString &eventId, const QString &source = QStringLiteral("urn:shop"))
{
    events::OmsEvent event;
    event.kind = events::OmsKind::ApprovalRequested;
    event.orderId = orderId;
    event.timestamp = SystemClock().now();
    event.approvalLevel = QStringLiteral("MANAGER");
    event.notifiers = {{QStringLiteral("MGR001"), QStringLiteral("MANAGER")}, {QStringLiteral("ADM001"), QStringLiteral("ADMIN")}};
    events::Record made;
    made.topic = kRequested;
    made.partition = 0;
    made.offset = offset;
    made.key = orderId.toUtf8();
    made.value = events::encodeOms(event);
    if (!eventId.isEmpty())
        made.headers = events::toHeaders({eventId, kRequested, source, event.timestamp, orderId, {}});
    return made;
}

} // namespace

void TestIngestBatch::init()
{
    m_store = std::make_unique<StoreFixture>();
    m_store->connection();
    m_ids = std::make_unique<RandomIdSource>(m_clock, 7);
    m_writer = std::make_unique<storage::StoreWriter>(m_store->config());
    m_context.reset(new StoreContext{m_clock, *m_ids, *m_writer, m_changes, m_store->config(), QStringLiteral("own"),
                                     QStringLiteral("urn:countersign:own"), QByteArray(32, 'k'), defaultPolicy(), {QStringLiteral("oms")}, false, {}});
    m_book.reset({});
}

PreparedBatch TestIngestBatch::batchOf(const QList<events::Record> &records, const QString &failed)
{
    QList<PreparedRecord> prepared;
    for (const events::Record &one : records) {
        prepared.append(prepareRecord(one, m_place, *m_context, m_clock.now(), failed));
        m_book.take(one, !prepared.last().logged.badCode.isEmpty());
    }
    PreparedBatch batch = prepareBatch(prepared, std::make_shared<const Directory>(), m_place, *m_context, m_clock.now());
    batch.steps = m_book.steps();
    return batch;
}

Result<BatchOutcome> TestIngestBatch::stored(const QList<events::Record> &records)
{
    storage::Transaction transaction(m_store->connection());
    const Result<BatchOutcome> outcome = storeBatch(m_store->connection(), batchOf(records), m_place, *m_context);
    if (outcome.ok())
        CS_TRY(transaction.commit());
    return outcome;
}

/// A request about O1 in the outbox.
void TestIngestBatch::sent(const QString &eventId)
{
    storage::OutboxRow row;
    row.eventId = eventId;
    row.orderKey = QStringLiteral("O1");
    row.record = {kRequested, QByteArrayLiteral("O1"), QByteArrayLiteral("{}"), {}};
    CS_OK(storage::OutboxStore(m_store->connection()).add({row}));
}

qint64 TestIngestBatch::countOf(const QString &table)
{
    return m_store->connection().selectText(QStringLiteral("SELECT count(*) FROM ") + table, {})->first().first().toLongLong();
}

void TestIngestBatch::storesARequestOfAnUnknownOrder()
{
    const auto outcome = stored({record(0, QStringLiteral("F1"), QStringLiteral("e1")), record(1, QStringLiteral("F2"), {})});
    CS_OK(outcome);
    QCOMPARE(outcome->counts.stored.value(kRequested), 2);
    QCOMPARE(outcome->notifications, 4);
    QVERIFY(outcome->approvals);
    storage::ApprovalStore approvals(m_store->connection());
    const auto page = approvals.page({});
    CS_OK(page);
    QCOMPARE(page->rows.size(), 2);
    QCOMPARE(page->rows.first().approval.state, ApprovalState::Waiting);
    const auto state = storage::IngestStore(m_store->connection()).partitions(m_place.group, {});
    CS_OK(state);
    QCOMPARE(state->first().next, 2);
    QCOMPARE(state->first().stored, 2);
}

void TestIngestBatch::aRepeatHasNoSecondEffect()
{
    const QString id = QStringLiteral("e1");
    CS_OK(stored({record(0, QStringLiteral("F1"), id), record(1, QStringLiteral("F1"), id)}));
    const auto again = stored({record(2, QStringLiteral("F1"), id)});
    CS_OK(again);
    QCOMPARE(again->repeats, 1);
    QCOMPARE(again->notifications, 0);
    QCOMPARE(countOf(QStringLiteral("event_log")), 3);
    QCOMPARE(countOf(QStringLiteral("event_log WHERE is_repeat <> 0")), 2);
    QCOMPARE(countOf(QStringLiteral("order_history")), 1);
    QCOMPARE(countOf(QStringLiteral("notifications")), 2);
}

void TestIngestBatch::aReplayHasOne()
{
    CS_OK(stored({record(0, QStringLiteral("F1"), QStringLiteral("e1"))}));
    events::Record replay = record(1, QStringLiteral("F1"), QStringLiteral("e1"));
    replay.headers.append({"countersign-replay", QByteArrayLiteral("r1")});
    const auto outcome = stored({replay});
    CS_OK(outcome);
    QCOMPARE(outcome->repeats, 0);
    QCOMPARE(countOf(QStringLiteral("notifications")), 2); // the business key: nobody is told twice
}

void TestIngestBatch::keepsBadRecordsAndTheirNeighbours()
{
    events::Record bad = record(1, QStringLiteral("F2"), QStringLiteral("e2"));
    bad.value = QByteArrayLiteral("{\"orderId\":");
    const auto outcome = stored({record(0, QStringLiteral("F1"), QStringLiteral("e1")), bad, record(2, QStringLiteral("F3"), QStringLiteral("e3"))});
    CS_OK(outcome);
    QCOMPARE(outcome->counts.stored.value(kRequested), 2);
    QCOMPARE(outcome->counts.bad.value({kRequested, QStringLiteral("not_json")}), 1);
    QVERIFY(outcome->outbox);
    QCOMPARE(countOf(QStringLiteral("approvals")), 2);
    const auto rows = storage::OutboxStore(m_store->connection()).pending(0, 10);
    CS_OK(rows);
    QCOMPARE(rows->size(), 1);
    QCOMPARE(rows->first().record.topic, QStringLiteral("NOTIFICATION_DLQ"));
    QCOMPARE(rows->first().record.value, bad.value);
    const auto page = storage::IngestStore(m_store->connection()).page({});
    CS_OK(page);
    QCOMPARE(page->rows.at(1).badCode, QStringLiteral("not_json"));
    QCOMPARE(page->rows.at(1).record.value, bad.value);
}

void TestIngestBatch::anotherMembersOffsetsAreAConflict()
{
    CS_OK(stored({record(0, QStringLiteral("F1"), QStringLiteral("e1"))}));
    m_book.reset({});
    CS_FAILS(stored({record(0, QStringLiteral("F9"), QStringLiteral("e9"))}), ErrorKind::Conflict);
    QCOMPARE(countOf(QStringLiteral("event_log")), 1);
    QCOMPARE(countOf(QStringLiteral("approvals")), 1);
}

void TestIngestBatch::ownRecordsAreMarkedSeen()
{
    sent(QStringLiteral("mine"));
    const auto outcome = stored({record(0, QStringLiteral("O1"), QStringLiteral("mine"), m_context->source)});
    CS_OK(outcome);
    QVERIFY(storage::OutboxStore(m_store->connection()).ofOrder(QStringLiteral("O1"))->first().seenAt);
    QCOMPARE(countOf(QStringLiteral("orders")), 0);
    QCOMPARE(outcome->notifications, 2);
}

void TestIngestBatch::ownRecordsThatCameBeforeAreStillOurs()
{
    sent(QStringLiteral("mine"));
    CS_OK(storage::OutboxStore(m_store->connection()).markSeen({QStringLiteral("mine")}, m_clock.now()));
    const auto outcome = stored({record(0, QStringLiteral("O1"), QStringLiteral("mine"), m_context->source)});
    CS_OK(outcome);
    QCOMPARE(outcome->notifications, 2);
}

void TestIngestBatch::aForgedSourceNeitherNotifiesNorCounts()
{
    sent(QStringLiteral("mine"));
    events::Record onOtherTopic = record(2, QStringLiteral("O1"), QStringLiteral("mine"), m_context->source);
    onOtherTopic.topic = QStringLiteral("order.failed");
    onOtherTopic.value->replace("ORDER_APPROVAL_REQUESTED", "ORDER_FAILED");
    events::Record withoutId = record(3, QStringLiteral("O1"), QStringLiteral("e3"), m_context->source);
    withoutId.headers = {{"ce_source", m_context->source.toUtf8()}};
    const auto outcome = stored({record(0, QStringLiteral("O1"), QStringLiteral("mine"), m_context->source),
                                 record(1, QStringLiteral("O2"), QStringLiteral("never sent"), m_context->source), onOtherTopic, withoutId,
                                 record(4, QStringLiteral("F1"), QStringLiteral("e1"))});
    CS_OK(outcome);
    QCOMPARE(outcome->notifications, 4); // of the first and of the last
    QVERIFY(outcome->counts.bad.isEmpty());
    QCOMPARE(countOf(QStringLiteral("orders WHERE id <> 'F1'")), 0);
    QCOMPARE(countOf(QStringLiteral("orders WHERE id = 'F1'")), 1);
    QCOMPARE(countOf(QStringLiteral("event_log")), 5);
    QVERIFY(storage::OutboxStore(m_store->connection()).ofOrder(QStringLiteral("O1"))->first().seenAt);
}

void TestIngestBatch::unknownTopicsAreGood()
{
    events::Record other = record(0, QStringLiteral("F1"), {});
    other.topic = QStringLiteral("order.weighed");
    events::Record noJson = other;
    noJson.offset = 1;
    noJson.value = QByteArrayLiteral("\x01\x02");
    const auto outcome = stored({other, noJson});
    CS_OK(outcome);
    QCOMPARE(outcome->counts.stored.value(other.topic), 2);
    QVERIFY(outcome->counts.bad.isEmpty());
    QCOMPARE(countOf(QStringLiteral("orders")), 0);
}

void TestIngestBatch::aRecordWithoutEffectIsKeptAsBad()
{
    const PreparedBatch batch = batchOf({record(0, QStringLiteral("F1"), QStringLiteral("e1"))}, QStringLiteral("The store refuses it."));
    storage::Transaction transaction(m_store->connection());
    const auto outcome = storeBatch(m_store->connection(), batch, m_place, *m_context);
    CS_OK(outcome);
    CS_OK(transaction.commit());
    QCOMPARE(outcome->counts.bad.value({kRequested, QStringLiteral("effect_failed")}), 1);
    QCOMPARE(countOf(QStringLiteral("orders")), 0);
    QCOMPARE(countOf(QStringLiteral("outbox")), 1);
}

QTEST_GUILESS_MAIN(TestIngestBatch)
#include "tst_ingestbatch.moc"
