// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/router.h"

#include "backend/api/websocket.h"

namespace cs::api {

namespace {

/// The values of `:name` segments when the path fits the pattern. A fixed segment wins over `:name` by being added first.
std::optional<QHash<QString, QString>> matched(const QByteArrayList &pattern, const QByteArrayList &path)
{
    if (pattern.size() != path.size())
        return {};
    QHash<QString, QString> values;
    for (qsizetype i = 0; i < path.size(); ++i) {
        const auto segment = percentDecoded(path.at(i));
        if (!segment)
            return {};
        if (pattern.at(i).startsWith(':') && !segment->isEmpty())
            values.insert(QString::fromLatin1(pattern.at(i).mid(1)), *segment);
        else if (*segment != QString::fromLatin1(pattern.at(i)))
            return {};
    }
    return values;
}

} // namespace

void Router::add(const QByteArray &method, const QByteArray &pattern, Handler handler, RouteDoc doc)
{
    const bool open = doc.open; // who needs no token is a probe: it must hear that we live when all handlers wait for the store
    m_routes.append({method, pattern.split('/'), std::move(handler), {}, {QByteArrayLiteral("application/json")}, std::move(doc), {}, open});
}

void Router::addStream(const QByteArray &method, const QByteArray &pattern, const QByteArrayList &contentTypes, StreamHandler handler,
                       RouteDoc doc)
{
    m_routes.append({method, pattern.split('/'), {}, std::move(handler), contentTypes, std::move(doc)});
}

void Router::addSocket(const QByteArray &pattern, SocketHandler handler, RouteDoc doc)
{
    m_routes.append({"GET", pattern.split('/'), {}, {}, {}, std::move(doc), std::move(handler)});
}

Router::Match Router::find(const QByteArray &method, const QByteArray &path) const
{
    const QByteArrayList segments = path.split('/');
    Match match;
    for (const Route &route : m_routes) {
        const auto values = matched(route.segments, segments);
        if (!values)
            continue;
        if (route.method == method) {
            match.route = &route;
            match.values = *values;
            match.allowed.clear();
            return match;
        }
        if (!match.allowed.contains(route.method))
            match.allowed.append(route.method);
        if (route.method == "GET" && !match.allowed.contains("HEAD"))
            match.allowed.append("HEAD");
    }
    return match;
}

} // namespace cs::api
