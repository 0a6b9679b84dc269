// SPDX-License-Identifier: GPL-3.0-or-later
// Requests whose body comes, and whose answer goes, while they are worked off.
#include "tests/unit/api/httpfixture.h"

#include <QTest>

using namespace cs;
using namespace cs::api;
using cs::test::RawClient;

class TestHttpStreams : public test::HttpFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        startServer();
        QVERIFY(m_started);
    }
    void cleanup() { m_server.reset(); }

    void aStreamAnswersWhileItIsSent()
    {
        RawClient client(m_server->port());
        const QByteArray head = "POST /lines HTTP/1.1\r\n" + host() + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
        client.send(head + "2\r\na\n\r\n");
        QVERIFY(client.readUntil("<a>\r\n").endsWith("3\r\n<a>\r\n"));
        client.send("2\r\nb\n\r\n1\r\nc\r\n0\r\n\r\n");
        const QByteArray rest = client.readUntil("\r\n0\r\n\r\n");
        QVERIFY2(rest.contains("<b>") && rest.contains("<c>"), rest.constData());
        client.send(get("/hello/next"));
        QVERIFY(client.readAnswer().endsWith("\"next\""));
    }

    void aStreamMayBeLongerThanAnyOtherBody()
    {
        RawClient client(m_server->port());
        QByteArray lines;
        for (int i = 0; i < 200'000; ++i)
            lines += "0123456789\n";
        client.send("POST /lines HTTP/1.1\r\n" + host() + "Content-Type: application/x-ndjson\r\nConnection: close\r\nContent-Length: "
                    + QByteArray::number(lines.size()) + "\r\n\r\n" + lines);
        QCOMPARE(client.readToEnd().count("<"), 200'000);
    }

    void aRefusedStreamIsAnsweredBeforeItIsRead()
    {
        RawClient client(m_server->port());
        client.send("POST /refusing HTTP/1.1\r\n" + host() + "Content-Type: application/x-ndjson\r\nContent-Length: 4000000\r\n\r\n" + QByteArray(2'000'000, 'x'));
        const QByteArray answer = client.readAnswer();
        QVERIFY2(answer.startsWith("HTTP/1.1 401 "), answer.constData());
        QVERIFY(answer.contains("Connection: close"));
    }

    void anAbortIsNoEnd()
    {
        char byte = 0;
        BodyStream ended([] {});
        ended.push("x");
        ended.pushEnd();
        QCOMPARE(ended.read(&byte, 1), 1);
        QCOMPARE(ended.read(&byte, 1), 0);
        QVERIFY(ended.atEnd());
        BodyStream aborted([] {});
        aborted.push("x");
        aborted.abort();
        QCOMPARE(aborted.read(&byte, 1), -1);
    }

    void aStreamWhoseClientGoesEndsItsHandler()
    {
        {
            RawClient client(m_server->port());
            client.send("POST /lines HTTP/1.1\r\n" + host() + "Content-Type: application/x-ndjson\r\nContent-Length: 100\r\n\r\na\n");
            QVERIFY(client.readUntil("<a>").endsWith("<a>"));
        }
        m_server.reset(); // joins the handlers: this would hang
    }
};

QTEST_GUILESS_MAIN(TestHttpStreams)
#include "tst_httpstreams.moc"
