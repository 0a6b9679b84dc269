// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/support/clock.h"

#include <QStringList>
#include <memory>

namespace cs::api {

/// What one client can cost at most.
struct HttpLimits
{
    quint32 headerBytes = 16 * 1024;
    qint64 bodyBytes = 1024 * 1024; ///< streamed routes have no bound on the whole
    qint64 discardBytes = 16 * 1024 * 1024; ///< read and thrown away, so that a refusal can be read by who is still sending
    int connections = 256;
    int handlers = 4; ///< threads
    int streams = 2;  ///< streamed requests at once
    int sockets = 64; ///< WebSockets, which count as connections too
    qint64 socketBytes = 4 * 1024 * 1024; ///< that may wait for one WebSocket's reader
    std::size_t socketMessage = 4 * 1024; ///< from the client
    Millis socketIdle{60'000};  ///< without anything, an answer to a ping included
    Millis socketStall{30'000}; ///< until a message is taken
    Millis header{10'000}; ///< for the whole head
    Millis body{30'000}; ///< that a body may be behind its least rate (BodyPace)
    qint64 bodyRate = 1024; ///< the least, in bytes a second
    Millis idle{60'000}; ///< between requests
    Millis reclaim{1'000}; ///< the same while others wait for a connection
    Millis write{30'000};
    Millis linger{5'000};
    Millis stop{2'000}; ///< for requests under way when the server stops
};

/// HTTP/1.1 on a port of this machine: one thread ("api") for all connections, a few for the handlers. Answers only to Host
/// values that are its own, refuses foreign Origins, bounds everything. The router outlives it.
class HttpServer final
{
public:
    struct Config
    {
        QString address = QStringLiteral("127.0.0.1");
        quint16 port = 0; ///< 0: a free one
        QStringList hosts; ///< further values of Host
        HttpLimits limits;
        std::function<void()> aborting; ///< called by stop() when requests under way had their time
    };
    HttpServer(Config config, const Router &router);
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// Unavailable, in words, when the port is taken or the address is not ours.
    Status start();
    quint16 port() const; ///< once started
    /// No new connections; requests under way get `stop` to end. Then all is closed and joined.
    void stop();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::api
