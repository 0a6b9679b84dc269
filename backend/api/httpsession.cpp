// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/httpsession.h"

#include "backend/support/log.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <limits>

namespace cs::api {

namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {

QByteArray bytesOf(boost::beast::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

/// What is wrong with a head that could not be read.
std::optional<Answer> answerTo(const boost::beast::error_code &error)
{
    if (error == http::error::header_limit)
        return errorAnswer(431, QStringLiteral("The request's header is longer than is taken here."));
    if (error == http::error::bad_version)
        return errorAnswer(505, QStringLiteral("This server speaks HTTP/1.1."));
    if (error == http::error::end_of_stream || error.category() != http::make_error_code(http::error::bad_method).category())
        return {};
    return errorAnswer(400, QStringLiteral("This is not a well-formed HTTP request."));
}

} // namespace

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

/// For the read that is begun next.
void Session::giveTime(Millis time)
{
    m_late = false;
    m_stream.expires_never();
    m_patience.expires_after(time);
    m_patience.async_wait([self = shared_from_this()](ErrorCode error) {
        if (error || self->m_closed || self->m_patience.expiry() > std::chrono::steady_clock::now())
            return; // the next one's time runs by now
        self->m_late = true;
        self->m_stream.cancel();
    });
}

/// What the client hears of a read that failed; nothing when the connection has just ended.
std::optional<Answer> Session::refusalFor(const ErrorCode &error) const
{
    return m_late ? errorAnswer(408, QStringLiteral("The request took too long to come.")) : answerTo(error);
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

void Session::readHeader()
{
    m_parser.emplace();
    m_parser->header_limit(m_host.limits().headerBytes);
    m_parser->body_limit(std::numeric_limits<std::uint64_t>::max()); // counted by ourselves: a streamed body has no bound on the whole
    giveTime(m_host.limits().header);
    http::async_read_header(m_stream, m_buffer, *m_parser,
                            [self = shared_from_this()](ErrorCode error, std::size_t) { self->headerRead(error); });
}

void Session::headerRead(ErrorCode error)
{
    m_patience.cancel();
    if (m_closed)
        return;
    if (error) {
        const auto refusal = refusalFor(error);
        return refusal ? answer(*refusal, false) : close();
    }
    m_keepAlive = m_parser->keep_alive() && !m_host.isStopping();
    QByteArray target;
    if (!makeRequest(&target))
        return answer(errorAnswer(400, QStringLiteral("A header that may stand once stands twice.")), false);
    if (const auto refusal = refusalOf(target))
        return answer(*refusal, m_keepAlive && !hasBody());
    continueWithBody();
}

bool Session::makeRequest(QByteArray *target)
{
    static const QByteArrayList once{"host", "content-type", "authorization", "origin", "idempotency-key", "content-length"};
    const auto &message = m_parser->get();
    *target = bytesOf(message.target());
    m_isHead = message.method() == http::verb::head;
    m_request.method = m_isHead ? QByteArray("GET") : bytesOf(message.method_string());
    for (const auto &field : message) {
        const QByteArray name = bytesOf(field.name_string()).toLower();
        QByteArray &value = m_request.headers[name];
        if (!value.isNull() && once.contains(name))
            return false;
        value = value.isNull() ? QByteArray("") + bytesOf(field.value()) : value + ", " + bytesOf(field.value());
    }
    return true;
}

std::optional<Answer> Session::refusalOf(const QByteArray &target)
{
    const QByteArray host = m_request.header("host").toLower();
    if (!m_request.headers.contains("host"))
        return errorAnswer(400, QStringLiteral("The Host header is missing."));
    if (!m_host.isOwnHost(host))
        return errorAnswer(421, QStringLiteral("This server does not answer to that Host."));
    const QByteArray origin = m_request.header("origin").toLower();
    if (m_request.headers.contains("origin") && origin != "http://" + host)
        return errorAnswer(403, QStringLiteral("Requests from pages of other origins are refused."));
    const qsizetype mark = target.indexOf('?');
    m_request.path = mark < 0 ? target : target.left(mark);
    const auto query = parseQuery(mark < 0 ? QByteArray() : target.mid(mark + 1));
    if (!m_request.path.startsWith('/') || !query)
        return errorAnswer(400, QStringLiteral("The path or the query cannot be read."));
    m_request.query = *query;
    return routeRefusal();
}

std::optional<Answer> Session::routeRefusal()
{
    Router::Match match = m_host.router().find(m_request.method, m_request.path);
    if (!match.route && match.allowed.isEmpty())
        return errorAnswer(404, QStringLiteral("There is no such path."));
    if (!match.route) {
        Answer refusal = errorAnswer(405, QStringLiteral("This path takes %1.").arg(QString::fromLatin1(match.allowed.join(", "))));
        refusal.headers.emplaceBack("Allow", match.allowed.join(", "));
        return refusal;
    }
    m_route = match.route;
    m_request.values = match.values;
    if (m_route->socket && (hasBody() || !boost::beast::websocket::is_upgrade(m_parser->get()))) {
        Answer refusal = errorAnswer(426, QStringLiteral("This path takes WebSockets only."));
        refusal.headers.emplaceBack("Upgrade", "websocket");
        return refusal;
    }
    if (hasBody() && !m_route->contentTypes.contains(m_request.contentType()))
        return errorAnswer(415, QStringLiteral("The body must be %1.").arg(QString::fromLatin1(m_route->contentTypes.join(" or "))));
    const QByteArray encoding = m_request.header("content-encoding").toLower();
    if (hasBody() && !encoding.isEmpty() && encoding != "identity") {
        Answer refusal = errorAnswer(415, QStringLiteral("The body must not be compressed (Content-Encoding)."));
        refusal.headers.emplaceBack("Accept-Encoding", "identity");
        return refusal;
    }
    const auto length = m_parser->content_length();
    if (!m_route->stream && length && *length > static_cast<std::uint64_t>(m_host.limits().bodyBytes))
        return errorAnswer(413, QStringLiteral("The body is longer than %1 bytes.").arg(m_host.limits().bodyBytes));
    return {};
}

bool Session::hasBody() const
{
    return m_parser->chunked() || m_parser->content_length().value_or(0) > 0;
}

void Session::continueWithBody()
{
    if (m_route->socket)
        return startSocket();
    const auto next = m_route->stream ? &Session::startStream : &Session::readBody;
    if (hasBody() && m_request.header("expect").toLower() == "100-continue")
        return sendContinue(next);
    (this->*next)();
}

void Session::sendContinue(void (Session::*next)())
{
    write("HTTP/1.1 100 Continue\r\n\r\n", [this, next] { (this->*next)(); });
}

qsizetype Session::preparePiece()
{
    auto &body = m_parser->get().body();
    body.data = m_piece.data();
    body.size = m_piece.size();
    body.more = true;
    return static_cast<qsizetype>(m_piece.size());
}

void Session::readBody()
{
    if (m_parser->is_done())
        return dispatch();
    preparePiece();
    giveTime(m_host.limits().body);
    http::async_read_some(m_stream, m_buffer, *m_parser,
                          [self = shared_from_this()](ErrorCode error, std::size_t) { self->bodyPieceRead(error); });
}

void Session::bodyPieceRead(ErrorCode error)
{
    m_patience.cancel();
    if (m_closed)
        return;
    if (error && error != http::error::need_buffer) {
        const auto refusal = refusalFor(error);
        return refusal ? answer(*refusal, false) : close();
    }
    m_request.body.append(m_piece.data(), static_cast<qsizetype>(m_piece.size() - m_parser->get().body().size));
    if (m_request.body.size() > m_host.limits().bodyBytes)
        return answer(errorAnswer(413, QStringLiteral("The body is longer than %1 bytes.").arg(m_host.limits().bodyBytes)), false);
    readBody();
}

void Session::dispatch()
{
    if (m_route->atOnce)
        return answer(guarded([this] { return m_route->handler(m_request); }), m_keepAlive);
    asio::post(m_host.work(), [self = shared_from_this()]() mutable {
        Answer made = guarded([&self] { return self->m_route->handler(self->m_request); });
        auto executor = self->m_stream.get_executor();
        // The reference is moved on, so that the last one is dropped on the server's thread.
        asio::post(executor, [self = std::move(self), made = std::move(made)] {
            if (!self->m_closed)
                self->answer(made, self->m_keepAlive);
        });
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
