// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/approval.h"
#include "backend/domain/lifecycle.h"
#include "backend/domain/notification.h"

#include <QSet>
#include <QtTest>

using namespace cs;

class LifecycleTest : public QObject
{
    Q_OBJECT
    static QList<OrderStatus> all()
    {
        QList<OrderStatus> list;
        for (int i = 0; i < kOrderStatusCount; ++i)
            list.append(OrderStatus(i));
        return list;
    }

private Q_SLOTS:
    void statesMoveAlongTheTableOnly_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("next");
        const auto row = [](const char *from, const char *next) {
            QTest::addRow("%s", from) << QString::fromLatin1(from) << QString::fromLatin1(next);
        };
        row("pending", "pending_approval approved cancelled failed");
        row("pending_approval", "approved rejected cancelled failed");
        row("approved", "payment_pending paid cancelled failed");
        row("payment_pending", "paid cancelled failed");
        row("paid", "reserved cancelled failed");
        row("reserved", "shipped cancelled failed");
        row("shipped", "delivered");
        row("delivered", "");
        row("rejected", "");
        row("cancelled", "");
        row("failed", "");
    }
    void statesMoveAlongTheTableOnly()
    {
        QFETCH(QString, from);
        QFETCH(QString, next);
        const OrderStatus status = statusFromName(from).value();
        const QStringList allowed = next.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        for (const OrderStatus to : all()) {
            const bool expected = allowed.contains(statusName(to));
            QVERIFY2(mayFollow(status, to) == expected, qPrintable(from + QStringLiteral(" to ") + statusName(to)));
            QCOMPARE(checkMove(status, to).ok(), expected);
        }
        QCOMPARE(isFinal(status), allowed.isEmpty());
        QCOMPARE(allowedAfter(status).size(), allowed.size());
    }

    void aForbiddenMoveNamesTheAllowedOnes()
    {
        const Status moved = checkMove(OrderStatus::Paid, OrderStatus::Delivered);
        QVERIFY(!moved.ok());
        QCOMPARE(moved.error().kind, ErrorKind::Conflict);
        QCOMPARE(moved.error().message, QStringLiteral("An order that is paid cannot become delivered; allowed: reserved, cancelled, failed."));
        QCOMPARE(checkMove(OrderStatus::Failed, OrderStatus::Paid).error().message,
                 QStringLiteral("An order that is failed cannot become paid; nothing may follow it."));
    }

    void namesAreReadBack()
    {
        QSet<QString> names;
        for (const OrderStatus status : all()) {
            QCOMPARE(statusFromName(statusName(status)), std::optional(status));
            QVERIFY(!statusTitle(status).isEmpty());
            names.insert(statusName(status));
        }
        QCOMPARE(names.size(), kOrderStatusCount);
        QCOMPARE(statusName(OrderStatus::PaymentPending), QStringLiteral("payment_pending"));
        QCOMPARE(statusTitle(OrderStatus::PendingApproval), QStringLiteral("Pending approval"));
        QVERIFY(!statusFromName(u"PENDING") && !statusFromName(u""));
        for (int i = 0; i < 4; ++i)
            QCOMPARE(approvalStateFromName(approvalStateName(ApprovalState(i))), std::optional(ApprovalState(i)));
        QCOMPARE(approvalStateName(ApprovalState::Void), QStringLiteral("void"));
        for (int i = 0; i < 12; ++i)
            QCOMPARE(notificationStateFromName(notificationStateName(NotificationState(i))), std::optional(NotificationState(i)));
        QCOMPARE(notificationStateName(NotificationState::Cancelled), QStringLiteral("cancelled"));
        for (int i = 0; i < 4; ++i)
            QCOMPARE(channelFromName(channelName(Channel(i))), std::optional(Channel(i)));
        QCOMPARE(channelName(Channel::InApp), QStringLiteral("IN_APP"));
    }
};

QTEST_GUILESS_MAIN(LifecycleTest)
#include "tst_lifecycle.moc"
