// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the layer: one connection. Includes Boost.Beast, which no other header does.
#pragma once

#include "backend/api/bodypace.h"
#include "backend/api/bodystream.h"
#include "backend/api/httpserver.h"
#include "backend/api/websocket.h"

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

namespace cs::api {

/// What sessions share with the server. All members but `work` belong to the server's thread.
class SessionHost
{
public:
    virtual ~SessionHost() = default;
    virtual const HttpLimits &limits() const = 0;
    virtual const Router &router() const = 0;
    virtual boost::asio::io_context &work() = 0; ///< where handlers run
    virtual bool isOwnHost(const QByteArray &host) const = 0;
    virtual bool takeStream() = 0; ///< false: too many already
    virtual void releaseStream() = 0;
    virtual bool takeSocket() = 0; ///< false: too many already
    virtual void releaseSocket() = 0;
    /// Goes on as a WebSocket, in place of a session that has closed; one that was taken.
    virtual void openSocket(boost::beast::tcp_stream stream, const boost::beast::http::request<boost::beast::http::buffer_body> &request,
                            std::unique_ptr<SocketClient> client) = 0;
    virtual void socketClosed(class WebSocketSession *session) = 0;
    virtual bool isStopping() const = 0;
    virtual void sessionClosed(class Session *session) = 0;
};

/// Runs a handler; what it throws (no memory, a defect) becomes a 500 and a line in the log.
Answer guarded(const std::function<Answer()> &handler);

/// One connection, request after request. Lives on the server's thread; handlers run elsewhere and come back by post().
/// It holds itself by the handlers of its pending operations; close() ends it.
class Session final : public std::enable_shared_from_this<Session>
{
public:
    Session(boost::asio::ip::tcp::socket socket, SessionHost &host);

    void start();
    void refuse(const Answer &answer); ///< instead of start(): answer and close
    void stopSoon(); ///< closes now when idle, else after the answer
    void close();
    /// Since when it waits for a request; nothing while there is one.
    std::optional<std::chrono::steady_clock::time_point> idleSince() const { return m_idle ? std::optional(m_idleSince) : std::nullopt; }

private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;
    using ErrorCode = boost::beast::error_code;

    void giveTime(std::chrono::microseconds time);
    void endTime();
    void giveBodyTime();
    void countBodyTime();
    std::optional<Answer> refusalFor(const ErrorCode &error) const;

    void waitForRequest(Millis timeout);
    void readHeader();
    void headerRead(ErrorCode error);
    bool makeRequest(QByteArray *target);
    std::optional<Answer> refusalOf(const QByteArray &target);
    std::optional<Answer> routeRefusal();
    bool hasBody() const;
    void continueWithBody();
    void sendContinue(void (Session::*next)());

    void readBody();
    void bodyPieceRead(ErrorCode error);
    void preparePiece();
    QByteArrayView takenPiece() const;
    void dispatch();

    void startStream();
    void readStream();
    void streamPieceRead(ErrorCode error);
    void streamFailed(const ErrorCode &error);
    void streamChanged();
    void writeStream();
    void streamHandled(const Answer &answer);
    void endStream();

    void startSocket();
    void socketHandled(const Answer &made, std::unique_ptr<SocketClient> client);

    void answer(const Answer &answer, bool keepAlive);
    void write(QByteArray bytes, std::function<void()> then);
    void answered();
    void discard();

    SessionHost &m_host;
    boost::beast::tcp_stream m_stream;
    boost::asio::steady_timer m_patience; ///< of reading a request: unlike the stream's own it leaves the connection open to say so
    boost::beast::flat_buffer m_buffer;
    std::optional<Parser> m_parser;
    std::optional<BodyPace> m_pace; ///< of the body
    std::chrono::steady_clock::time_point m_waitingSince; ///< for its next piece
    std::array<char, 16 * 1024> m_piece;
    Request m_request;
    const Route *m_route = nullptr;
    std::shared_ptr<BodyStream> m_body;
    std::optional<Answer> m_failure; ///< of reading a streamed body
    QByteArray m_out;
    qint64 m_discarded = 0;
    std::chrono::steady_clock::time_point m_lingerUntil;
    std::chrono::steady_clock::time_point m_idleSince;
    bool m_isHead = false;
    bool m_idle = false;
    bool m_late = false;
    bool m_reading = false;
    bool m_writing = false;
    bool m_keepAlive = false;
    bool m_headWritten = false;
    bool m_handled = false;
    bool m_discarding = false;
    bool m_closed = false;
};

} // namespace cs::api
