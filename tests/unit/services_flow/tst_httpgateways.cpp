// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/httpgateways.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>
#include <mutex>
#include <thread>

using namespace cs;
using namespace cs::services;

namespace {

/// Answers each request with the next of its answers; it has a thread of its own, as the caller waits. No answer: it is silent.
class Gateway final
{
public:
    explicit Gateway(QList<QByteArray> answers) : m_answers(std::move(answers)), m_thread([this] { run(); })
    {
        m_ready.acquire();
    }
    ~Gateway()
    {
        m_stop = true;
        m_thread.join();
    }
    HttpEndpoint endpoint() const
    {
        HttpEndpoint endpoint = HttpEndpoint::fromUrl(QStringLiteral("http://127.0.0.1:%1/api").arg(m_port), "secret", true).value();
        endpoint.timeout = Millis(500);
        return endpoint;
    }
    QByteArray heard()
    {
        const std::lock_guard lock(m_mutex);
        return m_heard;
    }

private:
    void run()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
        m_ready.release();
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        while (!m_stop) {
            if (!server.waitForNewConnection(20))
                continue;
            sockets.emplace_back(server.nextPendingConnection());
            QTcpSocket &socket = *sockets.back();
            QByteArray request;
            while (!request.endsWith("}") && !request.startsWith("GET") && socket.waitForReadyRead(1000))
                request += socket.readAll();
            {
                const std::lock_guard lock(m_mutex);
                m_heard += request;
            }
            if (m_answers.isEmpty())
                continue;
            socket.write(m_answers.takeFirst());
            socket.waitForBytesWritten(1000);
            socket.disconnectFromHost();
        }
        for (const auto &one : sockets)
            one->close();
    }

    QList<QByteArray> m_answers;
    QByteArray m_heard;
    std::mutex m_mutex;
    std::atomic<bool> m_stop = false;
    std::atomic<quint16> m_port = 0;
    QSemaphore m_ready;
    std::thread m_thread;
};

QByteArray answer(const QByteArray &status, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

PaymentRequest somePayment()
{
    return {QStringLiteral("A1:payment"), QStringLiteral("A1"), QStringLiteral("VINET"), Money(2999, Currency()), {}, {}};
}

} // namespace

class HttpGatewaysTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlySafeAddressesAreTaken()
    {
        QVERIFY(HttpEndpoint::fromUrl(QStringLiteral("https://pay.example/v1/"), {}, false).ok());
        for (const char *url : {"http://pay.example", "pay.example", "https://", "ftp://pay.example", "https://me:pw@pay.example", "https://a/?x=1"})
            QVERIFY2(!HttpEndpoint::fromUrl(QString::fromLatin1(url), {}, false).ok(), url);
        QVERIFY(HttpEndpoint::fromUrl(QStringLiteral("http://127.0.0.1:1"), {}, true).ok());
    }

    void theKeyAndTheExactAmountAreSent()
    {
        Gateway gateway({answer("201 Created", R"({"paymentId":"p1","status":"success"})")});
        const auto answers = httpPayments(gateway.endpoint())->pay({somePayment()});
        QCOMPARE(answers.size(), 1);
        QVERIFY(answers.first().result == PaymentAnswer::Result::Paid);
        QCOMPARE(answers.first().paymentId, QStringLiteral("p1"));
        const QByteArray heard = gateway.heard();
        QVERIFY2(heard.startsWith("POST /api/payments "), heard.constData());
        QVERIFY2(heard.toLower().contains("idempotency-key: a1:payment") && heard.contains("Bearer secret"), heard.constData());
        QVERIFY2(heard.contains(R"({"orderId":"A1","customerId":"VINET","amount":29.99,"currency":"USD"})"), heard.constData());
    }

    void answersAreUnderstood_data()
    {
        using Result = PaymentAnswer::Result;
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<int>("result");
        QTest::addRow("pending") << answer("202 Accepted", R"({"paymentId":"p1","status":"pending"})") << int(Result::Pending);
        QTest::addRow("failed") << answer("200 OK", R"({"paymentId":"p1","status":"failed","reason":"no money"})") << int(Result::Refused);
        QTest::addRow("refused") << answer("402 Payment Required", "{}") << int(Result::Refused);
        QTest::addRow("broken") << answer("500 Internal Server Error", "<html>") << int(Result::Unreachable);
        QTest::addRow("too many") << answer("429 Too Many Requests", "{}") << int(Result::Unreachable);
        QTest::addRow("no payment named") << answer("200 OK", R"({"status":"success"})") << int(Result::Unreachable);
        QTest::addRow("not JSON") << answer("200 OK", "success") << int(Result::Unreachable);
        QTest::addRow("elsewhere") << QByteArray("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n") << int(Result::Unreachable);
        QTest::addRow("too long") << answer("200 OK", "{\"paymentId\":\"p1\",\"status\":\"success\",\"x\":\"" + QByteArray(70000, 'x') + "\"}") << int(Result::Unreachable);
    }
    void answersAreUnderstood()
    {
        QFETCH(QByteArray, reply);
        QFETCH(int, result);
        Gateway gateway({reply});
        const PaymentAnswer got = httpPayments(gateway.endpoint())->pay({somePayment()}).value(0);
        QCOMPARE(int(got.result), result);
        QVERIFY(got.result == PaymentAnswer::Result::Pending || !got.reason.isEmpty());
    }

    void whoDoesNotAnswerIsAskedLater()
    {
        Gateway silent({});
        QVERIFY(httpPayments(silent.endpoint())->pay({somePayment()}).value(0).result == PaymentAnswer::Result::Unreachable);
    }

    void aCarrierShipsAndTracks()
    {
        Gateway gateway({answer("201 Created", R"({"trackingNumber":"T 1","carrier":"Post"})"), answer("200 OK", R"({"status":"in_transit","detail":"Hub"})"),
                         answer("200 OK", R"({"status":"delivered"})")});
        const auto carrier = httpCarrier(gateway.endpoint());
        Order order;
        order.id = QStringLiteral("A1");
        order.items = {{QStringLiteral("P1"), {}, 2, Money(1, Currency())}};
        const ShipAnswer shipped = carrier->ship({{QStringLiteral("A1:ship"), order}}).value(0);
        QVERIFY(shipped.result == ShipAnswer::Result::Accepted);
        QCOMPARE(shipped.trackingNumber, QStringLiteral("T 1"));
        QCOMPARE(carrier->track({{shipped.trackingNumber, {}}}).value(0).detail, QStringLiteral("Hub"));
        QVERIFY(carrier->track({{shipped.trackingNumber, {}}}).value(0).result == TrackAnswer::Result::Delivered);
        QVERIFY2(gateway.heard().contains("GET /api/shipments/T%201 "), gateway.heard().constData());
    }
};

QTEST_GUILESS_MAIN(HttpGatewaysTest)
#include "tst_httpgateways.moc"
