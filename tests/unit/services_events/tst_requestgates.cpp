// SPDX-License-Identifier: GPL-3.0-or-later
// What a request passes on its way to people: channels, what they want, summaries, and the service that delivers.
#include "backend/events/codec.h"
#include "backend/services/events/ingestjob.h"
#include "backend/services/notification/announcer.h"
#include "backend/services/notification/digestworker.h"
#include "backend/services/notification/gates.h"
#include "backend/services/notification/handover.h"
#include "backend/services/notification/wishes.h"
#include "backend/storage/noticestore.h"
#include "backend/storage/peoplestore.h"
#include "tests/unit/services_orders/servicesfixture.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;
using storage::Connection;
using storage::NoticeStore;
using storage::PreferenceStore;
using namespace std::chrono_literals;

namespace {

const Place kPlace{QStringLiteral("group"), {}, true, false};

/// A store, and requests that come to it.
class Rig final
{
public:
    ServicesFixture f;

    Rig() { m_book.reset({}); }
    void handOver(const QList<Channel> &channels) { f.context.handOver = channels; }
    void write(const std::function<Status(Connection &)> &job)
    {
        const Status done = f.writer.submit(storage::Priority::Machine, storage::Durability::Full, job).result();
        QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().message));
    }
    void prefer(const QString &user, Channel channel, bool wanted, const QString &category = {})
    {
        write([=](Connection &connection) { return PreferenceStore(connection).put({user, channel, category, wanted}); });
    }
    void address(const QString &user, const QString &address)
    {
        write([=](Connection &connection) { return PreferenceStore(connection).putAddress(user, Channel::Email, address); });
    }
    void request(const QByteArray &eventId, const QByteArray &more, const char *topic = "NOTIFICATION_REQUEST_TOPIC")
    {
        events::Record record;
        record.topic = QString::fromLatin1(topic);
        record.partition = 0;
        record.offset = m_offset++;
        const QByteArray at = QByteArray::number(toMillis(f.clock.now()));
        record.value = R"({"eventId":")" + eventId + R"(","timestamp":)" + at + R"(,"tenantId":7,)" + more + "}";
        const PreparedRecord prepared = prepareRecord(record, kPlace, f.context, f.clock.now());
        QVERIFY2(prepared.logged.badCode.isEmpty(), qPrintable(prepared.logged.badMessage));
        m_book.take(record, false);
        const Result<Directory> people = Directory::read(f.reading());
        QVERIFY(people.ok());
        PreparedBatch batch = prepareBatch({prepared}, std::make_shared<const Directory>(*people), kPlace, f.context, f.clock.now());
        batch.steps = m_book.steps();
        write([&](Connection &connection) -> Status {
            CS_TRY(storeBatch(connection, batch, kPlace, f.context));
            return Done{};
        });
    }
    /// How many came to their end.
    qint64 deliver()
    {
        const Result<qint64> announced = Announcer(f.context).look();
        return announced.ok() ? HandOver(f.context).look().valueOr(-1) : -1;
    }
    /// "user CHANNEL state reason", in the order of the rows.
    QStringList told()
    {
        storage::NotificationQuery query;
        QStringList lines;
        const auto page = storage::NotificationStore(f.reading()).page(query).value();
        for (const Notification &one : page.rows)
            lines.prepend(QStringLiteral("%1 %2 %3 %4").arg(one.userId, channelName(one.channel), notificationStateName(one.state), one.reason).trimmed());
        return lines;
    }
    /// The values for a topic with that part, as they wait in the outbox.
    QList<QByteArray> written(const char *topic, QByteArrayView part = {})
    {
        QList<QByteArray> values;
        const auto rows = storage::OutboxStore(f.reading()).pending(0, 100).value();
        for (const storage::OutboxRow &row : rows) {
            if (row.record.topic == QLatin1String(topic) && row.record.value->contains(part))
                values.append(*row.record.value);
        }
        return values;
    }

private:
    OffsetBook m_book;
    qint64 m_offset = 0;
};

QByteArray create(const QByteArray &to, const QByteArray &channels, const QByteArray &priority = "HIGH", const QByteArray &more = {})
{
    return R"("eventType":"CREATE_NOTIFICATION","title":"Stock <low>","message":"Line 1\nLine 2","type":"ALERT","category":"stock",)"
        + QByteArray(R"("priority":")") + priority + R"(","sourceService":"stock","sourceEventId":"s1","metadata":{"a":9007199254740993},)"
        + to + R"(,"channels":[)" + channels + "]" + more;
}

} // namespace

