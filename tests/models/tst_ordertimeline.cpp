// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/modelrows.h"
#include "ui/models/ordertimeline.h"

#include <QTest>

using namespace cs;
using namespace cs::ui;
using namespace cs::ui::test;
using namespace std::chrono_literals;

namespace {

services::HistoryEntry entry(Millis ago, OrderStatus status, const QString &cause = {})
{
    services::HistoryEntry one;
    one.at = kNow - ago;
    one.status = status;
    one.actor = {QStringLiteral("EMP08"), QStringLiteral("SALES_EXECUTIVE")};
    one.detail = QStringLiteral("by the form");
    one.cause = cause;
    return one;
}

services::OutboxRow record(Millis ago, const QString &eventId, bool sent)
{
    services::OutboxRow row;
    row.eventId = eventId;
    row.record.topic = QStringLiteral("order.created");
    row.createdAt = kNow - ago;
    if (sent) {
        row.partition = 1;
        row.offset = 8841;
        row.sentAt = row.createdAt + 340ms;
    }
    return row;
}

Notification told(Millis ago, NotificationState state)
{
    Notification one;
    one.userId = QStringLiteral("MGR001");
    one.channel = Channel::Email;
    one.state = state;
    one.createdAt = kNow - ago;
    return one;
}

QStringList textsOf(const QList<OrderMoment> &moments)
{
    QStringList texts;
    for (const OrderMoment &moment : moments)
        texts.append(moment.text);
    return texts;
}

} // namespace

/// One timeline of history, records and notifications, by time, with what is awaited at its end.
class TestOrderTimeline final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useFixedLocale(); }

    void nothingHappened() { QVERIFY(orderMoments({}, kNow).isEmpty()); }

    void allIsMergedByTime()
    {
        services::OrderDetail detail;
        detail.history = {entry(60min, OrderStatus::Pending), entry(10min, OrderStatus::Approved)};
        detail.records = {record(59min, QStringLiteral("e1"), true)};
        detail.notifications = {told(30min, NotificationState::Delivered)};
        const QList<OrderMoment> moments = orderMoments(detail, kNow);
        QCOMPARE(textsOf(moments), (QStringList{QStringLiteral("Pending: by the form · EMP08"), QStringLiteral("order.created acknowledged by the broker"),
                                                QStringLiteral("E-mail to MGR001 delivered"), QStringLiteral("Approved: by the form · EMP08")}));
        QVERIFY(std::is_sorted(moments.cbegin(), moments.cend(), [](const OrderMoment &a, const OrderMoment &b) { return a.at < b.at; }));
    }

    void whatHappenedAtOnceKeepsItsOrder()
    {
        services::OrderDetail detail;
        detail.history = {entry(5min, OrderStatus::Pending), entry(5min, OrderStatus::PendingApproval)};
        const QList<OrderMoment> moments = orderMoments(detail, kNow);
        QCOMPARE(moments.at(0).strong, QStringLiteral("Pending"));
        QCOMPARE(moments.at(1).strong, QStringLiteral("Pending approval"));
    }

    void anActNamesItsRecord()
    {
        services::OrderDetail detail;
        detail.history = {entry(60min, OrderStatus::Pending, QStringLiteral("e1"))};
        detail.records = {record(60min, QStringLiteral("e1"), true)};
        const QList<OrderMoment> moments = orderMoments(detail, kNow);
        QCOMPARE(moments.at(0).note, QStringLiteral("order.created 1/8841"));
        QCOMPARE(moments.at(1).note, QStringLiteral("1/8841 · 340 ms"));
        QCOMPARE(moments.at(1).id, QStringLiteral("order.created/1/8841"));
        QCOMPARE(moments.at(1).tone, Tone::Good);
    }

    void aRecordThatWaitsSaysSo()
    {
        services::OrderDetail detail;
        detail.records = {record(1min, QStringLiteral("e1"), false)};
        const QList<OrderMoment> moments = orderMoments(detail, kNow);
        QCOMPARE(moments.first().text, QStringLiteral("order.created waits for the broker"));
        QCOMPARE(moments.first().tone, Tone::Warning);
        QVERIFY(moments.first().id.isEmpty());
    }

    void aSkippedNotificationIsNoFailure()
    {
        services::OrderDetail detail;
        Notification skipped = told(1min, NotificationState::Skipped);
        skipped.reason = QStringLiteral("past its time");
        detail.notifications = {skipped};
        const QList<OrderMoment> moments = orderMoments(detail, kNow);
        QCOMPARE(moments.first().text, QStringLiteral("E-mail to MGR001 skipped: past its time"));
        QCOMPARE(moments.first().tone, Tone::Neutral);
    }

    void whatIsAwaitedComesLast()
    {
        services::OrderDetail detail;
        detail.approvals = {approvalRow(QStringLiteral("A"), QStringLiteral("MANAGER"), {}).approval};
        detail.approvals.first().dueAt = kNow - 1min;
        detail.approvals.append(detail.approvals.first());
        detail.approvals.last().state = ApprovalState::Approved;
        detail.history = {entry(1min, OrderStatus::PendingApproval)};
        const QList<OrderMoment> moments = orderMoments(detail, kNow);
        QCOMPARE(moments.size(), 2);
        QCOMPARE(moments.last().text, QStringLiteral("Waiting for Manager, 1 min late"));
        QCOMPARE(moments.last().tone, Tone::Bad);
        QCOMPARE(moments.last().note, QStringLiteral("for 1 h"));
    }
};

QTEST_GUILESS_MAIN(TestOrderTimeline)
#include "tst_ordertimeline.moc"
