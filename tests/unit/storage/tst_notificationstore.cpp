// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/notificationstore.h"
#include "backend/support/ids.h"
#include "tests/unit/storage/storefixture.h"

#include <QtTest>
#include <algorithm>

using namespace cs;
using namespace cs::storage;
using namespace cs::storage::test;

namespace {

Notification note(int number, const QString &user = QStringLiteral("MGR001"))
{
    Notification one;
    one.orderId = QStringLiteral("ORD%1").arg(number % 50);
    one.userId = user;
    one.kind = QStringLiteral("order.created");
    one.title = QStringLiteral("Order %1").arg(number);
    one.state = NotificationState::Delivered;
    one.createdAt = someTime(number);
    one.sentAt = someTime(number);
    one.businessKey = keyHash({QByteArray::number(number), user.toUtf8()});
    return one;
}

} // namespace

class NotificationStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBusinessKeyCountsOnce()
    {
        StoreFixture fixture;
        NotificationStore store(fixture.connection());
        Notification skipped = note(3);
        skipped.state = NotificationState::Skipped;
        skipped.reason = QStringLiteral("stale");
        QCOMPARE(store.add({note(1), note(2), note(1), skipped}).value(), 3);
        QCOMPARE(store.add({note(2), note(4)}).value(), 1);
        const auto counts = store.counts().value();
        QCOMPARE(counts.size(), 2);
        QCOMPARE(counts.at(0).state, NotificationState::Delivered);
        QCOMPARE(counts.at(0).count, 3);
        QCOMPARE(counts.at(1).state, NotificationState::Skipped);
        QCOMPARE(counts.at(1).count, 1);
    }

    void pagesNewestFirst()
    {
        StoreFixture fixture;
        NotificationStore store(fixture.connection());
        QList<Notification> all;
        for (int i = 0; i < 250; ++i)
            all.append(note(i, i % 2 ? QStringLiteral("MGR001") : QStringLiteral("FIN001")));
        CS_OK(store.add(all));
        NotificationQuery query;
        query.limit = 40;
        QStringList titles;
        do {
            const auto page = store.page(query);
            CS_OK(page);
            for (const Notification &one : page->rows)
                titles.append(one.title);
            query.after = page->next;
        } while (!query.after.isEmpty());
        QCOMPARE(titles.size(), 250);
        QCOMPARE(titles.first(), QStringLiteral("Order 249"));
        QCOMPARE(titles.last(), QStringLiteral("Order 0"));
        query.limit = 1000;
        query.userId = QStringLiteral("FIN001");
        QCOMPARE(store.page(query)->rows.size(), 125);
        query.orderId = QStringLiteral("ORD4");
        QCOMPARE(store.page(query)->rows.size(), 5);
        query.state = NotificationState::Failed;
        QCOMPARE(store.page(query)->rows.size(), 0);
        query.state.reset();
        query.text = QStringLiteral("oRDER 104");
        QCOMPARE(store.page(query)->rows.size(), 1);
        query.after = QStringLiteral("!");
        CS_FAILS(store.page(query), ErrorKind::Invalid);
    }

    /// Of many: some have one among hundreds of others', and batches bring what was told already.
    void findsEachPersonsOwn()
    {
        StoreFixture fixture;
        NotificationStore store(fixture.connection());
        QHash<QString, int> told;
        const auto notes = [&](int from, int to) {
            QList<Notification> batch;
            for (int i = from; i < to; ++i)
                batch.append(note(i, i % 301 == 0 ? QStringLiteral("RARE") : i % 3 ? QStringLiteral("MGR001") : QStringLiteral("USR%1").arg(i)));
            return batch;
        };
        CS_OK(store.add(notes(0, 500)));
        CS_OK(store.add(notes(450, 800) + notes(1, 200)));
        CS_OK(store.add(notes(0, 100) + notes(800, 1000)));
        CS_OK(store.add(notes(0, 1000)));
        for (const Notification &one : notes(0, 1000))
            ++told[one.userId];
        for (const QString &user : {QStringLiteral("RARE"), QStringLiteral("MGR001"), QStringLiteral("USR999"), QStringLiteral("USR450")}) {
            NotificationQuery query;
            query.userId = user;
            query.limit = 70;
            QList<qint64> ids;
            do {
                const auto page = store.page(query);
                CS_OK(page);
                for (const Notification &one : page->rows) {
                    QCOMPARE(one.userId, user);
                    ids.append(one.id);
                }
                query.after = page->next;
            } while (!query.after.isEmpty());
            QCOMPARE(ids.size(), told.value(user));
            QVERIFY(std::is_sorted(ids.crbegin(), ids.crend()));
            QCOMPARE(store.unread(user).value(), told.value(user));
            QCOMPARE(store.unacknowledged(user, 0, 1000)->size(), told.value(user));
            CS_OK(store.markRead(user, ids.at(ids.size() / 2), someTime(5)));
            QCOMPARE(store.unread(user).value(), ids.size() / 2);
        }
    }

    void marksWhatWasRead()
    {
        StoreFixture fixture;
        NotificationStore store(fixture.connection());
        const QString user = QStringLiteral("MGR001");
        Notification mail = note(9);
        mail.channel = Channel::Email;
        CS_OK(store.add({note(1), note(2), note(3), mail, note(4, QStringLiteral("FIN001"))}));
        QCOMPARE(store.unread(user).value(), 3); // e-mail is not read here
        NotificationQuery query;
        query.userId = user;
        const auto rows = store.page(query)->rows;
        const qint64 second = rows.at(rows.size() - 2).id;
        CS_OK(store.markRead(user, second, someTime(100)));
        CS_OK(store.markRead(user, second - 1, someTime(200))); // an older mark changes nothing
        QCOMPARE(store.unread(user).value(), 1);
        QCOMPARE(store.unread(QStringLiteral("FIN001")).value(), 1);
        const auto after = store.page(query)->rows;
        QVERIFY(!after.first().readAt.has_value());
        QCOMPARE(toMillis(*after.last().readAt), toMillis(someTime(100)));
    }

    void acknowledgesOneByOne()
    {
        StoreFixture fixture;
        NotificationStore store(fixture.connection());
        const QString user = QStringLiteral("MGR001");
        Notification mail = note(9);
        mail.channel = Channel::Email;
        Notification stale = note(8);
        stale.state = NotificationState::Skipped;
        CS_OK(store.add({note(1), note(2), note(3), mail, stale, note(4, QStringLiteral("FIN001"))}));
        const auto all = store.unacknowledged(user, 0, 100).value();
        QCOMPARE(all.size(), 3);
        QVERIFY(all.at(0).id < all.at(1).id);
        QCOMPARE(store.acknowledge(user, all.at(1).id, someTime(50)).value(), true);
        QCOMPARE(store.acknowledge(user, all.at(1).id, someTime(60)).value(), true); // again changes nothing
        QCOMPARE(store.acknowledge(QStringLiteral("FIN001"), all.at(0).id, someTime(50)).value(), false);
        QCOMPARE(store.acknowledge(user, 1LL << 62, someTime(50)).value(), false);
        const auto left = store.unacknowledged(user, 0, 100).value();
        QCOMPARE(left.size(), 2);
        QCOMPARE(left.at(0).id, all.at(0).id);
        QCOMPARE(store.unacknowledged(user, all.at(0).id, 100).value().first().id, all.at(2).id);
        QCOMPARE(toMillis(*store.byIds({all.at(1).id})->first().readAt), toMillis(someTime(50)));
        QCOMPARE(store.unread(user).value(), 3); // the skipped one is unread, though it is not sent
        CS_OK(store.markRead(user, all.at(2).id, someTime(70)));
        QVERIFY(store.unacknowledged(user, 0, 100)->isEmpty());
    }

    void onlyWhatFailedIsSentAgain()
    {
        StoreFixture fixture;
        NotificationStore store(fixture.connection());
        Notification mail = note(1);
        mail.channel = Channel::Email;
        mail.state = NotificationState::Failed;
        mail.reason = QStringLiteral("550");
        mail.attempts = 3;
        Notification here = note(2);
        here.state = NotificationState::Failed;
        CS_OK(store.add({mail, here, note(3)}));
        NotificationQuery query;
        const auto rows = store.page(query)->rows; // newest first
        CS_FAILS(store.retry(rows.at(2).state == NotificationState::Delivered ? rows.at(2).id : rows.at(0).id, someTime(90)), ErrorKind::Conflict);
        CS_FAILS(store.retry(999, someTime(90)), ErrorKind::NotFound);
        for (const Notification &one : rows) {
            if (one.state != NotificationState::Failed)
                continue;
            const auto again = store.retry(one.id, someTime(90));
            CS_OK(again);
            QCOMPARE(again->state, one.channel == Channel::Email ? NotificationState::Queued : NotificationState::Delivered);
            QCOMPARE(store.byIds({one.id})->first().state, again->state);
            QCOMPARE(store.byIds({one.id})->first().reason, QString());
            CS_FAILS(store.retry(one.id, someTime(91)), ErrorKind::Conflict);
        }
        qint64 failed = 0;
        qint64 total = 0;
        const auto counts = store.counts();
        CS_OK(counts);
        for (const NotificationCount &count : *counts) {
            failed += count.state == NotificationState::Failed ? count.count : 0;
            total += count.count;
        }
        QCOMPARE(failed, 0);
        QCOMPARE(total, 3);
    }
};

QTEST_GUILESS_MAIN(NotificationStoreTest)
#include "tst_notificationstore.moc"
