// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/ingeststore.h"
#include "backend/storage/outboxstore.h"
#include "backend/support/ids.h"
#include "tests/unit/storage/storefixture.h"

#include <QtTest>

using namespace cs;
using namespace cs::storage;
using namespace cs::storage::test;

namespace {

const QString kGroup = QStringLiteral("notification-group");

OutboxRow outRow(int number)
{
    OutboxRow row;
    row.eventId = QStringLiteral("event%1").arg(number);
    row.orderKey = QStringLiteral("ORD%1").arg(number % 3);
    row.record.topic = QStringLiteral("order.created");
    row.record.key = row.orderKey.toUtf8();
    row.record.value = QByteArray("{\"a\":'\\\0'}", 10);
    row.record.headers = {{"ce_id", row.eventId.toUtf8()}, {"none", std::nullopt}};
    row.createdAt = someTime(number);
    return row;
}

LoggedEvent loggedEvent(int number)
{
    LoggedEvent one;
    one.record = {number % 4 ? QStringLiteral("order.created") : QStringLiteral("order.failed"), number % 3, number, 1000 + number,
        std::nullopt, QByteArray("\xff\0{}", 4), {{"h", QByteArray()}}};
    one.eventId = QStringLiteral("e%1").arg(number);
    one.orderId = number % 5 ? QStringLiteral("ORD%1").arg(number % 10) : QString();
    one.receivedAt = someTime(number / 10);
    one.repeat = number % 2;
    return one;
}

} // namespace

class EventStoresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outboxGivesRowsInTurnUntilTheyAreSent()
    {
        StoreFixture fixture;
        OutboxStore store(fixture.connection());
        QList<OutboxRow> rows;
        for (int i = 0; i < 100; ++i)
            rows.append(outRow(i));
        CS_OK(store.add(rows));
        auto pending = store.pending(0, 1000).value();
        QCOMPARE(pending.size(), 100);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(pending.at(i).eventId, rows.at(i).eventId);
        QCOMPARE(pending.first().record.value, rows.first().record.value);
        QCOMPARE(pending.first().record.headers, rows.first().record.headers);
        QList<OutboxReceipt> receipts;
        for (int i = 0; i < 70; ++i)
            receipts.append({pending.at(i).id, i % 3, 100 + i, someTime(200)});
        CS_OK(store.markSent(receipts));
        QCOMPARE(store.pendingCount().value(), 30);
        QCOMPARE(store.pending(0, 1).value().first().eventId, QStringLiteral("event70"));
        QCOMPARE(store.pending(pending.at(89).id, 100).value().size(), 10);
        const auto ofOrder = store.ofOrder(QStringLiteral("ORD1")).value();
        QCOMPARE(ofOrder.size(), 33);
        QCOMPARE(ofOrder.first().partition, 1);
        QCOMPARE(ofOrder.first().offset, 101);
        QVERIFY(ofOrder.first().sentAt.has_value());
        CS_FAILS(store.add({outRow(3)}), ErrorKind::Conflict);
    }

    void outboxSaysTheIdsWhereItKnowsThem()
    {
        StoreFixture fixture;
        OutboxStore store(fixture.connection());
        QList<OutboxRow> rows{outRow(1), outRow(2)};
        const bool knows = fixture.connection().backend() == Backend::Sqlite;
        QCOMPARE(store.addNumbered(&rows).value(), knows);
        QList<OutboxRow> more;
        for (int i = 3; i < 100; ++i)
            more.append(outRow(i));
        QCOMPARE(store.addNumbered(&more).value(), knows);
        const auto pending = store.pending(0, 1000).value();
        QCOMPARE(pending.size(), 99);
        for (int i = 0; i < 97; ++i)
            QCOMPARE(more.at(i).id, knows ? pending.at(i + 2).id : 0);
        QCOMPARE(rows.at(1).id, knows ? pending.at(1).id : 0);
    }

    void outboxSeesWithTheDeliveryWhatNobodyReads()
    {
        StoreFixture fixture;
        OutboxStore store(fixture.connection());
        CS_OK(store.add({outRow(1), outRow(2)}));
        const auto rows = store.pending(0, 10).value();
        CS_OK(store.markSent({{rows.at(0).id, 0, 7, someTime(1), true}, {rows.at(1).id, 0, 8, someTime(1)}}));
        QCOMPARE(store.resendUnseenBut().value(), 1);
        QCOMPARE(store.pending(0, 10).value().first().eventId, QStringLiteral("event2"));
        QCOMPARE(store.byIds({rows.at(0).id}).value().first().seenAt, someTime(1));
    }

    void outboxSendsAgainWhatWasNeverSeen()
    {
        StoreFixture fixture;
        OutboxStore store(fixture.connection());
        CS_OK(store.add({outRow(1), outRow(2), outRow(3)}));
        const auto rows = store.pending(0, 10).value();
        CS_OK(store.markSent({{rows.at(0).id, 0, 7, someTime(1)}, {rows.at(1).id, 0, 8, someTime(1)}}));
        // Seen before its receipt: the broker has it, so it is not sent again; the receipt still names its place.
        CS_OK(store.markSeen({QStringLiteral("event1"), QStringLiteral("event3"), QStringLiteral("foreign")}, someTime(2)));
        QCOMPARE(store.pendingCount().value(), 0);
        CS_OK(store.markSent({{rows.at(2).id, 1, 9, someTime(3)}}));
        const QString topic = rows.at(1).record.topic;
        QCOMPARE(store.resendUnseenBut({QStringLiteral("other"), topic}).value(), 0);
        QCOMPARE(store.resendUnseenOn({topic.chopped(1), QStringLiteral("other")}).value(), 0);
        QCOMPARE(store.resendUnseenOn({QStringLiteral("other"), topic}).value(), 1);
        CS_OK(store.markSent({{rows.at(1).id, 0, 8, someTime(4)}}));
        QCOMPARE(store.resendUnseenBut({QStringLiteral("other")}).value(), 1);
        const auto again = store.pending(0, 10).value();
        QCOMPARE(again.size(), 1);
        QCOMPARE(again.first().eventId, QStringLiteral("event2"));
        QCOMPARE(again.first().partition, -1);
        QCOMPARE(store.ofOrder(QStringLiteral("ORD0")).value().first().offset, 9);
    }

    void offsetsAdvanceOnlyFromWhereTheyWere()
    {
        StoreFixture fixture;
        IngestStore store(fixture.connection());
        PartitionState state{QStringLiteral("order.created"), 1, 10, 0, 9, 1, 0};
        CS_FAILS(store.advance(kGroup, {}, state, 5), ErrorKind::Conflict);
        CS_OK(store.advance(kGroup, {}, state, -1));
        CS_FAILS(store.advance(kGroup, {}, state, -1), ErrorKind::Conflict);
        state.next = 20;
        state.stored = 19;
        CS_OK(store.advance(kGroup, {}, state, 10));
        CS_FAILS(store.advance(kGroup, {}, state, 10), ErrorKind::Conflict);
        CS_OK(store.advance(kGroup, QStringLiteral("epoch2"), state, -1));
        const auto read = store.partitions(kGroup, {}).value();
        QCOMPARE(read.size(), 1);
        QCOMPARE(read.first().next, 20);
        const auto counts = store.counts(kGroup).value();
        QCOMPARE(counts.size(), 1);
        QCOMPARE(counts.first().stored, 38);
        QCOMPARE(counts.first().bad, 2);
    }

    void inboxKnowsWhatItSaw()
    {
        StoreFixture fixture;
        IngestStore store(fixture.connection());
        QList<QByteArray> keys;
        for (int i = 0; i < 700; ++i)
            keys.append(keyHash({QByteArray::number(i)}));
        CS_OK(store.addToInbox(IngestStore::inboxRows(kGroup, keys.mid(0, 650), someTime())));
        QCOMPARE(store.addToInbox(IngestStore::inboxRows(kGroup, keys.mid(0, 3), someTime())).value(), 0);
        const auto seen = store.seenBefore(kGroup, keys).value();
        QCOMPARE(seen.size(), 650);
        QVERIFY(seen.contains(keys.at(649)) && !seen.contains(keys.at(650)));
        QVERIFY(store.seenBefore(QStringLiteral("another"), keys).value().isEmpty());
        QVERIFY(store.seenBefore(kGroup, {}).value().isEmpty());
    }

    void inboxCountsOnlyNewKeys()
    {
        StoreFixture fixture;
        IngestStore store(fixture.connection());
        QList<QByteArray> keys;
        for (int i = 0; i < 130; ++i)
            keys.append(keyHash({QByteArray::number(i)}));
        const auto add = [&](const QList<QByteArray> &some) {
            return store.addToInbox(IngestStore::inboxRows(kGroup, some, someTime())).value();
        };
        QCOMPARE(add(keys.mid(0, 100)), 100);
        QCOMPARE(add(keys.mid(99)), 30);
        QCOMPARE(add({}), 0);
        QCOMPARE(store.seenBefore(kGroup, keys).value().size(), 130);
    }

    void logFindsATopicAmongOthers()
    {
        StoreFixture fixture;
        IngestStore store(fixture.connection());
        const QString rare = QStringLiteral("task.assigned");
        QList<qint64> expected;
        for (int i = 0; i < 20; ++i) { // 40 a time, so that each block has some of two or three times
            QList<LoggedEvent> events;
            for (int n = 0; n < 40; ++n)
                events.append(loggedEvent(40 * i + n));
            if (i % 7 == 2) {
                events[i].record.topic = rare;
                expected.prepend(40 * i + i + 1);
            }
            CS_OK(store.log(events));
        }
        const auto idsOf = [&](EventQuery query) {
            QList<qint64> ids;
            do {
                const auto page = store.page(query);
                for (const LoggedEvent &event : page->rows)
                    ids.append(event.record.topic == query.topic ? event.id : -1);
                query.after = page->next;
            } while (!query.after.isEmpty());
            return ids;
        };
        EventQuery query;
        query.topic = rare;
        query.limit = 1;
        QCOMPARE(idsOf(query), expected);
        query.from = someTime(36); // of number 360
        QCOMPARE(idsOf(query), expected.mid(0, 2));
        query.from.reset();
        query.limit = 7;
        query.topic = QStringLiteral("order.failed");
        QCOMPARE(idsOf(query).size(), 200 - 1);
        query.topic = QStringLiteral("no.such");
        QVERIFY(idsOf(query).isEmpty());
    }

    void logKeepsRecordsExactlyAndPages()
    {
        StoreFixture fixture;
        IngestStore store(fixture.connection());
        QList<LoggedEvent> events;
        for (int i = 0; i < 230; ++i)
            events.append(loggedEvent(i));
        events[7].badCode = QStringLiteral("not_json");
        events[7].badMessage = QStringLiteral("broken at 0");
        CS_OK(store.log(events));
        EventQuery query;
        query.limit = 33;
        QList<LoggedEvent> read;
        do {
            const auto page = store.page(query);
            CS_OK(page);
            read += page->rows;
            query.after = page->next;
        } while (!query.after.isEmpty());
        QCOMPARE(read.size(), 230);
        const LoggedEvent &bad = read.at(229 - 7);
        QCOMPARE(bad.badCode, events.at(7).badCode);
        QCOMPARE(bad.record.value, events.at(7).record.value);
        QVERIFY(!bad.record.key.has_value());
        QCOMPARE(bad.record.headers, events.at(7).record.headers);
        QCOMPARE(bad.record.timestampMs, 1007);
        QVERIFY(bad.repeat);

        query.limit = 1000;
        query.topic = QStringLiteral("order.failed");
        QCOMPARE(store.page(query)->rows.size(), 58);
        query.topic.clear();
        query.orderId = QStringLiteral("ORD3");
        QCOMPARE(store.page(query)->rows.size(), 23);
        query.orderId.clear();
        query.from = someTime(20);
        QCOMPARE(store.page(query)->rows.size(), 30);
        query.from = someTime(23);
        QCOMPARE(store.page(query)->rows.size(), 0);
    }
};

QTEST_GUILESS_MAIN(EventStoresTest)
#include "tst_eventstores.moc"