class TestRequestGates final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherServiceIsAsked();
    void whoHasNoAddressIsSkipped();
    void whatExpiresWhileItWaitsIsNotHandedOver();
    void eachRecipientHasAnOutcome();
    void whatAPersonDoesNotWantIsSkipped();
    void whatAPersonChoseIsAdded();
    void lowPriorityWaitsForTheSummaryOfAnAdmin();
    void theWordsOfARequestAreKept();
    void severalProcessesAskOnce();
    void aPersonSaysHowTheyAreTold();
};

void TestRequestGates::anotherServiceIsAsked()
{
    Rig rig;
    rig.handOver({Channel::Email, Channel::Push});
    rig.address(QStringLiteral("5"), QStringLiteral("five@example.org"));
    rig.request("r1", create(R"("userId":5)", R"("EMAIL","PUSH","SMS")", "CRITICAL", R"(,"templateCode":"T1","templateVars":{"x":1})"));
    QCOMPARE(rig.told(), (QStringList{QStringLiteral("5 EMAIL queued"), QStringLiteral("5 PUSH queued"), QStringLiteral("5 SMS skipped SMS is not set up")}));
    QCOMPARE(HandOver(rig.f.context).look().value(), 0); // the announcer comes first, else it would tell of their end once more
    QCOMPARE(rig.deliver(), 2);
    QCOMPARE(rig.deliver(), 0);
    QCOMPARE(rig.told().at(0), QStringLiteral("5 EMAIL sent handed over to EMAIL_REQUEST_TOPIC"));
    QCOMPARE(rig.told().at(1), QStringLiteral("5 PUSH sent handed over to PUSH_REQUEST_TOPIC"));
    const QList<QByteArray> mails = rig.written("EMAIL_REQUEST_TOPIC");
    QCOMPARE(mails.size(), 1);
    for (const char *part : {R"("to":["five@example.org"],"subject":"Stock <low>","body":"Line 1\nLine 2","bodyHtml":"<p>Line 1<br>Line 2</p>")",
                             R"("templateCode":"T1","templateVars":{"x":1},"notificationId":1,"tenantId":7,"priority":"HIGH"})"})
        QVERIFY2(mails.first().contains(part), mails.first().constData());
    const QList<QByteArray> pushes = rig.written("PUSH_REQUEST_TOPIC");
    QCOMPARE(pushes.size(), 1);
    QVERIFY2(pushes.first().contains(R"("userId":5,"title":"Stock <low>","body":"Line 1\nLine 2","data":{"a":9007199254740993},"notificationId":2)"),
             pushes.first().constData());
    const QList<QByteArray> outcomes = rig.written("NOTIFICATION_DELIVERED_TOPIC");
    QCOMPARE(outcomes.size(), 3);
    for (const char *channel : {R"("channel":"EMAIL")", R"("channel":"PUSH")", R"("channel":"SMS")"})
        QCOMPARE(rig.written("NOTIFICATION_DELIVERED_TOPIC", channel).size(), 1);
    QVERIFY(rig.written("NOTIFICATION_DELIVERED_TOPIC", R"("channel":"EMAIL")").first().contains(R"("state":"DELIVERED","attempts":1)"));
}

void TestRequestGates::whoHasNoAddressIsSkipped()
{
    Rig rig;
    rig.handOver({Channel::Email});
    rig.request("r1", create(R"("userIds":[5,6],"userRef":"six@example.org")", R"("EMAIL")"));
    QCOMPARE(rig.deliver(), 3);
    QStringList told = rig.told();
    told.sort();
    QCOMPARE(told, (QStringList{QStringLiteral("5 EMAIL skipped no address: 5 has no e-mail address"), QStringLiteral("6 EMAIL skipped no address: 6 has no e-mail address"),
                                QStringLiteral("six@example.org EMAIL sent handed over to EMAIL_REQUEST_TOPIC")}));
    QCOMPARE(rig.written("NOTIFICATION_DELIVERED_TOPIC", R"("state":"SKIPPED")").size(), 2);
}

