// SPDX-License-Identifier: GPL-3.0-or-later
// All that happened to an order, from eight tables, in one list by time.
#include "backend/storage/timelinestore.h"
#include "backend/support/ids.h"
#include "tests/unit/storage/storefixture.h"

#include <QtTest>

using namespace cs;
using namespace cs::storage;
using namespace cs::storage::test;
using Kind = TimelineEntry::Kind;

namespace {

const QString kOrder = QStringLiteral("ORD1");

LoggedEvent readBack(const QString &eventId, qint64 offset, int second)
{
    LoggedEvent one;
    one.record = {QStringLiteral("order.created"), 1, offset, 1000, QByteArray("ORD1"), QByteArray("{}"), {}};
    one.eventId = eventId;
    one.orderId = kOrder;
    one.receivedAt = someTime(second);
    return one;
}

OutboxRow sent(const QString &eventId, int second)
{
    OutboxRow row;
    row.eventId = eventId;
    row.orderKey = kOrder;
    row.record = {QStringLiteral("order.created"), QByteArray("ORD1"), QByteArray("{}"), {}};
    row.createdAt = someTime(second);
    return row;
}

Notification note(int second)
{
    Notification one;
    one.orderId = kOrder;
    one.userId = QStringLiteral("MGR001");
    one.title = QStringLiteral("One");
    one.createdAt = someTime(second);
    one.businessKey = keyHash({QByteArray::number(second)});
    return one;
}

/// An order with something of every kind; what belongs to others stands beside it.
void fill(Connection &connection)
{
    CS_OK(OrderStore(connection).addHistory({{0, kOrder, someTime(1), QStringLiteral("created"), OrderStatus::Pending, {}, {}, {}},
                                             {0, QStringLiteral("OTHER"), someTime(1), QStringLiteral("created"), OrderStatus::Pending, {}, {}, {}}}));
    Approval approval;
    approval.orderId = kOrder;
    approval.level = QStringLiteral("MANAGER");
    approval.requestedAt = someTime(2);
    CS_OK(ApprovalStore(connection).request({approval}));
    approval.state = ApprovalState::Approved;
    approval.decidedBy = QStringLiteral("MGR001");
    approval.decidedAt = someTime(6);
    CS_OK(ApprovalStore(connection).decide(approval));
    OutboxStore outbox(connection);
    CS_OK(outbox.add({sent(QStringLiteral("ours"), 1)}));
    CS_OK(outbox.markSent({{outbox.pending(0, 1)->first().id, 1, 7, someTime(3)}}));
    CS_OK(IngestStore(connection).log({readBack(QStringLiteral("ours"), 7, 4), readBack(QStringLiteral("ours"), 8, 5), readBack(QStringLiteral("foreign"), 9, 5)}));
    CS_OK(NotificationStore(connection).add({note(4)}));
    CS_OK(StepStore(connection).put({kOrder, Step::Payment, StepState::Done, 1, someTime(7), QStringLiteral("PAY1"), {}, someTime(6), someTime(7)}));
    CS_OK(StepStore(connection).put({QStringLiteral("OTHER"), Step::Ship, StepState::Queued, 0, someTime(7), {}, {}, someTime(7), someTime(7)}));
    CS_OK(ShipmentStore(connection).put({kOrder, QStringLiteral("T1"), {}, ShipmentState::InTransit, someTime(8), someTime(8)}, QStringLiteral("at the depot")));
}

} // namespace

class TimelineStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindStandsInTheOrderOfTime()
    {
        StoreFixture fixture;
        fill(fixture.connection());
        const auto page = TimelineStore(fixture.connection()).page(kOrder, 100, {});
        CS_OK(page);
        QList<Kind> kinds;
        for (const TimelineEntry &entry : page->rows)
            kinds.append(entry.kind);
        // The record that came back where it was sent to is told once; its duplicate at another offset is an event.
        QCOMPARE(kinds, QList<Kind>({Kind::History, Kind::Outbox, Kind::ApprovalRequested, Kind::Notification, Kind::Event, Kind::Event, Kind::ApprovalDecided,
                                     Kind::Step, Kind::Shipment}));
        QVERIFY(page->next.isEmpty());
        QCOMPARE(std::get<OutboxRow>(page->rows.at(1).what).offset, 7);
        QCOMPARE(std::get<LoggedEvent>(page->rows.at(4).what).record.offset, 8);
        QCOMPARE(std::get<Approval>(page->rows.at(6).what).decidedBy, QStringLiteral("MGR001"));
        QCOMPARE(std::get<StepRow>(page->rows.at(7).what).outcome, QStringLiteral("PAY1"));
        QCOMPARE(std::get<ShipmentEvent>(page->rows.at(8).what).detail, QStringLiteral("at the depot"));
        QVERIFY(TimelineStore(fixture.connection()).page(QStringLiteral("NONE"), 100, {})->rows.isEmpty());
    }

    void pagesOfOneJoinWithoutLossOrRepeat()
    {
        StoreFixture fixture;
        fill(fixture.connection());
        TimelineStore store(fixture.connection());
        const auto whole = store.page(kOrder, 100, {});
        CS_OK(whole);
        QString after;
        for (const TimelineEntry &expected : whole->rows) {
            const auto page = store.page(kOrder, 1, after);
            CS_OK(page);
            QCOMPARE(page->rows.size(), 1);
            QCOMPARE(page->rows.first().kind, expected.kind);
            QCOMPARE(toMillis(page->rows.first().at), toMillis(expected.at));
            after = page->next;
        }
        QVERIFY(after.isEmpty());
        CS_FAILS(store.page(kOrder, 1, QStringLiteral("nonsense")), ErrorKind::Invalid);
        CS_FAILS(store.page(kOrder, 0, {}), ErrorKind::Invalid);
    }
};

QTEST_GUILESS_MAIN(TimelineStoreTest)
#include "tst_timelinestore.moc"
