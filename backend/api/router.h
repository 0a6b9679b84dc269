// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/httpmessage.h"
#include "backend/api/routedoc.h"

#include <functional>
#include <memory>

namespace cs::api {

class BodyStream;
class SocketClient;

using Handler = std::function<Answer(const Request &)>;
/// Answers by BodyStream::begin() and answer(), or returns an Answer without having begun (an error).
using StreamHandler = std::function<Answer(const Request &, BodyStream &)>;

/// Sets the client of a WebSocket that is taken, or answers why not.
using SocketHandler = std::function<Answer(const Request &, std::unique_ptr<SocketClient> *)>;

struct Route
{
    QByteArray method;
    QByteArrayList segments; ///< of the pattern; `:name` stands for one segment
    Handler handler;
    StreamHandler stream; ///< instead of handler: the body is not gathered
    QByteArrayList contentTypes; ///< of bodies that are taken
    RouteDoc doc;
    SocketHandler socket{}; ///< instead of handler: the connection becomes a WebSocket
    bool atOnce = false; ///< the handler waits for nothing, and runs on the connections' thread, however busy the handlers are
};

/// Which handler a method and path belong to. Filled before the server starts, then only read: any thread.
class Router final
{
public:
    void add(const QByteArray &method, const QByteArray &pattern, Handler handler, RouteDoc doc = {});
    void addStream(const QByteArray &method, const QByteArray &pattern, const QByteArrayList &contentTypes, StreamHandler handler, RouteDoc doc = {});
    void addSocket(const QByteArray &pattern, SocketHandler handler, RouteDoc doc = {});
    const QList<Route> &routes() const { return m_routes; }

    struct Match
    {
        const Route *route = nullptr;
        QHash<QString, QString> values;
        QByteArrayList allowed; ///< methods of the path, where the method does not fit; empty: no such path
    };
    Match find(const QByteArray &method, const QByteArray &path) const;

private:
    QList<Route> m_routes;
};

} // namespace cs::api
