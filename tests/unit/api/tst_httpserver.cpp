// SPDX-License-Identifier: GPL-3.0-or-later
// What the HTTP server takes and refuses, over real sockets.
#include "tests/unit/api/httpfixture.h"

#include <QTest>

using namespace cs;
using namespace cs::api;
using cs::test::RawClient;

class TestHttpServer : public test::HttpFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        startServer();
        QVERIFY(m_started);
    }
    void cleanup() { m_server.reset(); }

    void answersCarryTheHeadersThatKeepBrowsersOut()
    {
        const QByteArray answer = ask(get("/hello/a%20b"));
        QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
        QVERIFY(answer.endsWith("\"a b\""));
        for (const char *header : {"Content-Type: application/json; charset=utf-8\r\n", "X-Content-Type-Options: nosniff\r\n", "Cache-Control: no-store\r\n"})
            QVERIFY2(answer.contains(header), header);
    }

    void onlyItsOwnHostsAndOriginsAreAnswered_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("status");
        const QByteArray port = "PORT";
        QTest::newRow("address") << QByteArray("Host: 127.0.0.1:PORT\r\n") << 200;
        QTest::newRow("v6") << QByteArray("Host: [::1]:PORT\r\n") << 200;
        QTest::newRow("case") << QByteArray("Host: LocalHost:PORT\r\n") << 200;
        QTest::newRow("configured") << QByteArray("Host: console.example:8443\r\n") << 200;
        QTest::newRow("foreign") << QByteArray("Host: evil.example:PORT\r\n") << 421;
        QTest::newRow("no port") << QByteArray("Host: localhost\r\n") << 421;
        QTest::newRow("prefix") << QByteArray("Host: localhost:PORT.evil.example\r\n") << 421;
        QTest::newRow("none") << QByteArray("Accept: */*\r\n") << 400;
        QTest::newRow("two") << QByteArray("Host: localhost:PORT\r\nHost: evil.example\r\n") << 400;
        QTest::newRow("own origin") << QByteArray("Host: localhost:PORT\r\nOrigin: http://localhost:PORT\r\n") << 200;
        QTest::newRow("foreign origin") << QByteArray("Host: localhost:PORT\r\nOrigin: https://evil.example\r\n") << 403;
        QTest::newRow("null origin") << QByteArray("Host: localhost:PORT\r\nOrigin: null\r\n") << 403;
    }
    void onlyItsOwnHostsAndOriginsAreAnswered()
    {
        QFETCH(QByteArray, headers);
        QFETCH(int, status);
        headers.replace("PORT", QByteArray::number(m_server->port()));
        const QByteArray answer = ask("GET /hello/x HTTP/1.1\r\n" + headers + "\r\n");
        QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status)), answer.constData());
    }

    void whatIsNotThereIsSaidInJson_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("404") << QByteArray("GET /nowhere HTTP/1.1\r\nHOST\r\n") << QByteArray("404 Not Found");
        QTest::newRow("404 body") << QByteArray("GET /nowhere HTTP/1.1\r\nHOST\r\n") << QByteArray("{\"success\":false,\"message\":\"There is no such path.\",\"errors\":[]}");
        QTest::newRow("405") << QByteArray("DELETE /hello/x HTTP/1.1\r\nHOST\r\n") << QByteArray("Allow: GET, HEAD\r\n");
        QTest::newRow("415") << QByteArray("POST /echo HTTP/1.1\r\nHOSTContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}") << QByteArray("415 ");
        QTest::newRow("encoding") << QByteArray("GET /hello/%zz HTTP/1.1\r\nHOST\r\n") << QByteArray("404 ");
        QTest::newRow("nul") << QByteArray("GET /hello/%00 HTTP/1.1\r\nHOST\r\n") << QByteArray("404 ");
        QTest::newRow("query") << QByteArray("GET /hello/x?a=%ff HTTP/1.1\r\nHOST\r\n") << QByteArray("400 ");
        QTest::newRow("no http") << QByteArray("hello there\r\n\r\n") << QByteArray("400 Bad Request");
        QTest::newRow("version") << QByteArray("GET / HTTP/3.7\r\nHOST\r\n") << QByteArray("505 ");
        QTest::newRow("smuggling") << QByteArray("POST /echo HTTP/1.1\r\nHOSTContent-Type: application/json\r\nContent-Length: 4\r\n"
                                                 "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n") << QByteArray("400 ");
        QTest::newRow("two lengths") << QByteArray("POST /echo HTTP/1.1\r\nHOSTContent-Length: 4\r\nContent-Length: 5\r\n\r\n") << QByteArray("400 ");
        QTest::newRow("long header") << "GET /hello/x HTTP/1.1\r\nHOSTX-Long: " + QByteArray(20'000, 'x') + "\r\n\r\n" << QByteArray("431 ");
        QTest::newRow("exception") << QByteArray("GET /throw HTTP/1.1\r\nHOST\r\n") << QByteArray("500 ");
    }
    void whatIsNotThereIsSaidInJson()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, part);
        const QByteArray answer = ask(request.replace("HOST", host()));
        QVERIFY2(answer.contains(part), answer.constData());
        QVERIFY(answer.contains("{\"success\":false,\"message\":\""));
    }

    void headHasTheLengthAndNoBody()
    {
        RawClient client(m_server->port());
        client.send("HEAD /hello/abc HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n");
        const QByteArray answer = client.readToEnd();
        QVERIFY(answer.contains("Content-Length: 5\r\n"));
        QVERIFY(answer.endsWith("\r\n\r\n"));
    }

    void aConnectionServesManyRequestsAndPipelinesInOrder()
    {
        RawClient client(m_server->port());
        client.send(get("/hello/1"));
        QVERIFY(client.readAnswer().endsWith("\"1\""));
        client.send(post("/echo", "[2]") + get("/hello/3") + get("/nowhere") + post("/echo", "[5]"));
        QVERIFY(client.readAnswer().endsWith("[2]"));
        QVERIFY(client.readAnswer().endsWith("\"3\""));
        QVERIFY(client.readAnswer().startsWith("HTTP/1.1 404"));
        QVERIFY(client.readAnswer().endsWith("[5]"));
        client.send(get("/hello/6", "Connection: close\r\n"));
        QVERIFY(client.readAnswer().contains("Connection: close"));
        QVERIFY(client.waitForClose());
    }

    void chunkedBodiesAndExpectAreTaken()
    {
        RawClient client(m_server->port());
        const QByteArray head = "POST /echo HTTP/1.1\r\n" + host() + "Content-Type: application/json; charset=utf-8\r\nTransfer-Encoding: chunked\r\n";
        client.send(head + "\r\n2\r\n[1\r\n1\r\n]\r\n0\r\n\r\n");
        QVERIFY(client.readAnswer().endsWith("[1]"));
        client.send(head + "Expect: 100-continue\r\n\r\n");
        QCOMPARE(client.readUntil("\r\n\r\n"), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
        client.send("3\r\n[2]\r\n0\r\n\r\n");
        QVERIFY(client.readAnswer().endsWith("[2]"));
    }

    void aBodyThatIsTooLongIsAnsweredReadably()
    {
        const QByteArray tenMiB(10 * 1024 * 1024, ' ');
        RawClient announced(m_server->port());
        announced.send(post("/echo", tenMiB));
        const QByteArray answer = announced.readAnswer();
        QVERIFY2(answer.startsWith("HTTP/1.1 413 "), answer.left(200).constData());
        QVERIFY(answer.endsWith("{\"success\":false,\"message\":\"The body is longer than 1048576 bytes.\",\"errors\":[]}"));

        RawClient chunked(m_server->port());
        chunked.send("POST /echo HTTP/1.1\r\n" + host() + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\na00000\r\n" + tenMiB + "\r\n0\r\n\r\n");
        QVERIFY(chunked.readAnswer().startsWith("HTTP/1.1 413 "));
    }

    void whatIsOpenIsAnsweredWhileAllHandlersWait()
    {
        std::vector<std::unique_ptr<RawClient>> busy;
        for (int i = 0; i < HttpLimits().handlers; ++i) {
            busy.push_back(std::make_unique<RawClient>(m_server->port()));
            busy.back()->send(get("/wait"));
        }
        QVERIFY(m_entered.tryAcquire(HttpLimits().handlers, 5000));
        QVERIFY(ask(get("/open")).startsWith("HTTP/1.1 200"));
        m_release.release(HttpLimits().handlers);
        for (const auto &client : busy)
            QVERIFY(client->readAnswer().startsWith("HTTP/1.1 200"));
    }

    void aCompressedBodyIsRefused()
    {
        QVERIFY(ask(post("/echo", "{}", "Content-Encoding: gzip\r\n")).startsWith("HTTP/1.1 415"));
        QVERIFY(ask(post("/echo", "{}", "Content-Encoding: identity\r\n")).startsWith("HTTP/1.1 200"));
    }

    void stopWaitsForWhatIsUnderWay()
    {
        RawClient client(m_server->port());
        RawClient idle(m_server->port());
        client.send(get("/wait"));
        QVERIFY(m_entered.tryAcquire(1, 5000));
        std::unique_ptr<QThread> stopper(QThread::create([this] { m_server->stop(); }));
        stopper->start();
        QVERIFY(idle.waitForClose());
        m_release.release();
        QVERIFY(client.readAnswer().startsWith("HTTP/1.1 200"));
        QVERIFY(client.waitForClose());
        QVERIFY(stopper->wait(5000));
    }

    void aPortThatIsTakenIsNamed()
    {
        HttpServer::Config config;
        config.port = m_server->port();
        HttpServer second(config, m_router);
        const Status status = second.start();
        QVERIFY(!status.ok());
        QVERIFY(status.error().message.contains(QString::number(config.port)));
        QVERIFY(status.error().message.contains(QStringLiteral("--port")));
    }
};

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
