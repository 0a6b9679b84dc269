// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>

namespace cs::test {

/// A payment gateway over HTTP that takes its time: it books at once, each idempotency key once, and answers only while it is told
/// to. Lives on the test's thread, and works while that processes events.
class SlowGateway final
{
public:
    SlowGateway()
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { take(); });
    }
    Q_DISABLE_COPY_MOVE(SlowGateway)

    QByteArray url() const { return "http://127.0.0.1:" + QByteArray::number(m_server.serverPort()); }
    void setAnswering(bool answering) { m_answering = answering; }
    /// Idempotency keys, in the order in which they were asked.
    QList<QByteArray> asked() const { return m_asked; }
    /// Payments by key.
    const QHash<QByteArray, QByteArray> &book() const { return m_book; }

private:
    void take()
    {
        QTcpSocket *socket = m_server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket] { read(socket); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
    void read(QTcpSocket *socket)
    {
        QByteArray &request = m_requests[socket];
        request += socket->readAll();
        const qsizetype body = request.indexOf("\r\n\r\n");
        if (body < 0 || !request.endsWith('}'))
            return;
        const QByteArray key = keyOf(request);
        request.clear();
        m_asked.append(key);
        if (!m_book.contains(key))
            m_book.insert(key, "pay-" + QByteArray::number(m_book.size() + 1));
        if (!m_answering)
            return;
        const QByteArray answer = R"({"status":"success","paymentId":")" + m_book.value(key) + R"("})";
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(answer.size()) + "\r\n\r\n" + answer);
    }
    static QByteArray keyOf(const QByteArray &request)
    {
        for (const QByteArray &line : request.split('\n')) {
            if (line.toLower().startsWith("idempotency-key:"))
                return line.sliced(16).trimmed();
        }
        return {};
    }

    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_requests;
    QList<QByteArray> m_asked;
    QHash<QByteArray, QByteArray> m_book;
    bool m_answering = false;
};

} // namespace cs::test
