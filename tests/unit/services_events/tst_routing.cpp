// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/routing.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;
using events::OmsKind;

class TestRouting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhoTheTopicNames_data();
    void tellsWhoTheTopicNames();
    void addsNotifiersOnce();
    void isFinalAtOnce();
    void skipsWhatIsStale();
    void givesOneKeyPerPersonRoundAndLevel();
    void usesTheEventsOwnMessage();
    void digestsWhatIsOfLowPriority();
};

namespace {

const TimePoint kNow = fromMillis(1'795'252'440'000);

Directory people()
{
    const auto user = [](const char *id, Role role, bool disabled = false) {
        return User{QString::fromLatin1(id), {}, role, {}, disabled};
    };
    return Directory({user("MGR001", Role::Manager), user("MGR002", Role::Manager), user("MGR003", Role::Manager, true),
                      user("FIN001", Role::Finance), user("ADMIN001", Role::Admin), user("EMP01", Role::SalesExecutive)});
}

events::OmsEvent eventOf(OmsKind kind)
{
    events::OmsEvent event;
    event.kind = kind;
    event.orderId = QStringLiteral("ORD1");
    event.timestamp = kNow - Millis(1000);
    return event;
}

Occasion noticeOf(const events::OmsEvent &event, const QString &createdBy = QStringLiteral("EMP01"))
{
    return {event, QStringLiteral("CUST1"), createdBy, {}, QStringLiteral("MANAGER"), 1, kNow, std::chrono::hours(24)};
}

QStringList namesOf(const QList<Notification> &list)
{
    QStringList names;
    for (const Notification &one : list)
        names.append(one.userId);
    return names;
}

} // namespace

void TestRouting::tellsWhoTheTopicNames_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("creator");
    QTest::addColumn<QStringList>("told");
    const auto row = [](const char *name, OmsKind kind, const char *creator, const QStringList &told) {
        QTest::newRow(name) << int(kind) << QString::fromLatin1(creator) << told;
    };
    const QStringList customer{QStringLiteral("CUST1")};
    const QStringList managers{QStringLiteral("MGR001"), QStringLiteral("MGR002")};
    const QStringList adminAndCreator{QStringLiteral("ADMIN001"), QStringLiteral("EMP01")};
    row("created", OmsKind::Created, "EMP01", customer);
    row("fulfilled", OmsKind::Fulfilled, "EMP01", customer);
    row("cancelled", OmsKind::Cancelled, "EMP01", customer);
    row("requested", OmsKind::ApprovalRequested, "EMP01", managers);
    row("requested, made by a manager", OmsKind::ApprovalRequested, "MGR001", {QStringLiteral("MGR002")});
    row("completed", OmsKind::ApprovalCompleted, "EMP01", adminAndCreator);
    row("rejected", OmsKind::ApprovalRejected, "EMP01", adminAndCreator);
    row("rejected, made by the admin", OmsKind::ApprovalRejected, "ADMIN001", {QStringLiteral("ADMIN001")});
    row("failed", OmsKind::Failed, "EMP01", {QStringLiteral("ADMIN001")});
    row("unknown", OmsKind::Unknown, "EMP01", {});
}

void TestRouting::tellsWhoTheTopicNames()
{
    QFETCH(int, kind);
    QFETCH(QString, creator);
    QFETCH(QStringList, told);
    const events::OmsEvent event = eventOf(OmsKind(kind));
    QCOMPARE(namesOf(route(noticeOf(event, creator), people())), told);
}

void TestRouting::addsNotifiersOnce()
{
    events::OmsEvent event = eventOf(OmsKind::ApprovalRequested);
    event.notifiers = {{QStringLiteral("MGR001"), QStringLiteral("MANAGER")}, {QStringLiteral("ELSE"), QStringLiteral("AUDITOR")}};
    const QList<Notification> list = route(noticeOf(event), people());
    QCOMPARE(namesOf(list), (QStringList{QStringLiteral("MGR001"), QStringLiteral("MGR002"), QStringLiteral("ELSE")}));
    QCOMPARE(list.last().role, QStringLiteral("AUDITOR"));
}

