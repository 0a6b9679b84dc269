// SPDX-License-Identifier: GPL-3.0-or-later
// How long the HTTP server waits for a client, and how many it keeps.
#include "backend/api/bodypace.h"
#include "tests/unit/api/httpfixture.h"

#include <QScopeGuard>
#include <QTest>

using namespace cs;
using namespace cs::api;
using cs::test::RawClient;

class TestHttpLimits : public test::HttpFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        startServer();
        QVERIFY(m_started);
    }
    void cleanup() { m_server.reset(); }

    void whoDawdlesIsClosed()
    {
        HttpLimits limits;
        limits.header = Millis(150);
        limits.body = Millis(150);
        limits.idle = Millis(150);
        startServer(limits);
        RawClient slowHeader(m_server->port());
        slowHeader.send("GET /hello/x HTTP/1.1\r\nHos");
        QVERIFY(slowHeader.readAnswer().startsWith("HTTP/1.1 408 Request Timeout\r\n"));
        QVERIFY(slowHeader.waitForClose());
        RawClient slowBody(m_server->port());
        slowBody.send("POST /echo HTTP/1.1\r\n" + host() + "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
        QVERIFY(slowBody.readAnswer().startsWith("HTTP/1.1 408 Request Timeout\r\n"));
        QVERIFY(slowBody.waitForClose());
        RawClient idle(m_server->port());
        idle.send(get("/hello/x"));
        QVERIFY(idle.readAnswer().startsWith("HTTP/1.1 200"));
        QVERIFY(idle.waitForClose());
        RawClient silent(m_server->port());
        QVERIFY(silent.waitForClose());
    }

    void aByteNowAndThenIsNotEnough_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<QByteArray>("piece");
        const QByteArray sized = "Content-Length: 100000\r\n\r\n", chunked = "Transfer-Encoding: chunked\r\n\r\n";
        const QByteArray echo = "POST /echo HTTP/1.1\r\nHOSTContent-Type: application/json\r\n";
        const QByteArray whole = "POST /whole HTTP/1.1\r\nHOSTContent-Type: application/x-ndjson\r\n";
        QTest::newRow("head") << QByteArray("GET /hello/x HTTP/1.1\r\nX-Long: ") << QByteArray("x");
        QTest::newRow("body") << echo + sized << QByteArray(" ");
        QTest::newRow("chunks") << echo + chunked << QByteArray("1\r\n \r\n");
        QTest::newRow("chunk's head") << echo + chunked + "1;" << QByteArray("x");
        QTest::newRow("stream") << whole + sized << QByteArray("\n");
        QTest::newRow("stream's chunks") << whole + chunked << QByteArray("1\r\n\n\r\n");
    }
    void aByteNowAndThenIsNotEnough()
    {
        QFETCH(QByteArray, begin);
        QFETCH(const QByteArray, piece);
        HttpLimits limits;
        limits.header = limits.body = Millis(300);
        startServer(limits);
        RawClient client(m_server->port());
        client.send(begin.replace("HOST", host()));
        bool heard = false;
        for (int i = 0; i < 100 && !heard; ++i) { // few bytes a second, for longer than a silent client would get
            client.send(piece);
            heard = client.waitForSome(20);
        }
        QVERIFY(heard);
        QVERIFY(client.readAnswer().startsWith("HTTP/1.1 408 Request Timeout\r\n"));
        QVERIFY(client.waitForClose());
    }

    void aBodyThatKeepsTheRateHasAllTheTimeItNeeds()
    {
        using std::chrono::seconds;
        BodyPace slow(Millis(30'000), 1024);
        for (int hour = 0; hour < 60; ++hour) {
            slow.count(seconds(60), 60 * 1024);
            QCOMPARE(slow.patience(), BodyPace::Time(seconds(30)));
        }
        slow.count(seconds(29), 1);
        QVERIFY(slow.patience() > seconds(1) && slow.patience() < Millis(1001));
        slow.count(seconds(29), 1);
        QCOMPARE(slow.patience(), BodyPace::Time(0));
        slow.count(seconds(0), 1024 * 1024 * 1024); // what was quick once is no credit for later
        QCOMPARE(slow.patience(), BodyPace::Time(seconds(30)));
    }

    void oneConnectionTooManyIsToldSo()
    {
        HttpLimits limits;
        limits.connections = 2;
        limits.reclaim = limits.idle;
        startServer(limits);
        RawClient first(m_server->port());
        RawClient second(m_server->port());
        first.send(get("/hello/1"));
        second.send(get("/hello/2"));
        QVERIFY(first.readAnswer().endsWith("\"1\""));
        QVERIFY(second.readAnswer().endsWith("\"2\""));
        RawClient third(m_server->port());
        third.send(get("/hello/3"));
        const QByteArray answer = third.readAnswer();
        QVERIFY2(answer.startsWith("HTTP/1.1 503 "), answer.constData());
        QVERIFY(answer.contains("Retry-After: 1\r\n"));
        first.send(get("/hello/4"));
        QVERIFY(first.readAnswer().endsWith("\"4\""));
    }

    void whoIsIdleLongestMakesRoom()
    {
        HttpLimits limits;
        limits.connections = 3;
        limits.reclaim = Millis(0);
        startServer(limits);
        RawClient busy(m_server->port());
        busy.send(get("/wait"));
        QVERIFY(m_entered.tryAcquire(1, 10'000));
        auto freed = qScopeGuard([this] { m_release.release(); });
        RawClient silent(m_server->port()), idle(m_server->port());
        idle.send(get("/hello/1"));
        QVERIFY(idle.readAnswer().endsWith("\"1\""));
        RawClient fourth(m_server->port());
        fourth.send(get("/hello/4"));
        QVERIFY(fourth.readAnswer().endsWith("\"4\""));
        QVERIFY(silent.waitForClose());
        idle.send(get("/hello/2"));
        QVERIFY(idle.readAnswer().endsWith("\"2\""));
        freed.dismiss();
        m_release.release();
        QVERIFY(busy.readAnswer().startsWith("HTTP/1.1 200 "));
    }
};

QTEST_GUILESS_MAIN(TestHttpLimits)
#include "tst_httplimits.moc"
