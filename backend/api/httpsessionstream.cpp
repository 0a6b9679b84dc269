// SPDX-License-Identifier: GPL-3.0-or-later
// The streamed request of a Session: body in and answer out at the same time.
#include "backend/api/httpsession.h"

#include <boost/asio/post.hpp>
#include <boost/beast/http/read.hpp>

namespace cs::api {

namespace asio = boost::asio;
namespace http = boost::beast::http;

void Session::startStream()
{
    if (!m_host.takeStream())
        return answer(errorAnswer(503, QStringLiteral("Too many imports are under way; try again when one is done.")), false);
    m_headWritten = false;
    m_failure.reset();
    const std::weak_ptr<Session> weak = weak_from_this();
    m_body = std::make_shared<BodyStream>([weak, executor = m_stream.get_executor()] {
        asio::post(executor, [weak] {
            if (const auto self = weak.lock())
                self->streamChanged();
        });
    });
    asio::post(m_host.work(), [self = shared_from_this(), body = m_body]() mutable {
        Answer made = guarded([&] { return self->m_route->stream(self->m_request, *body); });
        auto executor = self->m_stream.get_executor();
        asio::post(executor, [self = std::move(self), made = std::move(made)] { self->streamHandled(made); });
    });
    readStream();
}

void Session::readStream()
{
    if (m_parser->is_done())
        return m_body->pushEnd();
    if (m_reading || !m_body->hasRoom())
        return;
    preparePiece();
    m_reading = true;
    giveBodyTime();
    http::async_read_some(m_stream, m_buffer, *m_parser,
                          [self = shared_from_this()](ErrorCode error, std::size_t) { self->streamPieceRead(error); });
}

void Session::streamPieceRead(ErrorCode error)
{
    m_reading = false;
    countBodyTime();
    if (m_closed)
        return;
    if (error && error != http::error::need_buffer)
        return streamFailed(error);
    if (m_discarding)
        return discard();
    if (m_handled)
        return; // the handler gave up before the end: answered() discards the rest
    m_body->push(takenPiece());
    readStream();
}

/// What is wrong can still be told while no answer has begun; the handler gets to its end first.
void Session::streamFailed(const ErrorCode &error)
{
    m_failure = refusalFor(error);
    if (!m_failure || m_handled || m_body->head())
        return close();
    m_body->abort();
}

void Session::streamChanged()
{
    if (m_closed || m_handled || m_failure)
        return;
    readStream();
    writeStream();
}

void Session::writeStream()
{
    if (m_writing || m_closed)
        return;
    const auto head = m_body->head();
    if (!head)
        return;
    // HTTP/1.0 knows no chunks: there the end of the connection is the end of the answer.
    const bool chunked = m_parser->get().version() >= 11;
    QByteArray bytes;
    if (!m_headWritten)
        bytes = answerHead(*head, -1, m_keepAlive && chunked);
    if (!m_headWritten && !chunked)
        bytes.replace("Transfer-Encoding: chunked\r\n", "");
    m_headWritten = true;
    const QByteArray piece = m_body->takeOut(64 * 1024);
    if (!piece.isEmpty())
        bytes += chunked ? QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n" : piece;
    if (!bytes.isEmpty())
        return write(std::move(bytes), [this] { writeStream(); });
    if (m_handled)
        endStream();
}

void Session::streamHandled(const Answer &made)
{
    m_handled = true;
    m_host.releaseStream();
    if (m_closed)
        return;
    if (m_failure) {
        const bool begun = m_body->head().has_value();
        m_body.reset();
        return begun ? close() : answer(*m_failure, false);
    }
    // What was not read of the body (the handler gave up) would be taken for the next request.
    m_keepAlive = m_keepAlive && m_parser->is_done();
    if (m_body->head())
        return writeStream();
    m_body->abort();
    m_body.reset();
    answer(made, m_keepAlive);
}

void Session::endStream()
{
    m_body.reset();
    if (m_parser->get().version() < 11) {
        m_keepAlive = false;
        return answered();
    }
    write("0\r\n\r\n", [this] { answered(); });
}

} // namespace cs::api
