// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/security/password.h"
#include "backend/services/security/security.h"
#include "tests/unit/services_orders/servicesfixture.h"

#include <QFile>
#include <QTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

class TestSecurity final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPersonSignsIn();
    void theErrorDoesNotSayWhichPartIsWrong();
    void threeFailuresAMinute();
    void theFirstAdminNeedsNobodysLeave();
    void aDisabledUserIsShutOut();
    void aTokenHoldsUntilItExpiresOrIsRevoked();
    void onlyAdminsManagePeople();
    void passwordsHaveALeastLength();
    void theAuditKeyIsMadeOnceAndPrivate();
};

namespace {

const QString kPassword = QStringLiteral("a long password");

User user(const QString &id)
{
    return {id, id, Role::Manager, {}, false};
}

} // namespace

void TestSecurity::aPersonSignsIn()
{
    ServicesFixture f;
    Security security(f.context);
    CS_OK(security.addUser(user(u"NEW"_qs), kPassword, kAdmin).result());
    const auto in = security.signIn(f.reading(), u"NEW"_qs, kPassword);
    CS_OK(in);
    QCOMPARE(in->role, Role::Manager);
    const auto hash = storage::PeopleStore(f.reading()).passwordHash(u"NEW"_qs);
    QVERIFY2(hash->startsWith(u"$argon2id$v=19$m=19456,t=2,p=1$"_qs), qPrintable(*hash));
    QCOMPARE(f.audit(), QStringList{u"user.add NEW ADMIN001"_qs});
    CS_OK(security.setPassword(u"NEW"_qs, u"another password"_qs, user(u"NEW"_qs).actor()).result());
    CS_FAILS(security.signIn(f.reading(), u"NEW"_qs, kPassword), ErrorKind::Unauthorized);
    CS_FAILS(security.addUser(user(u"NEW"_qs), kPassword, kAdmin).result(), ErrorKind::Conflict);
}

void TestSecurity::theErrorDoesNotSayWhichPartIsWrong()
{
    ServicesFixture f;
    Security security(f.context);
    CS_OK(security.addUser(user(u"NEW"_qs), kPassword, kAdmin).result());
    const auto wrong = security.signIn(f.reading(), u"NEW"_qs, u"not this one"_qs);
    const auto unknown = security.signIn(f.reading(), u"NOBODY"_qs, kPassword);
    const auto without = security.signIn(f.reading(), u"MGR001"_qs, QString()); // has no password
    CS_FAILS(wrong, ErrorKind::Unauthorized);
    QCOMPARE(unknown.error().message, wrong.error().message);
    QCOMPARE(without.error().message, wrong.error().message);
}

void TestSecurity::threeFailuresAMinute()
{
    ServicesFixture f;
    Security security(f.context);
    CS_OK(security.addUser(user(u"NEW"_qs), kPassword, kAdmin).result());
    for (int i = 0; i < 3; ++i)
        CS_FAILS(security.signIn(f.reading(), u"NEW"_qs, u"wrong"_qs), ErrorKind::Unauthorized);
    CS_FAILS(security.signIn(f.reading(), u"NEW"_qs, kPassword), ErrorKind::Unauthorized);
    f.clock.advance(std::chrono::minutes(1));
    CS_OK(security.signIn(f.reading(), u"NEW"_qs, kPassword));
}

void TestSecurity::theFirstAdminNeedsNobodysLeave()
{
    ServicesFixture f;
    Security security(f.context);
    QCOMPARE(*security.anybodySignsIn(f.reading()), false); // people without passwords do not count
    CS_FAILS(security.addFirstAdmin(u"no spaces"_qs, {}, kPassword).result(), ErrorKind::Invalid);
    CS_FAILS(security.addFirstAdmin(u"FIRST"_qs, {}, QString()).result(), ErrorKind::Invalid);
    const auto first = security.addFirstAdmin(u"FIRST"_qs, u"Ada First"_qs, kPassword).result();
    CS_OK(first);
    QCOMPARE(first->role, Role::Admin);
    CS_OK(security.signIn(f.reading(), u"FIRST"_qs, kPassword));
    QCOMPARE(*security.anybodySignsIn(f.reading()), true);
    CS_FAILS(security.addFirstAdmin(u"SECOND"_qs, {}, kPassword).result(), ErrorKind::Conflict);
    QCOMPARE(f.audit(), QStringList{u"user.first FIRST FIRST"_qs});
}

