// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/websocketsession.h"

#include "backend/support/log.h"

#include <boost/asio/post.hpp>

namespace cs::api {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;

namespace {

/// Kept small, so that what a slow reader costs is our queue and not the kernel's.
constexpr int kSendBuffer = 64 * 1024;

class Out final : public SocketOut
{
public:
    Out(const std::shared_ptr<WebSocketSession> &session, asio::any_io_executor executor, std::shared_ptr<std::atomic<qint64>> waiting)
        : m_session(session), m_executor(std::move(executor)), m_waiting(std::move(waiting))
    {
    }

    void send(const QByteArray &text) override
    {
        *m_waiting += text.size();
        post([text](WebSocketSession &one) { one.send(text); });
    }
    void close(SocketClose code, const QByteArray &reason) override
    {
        post([code, reason](WebSocketSession &one) { one.closeSoon(code, reason); });
    }
    qint64 waiting() const override { return *m_waiting; }

private:
    /// The session is only ever held on its own thread, so that it ends there.
    template <typename Job>
    void post(Job job)
    {
        asio::post(m_executor, [weak = m_session, job = std::move(job)] {
            if (const auto session = weak.lock())
                job(*session);
        });
    }

    std::weak_ptr<WebSocketSession> m_session;
    asio::any_io_executor m_executor;
    const std::shared_ptr<std::atomic<qint64>> m_waiting;
};

} // namespace

WebSocketSession::WebSocketSession(boost::beast::tcp_stream stream, SessionHost &host, std::unique_ptr<SocketClient> client)
    : m_host(host), m_stream(std::move(stream)), m_timer(m_stream.get_executor()), m_client(std::move(client))
{
}

WebSocketSession::~WebSocketSession() = default;

void WebSocketSession::accept(const boost::beast::http::request<boost::beast::http::buffer_body> &request)
{
    const HttpLimits &limits = m_host.limits();
    boost::beast::get_lowest_layer(m_stream).expires_never(); // the WebSocket's own time-outs take its place
    websocket::stream_base::timeout timeouts;
    timeouts.handshake_timeout = limits.header;
    timeouts.idle_timeout = limits.socketIdle;
    timeouts.keep_alive_pings = true;
    m_stream.set_option(timeouts);
    m_stream.read_message_max(limits.socketMessage);
    ErrorCode ignored;
    boost::beast::get_lowest_layer(m_stream).socket().set_option(asio::socket_base::send_buffer_size(kSendBuffer), ignored);
    m_stream.async_accept(request, [self = shared_from_this()](ErrorCode error) { self->accepted(error); });
}

void WebSocketSession::accepted(ErrorCode error)
{
    if (error || m_closed)
        return close();
    m_open = true;
    m_stream.text(true);
    m_client->opened(std::make_shared<Out>(shared_from_this(), m_stream.get_executor(), m_waiting));
    read();
}

void WebSocketSession::read()
{
    m_stream.async_read(m_buffer, [self = shared_from_this()](ErrorCode error, std::size_t) { self->messageRead(error); });
}

void WebSocketSession::messageRead(ErrorCode error)
{
    if (error || m_closed)
        return close(); // Beast has answered a close, or said what is wrong with a frame
    if (!m_stream.got_text()) {
        closeSoon(SocketClose::NotText, "Messages are text.");
        return read();
    }
    const QByteArray text(static_cast<const char *>(m_buffer.data().data()), static_cast<qsizetype>(m_buffer.size()));
    m_buffer.consume(m_buffer.size());
    if (m_closing)
        return read(); // only for the answer to our close
    asio::post(m_host.work(), [self = shared_from_this(), text]() mutable {
        (void)guarded([&] {
            self->m_client->received(text);
            return Answer{};
        });
        auto executor = self->m_stream.get_executor();
        // The reference is moved on, so that the last one is dropped on the server's thread.
        asio::post(executor, [self = std::move(self)] {
            if (!self->m_closed)
                self->read();
        });
    });
}

void WebSocketSession::send(QByteArray text)
{
    if (!m_open || m_closing || m_closed) {
        *m_waiting -= text.size();
        return;
    }
    m_queue.push_back(std::move(text));
    if (*m_waiting > m_host.limits().socketBytes)
        return closeSoon(SocketClose::TooSlow, "Too much waits for you; come again, and go on where you stopped.");
    if (m_queue.size() == 1)
        writeNext();
}

void WebSocketSession::writeNext()
{
    guard(m_host.limits().socketStall, &WebSocketSession::stalled);
    const QByteArray &text = m_queue.front();
    m_stream.async_write(asio::buffer(text.constData(), static_cast<std::size_t>(text.size())),
                         [self = shared_from_this()](ErrorCode error, std::size_t) { self->written(error); });
}

void WebSocketSession::written(ErrorCode error)
{
    *m_waiting -= m_queue.front().size();
    m_queue.pop_front();
    if (error || m_closed)
        return close();
    if (m_closing)
        return; // the close follows, guarded
    m_timer.cancel();
    if (!m_queue.empty())
        return writeNext();
    m_client->drained();
}

/// One guard at a time: a later one takes its place.
void WebSocketSession::guard(Millis time, void (WebSocketSession::*late)())
{
    m_timer.expires_after(time);
    m_timer.async_wait([self = shared_from_this(), late](ErrorCode error) {
        if (!error && !self->m_closed)
            (self.get()->*late)();
    });
}

void WebSocketSession::stalled()
{
    closeSoon(SocketClose::TooSlow, "You take nothing; come again, and go on where you stopped.");
}

void WebSocketSession::closeSoon(SocketClose code, const QByteArray &reason)
{
    if (m_closing || m_closed)
        return;
    if (!m_open)
        return close();
    m_closing = true;
    while (m_queue.size() > 1) { // the first is with the network
        *m_waiting -= m_queue.back().size();
        m_queue.pop_back();
    }
    guard(m_host.limits().linger, &WebSocketSession::close);
    const websocket::close_reason why(static_cast<websocket::close_code>(code), boost::beast::string_view(reason.constData(), static_cast<std::size_t>(reason.size())));
    m_stream.async_close(why, [self = shared_from_this()](ErrorCode) { self->close(); });
}

void WebSocketSession::close()
{
    if (m_closed)
        return;
    m_closed = true;
    m_timer.cancel();
    boost::beast::get_lowest_layer(m_stream).close();
    m_client->closed();
    m_host.socketClosed(this);
}

} // namespace cs::api