void TestRouting::isFinalAtOnce()
{
    const events::OmsEvent event = eventOf(OmsKind::Created);
    const Notification one = route(noticeOf(event), people()).first();
    QCOMPARE(one.state, NotificationState::Delivered);
    QCOMPARE(one.attempts, 1);
    QCOMPARE(one.sentAt.value(), kNow);
    QCOMPARE(one.kind, QStringLiteral("order.created"));
    QCOMPARE(one.title, QStringLiteral("Order ORD1 created"));
    QCOMPARE(one.businessKey.size(), 16);
}

void TestRouting::skipsWhatIsStale()
{
    events::OmsEvent event = eventOf(OmsKind::Created);
    event.timestamp = kNow - std::chrono::hours(24);
    QCOMPARE(route(noticeOf(event), people()).first().state, NotificationState::Delivered);
    event.timestamp -= Millis(1);
    const Notification stale = route(noticeOf(event), people()).first();
    QCOMPARE(stale.state, NotificationState::Skipped);
    QCOMPARE(stale.reason, QStringLiteral("stale: the event is older than 24 h"));
    QCOMPARE(stale.attempts, 0);
    QVERIFY(!stale.sentAt);
}

void TestRouting::givesOneKeyPerPersonRoundAndLevel()
{
    const events::OmsEvent event = eventOf(OmsKind::ApprovalRequested);
    QSet<QByteArray> keys;
    Occasion notice = noticeOf(event);
    for (const Notification &one : route(notice, people()))
        keys.insert(one.businessKey);
    QCOMPARE(keys.size(), 2);
    for (const Notification &one : route(notice, people()))
        keys.insert(one.businessKey);
    QCOMPARE(keys.size(), 2);
    notice.round = 2;
    for (const Notification &one : route(notice, people()))
        keys.insert(one.businessKey);
    QCOMPARE(keys.size(), 4);
}

void TestRouting::usesTheEventsOwnMessage()
{
    events::OmsEvent event = eventOf(OmsKind::ApprovalRequested);
    QCOMPARE(route(noticeOf(event), people()).first().message, QStringLiteral("Order ORD1 waits for approval by Manager."));
    event.message = QStringLiteral("Please look at %1 of it.");
    QCOMPARE(route(noticeOf(event), people()).first().message, event.message);
}

void TestRouting::digestsWhatIsOfLowPriority()
{
    const auto states = [](const Occasion &notice) {
        QStringList list;
        for (const Notification &one : route(notice, people()))
            list.append(one.userId + QLatin1Char(' ') + notificationStateName(one.state));
        return list;
    };
    events::OmsEvent event = eventOf(OmsKind::ApprovalRejected);
    Occasion notice = noticeOf(event);
    notice.digests = true;
    QCOMPARE(states(notice), (QStringList{QStringLiteral("ADMIN001 digested"), QStringLiteral("EMP01 delivered")}));
    notice.createdBy = QStringLiteral("ADMIN001"); // an own order is no low priority
    QCOMPARE(states(notice), QStringList{QStringLiteral("ADMIN001 delivered")});
    notice.createdBy = QStringLiteral("EMP01");
    event.notifiers = {{QStringLiteral("ADMIN001"), QStringLiteral("ADMIN")}}; // asked for by name
    QCOMPARE(states(notice), (QStringList{QStringLiteral("ADMIN001 delivered"), QStringLiteral("EMP01 delivered")}));
    event.notifiers.clear();
    event.kind = OmsKind::Failed;
    QCOMPARE(states(notice), QStringList{QStringLiteral("ADMIN001 delivered")});
    event.kind = OmsKind::ApprovalCompleted;
    QCOMPARE(states(notice).first(), QStringLiteral("ADMIN001 digested"));
    event.timestamp = kNow - std::chrono::hours(25);
    QCOMPARE(states(notice).first(), QStringLiteral("ADMIN001 skipped"));
}

QTEST_APPLESS_MAIN(TestRouting)
#include "tst_routing.moc"
