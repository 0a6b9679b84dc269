// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics/notifierwatch.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;
using messaging::GroupMember;

class TestNotifierWatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhoElseRunsNotifications_data();
    void saysWhoElseRunsNotifications();
};

void TestNotifierWatch::saysWhoElseRunsNotifications_data()
{
    QTest::addColumn<QStringList>("clients");
    QTest::addColumn<QString>("begins");
    const QString mine = clientIdOf(QStringLiteral("mine"));
    const QString other = clientIdOf(QStringLiteral("other"));
    QTest::newRow("nobody") << QStringList() << QString();
    QTest::newRow("several processes of this store") << QStringList{mine, mine, mine} << QString();
    QTest::newRow("another store") << QStringList{mine, other, other}
                                   << QStringLiteral("A second store runs notifications on this Kafka (countersign-other on 10.0.0.1): ");
    QTest::newRow("another store alone") << QStringList{other} << QStringLiteral("A second store runs notifications");
    QTest::newRow("a program") << QStringList{mine, QStringLiteral("shop")}
                               << QStringLiteral("Another program reads as group notification-group (shop on 10.0.0.1): ");
}

void TestNotifierWatch::saysWhoElseRunsNotifications()
{
    QFETCH(QStringList, clients);
    QFETCH(QString, begins);
    QList<GroupMember> members;
    for (const QString &one : clients)
        members.append({one, QStringLiteral("/10.0.0.1")});
    const QString said = secondNotifier(members, QStringLiteral("notification-group"), clientIdOf(QStringLiteral("mine")));
    QCOMPARE(said.isEmpty(), begins.isEmpty());
    QVERIFY2(said.startsWith(begins), qPrintable(said));
}

QTEST_APPLESS_MAIN(TestNotifierWatch)
#include "tst_notifierwatch.moc"
