// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/bodystream.h"
#include "backend/api/httpserver.h"
#include "tests/unit/api/rawclient.h"

#include <QSemaphore>

namespace cs::test {

using namespace cs::api;

/// A server with routes that answer, wait, throw and stream; a base of the tests' classes.
class HttpFixture : public QObject
{
protected:
    HttpFixture() { addRoutes(); }

    Router m_router;
    std::unique_ptr<HttpServer> m_server;
    QSemaphore m_entered;
    QSemaphore m_release;
    bool m_started = false;

    void startServer(HttpLimits limits = {})
    {
        HttpServer::Config config;
        config.limits = limits;
        config.hosts = {QStringLiteral("console.example:8443")};
        m_server = std::make_unique<HttpServer>(config, m_router);
        m_started = m_server->start().ok();
    }
    QByteArray host() const { return "Host: localhost:" + QByteArray::number(m_server->port()) + "\r\n"; }
    QByteArray get(const QByteArray &target, const QByteArray &more = {}) const { return "GET " + target + " HTTP/1.1\r\n" + host() + more + "\r\n"; }
    QByteArray post(const QByteArray &target, const QByteArray &body, const QByteArray &more = {}) const
    {
        return "POST " + target + " HTTP/1.1\r\n" + host() + "Content-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n" + more + "\r\n" + body;
    }
    QByteArray ask(const QByteArray &bytes)
    {
        RawClient client(m_server->port());
        client.send(bytes);
        return client.readAnswer();
    }

private:
    void addRoutes()
    {
        m_router.add("GET", "/hello/:name", [](const Request &request) {
            Answer answer;
            answer.body = '"' + request.values.value(QStringLiteral("name")).toUtf8() + '"';
            return answer;
        });
        m_router.add("POST", "/echo", [](const Request &request) {
            Answer answer;
            answer.body = request.body;
            return answer;
        });
        m_router.add("GET", "/wait", [this](const Request &) {
            m_entered.release();
            m_release.acquire();
            return Answer{};
        });
        RouteDoc open;
        open.open = true;
        m_router.add("GET", "/open", [](const Request &) { return Answer{}; }, open);
        m_router.add("GET", "/throw", [](const Request &) -> Answer { throw std::bad_alloc(); });
        m_router.addStream("POST", "/lines", {"application/x-ndjson"}, [](const Request &, BodyStream &body) {
            body.begin({});
            QByteArray waiting;
            do {
                waiting += body.readAll();
                for (qsizetype end = waiting.indexOf('\n'); end >= 0; end = waiting.indexOf('\n')) {
                    (void)body.answer('<' + waiting.left(end) + '>');
                    waiting.remove(0, end + 1);
                }
            } while (body.waitForReadyRead(-1));
            if (!waiting.isEmpty())
                (void)body.answer('<' + waiting + '>');
            return Answer{};
        });
        m_router.addStream("POST", "/whole", {"application/x-ndjson"}, [](const Request &, BodyStream &body) {
            while (!body.atEnd())
                (void)body.readAll();
            return Answer{};
        });
        m_router.addStream("POST", "/refusing", {"application/x-ndjson"}, [](const Request &, BodyStream &) { return errorAnswer(401, QStringLiteral("No.")); });
    }
};

} // namespace cs::test
