// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QByteArray>
#include <memory>

namespace cs::api {

/// Why a WebSocket is closed (RFC 6455, section 7.4.1; 1013 of IANA's registry).
enum class SocketClose : quint16 { GoingAway = 1001, NotText = 1003, Policy = 1008, TooBig = 1009, TooSlow = 1013 };

/// The way out of one open WebSocket. Any thread, until the server has stopped; what is sent after the end is dropped.
class SocketOut
{
public:
    virtual ~SocketOut() = default;
    /// One text message. More than the bound of what waits closes the connection as too slow.
    virtual void send(const QByteArray &text) = 0;
    virtual void close(SocketClose code, const QByteArray &reason) = 0;
    /// Bytes that wait to be taken by the network.
    virtual qint64 waiting() const = 0;
};

/// What a route makes of one WebSocket. Goes when the connection has ended, on the server's thread.
class SocketClient
{
public:
    virtual ~SocketClient() = default;
    /// On the server's thread: must not wait.
    virtual void opened(const std::shared_ptr<SocketOut> &out) = 0;
    /// All that waited has been taken. On the server's thread: must not wait.
    virtual void drained() = 0;
    /// On a handler's thread; the next message is read when this returns.
    virtual void received(const QByteArray &text) = 0;
    /// On the server's thread.
    virtual void closed() = 0;
};

} // namespace cs::api
