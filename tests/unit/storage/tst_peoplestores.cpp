// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/auditstore.h"
#include "backend/storage/metastore.h"
#include "backend/storage/peoplestore.h"
#include "backend/storage/referencestore.h"
#include "tests/unit/storage/storefixture.h"

#include <QtTest>

using namespace cs;
using namespace cs::storage;
using namespace cs::storage::test;

namespace {

User person(const QString &id, Role role)
{
    return {id, QStringLiteral("Name of ") + id, role, QStringLiteral("MGR001"), false};
}

AuditEntry act(int number)
{
    return {0, someTime(number), Actor::of(QStringLiteral("MGR001"), Role::Manager), QStringLiteral("approval.approve"),
        QStringLiteral("ORD%1").arg(number), QStringLiteral("{\"ü\":\"a\0b\"}"), {}};
}

/// Tampers behind the program's back, as somebody with the database's password could.
void sql(Connection &connection, const QString &text)
{
    const auto done = connection.selectText(text, {});
    QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().message));
}

} // namespace

class PeopleStoresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsUsers()
    {
        StoreFixture fixture;
        PeopleStore store(fixture.connection());
        CS_OK(store.addUser(person(QStringLiteral("FIN001"), Role::Finance), QStringLiteral("hash")));
        CS_FAILS(store.addUser(person(QStringLiteral("FIN001"), Role::Admin), {}), ErrorKind::Conflict);
        CS_OK(store.putUsers({person(QStringLiteral("FIN001"), Role::Admin), person(QStringLiteral("FIN002"), Role::Finance)}));
        const auto found = store.findUser(QStringLiteral("FIN001"));
        CS_OK(found);
        QCOMPARE((*found)->role, Role::Finance);
        QCOMPARE((*found)->reportsTo, QStringLiteral("MGR001"));
        QCOMPARE(store.usersWithRole(Role::Finance)->size(), 2);
        CS_OK(store.setDisabled(QStringLiteral("FIN002"), true));
        QCOMPARE(store.usersWithRole(Role::Finance)->size(), 1);
        QCOMPARE(store.users()->size(), 2);
        CS_FAILS(store.setDisabled(QStringLiteral("nobody"), true), ErrorKind::NotFound);
        CS_OK(store.setPasswordHash(QStringLiteral("FIN001"), QStringLiteral("other")));
        QCOMPARE(store.passwordHash(QStringLiteral("FIN001")).value(), QStringLiteral("other"));
    }

    void tokensOpenOnlyWhileTheyAreGood()
    {
        StoreFixture fixture;
        PeopleStore store(fixture.connection());
        const QString user = QStringLiteral("FIN001");
        CS_OK(store.putUsers({person(user, Role::Finance)}));
        const QByteArray hash(32, '\xa5');
        CS_OK(store.addToken({QStringLiteral("t1"), user, QStringLiteral("label"), someTime(), someTime(100), false}, hash));
        QVERIFY(store.userOfToken(hash, someTime(99))->has_value());
        QVERIFY(!store.userOfToken(hash, someTime(100))->has_value());
        QVERIFY(!store.userOfToken(QByteArray(32, 'x'), someTime(1))->has_value());
        CS_OK(store.setDisabled(user, true));
        QVERIFY(!store.userOfToken(hash, someTime(1))->has_value());
        CS_OK(store.setDisabled(user, false));
        QVERIFY(store.revokeToken(QStringLiteral("t1")).value());
        QVERIFY(!store.revokeToken(QStringLiteral("t1")).value());
        QVERIFY(!store.userOfToken(hash, someTime(1))->has_value());
        QVERIFY(store.tokens()->first().revoked);
    }

    void keepsReferenceData()
    {
        StoreFixture fixture;
        ReferenceStore store(fixture.connection());
        CS_OK(store.putCustomers({{QStringLiteral("A"), QStringLiteral("Ana"), {}, QStringLiteral("Köln"), {}, {}}}));
        CS_OK(store.putCustomers({{QStringLiteral("A"), QStringLiteral("Other"), {}, {}, {}, {}}, {QStringLiteral("B"), {}, {}, {}, {}, {}}}));
        QCOMPARE(store.customer(QStringLiteral("A")).value()->name, QStringLiteral("Ana"));
        QCOMPARE(store.customers()->size(), 2);
        QVERIFY(!store.customer(QStringLiteral("C")).value().has_value());
        const Currency yen = Currency::fromCode(u"JPY").value();
        CS_OK(store.putProducts({{QStringLiteral("P1"), QStringLiteral("Tofu"), {}, Money(1860, yen), 35, true}}));
        const auto product = store.product(QStringLiteral("P1")).value();
        QCOMPARE(product->price, Money(1860, yen));
        QCOMPARE(product->stock, 35);
        CS_OK(store.updateProducts({{QStringLiteral("P1"), QStringLiteral("Silken tofu"), QStringLiteral("1 kg"), Money(1999, {}), 99, false}, {QStringLiteral("P2"), {}, {}, {}, 7, false}}));
        QCOMPARE(store.product(QStringLiteral("P1")).value().value(), (Product{QStringLiteral("P1"), QStringLiteral("Silken tofu"), QStringLiteral("1 kg"), Money(1999, {}), 35, false}));
        QCOMPARE(store.product(QStringLiteral("P2")).value()->stock, 7);
        const Customer renamed{QStringLiteral("A"), QStringLiteral("Änne"), QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")};
        CS_OK(store.updateCustomers({renamed}));
        QCOMPARE(store.customer(QStringLiteral("A")).value().value(), renamed);
        QVERIFY(product->discontinued);
    }

    void metaSetsOnce()
    {
        StoreFixture fixture;
        MetaStore store(fixture.connection());
        QCOMPARE(store.value(QStringLiteral("k")).value(), QString());
        QCOMPARE(store.valueOrSet(QStringLiteral("k"), QStringLiteral("1")).value(), QStringLiteral("1"));
        QCOMPARE(store.valueOrSet(QStringLiteral("k"), QStringLiteral("2")).value(), QStringLiteral("1"));
        CS_OK(store.set(QStringLiteral("k"), QStringLiteral("3")));
        QCOMPARE(store.value(QStringLiteral("k")).value(), QStringLiteral("3"));
    }

    void auditShowsWhatWasTamperedWith_data()
    {
        QTest::addColumn<QString>("tamper");
        QTest::addColumn<int>("first");
        QTest::newRow("untouched") << QString() << 0;
        QTest::newRow("changed") << QStringLiteral("UPDATE audit SET detail = '{}' WHERE id = 2") << 2;
        QTest::newRow("another person") << QStringLiteral("UPDATE audit SET user_id = 'X' WHERE id = 3") << 3;
        QTest::newRow("taken out") << QStringLiteral("DELETE FROM audit WHERE id = 2") << 3;
        QTest::newRow("taken out and renumbered")
            << QStringLiteral("WITH gone AS (SELECT 1) UPDATE audit SET id = 9 WHERE id = 4") << 9;
    }
    void auditShowsWhatWasTamperedWith()
    {
        QFETCH(QString, tamper);
        QFETCH(int, first);
        StoreFixture fixture;
        AuditStore store(fixture.connection(), "key");
        CS_OK(store.append({act(1), act(2)}));
        CS_OK(store.append({act(3), act(4)}));
        if (!tamper.isEmpty())
            sql(fixture.connection(), tamper);
        const auto verified = store.verify();
        CS_OK(verified);
        QCOMPARE(verified->value_or(0), first);
        if (tamper.isEmpty()) {
            QCOMPARE(store.entries(1, 2)->first().id, 2);
            QCOMPARE(AuditStore(fixture.connection(), "other key").verify()->value_or(0), 1);
        }
    }

    void answersAreKeptADay()
    {
        StoreFixture fixture;
        IdempotencyStore store(fixture.connection());
        const QString user = QStringLiteral("EMP01");
        CS_OK(store.keep(user, QStringLiteral("k"), {"hash", 201, "{\"a\":1}"}, someTime()));
        const auto found = store.find(user, QStringLiteral("k")).value();
        QCOMPARE(found->requestHash, QByteArray("hash"));
        QCOMPARE(found->status, 201);
        QCOMPARE(found->body, QByteArray("{\"a\":1}"));
        QVERIFY(!store.find(QStringLiteral("EMP02"), QStringLiteral("k")).value().has_value());
        CS_OK(store.keep(user, QStringLiteral("l"), {}, someTime(24 * 3600 + 1)));
        QVERIFY(!store.find(user, QStringLiteral("k")).value().has_value());
    }
};

QTEST_GUILESS_MAIN(PeopleStoresTest)
#include "tst_peoplestores.moc"
