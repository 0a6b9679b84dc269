// SPDX-License-Identifier: GPL-3.0-or-later
// The body of a Session's request that is read whole before its handler runs, and the time that any body gets.
#include "backend/api/httpsession.h"

#include <boost/asio/post.hpp>
#include <boost/beast/http/read.hpp>

namespace cs::api {

namespace asio = boost::asio;
namespace http = boost::beast::http;

/// For the read that is begun next.
void Session::giveTime(std::chrono::microseconds time)
{
    m_late = false;
    m_stream.expires_never();
    m_patience.expires_after(time);
    m_patience.async_wait([self = shared_from_this()](ErrorCode error) {
        if (error || self->m_closed || self->m_patience.expiry() > std::chrono::steady_clock::now())
            return; // what it waited for is over
        self->m_late = true;
        self->m_stream.cancel();
    });
}

void Session::endTime()
{
    m_patience.expires_at(std::chrono::steady_clock::time_point::max()); // that it has just passed must not count either
}

void Session::giveBodyTime()
{
    m_waitingSince = std::chrono::steady_clock::now();
    giveTime(m_pace->patience());
}

void Session::countBodyTime()
{
    endTime();
    const auto waited = std::chrono::steady_clock::now() - m_waitingSince;
    m_pace->count(std::chrono::duration_cast<BodyPace::Time>(waited), takenPiece().size());
}

bool Session::hasBody() const
{
    return m_parser->chunked() || m_parser->content_length().value_or(0) > 0;
}

void Session::continueWithBody()
{
    if (m_route->socket)
        return startSocket();
    m_pace.emplace(m_host.limits().body, m_host.limits().bodyRate);
    const auto next = m_route->stream ? &Session::startStream : &Session::readBody;
    if (hasBody() && m_request.header("expect").toLower() == "100-continue")
        return sendContinue(next);
    (this->*next)();
}

void Session::sendContinue(void (Session::*next)())
{
    write("HTTP/1.1 100 Continue\r\n\r\n", [this, next] { (this->*next)(); });
}

void Session::preparePiece()
{
    auto &body = m_parser->get().body();
    body.data = m_piece.data();
    body.size = m_piece.size();
    body.more = true;
}

QByteArrayView Session::takenPiece() const
{
    return {m_piece.data(), static_cast<qsizetype>(m_piece.size() - m_parser->get().body().size)};
}

void Session::readBody()
{
    if (m_parser->is_done())
        return dispatch();
    preparePiece();
    giveBodyTime();
    http::async_read_some(m_stream, m_buffer, *m_parser,
                          [self = shared_from_this()](ErrorCode error, std::size_t) { self->bodyPieceRead(error); });
}

void Session::bodyPieceRead(ErrorCode error)
{
    countBodyTime();
    if (m_closed)
        return;
    if (error && error != http::error::need_buffer) {
        const auto refusal = refusalFor(error);
        return refusal ? answer(*refusal, false) : close();
    }
    m_request.body.append(takenPiece());
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

} // namespace cs::api
