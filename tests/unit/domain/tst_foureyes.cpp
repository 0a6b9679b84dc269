// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/approval.h"

#include <QtTest>

using namespace cs;

class FourEyesTest : public QObject
{
    Q_OBJECT
    static QString refusal(const Actor &actor, const char *level, const Hands &hands)
    {
        const Status status = checkFourEyes(actor, QString::fromLatin1(level), hands);
        if (status.ok())
            return {};
        return status.error().kind == ErrorKind::Forbidden ? status.error().message : QStringLiteral("another kind");
    }
    const Actor m_manager = Actor::of(QStringLiteral("MGR001"), Role::Manager);

private Q_SLOTS:
    void lets()
    {
        QCOMPARE(refusal(m_manager, "MANAGER", {}), QString());
        QCOMPARE(refusal(m_manager, "MANAGER", {QStringLiteral("EMP01"), QStringLiteral("EMP02"), {QStringLiteral("FIN001")}}), QString());
        QCOMPARE(refusal(m_manager, "MANAGER", {QStringLiteral("mgr001"), {}, {}}), QString()); // ids are compared exactly
    }

    void refusesAndSaysWhy()
    {
        const QString me = m_manager.userId;
        QCOMPARE(refusal(m_manager, "MANAGER", {me, {}, {}}), QStringLiteral("You created this order; somebody else must decide."));
        QCOMPARE(refusal(m_manager, "MANAGER", {{}, me, {}}), QStringLiteral("You submitted this order; somebody else must decide."));
        QCOMPARE(refusal(m_manager, "MANAGER", {{}, {}, {QStringLiteral("X"), me}}),
                 QStringLiteral("You decided another level of this order; somebody else must decide this one."));
        QCOMPARE(refusal(m_manager, "FINANCE", {}), QStringLiteral("This level is for the role Finance; yours is Manager."));
        QVERIFY(!refusal(Actor::of(QStringLiteral("ADMIN001"), Role::Admin), "MANAGER", {}).isEmpty());
        QVERIFY(!refusal(Actor::of(QStringLiteral("ADMIN001"), Role::Admin), "ADMIN", {}).isEmpty());
        QVERIFY(!refusal({QString(), QStringLiteral("MANAGER")}, "MANAGER", {}).isEmpty());
        QVERIFY(!refusal({me, QStringLiteral("manager")}, "MANAGER", {}).isEmpty());
    }

    void rightsFollowFromRoles_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<QString>("rights"); // in the order of Right
        const auto row = [](const char *role, const char *rights) { QTest::addRow("%s", role) << QString::fromLatin1(role) << QString::fromLatin1(rights); };
        row("SALES_EXECUTIVE", "yyynnyn");
        row("MANAGER", "ynynyyn");
        row("FINANCE", "ynynyyn");
        row("DIRECTOR", "ynynyyn");
        row("ADMIN", "yyyynyy");
        row("VIEWER", "nnnnnyn");
        row("SOMEBODY_ELSE", "nnnnnnn");
    }
    void rightsFollowFromRoles()
    {
        QFETCH(QString, role);
        QString found;
        for (const Right right : {Right::CreateOrder, Right::ImportOrders, Right::CancelOrder, Right::MoveOrder, Right::Decide, Right::ReadAll, Right::Administer})
            found += QLatin1Char(mayDo({QStringLiteral("U1"), role}, right) ? 'y' : 'n');
        QTEST(found, "rights");
    }

    void rolesAreReadBack()
    {
        for (int i = 0; i < 6; ++i)
            QCOMPARE(roleFromName(roleName(Role(i))), std::optional(Role(i)));
        QCOMPARE(roleTitle(Role::SalesExecutive), QStringLiteral("Sales executive"));
        QVERIFY(!roleFromName(u"sales_executive") && !roleFromName(u""));
    }
};

QTEST_GUILESS_MAIN(FourEyesTest)
#include "tst_foureyes.moc"
