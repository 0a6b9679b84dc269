// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/digest.h"
#include "backend/services/notification/digestworker.h"
#include "backend/support/ids.h"
#include "tests/unit/services_orders/servicesfixture.h"

#include <QtTest>

#include <thread>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;
using storage::Connection;
using storage::NotificationStore;
using namespace std::chrono_literals;

namespace {

const QString kGranted = QStringLiteral("order.approval.completed");
const QString kDenied = QStringLiteral("order.approval.rejected");

Notification digestedOne(const QString &orderId, const QString &kind, const QString &userId, TimePoint at)
{
    Notification one;
    one.orderId = orderId;
    one.userId = userId;
    one.kind = kind;
    one.state = NotificationState::Digested;
    one.createdAt = at;
    one.businessKey = keyHash({orderId.toUtf8(), kind.toUtf8(), userId.toUtf8()});
    return one;
}

void add(ServicesFixture &f, const QList<Notification> &list)
{
    QVERIFY(f.writer.submit(storage::Priority::Machine, storage::Durability::Full, [list](Connection &connection) -> Status {
        const auto added = NotificationStore(connection).add(list);
        return added.ok() ? Status(Done{}) : Status(added.error());
    }).result().ok());
}

void addFor(ServicesFixture &f, const QStringList &orders, const QString &kind, const QString &userId = kAdmin.userId)
{
    QList<Notification> list;
    for (const QString &id : orders)
        list.append(digestedOne(id, kind, userId, f.clock.now()));
    add(f, list);
}

QList<Notification> summaries(ServicesFixture &f)
{
    storage::NotificationQuery query;
    query.state = NotificationState::Delivered;
    return NotificationStore(f.reading()).page(query).value().rows;
}

} // namespace

class DigestTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOncePerPersonAndPeriod()
    {
        ServicesFixture f;
        DigestWorker worker(f.context);
        addFor(f, {QStringLiteral("A1"), QStringLiteral("A2")}, kGranted);
        addFor(f, {QStringLiteral("B1")}, kDenied);
        addFor(f, {QStringLiteral("A1")}, kGranted, QStringLiteral("ADMIN002"));
        QCOMPARE(worker.look().value(), 0); // the period has not ended
        f.clock.advance(15min);
        QCOMPARE(worker.look().value(), 2);
        QCOMPARE(worker.look().value(), 0);
        QCOMPARE(DigestWorker(f.context).look().value(), 0); // another process, or this one after a crash
        const QList<Notification> told = summaries(f);
        QCOMPARE(told.size(), 2);
        const Notification &first = told.last();
        QCOMPARE(first.userId, kAdmin.userId);
        QCOMPARE(first.title, QStringLiteral("3 approvals decided: 2 approved, 1 rejected"));
        QCOMPARE(first.message, QStringLiteral("Approved: A1, A2.\nRejected: B1."));
        QCOMPARE(first.sentAt.value(), f.clock.now());
        QCOMPARE(told.first().title, QStringLiteral("1 approval decided: 1 approved"));
    }

    void whatComesLaterIsInTheNextOne()
    {
        ServicesFixture f;
        DigestWorker worker(f.context);
        addFor(f, {QStringLiteral("A1")}, kGranted);
        f.clock.advance(15min);
        QCOMPARE(worker.look().value(), 1);
        // One of the period before that was committed after its summary: nobody is told twice in a period.
        add(f, {digestedOne(QStringLiteral("LATE"), kGranted, kAdmin.userId, f.clock.now() - 15min)});
        addFor(f, {QStringLiteral("A2")}, kGranted);
        QCOMPARE(DigestWorker(f.context).look().value(), 0);
        f.clock.advance(15min);
        QCOMPARE(worker.look().value(), 1);
        QCOMPARE(summaries(f).first().message, QStringLiteral("Approved: LATE, A2."));
        f.clock.advance(15min);
        QCOMPARE(worker.look().value(), 0); // nothing to tell is not told
    }

    void isWholeOrNotThere()
    {
        ServicesFixture f;
        addFor(f, {QStringLiteral("A1")}, kGranted);
        f.clock.advance(15min);
        const TimePoint period = digestPeriod(f.clock.now(), f.context.digestEvery);
        const auto failing = f.writer.submit(storage::Priority::Machine, storage::Durability::Full, [&](Connection &connection) -> Status {
            const Result<bool> written = writeSummary(connection, kAdmin.userId, period, f.clock.now());
            return written.ok() && *written ? Error::fatal(QStringLiteral("the power fails here")) : Error::fatal(QStringLiteral("not written"));
        }).result();
        QCOMPARE(failing.error().message, QStringLiteral("the power fails here"));
        QVERIFY(summaries(f).isEmpty());
        QCOMPARE(DigestWorker(f.context).look().value(), 1);
        QCOMPARE(summaries(f).size(), 1);
    }

    void severalProcessesTellOnce()
    {
        ServicesFixture f;
        QList<Notification> list;
        for (int admin = 0; admin < 20; ++admin) {
            for (int order = 0; order < 10; ++order)
                list.append(digestedOne(QStringLiteral("O%1").arg(order), kGranted, QStringLiteral("ADM%1").arg(admin), f.clock.now()));
        }
        add(f, list);
        f.clock.advance(15min);
        if (f.store.config().backend == storage::Backend::Sqlite)
            QSKIP("one process owns a SQLite store");
        storage::StoreWriter other(f.store.config());
        QVERIFY(other.start().ok());
        StoreContext second{f.clock, f.ids, other, f.changes, f.store.config(), f.context.storeId, f.context.source, f.context.auditKey, {}, {}, false, {}};
        const auto untilDone = [](StoreContext &context) {
            DigestWorker worker(context);
            Result<int> written = worker.look();
            for (; !written.ok() && written.error().kind == ErrorKind::Conflict; written = worker.look()) { }
            QVERIFY2(written.ok(), written.ok() ? "" : qPrintable(written.error().message));
        };
        std::thread thread([&] { untilDone(second); });
        untilDone(f.context);
        thread.join();
        const QList<Notification> told = summaries(f);
        QCOMPARE(told.size(), 20);
        for (const Notification &one : told)
            QCOMPARE(one.title, QStringLiteral("10 approvals decided: 10 approved"));
    }

    void namesAFewOfMany()
    {
        ServicesFixture f;
        QStringList orders;
        for (int i = 10; i < 32; ++i)
            orders.append(QStringLiteral("O%1").arg(i));
        addFor(f, orders, kDenied);
        f.clock.advance(15min);
        QCOMPARE(DigestWorker(f.context).look().value(), 1);
        const Notification one = summaries(f).first();
        QCOMPARE(one.title, QStringLiteral("22 approvals decided: 22 rejected"));
        QCOMPARE(one.message, QStringLiteral("Rejected: ") + orders.first(20).join(QStringLiteral(", ")) + QStringLiteral(" and 2 more orders."));
    }

    void offTellsWhatStillWaits()
    {
        ServicesFixture f;
        addFor(f, {QStringLiteral("A1")}, kGranted);
        f.clock.advance(1ms);
        f.context.digestEvery = 0ms;
        DigestWorker worker(f.context);
        QCOMPARE(worker.look().value(), 1);
        QCOMPARE(worker.look().value(), 0);
    }

    void isNeverUnread()
    {
        ServicesFixture f;
        addFor(f, {QStringLiteral("A1")}, kGranted);
        QCOMPARE(NotificationStore(f.reading()).unread(kAdmin.userId).value(), 0);
        f.clock.advance(15min);
        QCOMPARE(DigestWorker(f.context).look().value(), 1);
        QCOMPARE(NotificationStore(f.reading()).unread(kAdmin.userId).value(), 1);
    }
};

QTEST_GUILESS_MAIN(DigestTest)
#include "tst_digest.moc"
