// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the layer: people's in-app notifications, as they come, over their WebSockets.
#pragma once

#include "backend/api/call.h"
#include "backend/api/websocket.h"

#include <QObject>
#include <memory>
#include <thread>

namespace cs::api {

/// One thread ("api notices") reads what each open WebSocket's person has not acknowledged, lowest id first, and sends it once
/// a connection: at once when this process stored it, within `kPoll` when another one did. It sends no more while something
/// still waits to be taken. Looks again every ten seconds whether the tokens hold. Outlives the HTTP server; stop it first.
class NoticeFeed final
{
public:
    static constexpr Millis kPoll{2'000};

    explicit NoticeFeed(const Calls &calls);
    ~NoticeFeed(); ///< stops
    NoticeFeed(const NoticeFeed &) = delete;
    NoticeFeed &operator=(const NoticeFeed &) = delete;

    void start();
    void stop();
    /// For one WebSocket of that person; the request has their token.
    std::unique_ptr<SocketClient> client(const Request &request, const Actor &actor);

    struct Reader;
    struct State;

private:
    void run();
    void feed(Reader &reader, bool again);
    void checkToken(Reader &reader);

    const Calls &m_calls;
    const std::shared_ptr<State> m_state; ///< shared with the signal's receiver, which may run while this ends
    std::unique_ptr<QObject> m_receiver;
    std::thread m_thread;
};

} // namespace cs::api
