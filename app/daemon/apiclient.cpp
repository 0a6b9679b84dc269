// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/apiclient.h"

#include <QNetworkProxy>

namespace cs::daemon {

namespace {

constexpr int kSilenceMs = 60'000;
constexpr qint64 kAhead = 256 * 1024;

ErrorKind kindOf(int status)
{
    switch (status) {
    case 401: return ErrorKind::Unauthorized;
    case 403: return ErrorKind::Forbidden;
    case 404: return ErrorKind::NotFound;
    case 409: return ErrorKind::Conflict;
    case 413: return ErrorKind::TooLarge;
    case 503: return ErrorKind::Unavailable;
    default: return status < 500 ? ErrorKind::Invalid : ErrorKind::Fatal;
    }
}

Error errorOf(int status, const json::Value &answer)
{
    const json::Value *message = answer.find("message");
    Error error{kindOf(status), message ? message->toString() : QStringLiteral("The program answered %1.").arg(status), {}};
    if (const json::Value *errors = answer.find("errors")) {
        for (const json::Value &one : errors->items()) {
            json::Reader reader(one);
            error.fields.append({reader.string("field", false), reader.string("message", false)});
        }
    }
    return error;
}

} // namespace

/// One request and its answer on a connection of its own.
class ApiClient::Exchange
{
public:
    explicit Exchange(int port)
    {
        m_socket.setProxy(QNetworkProxy::NoProxy);
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(port));
    }
    bool isOpen() { return m_socket.state() == QAbstractSocket::ConnectedState || m_socket.waitForConnected(5000); }
    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    qint64 waiting() const { return m_socket.bytesToWrite(); }

    /// Takes in what there is, waiting up to `ms` for it; false when nothing came.
    bool pump(int ms)
    {
        const bool more = m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(ms);
        m_raw += m_socket.readAll();
        readHead();
        if (m_status != 0)
            m_chunked ? readChunks() : readPlain();
        return more;
    }
    void pumpOut(int ms)
    {
        m_socket.waitForBytesWritten(ms);
        pump(0);
    }
    int status() const { return m_status; }
    bool isComplete() const { return m_complete; }
    bool isClosed() const { return m_socket.state() != QAbstractSocket::ConnectedState; }
    QByteArray &body() { return m_body; }

private:
    void readHead()
    {
        while (m_status == 0) {
            const qsizetype end = m_raw.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            const QByteArray head = m_raw.left(end + 2).toLower();
            m_raw.remove(0, end + 4);
            m_status = head.mid(9, 3).toInt();
            m_chunked = head.contains("\r\ntransfer-encoding: chunked\r\n");
            const qsizetype at = head.indexOf("\r\ncontent-length: ");
            m_left = at < 0 ? 0 : head.mid(at + 18, head.indexOf('\r', at + 2) - at - 18).toLongLong();
            if (m_status == 100)
                m_status = 0;
        }
    }
    void readPlain()
    {
        const QByteArray piece = m_raw.left(m_left);
        m_raw.remove(0, piece.size());
        m_body += piece;
        m_left -= piece.size();
        m_complete = m_left == 0;
    }
    void readChunks()
    {
        while (!m_complete) {
            const qsizetype end = m_raw.indexOf("\r\n");
            if (end < 0)
                return;
            const qsizetype size = m_raw.left(end).toLongLong(nullptr, 16);
            if (m_raw.size() < end + 2 + size + 2)
                return;
            m_body += m_raw.mid(end + 2, size);
            m_raw.remove(0, end + 2 + size + 2);
            m_complete = size == 0;
        }
    }

    QTcpSocket m_socket;
    QByteArray m_raw;
    QByteArray m_body;
    int m_status = 0;
    qint64 m_left = 0;
    bool m_chunked = false;
    bool m_complete = false;
};

namespace {

QByteArray requestHead(const QByteArray &method, const QByteArray &path, int port, const QString &token, const QByteArray &more)
{
    return method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\nAuthorization: Bearer " + token.toLatin1()
        + "\r\nConnection: close\r\n" + more + "\r\n";
}

Error lost()
{
    return Error::unavailable(QStringLiteral("The program that owns the data folder does not answer; try again in a moment."));
}

} // namespace

Result<json::Value> ApiClient::call(const QByteArray &method, const QByteArray &path, const QByteArray &body)
{
    Exchange exchange(m_port);
    if (!exchange.isOpen())
        return lost();
    const QByteArray about = body.isEmpty() ? QByteArray("Content-Length: 0\r\n")
                                            : "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    exchange.send(requestHead(method, path, m_port, m_token, about) + body);
    while (!exchange.isComplete()) {
        if (!exchange.pump(kSilenceMs) && !exchange.isComplete())
            return lost();
    }
    const auto answer = json::parse(exchange.body(), {32, 64 * 1024 * 1024});
    if (!answer.ok())
        return Error::fatal(QStringLiteral("The program's answer is not JSON."));
    if (exchange.status() >= 300)
        return errorOf(exchange.status(), *answer);
    return answer;
}

Status ApiClient::stream(const QByteArray &path, QIODevice &source, const std::function<void(const json::Value &)> &line)
{
    Exchange exchange(m_port);
    if (!exchange.isOpen())
        return lost();
    exchange.send(requestHead("POST", path, m_port, m_token, "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n"));
    bool ended = false;
    while (!exchange.isComplete()) {
        if (!ended && exchange.status() < 300 && exchange.waiting() < kAhead) {
            const QByteArray piece = source.read(64 * 1024);
            ended = piece.isEmpty();
            exchange.send(QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n");
        }
        if (exchange.waiting() > 0)
            exchange.pumpOut(20);
        else if (!exchange.pump(ended ? kSilenceMs : 0) && ended && !exchange.isComplete())
            return lost();
        if (exchange.isClosed() && !exchange.pump(0) && !exchange.isComplete())
            return lost();
        if (exchange.status() != 200)
            continue;
        for (qsizetype end = exchange.body().indexOf('\n'); end >= 0; end = exchange.body().indexOf('\n')) {
            if (const auto value = json::parse(exchange.body().left(end)); value.ok())
                line(*value);
            exchange.body().remove(0, end + 1);
        }
    }
    if (exchange.status() == 200) {
        if (const auto value = json::parse(exchange.body()); value.ok()) // an answer in one piece
            line(*value);
        return Done{};
    }
    return errorOf(exchange.status(), json::parse(exchange.body()).valueOr({}));
}

} // namespace cs::daemon