void TestRequestGates::whatExpiresWhileItWaitsIsNotHandedOver()
{
    Rig rig;
    rig.handOver({Channel::Push});
    const QByteArray soon = QByteArray::number(toMillis(rig.f.clock.now() + 1min));
    rig.request("r1", create(R"("userId":5)", R"("PUSH")", "HIGH", R"(,"expiresAt":)" + soon));
    rig.f.clock.advance(2min);
    QCOMPARE(rig.deliver(), 1);
    QCOMPARE(rig.told(), QStringList{QStringLiteral("5 PUSH expired expired while it waited")});
    QVERIFY(rig.written("PUSH_REQUEST_TOPIC").isEmpty());
    QVERIFY(rig.written("NOTIFICATION_DELIVERED_TOPIC").first().contains(R"("state":"EXPIRED")"));
}

void TestRequestGates::eachRecipientHasAnOutcome()
{
    Rig rig;
    rig.prefer(QStringLiteral("6"), Channel::InApp, false);
    rig.request("r1", create(R"("userIds":[5,6])", R"("IN_APP","EMAIL")"));
    const auto outcomes = NoticeStore(rig.f.reading()).outcomes(QStringLiteral("r1"), 100);
    CS_OK(outcomes);
    QStringList lines;
    for (const storage::NoticeOutcome &one : *outcomes)
        lines.append(QStringLiteral("%1 %2 %3").arg(one.userId, channelName(one.channel), notificationStateName(one.state)));
    lines.sort();
    QCOMPARE(lines, (QStringList{QStringLiteral("5 EMAIL skipped"), QStringLiteral("5 IN_APP delivered"), QStringLiteral("6 EMAIL skipped"), QStringLiteral("6 IN_APP skipped")}));
}

void TestRequestGates::whatAPersonDoesNotWantIsSkipped()
{
    Rig rig;
    rig.handOver({Channel::Email});
    rig.prefer(QStringLiteral("5"), Channel::Email, false);
    rig.prefer(QStringLiteral("5"), Channel::Email, true, QStringLiteral("stock")); // a category's own word wins
    rig.prefer(QStringLiteral("6"), Channel::InApp, false, QStringLiteral("task"));
    rig.request("r1", create(R"("userId":5)", R"("EMAIL")"));
    rig.request("r2", R"("eventType":"TASK_ASSIGNED","taskId":1,"taskTitle":"Count","userId":1,"assignedTo":6,"assignedBy":3,"priority":"HIGH")", "TASK_EVENT_TOPIC");
    rig.request("r3", create(R"("userId":6)", R"("IN_APP")"));
    QCOMPARE(rig.told(), (QStringList{QStringLiteral("5 EMAIL queued"), QStringLiteral("6 IN_APP skipped preference: 6 does not want this by IN_APP"),
                                      QStringLiteral("6 IN_APP delivered")}));
}

void TestRequestGates::whatAPersonChoseIsAdded()
{
    Rig rig;
    rig.handOver({Channel::Email});
    rig.prefer(QStringLiteral("6"), Channel::Email, true);
    rig.request("r1", R"("eventType":"TASK_ASSIGNED","taskId":1,"taskTitle":"Count","userId":1,"assignedTo":6,"assignedBy":3,"priority":"HIGH")", "TASK_EVENT_TOPIC");
    rig.request("r2", create(R"("userId":6)", R"("IN_APP")")); // the sender has named the channel
    QCOMPARE(rig.told(), (QStringList{QStringLiteral("6 IN_APP delivered"), QStringLiteral("6 EMAIL queued"), QStringLiteral("6 IN_APP delivered")}));
}

void TestRequestGates::lowPriorityWaitsForTheSummaryOfAnAdmin()
{
    Rig rig;
    rig.write([](Connection &connection) {
        return storage::PeopleStore(connection).putUsers({{kAdmin.userId, QStringLiteral("Ada"), Role::Admin, {}, false}});
    });
    rig.request("r1", create(R"("userRef":")" + kAdmin.userId.toUtf8() + R"(")", R"("IN_APP")", "LOW"));
    rig.request("r2", create(R"("userId":5)", R"("IN_APP")", "LOW")); // in-app notifications reach people at once
    rig.request("r3", create(R"("userRef":")" + kAdmin.userId.toUtf8() + R"(")", R"("IN_APP")", "CRITICAL"));
    QCOMPARE(rig.told(), (QStringList{kAdmin.userId + QStringLiteral(" IN_APP digested low priority: told in a summary"), QStringLiteral("5 IN_APP delivered"),
                                      kAdmin.userId + QStringLiteral(" IN_APP delivered")}));
    rig.f.clock.advance(15min);
    QCOMPARE(DigestWorker(rig.f.context).look().value(), 1);
    storage::NotificationQuery query;
    query.userId = kAdmin.userId;
    const Notification summary = storage::NotificationStore(rig.f.reading()).page(query).value().rows.first();
    QCOMPARE(summary.title, QStringLiteral("1 notification of low priority"));
    QCOMPARE(summary.message, QStringLiteral("CREATE_NOTIFICATION: Stock <low>."));
}

