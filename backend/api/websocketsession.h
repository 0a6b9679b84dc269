// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the layer: one WebSocket. Includes Boost.Beast.
#pragma once

#include "backend/api/httpsession.h"
#include "backend/api/websocket.h"

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <deque>

namespace cs::api {

/// A connection after its upgrade. Lives on the server's thread; holds itself by its pending operations. Writes one message at
/// a time from a bounded queue; who takes nothing for `socketStall`, or lets more wait than `socketBytes`, is closed as too slow.
/// Pings when nothing came for half of `socketIdle`, and gives up after the other half.
class WebSocketSession final : public std::enable_shared_from_this<WebSocketSession>
{
public:
    WebSocketSession(boost::beast::tcp_stream stream, SessionHost &host, std::unique_ptr<SocketClient> client);
    ~WebSocketSession();

    void accept(const boost::beast::http::request<boost::beast::http::buffer_body> &request);
    void send(QByteArray text);
    void closeSoon(SocketClose code, const QByteArray &reason);
    void close();

private:
    using ErrorCode = boost::beast::error_code;

    void accepted(ErrorCode error);
    void read();
    void messageRead(ErrorCode error);
    void writeNext();
    void written(ErrorCode error);
    void guard(Millis time, void (WebSocketSession::*late)());
    void stalled();

    SessionHost &m_host;
    boost::beast::websocket::stream<boost::beast::tcp_stream> m_stream;
    boost::asio::steady_timer m_timer;
    boost::beast::flat_buffer m_buffer;
    std::unique_ptr<SocketClient> m_client;
    std::deque<QByteArray> m_queue; ///< the first is being written
    const std::shared_ptr<std::atomic<qint64>> m_waiting = std::make_shared<std::atomic<qint64>>(0); ///< bytes in the queue, and on their way to it
    bool m_open = false;
    bool m_closing = false;
    bool m_closed = false;
};

} // namespace cs::api
