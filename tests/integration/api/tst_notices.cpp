// SPDX-License-Identifier: GPL-3.0-or-later
// /ws/notifications: each person's own, as they come, until they are acknowledged.
#include "backend/storage/notificationstore.h"
#include "backend/support/json.h"
#include "tests/integration/api/apifixture.h"
#include "tests/support/wsclient.h"

#include <QTest>

using namespace cs;
using cs::test::ApiFixture;
using cs::test::WsClient;

namespace {

const QString kManager = QStringLiteral("MGR001");
const QString kOther = QStringLiteral("MGR002");

} // namespace

class TestNotices : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ApiFixture> m_api;
    int m_number = 0;

    int open(WsClient &client, const QByteArray &token, const QByteArray &path = "/ws/notifications")
    {
        return client.open(m_api->port(), path, token.isEmpty() ? WsClient::Headers{} : WsClient::Headers{{"Authorization", "Bearer " + token}});
    }
    /// Stores so many for that person; `told`: as this process does it, with a word to who listens.
    void add(const QString &user, int count = 1, bool told = true, NotificationState state = NotificationState::Delivered)
    {
        QList<Notification> notes;
        for (int i = 0; i < count; ++i) {
            Notification one;
            one.userId = user;
            one.title = QStringLiteral("Note %1").arg(++m_number);
            one.state = state;
            one.createdAt = m_api->context().clock.now();
            one.businessKey = keyHash({QByteArray::number(m_number)});
            notes.append(one);
        }
        const auto written = m_api->context().writer.submit(storage::Priority::Machine, storage::Durability::Full, [notes](storage::Connection &connection) -> Status {
            CS_TRY(storage::NotificationStore(connection).add(notes));
            return Done{};
        }).result();
        QVERIFY(written.ok());
        if (told)
            Q_EMIT m_api->context().changes.notificationsAdded({user});
    }
    static QByteArray idOf(const std::optional<QByteArray> &message)
    {
        const auto value = json::parse(message.value_or("{}"));
        const json::Value *id = value.ok() ? value->find("id") : nullptr;
        return id != nullptr ? id->text() : QByteArray("none: ") + message.value_or("");
    }
    qint64 unread(const QString &user)
    {
        return m_api->reader().read<qint64>([user](storage::Connection &connection) { return storage::NotificationStore(connection).unread(user); }).result().valueOr(-1);
    }

private Q_SLOTS:
    void init()
    {
        m_api = std::make_unique<ApiFixture>();
        QVERIFY(m_api->start().ok());
    }
    void cleanup() { m_api.reset(); }

    void onlyWithATokenThatHolds()
    {
        WsClient none, wrong, query;
        QCOMPARE(open(none, {}), 401);
        QCOMPARE(open(wrong, "wrong-token"), 401);
        QCOMPARE(open(query, m_api->tokenOf(kManager), "/ws/notifications?from=1"), 400);
        QCOMPARE(m_api->ask("GET", QStringLiteral("/ws/notifications"), kManager).status, 426);
    }

    void whatComesIsSentAndOnlyOnesOwn()
    {
        add(kManager);
        WsClient client;
        QCOMPARE(open(client, m_api->tokenOf(kManager)), 101);
        const auto first = client.read();
        QVERIFY2(first && first->contains("\"title\":\"Note 1\"") && first->contains("\"channel\":\"IN_APP\""), first.value_or("").constData());
        add(kOther);
        add(kManager, 1, true, NotificationState::Skipped);
        add(kManager);
        const auto second = client.read();
        QVERIFY2(second && second->contains("\"title\":\"Note 4\""), second.value_or("").constData());
        add(kManager, 1, false); // another process stored it
        const auto third = client.read();
        QVERIFY2(third && third->contains("\"title\":\"Note 5\""), third.value_or("").constData());
    }

    void whatIsNotAcknowledgedComesAgain()
    {
        add(kManager, 150);
        QByteArrayList ids;
        {
            WsClient client;
            QCOMPARE(open(client, m_api->tokenOf(kManager)), 101);
            for (int i = 0; i < 150; ++i)
                ids.append(idOf(client.read()));
            for (int i = 0; i < 149; ++i)
                QVERIFY(client.send("{\"ack\":" + ids.at(i) + '}'));
            QVERIFY(client.send("{\"ack\":" + ids.first() + '}')); // again changes nothing
            QTRY_COMPARE(unread(kManager), 1);
        }
        WsClient again;
        QCOMPARE(open(again, m_api->tokenOf(kManager)), 101);
        QCOMPARE(idOf(again.read()), ids.last());
        add(kManager);
        QVERIFY(idOf(again.read()).toLongLong() > ids.last().toLongLong());
    }

    void whatCannotBeAcknowledgedIsSaid()
    {
        add(kOther);
        WsClient client;
        QCOMPARE(open(client, m_api->tokenOf(kManager)), 101);
        for (const QByteArray &bad : {QByteArray("{\"ack\":1}"), QByteArray("{\"ack\":9223372036854775807}"), QByteArray("{\"ack\":9223372036854775808}"),
                                      QByteArray("{\"ack\":\"1\"}"), QByteArray("not json"), QByteArray("[]"), QByteArray("{\"ack\":1,\"x\":2}")}) {
            QVERIFY(client.send(bad));
            const auto answer = client.read();
            QVERIFY2(answer && answer->startsWith("{\"success\":false,"), bad.constData());
        }
        QCOMPARE(unread(kOther), 1);
    }
};

QTEST_GUILESS_MAIN(TestNotices)
#include "tst_notices.moc"