void TestRequestGates::theWordsOfARequestAreKept()
{
    Rig rig;
    rig.request("r1", create(R"("userId":5)", R"("IN_APP")", "URGENT", R"(,"actionUrl":"https://example.org/x")"));
    const auto details = NoticeStore(rig.f.reading()).details({1});
    CS_OK(details);
    const auto one = details->value(1);
    QVERIFY(one);
    QCOMPARE(one->priority, NoticePriority::High);
    QCOMPARE(one->category, QStringLiteral("stock"));
    QCOMPARE(one->tenantId, 7);
    QCOMPARE(one->metadata, QByteArrayLiteral(R"({"a":9007199254740993})"));
    QCOMPARE(one->actionUrl, QStringLiteral("https://example.org/x"));
    QCOMPARE(one->sourceEvent, QStringLiteral("r1"));
}

void TestRequestGates::severalProcessesAskOnce()
{
    Rig rig;
    rig.handOver({Channel::Push});
    for (int i = 0; i < 20; ++i)
        rig.request("r" + QByteArray::number(i), create(R"("userId":5)", R"("PUSH")"));
    const QList<qint64> queued = NoticeStore(rig.f.reading()).queued(Channel::Push, 100).value();
    QCOMPARE(queued.size(), 20);
    Notification taken = storage::NotificationStore(rig.f.reading()).byIds({queued.first()}).value().first();
    taken.state = NotificationState::Sent;
    rig.write([taken](Connection &connection) -> Status { // by another process, after this one has looked
        CS_TRY(NoticeStore(connection).finish(taken));
        const Result<bool> again = NoticeStore(connection).finish(taken);
        return again.ok() && !*again ? Status(Done{}) : Status(Error::fatal(QStringLiteral("it was ended twice")));
    });
    QCOMPARE(rig.deliver(), 19);
    QCOMPARE(rig.written("PUSH_REQUEST_TOPIC").size(), 19);
    QCOMPARE(rig.f.reading().selectText(QStringLiteral("SELECT n FROM notification_counts WHERE channel = 3 AND state = 4"), {})->first().first().toInt(), 20);
}

void TestRequestGates::aPersonSaysHowTheyAreTold()
{
    Rig rig;
    rig.handOver({Channel::Email});
    StoreReader reader(rig.f.store.config());
    const Wishes wishes{kSales.userId, {{Channel::InApp, false}, {Channel::Email, true}}, QStringLiteral("emp@example.org")};
    QCOMPARE(saveWishes(rig.f.context, wishes, kManager).result().error().kind, ErrorKind::Forbidden); // another's
    Wishes odd = wishes;
    odd.email = QStringLiteral("emp@@example.org");
    QCOMPARE(saveWishes(rig.f.context, odd, kSales).result().error().kind, ErrorKind::Invalid);
    CS_OK(saveWishes(rig.f.context, wishes, kSales).result());
    QCOMPARE(rig.f.audit().last(), QStringLiteral("preferences.save EMP01 EMP01"));
    QVERIFY(rig.f.auditVerifies());
    const auto read = readWishes(reader, kSales.userId).result();
    CS_OK(read);
    QCOMPARE(read->channels, wishes.channels);
    QCOMPARE(read->email, wishes.email);
    rig.request("r1", create(R"("userRef":"EMP01")", {}));
    QCOMPARE(rig.told(), (QStringList{QStringLiteral("EMP01 IN_APP skipped preference: EMP01 does not want this by IN_APP"), QStringLiteral("EMP01 EMAIL queued")}));
    CS_OK(saveWishes(rig.f.context, {kSales.userId, {}, {}}, kAdmin).result()); // as usual again
    rig.request("r2", create(R"("userRef":"EMP01")", {}));
    QCOMPARE(rig.told().last(), QStringLiteral("EMP01 IN_APP delivered"));
}

QTEST_GUILESS_MAIN(TestRequestGates)
#include "tst_requestgates.moc"