void TestSecurity::aDisabledUserIsShutOut()
{
    ServicesFixture f;
    Security security(f.context);
    CS_OK(security.addUser(user(u"NEW"_qs), kPassword, kAdmin).result());
    const auto token = security.createToken(u"NEW"_qs, u"laptop"_qs, 0, kAdmin).result();
    CS_OK(token);
    CS_OK(security.setDisabled(u"NEW"_qs, true, kAdmin).result());
    CS_FAILS(security.signIn(f.reading(), u"NEW"_qs, kPassword), ErrorKind::Unauthorized);
    CS_FAILS(security.userOfToken(f.reading(), token->token), ErrorKind::Unauthorized);
    CS_OK(security.setDisabled(u"NEW"_qs, false, kAdmin).result());
    CS_OK(security.userOfToken(f.reading(), token->token));
    CS_FAILS(security.setDisabled(u"NOBODY"_qs, true, kAdmin).result(), ErrorKind::NotFound);
}

void TestSecurity::aTokenHoldsUntilItExpiresOrIsRevoked()
{
    ServicesFixture f;
    Security security(f.context);
    const auto token = security.createToken(u"MGR001"_qs, u"script"_qs, 1, kAdmin).result();
    CS_OK(token);
    QCOMPARE(token->token.size(), 3 + 64);
    QCOMPARE(security.userOfToken(f.reading(), token->token)->userId, u"MGR001"_qs);
    CS_FAILS(security.userOfToken(f.reading(), token->token.toUpper()), ErrorKind::Unauthorized);
    CS_FAILS(security.userOfToken(f.reading(), QString()), ErrorKind::Unauthorized);
    f.clock.advance(std::chrono::hours(24));
    CS_FAILS(security.userOfToken(f.reading(), token->token), ErrorKind::Unauthorized);
    const auto lasting = security.createToken(u"MGR001"_qs, {}, 0, kAdmin).result();
    CS_OK(lasting);
    CS_OK(security.revokeToken(lasting->id, kAdmin).result());
    CS_FAILS(security.userOfToken(f.reading(), lasting->token), ErrorKind::Unauthorized);
    CS_FAILS(security.revokeToken(lasting->id, kAdmin).result(), ErrorKind::NotFound);
    CS_FAILS(security.createToken(u"NOBODY"_qs, {}, 0, kAdmin).result(), ErrorKind::NotFound);
}

void TestSecurity::onlyAdminsManagePeople()
{
    ServicesFixture f;
    Security security(f.context);
    CS_FAILS(security.addUser(user(u"NEW"_qs), kPassword, kManager).result(), ErrorKind::Forbidden);
    CS_FAILS(security.setDisabled(u"MGR002"_qs, true, kManager).result(), ErrorKind::Forbidden);
    CS_FAILS(security.setPassword(u"MGR002"_qs, kPassword, kManager).result(), ErrorKind::Forbidden);
    CS_FAILS(security.createToken(u"MGR002"_qs, {}, 0, kManager).result(), ErrorKind::Forbidden);
    CS_OK(security.createToken(u"MGR001"_qs, {}, 0, kManager).result());
    f.context.readOnly = true;
    CS_FAILS(security.createToken(u"MGR001"_qs, {}, 0, kManager).result(), ErrorKind::Forbidden);
    CS_FAILS(security.setPassword(u"MGR001"_qs, kPassword, kManager).result(), ErrorKind::Forbidden);
}

void TestSecurity::passwordsHaveALeastLength()
{
    ServicesFixture f;
    Security security(f.context);
    const auto made = security.addUser(user(u"NEW"_qs), u"short"_qs, kAdmin).result();
    CS_FAILS(made, ErrorKind::Invalid);
    QCOMPARE(made.error().fields.first().field, u"password"_qs);
    CS_FAILS(security.addUser(user(u"bad id"_qs), kPassword, kAdmin).result(), ErrorKind::Invalid);
    CS_OK(security.addUser(user(u"NEW"_qs), QString(), kAdmin).result());
}

void TestSecurity::theAuditKeyIsMadeOnceAndPrivate()
{
    QTemporaryDir folder;
    const auto key = loadAuditKey(folder.path());
    CS_OK(key);
    QCOMPARE(key->size(), 32);
    const QString path = folder.filePath(u"audit.key"_qs);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(path) & others));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QCOMPARE(*loadAuditKey(folder.path()), *key);
    QVERIFY(!(QFile::permissions(path) & others));
    QFile file(path);
    QVERIFY(file.resize(31));
    QVERIFY(!loadAuditKey(folder.path()).ok());
}

QTEST_GUILESS_MAIN(TestSecurity)
#include "tst_security.moc"
