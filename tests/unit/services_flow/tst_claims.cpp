// SPDX-License-Identifier: GPL-3.0-or-later
// What a program had claimed when it ended is taken up by another, and what one that lives has claimed is not. The clock stands still,
// so that no claim's time is ever over.
#include "backend/services/flow/serviceworker.h"
#include "backend/storage/claimstore.h"
#include "backend/storage/surplusstore.h"
#include "tests/unit/services_flow/flowfixture.h"
#include "tests/unit/storage/storefixture.h"

#include <QTest>
#include <QThread>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;
using storage::ClaimStore;
using storage::Connection;

namespace {

constexpr int kPatience = 60'000;

bool isOnPostgres()
{
    return storage::test::backend() == storage::Backend::Postgres;
}

/// A worker of the payment service on a thread of its own, until it goes.
class Running final
{
public:
    explicit Running(FlowFixture &f)
        : m_worker(f.base.context, {QStringLiteral("payment"), {}, true, {}}, paymentDoer(std::make_unique<SandboxPayments>(f.base.clock, SandboxPayments::Rules()), f.base.clock)),
          m_thread(QThread::create([this] { m_worker.start(); }))
    {
        m_thread->start();
    }
    Q_DISABLE_COPY_MOVE(Running)
    ~Running()
    {
        m_worker.requestStop();
        m_thread->wait();
    }

private:
    ServiceWorker m_worker;
    const std::unique_ptr<QThread> m_thread;
};

/// The session of a program that claims; it ends with it.
struct Program
{
    Program(FlowFixture &f, int number) : session(f.base.store.another(storage::Access::ReadOnly)), claimant(number)
    {
        isHeld = ClaimStore(*session).hold(claimant).valueOr(false);
    }
    int claim(FlowFixture &f, Step step) const
    {
        const storage::Lane lane{0, 1, claimant};
        return f.inStore<Due>([&](Connection &connection) { return takeDue(f.base.context, connection, QStringLiteral("payment"), step, 100, lane); }).claimed;
    }

    std::unique_ptr<Connection> session;
    int claimant;
    bool isHeld = false;
};

} // namespace

class ClaimsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAProgramHadClaimedIsTakenUpWhenItEnds()
    {
        if (!isOnPostgres())
            QSKIP("A SQLite store has one program.");
        FlowFixture f;
        f.base.made(QStringLiteral("LIVES"), 100);
        f.carry();
        const Program lives(f, 71);
        QVERIFY(lives.isHeld);
        QCOMPARE(lives.claim(f, Step::Payment), 1);
        f.base.made(QStringLiteral("GONE"), 100);
        f.carry();
        auto gone = std::make_unique<Program>(f, 72);
        QVERIFY(gone->isHeld);
        QCOMPARE(gone->claim(f, Step::Payment), 1);
        f.base.made(QStringLiteral("LAST"), 100);
        f.carry();

        const Running other(f);
        QTRY_COMPARE_WITH_TIMEOUT(f.status(QStringLiteral("LAST")), QStringLiteral("paid"), kPatience); // it has looked around
        QCOMPARE(f.stepsOf(QStringLiteral("GONE")), QStringLiteral("payment running"));
        gone.reset();
        QTRY_COMPARE_WITH_TIMEOUT(f.status(QStringLiteral("GONE")), QStringLiteral("paid"), kPatience);
        QCOMPARE(f.stepsOf(QStringLiteral("LIVES")), QStringLiteral("payment running"));
    }

    void aNumberBelongsToOneSession()
    {
        if (!isOnPostgres())
            QSKIP("A SQLite store has one program.");
        FlowFixture f;
        const Program first(f, 71);
        const Program second(f, 71);
        QVERIFY(first.isHeld);
        QVERIFY(!second.isHeld);
        QCOMPARE(first.claim(f, Step::Payment), 0);
        QVERIFY(ClaimStore(*first.session).gone(71).value().isEmpty());
    }

    void aRefundThatWasClaimedIsTakenBackToo()
    {
        FlowFixture f;
        f.base.made(QStringLiteral("A"), 100);
        f.inStore<bool>([&](Connection &connection) {
            return storage::SurplusStore(connection).add({QStringLiteral("A"), QStringLiteral("twice"), Money(100, Currency()), {}, 0, {}, {}, {}, f.base.clock.now(), {}});
        });
        const auto isDue = [&] { return storage::SurplusStore(f.base.reading()).isDue(false, f.base.clock.now()).value(); };
        auto gone = std::make_unique<Program>(f, 73);
        QVERIFY(gone->isHeld);
        QVERIFY(isDue());
        QCOMPARE(gone->claim(f, Step::Refund), 1);
        QVERIFY(!isDue());
        gone.reset();
        if (isOnPostgres())
            QTRY_COMPARE_WITH_TIMEOUT(ClaimStore(f.base.reading()).gone(1).value(), QList<int>{73}, kPatience);
        const auto taken = f.inStore<qint64>([&](Connection &connection) {
            return isOnPostgres() ? ClaimStore(connection).takeBack(73, f.base.clock.now()) : ClaimStore(connection).takeBackAll(f.base.clock.now());
        });
        QCOMPARE(taken, 1);
        QVERIFY(isDue());
        QVERIFY(ClaimStore(f.base.reading()).gone(1).value().isEmpty());
    }
};

QTEST_GUILESS_MAIN(ClaimsTest)
#include "tst_claims.moc"
