// SPDX-License-Identifier: GPL-3.0-or-later
// What the server's WebSockets take, refuse and bound, with a client of Boost.Beast.
#include "backend/api/httpserver.h"
#include "backend/api/websocket.h"
#include "tests/support/wsclient.h"

#include <QSemaphore>
#include <QTest>

using namespace cs;
using namespace cs::api;
using cs::test::WsClient;

namespace {

QSemaphore closed;
QSemaphore greeted; ///< connections that the server has taken over since
std::shared_ptr<SocketOut> newest; ///< of the connection that was opened last

/// Answers each message with as many copies as it says.
class Echo final : public SocketClient
{
public:
    void opened(const std::shared_ptr<SocketOut> &out) override
    {
        newest = m_out = out;
        greeted.release();
    }
    void drained() override {}
    void received(const QByteArray &text) override
    {
        if (text == "end")
            return m_out->close(SocketClose::Policy, "As you wish.");
        const QByteArray copy(1000, 'x');
        for (int i = 0; i < text.toInt(); ++i)
            m_out->send(copy);
    }
    void closed() override { ::closed.release(); }

private:
    std::shared_ptr<SocketOut> m_out;
};

} // namespace

class TestWebSocket : public QObject
{
    Q_OBJECT

private:
    Router m_router;
    std::unique_ptr<HttpServer> m_server;

    void startServer(const HttpLimits &limits = {})
    {
        HttpServer::Config config;
        config.limits = limits;
        m_server = std::make_unique<HttpServer>(config, m_router);
        QVERIFY(m_server->start().ok());
        while (closed.tryAcquire()) { }
        while (greeted.tryAcquire()) { }
    }
    int open(WsClient &client, const WsClient::Headers &headers = {}, int receiveBuffer = 0)
    {
        return client.open(m_server->port(), "/ws", headers, receiveBuffer);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_router.addSocket("/ws", [](const Request &request, std::unique_ptr<SocketClient> *client) {
            if (request.headers.contains("x-refused"))
                return errorAnswer(401, QStringLiteral("No."));
            *client = std::make_unique<Echo>();
            return Answer{};
        });
    }
    void init() { startServer(); }
    void cleanup()
    {
        m_server->stop(); // its thread writes the newest, and outlives neither
        newest.reset();
        m_server.reset();
    }

    void messagesGoBothWaysInOrder()
    {
        WsClient client;
        QCOMPARE(open(client), 101);
        QVERIFY(client.send("3"));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.read().value_or("").size(), 1000);
        QVERIFY(client.send("end"));
        QVERIFY(!client.read());
        QCOMPARE(client.closeCode(), 1008);
        QVERIFY(closed.tryAcquire(1, 10'000));
    }

    void refusalsAreAnswersOfHttp()
    {
        WsClient one, two, three, four;
        const WsClient::Headers refused{{"X-Refused", "1"}};
        const WsClient::Headers origin{{"Origin", "https://evil.example"}};
        const WsClient::Headers host{{"Host", "evil.example"}};
        QCOMPARE(open(one, refused), 401);
        QCOMPARE(open(two, origin), 403);
        QCOMPARE(open(three, host), 421);
        QCOMPARE(four.open(m_server->port(), "/nowhere", {}), 404);
    }

    void oneTooManyIsToldSoAndRoomComesBack()
    {
        HttpLimits limits;
        limits.sockets = 1;
        startServer(limits);
        WsClient first, second, third;
        QCOMPARE(open(first), 101);
        QCOMPARE(open(second), 503);
        first.close();
        QVERIFY(closed.tryAcquire(1, 10'000));
        QCOMPARE(open(third), 101);
    }

    void framesThatMayNotBeCloseTheConnection()
    {
        WsClient tooBig;
        QCOMPARE(open(tooBig), 101);
        tooBig.send(QByteArray(5000, 'x'));
        QVERIFY(!tooBig.read());
        QCOMPARE(tooBig.closeCode(), 1009);
        WsClient binary;
        QCOMPARE(open(binary), 101);
        binary.send("1", false);
        QVERIFY(!binary.read());
        QCOMPARE(binary.closeCode(), 1003);
    }

    void whoTakesNothingIsClosedWithACode()
    {
        HttpLimits limits;
        limits.socketBytes = 1024 * 1024;
        startServer(limits);
        WsClient client;
        QCOMPARE(open(client, {}, 4096), 101);
        QVERIFY(client.send("20000")); // 20 MB, which neither the queue nor the kernel holds
        QVERIFY(client.send("1"));
        const QList<QByteArray> got = client.readToEnd();
        QCOMPARE(client.closeCode(), 1013);
        QVERIFY(got.size() < 20'000);
        for (const QByteArray &one : got)
            QCOMPARE(one.size(), 1000);
        QVERIFY(closed.tryAcquire(1, 10'000));
    }

    void whoSaysNothingIsPingedAndWhoIsGoneIsClosed()
    {
        HttpLimits limits;
        limits.socketIdle = Millis(400);
        startServer(limits);
        WsClient alive, gone;
        QCOMPARE(open(gone), 101); // reads nothing, so answers no ping
        QCOMPARE(open(alive), 101); // reading answers the pings
        QVERIFY(greeted.tryAcquire(2, 10'000)); // a client hears of it first
        std::optional<QByteArray> got;
        std::unique_ptr<QThread> reader(QThread::create([&] { got = alive.read(); }));
        reader->start();
        QVERIFY(closed.tryAcquire(1, 10'000));
        newest->send("still here");
        QVERIFY(reader->wait(15'000));
        QCOMPARE(got.value_or(""), QByteArray("still here"));
    }

    void stopSaysGoodbye()
    {
        WsClient client;
        QCOMPARE(open(client), 101);
        QVERIFY(greeted.tryAcquire(1, 10'000)); // the client hears of it first
        std::unique_ptr<QThread> stopper(QThread::create([this] { m_server->stop(); }));
        stopper->start();
        QVERIFY(!client.read());
        QCOMPARE(client.closeCode(), 1001);
        QVERIFY(stopper->wait(10'000));
    }
};

QTEST_GUILESS_MAIN(TestWebSocket)
#include "tst_websocket.moc"
