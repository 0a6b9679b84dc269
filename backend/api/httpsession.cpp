// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/httpsession.h"

#include "backend/support/log.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

namespace cs::api {

namespace asio = boost::asio;

Answer guarded(const std::function<Answer()> &handler)
{
    try {
        return handler();
    } catch (const std::exception &exception) {
        qCCritical(lcApi, "A request failed: %s", exception.what());
        return errorAnswer(500, QStringLiteral("The request failed inside the program; its log says more."));
    }
}

Session::Session(asio::ip::tcp::socket socket, SessionHost &host)
    : m_host(host), m_stream(std::move(socket)), m_patience(m_stream.get_executor())
{
}

void Session::start()
{
    waitForRequest(m_host.limits().header);
}

void Session::refuse(const Answer &refusal)
{
    answer(refusal, false);
}

void Session::stopSoon()
{
    m_keepAlive = false;
    if (m_idle || m_discarding)
        close();
}

void Session::close()
{
    if (m_closed)
        return;
    m_closed = true;
    if (m_body)
        m_body->abort();
    m_patience.cancel();
    m_stream.close();
    m_host.sessionClosed(this);
}

void Session::waitForRequest(Millis timeout)
{
    m_request = {};
    m_route = nullptr;
    m_isHead = false;
    m_handled = false;
    if (m_host.isStopping())
        return close();
    if (m_buffer.size() > 0)
        return readHeader();
    m_idle = true;
    m_idleSince = std::chrono::steady_clock::now();
    m_stream.expires_after(timeout);
    m_stream.async_read_some(m_buffer.prepare(4096), [self = shared_from_this()](ErrorCode error, std::size_t count) {
        self->m_idle = false;
        if (error || self->m_closed)
            return self->close();
        self->m_buffer.commit(count);
        self->readHeader();
    });
}

void Session::startSocket()
{
    if (m_buffer.size() > 0) // RFC 6455, 4.1: nothing before the answer
        return answer(errorAnswer(400, QStringLiteral("Wait for the answer before you send frames.")), false);
    if (!m_host.takeSocket())
        return answer(errorAnswer(503, QStringLiteral("Too many WebSockets are open; try again in a moment.")), false);
    asio::post(m_host.work(), [self = shared_from_this()]() mutable {
        auto client = std::make_shared<std::unique_ptr<SocketClient>>();
        Answer made = guarded([&] { return self->m_route->socket(self->m_request, client.get()); });
        auto executor = self->m_stream.get_executor();
        asio::post(executor, [self = std::move(self), client = std::move(client), made = std::move(made)] { self->socketHandled(made, std::move(*client)); });
    });
}

void Session::socketHandled(const Answer &made, std::unique_ptr<SocketClient> client)
{
    if (!client || m_closed || m_host.isStopping()) {
        m_host.releaseSocket();
        return m_closed ? void() : client ? close() : answer(made, m_keepAlive);
    }
    m_closed = true;
    m_host.openSocket(std::move(m_stream), m_parser->get(), std::move(client));
    m_host.sessionClosed(this);
}

void Session::answer(const Answer &made, bool keepAlive)
{
    m_keepAlive = keepAlive && !m_host.isStopping();
    QByteArray bytes = answerHead(made, made.body.size(), m_keepAlive);
    if (!m_isHead)
        bytes += made.body;
    write(std::move(bytes), [this] { answered(); });
}

void Session::write(QByteArray bytes, std::function<void()> then)
{
    m_out = std::move(bytes);
    m_writing = true;
    m_stream.expires_after(m_host.limits().write);
    asio::async_write(m_stream, asio::buffer(m_out.constData(), static_cast<std::size_t>(m_out.size())),
                      [self = shared_from_this(), then = std::move(then)](ErrorCode error, std::size_t) {
                          self->m_writing = false;
                          if (error || self->m_closed)
                              return self->close();
                          then();
                      });
}

void Session::answered()
{
    if (m_keepAlive && !m_host.isStopping())
        return waitForRequest(m_host.limits().idle);
    // Closing while bytes are unread would reset the connection, and the client would lose the answer.
    ErrorCode ignored;
    m_stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    m_discarding = true;
    m_lingerUntil = std::chrono::steady_clock::now() + m_host.limits().linger;
    if (!m_reading)
        discard();
}

void Session::discard()
{
    const auto left = std::chrono::duration_cast<Millis>(m_lingerUntil - std::chrono::steady_clock::now());
    if (left.count() <= 0 || m_discarded > m_host.limits().discardBytes || m_host.isStopping())
        return close();
    m_reading = true;
    m_stream.expires_after(left);
    m_stream.async_read_some(asio::buffer(m_piece), [self = shared_from_this()](ErrorCode error, std::size_t count) {
        self->m_reading = false;
        self->m_discarded += static_cast<qint64>(count);
        if (error || self->m_closed)
            return self->close();
        self->discard();
    });
}

} // namespace cs::api
