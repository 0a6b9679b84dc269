// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/requesttexts.h"

#include <QtTest>

using namespace cs;
using namespace cs::events;

class RequestTextsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachTypeHasItsText_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *type, const char *message) { QTest::newRow(message) << QString::fromLatin1(type) << QString::fromUtf8(message); };
        row("TASK_ASSIGNED", "Task 'Call {} 'x'' assigned to you");
        row("TASK_OVERDUE", "Task 'Call {} 'x'' is overdue!");
        row("TASK_COMPLETED", "Task 'Call {} 'x'' marked as complete");
        row("TASK_COMMENTED", "New comment on task 'Call {} 'x''");
        row("LEAD_ASSIGNED", "Lead 'Big' assigned to you");
        row("DEAL_WON", "\xF0\x9F\x8E\x89 Deal 'Big' won! Value: $50000.10");
        row("DEAL_LOST", "Deal 'Big' marked as lost");
        row("ACTIVITY_DUE", "Activity 'Big' due today");
        row("ORDER_CREATED", "New order #77 created");
        row("PAYMENT_RECEIVED", "Payment received for order #77");
        row("ORDER_SHIPPED", "Order #77 has been shipped");
        row("PAYMENT_DUE", "Payment due for order #77");
    }
    void eachTypeHasItsText()
    {
        QFETCH(QString, type);
        QFETCH(QString, message);
        std::optional<RequestNotice> notice;
        TaskEvent task;
        task.taskTitle = QStringLiteral("Call {} 'x'");
        CrmEvent crm;
        crm.entityName = QStringLiteral("Big");
        crm.value = QStringLiteral("50000.10");
        SalesEvent sale;
        sale.orderId = QStringLiteral("77");
        task.eventType = crm.eventType = sale.eventType = type;
        task.userId = crm.userId = QStringLiteral("1");
        task.assignedTo = crm.assignedTo = sale.userId = QStringLiteral("2");
        int found = 0;
        for (const Event &event : {Event(task), Event(crm), Event(sale)}) {
            if (const auto one = noticeOf(event)) {
                notice = one;
                ++found;
            }
        }
        QCOMPARE(found, 1); // a type belongs to one topic
        QCOMPARE(notice->message, message);
        QCOMPARE(notice->userIds, QStringList{QStringLiteral("2")});
        QCOMPARE(notice->kind, type);
        QVERIFY(!notice->title.isEmpty());
    }

    void aDealWithoutAValueNamesNone()
    {
        CrmEvent crm;
        crm.eventType = QStringLiteral("DEAL_WON");
        crm.entityName = QStringLiteral("Big");
        QCOMPARE(noticeOf(crm)->message, QString::fromUtf8("\xF0\x9F\x8E\x89 Deal 'Big' won!"));
    }

    void otherTypesAreShownOnly()
    {
        TaskEvent task;
        task.eventType = QStringLiteral("TASK_MOVED");
        QVERIFY(!noticeOf(task));
        UserEvent user;
        user.eventType = QStringLiteral("USER_CREATED");
        QVERIFY(!noticeOf(user));
        QVERIFY(!noticeOf(EmailRequest()));
        QVERIFY(!noticeOf(Event()));
        NotificationRequest request;
        request.eventType = QStringLiteral("DELETE_NOTIFICATION");
        QVERIFY(!noticeOf(request));
    }

    void aRequestTellsEachPersonOnce()
    {
        NotificationRequest request;
        request.eventId = QStringLiteral("e-1");
        request.eventType = QStringLiteral("CREATE_NOTIFICATION");
        request.userId = QStringLiteral("7");
        request.userIds = {QStringLiteral("8"), QStringLiteral("7"), QStringLiteral("9")};
        request.title = QStringLiteral("T");
        request.message = QStringLiteral("M");
        request.priority = QStringLiteral("critical");
        request.channels = {QStringLiteral("EMAIL")};
        request.expiresAt = fromMillis(1000);
        const RequestNotice notice = *noticeOf(request);
        QCOMPARE(notice.userIds.join(QLatin1Char(' ')), QStringLiteral("7 8 9"));
        QCOMPARE(notice.title, QStringLiteral("T"));
        QCOMPARE(notice.message, QStringLiteral("M"));
        QCOMPARE(notice.priority, RequestPriority::High);
        QVERIFY(notice.critical);
        QCOMPARE(notice.channels, request.channels);
        QCOMPARE(notice.sourceEventId, QStringLiteral("e-1"));
        QVERIFY(!isExpired(notice, fromMillis(999)));
        QVERIFY(isExpired(notice, fromMillis(1000)));
        QVERIFY(!isExpired(RequestNotice(), fromMillis(1000)));
    }

    void prioritiesOfOthersAreUnderstood()
    {
        QCOMPARE(requestPriorityOf(QStringLiteral("low")), RequestPriority::Low);
        QCOMPARE(requestPriorityOf(QStringLiteral("HIGH")), RequestPriority::High);
        QCOMPARE(requestPriorityOf(QStringLiteral("Urgent")), RequestPriority::High);
        QCOMPARE(requestPriorityOf(QStringLiteral("MEDIUM")), RequestPriority::Normal);
        QCOMPARE(requestPriorityOf({}), RequestPriority::Normal);
        for (const RequestPriority one : {RequestPriority::Low, RequestPriority::Normal, RequestPriority::High})
            QCOMPARE(requestPriorityOf(requestPriorityName(one)), one);
    }
};

QTEST_GUILESS_MAIN(RequestTextsTest)
#include "tst_requesttexts.moc"
