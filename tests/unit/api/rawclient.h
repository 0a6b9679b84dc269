// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>

namespace cs::test {

/// A socket that says exactly what it is told, so that a test can be a bad client.
class RawClient final
{
public:
    explicit RawClient(quint16 port)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket.waitForConnected(5000);
    }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(5000)) { }
    }

    /// What came until `end` was seen, or the server closed (then all of it).
    QByteArray readUntil(const QByteArray &end)
    {
        while (!m_got.contains(end) && more()) { }
        const qsizetype at = m_got.indexOf(end);
        const QByteArray taken = at < 0 ? m_got : m_got.left(at + end.size());
        m_got.remove(0, taken.size());
        return taken;
    }

    /// One answer with its body by Content-Length: head and body.
    QByteArray readAnswer()
    {
        const QByteArray head = readUntil("\r\n\r\n");
        const qsizetype at = head.indexOf("Content-Length: ");
        const qsizetype length = at < 0 ? 0 : head.mid(at + 16, head.indexOf('\r', at) - at - 16).toLongLong();
        while (m_got.size() < length && more()) { }
        const QByteArray body = m_got.left(length);
        m_got.remove(0, body.size());
        return head + body;
    }

    QByteArray readToEnd()
    {
        while (more()) { }
        return std::exchange(m_got, {});
    }

    /// True when something came within that time, or the server has closed.
    bool waitForSome(int milliseconds) { return m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(milliseconds) || !isConnected(); }

    /// True once the server has closed the connection.
    bool waitForClose() { return m_socket.state() == QAbstractSocket::UnconnectedState || m_socket.waitForDisconnected(10'000); }
    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }

private:
    bool more()
    {
        if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(10'000))
            return false;
        m_got += m_socket.readAll();
        return true;
    }

    QTcpSocket m_socket;
    QByteArray m_got;
};

} // namespace cs::test
