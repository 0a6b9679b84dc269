// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a Session's request: read within its time, and refused for what is known before its body.
#include "backend/api/httpsession.h"

#include <boost/beast/http/read.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <limits>

namespace cs::api {

namespace http = boost::beast::http;

namespace {

QByteArray bytesOf(boost::beast::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

/// What is wrong with a head that could not be read.
std::optional<Answer> answerTo(const boost::beast::error_code &error)
{
    if (error == http::error::header_limit)
        return errorAnswer(431, QStringLiteral("The request's header is longer than is taken here."));
    if (error == http::error::bad_version)
        return errorAnswer(505, QStringLiteral("This server speaks HTTP/1.1."));
    if (error == http::error::end_of_stream || error.category() != http::make_error_code(http::error::bad_method).category())
        return {};
    return errorAnswer(400, QStringLiteral("This is not a well-formed HTTP request."));
}

} // namespace

/// What the client hears of a read that failed; nothing when the connection has just ended.
std::optional<Answer> Session::refusalFor(const ErrorCode &error) const
{
    return m_late ? errorAnswer(408, QStringLiteral("The request took too long to come.")) : answerTo(error);
}

void Session::readHeader()
{
    m_parser.emplace();
    m_parser->header_limit(m_host.limits().headerBytes);
    m_parser->body_limit(std::numeric_limits<std::uint64_t>::max()); // counted by ourselves: a streamed body has no bound on the whole
    giveTime(m_host.limits().header); // for all of it, however often some of it comes
    http::async_read_header(m_stream, m_buffer, *m_parser,
                            [self = shared_from_this()](ErrorCode error, std::size_t) { self->headerRead(error); });
}

void Session::headerRead(ErrorCode error)
{
    endTime();
    if (m_closed)
        return;
    if (error) {
        const auto refusal = refusalFor(error);
        return refusal ? answer(*refusal, false) : close();
    }
    m_keepAlive = m_parser->keep_alive() && !m_host.isStopping();
    QByteArray target;
    if (!makeRequest(&target))
        return answer(errorAnswer(400, QStringLiteral("A header that may stand once stands twice.")), false);
    if (const auto refusal = refusalOf(target))
        return answer(*refusal, m_keepAlive && !hasBody());
    continueWithBody();
}

bool Session::makeRequest(QByteArray *target)
{
    static const QByteArrayList once{"host", "content-type", "authorization", "origin", "idempotency-key", "content-length"};
    const auto &message = m_parser->get();
    *target = bytesOf(message.target());
    m_isHead = message.method() == http::verb::head;
    m_request.method = m_isHead ? QByteArray("GET") : bytesOf(message.method_string());
    for (const auto &field : message) {
        const QByteArray name = bytesOf(field.name_string()).toLower();
        QByteArray &value = m_request.headers[name];
        if (!value.isNull() && once.contains(name))
            return false;
        value = value.isNull() ? QByteArray("") + bytesOf(field.value()) : value + ", " + bytesOf(field.value());
    }
    return true;
}

std::optional<Answer> Session::refusalOf(const QByteArray &target)
{
    const QByteArray host = m_request.header("host").toLower();
    if (!m_request.headers.contains("host"))
        return errorAnswer(400, QStringLiteral("The Host header is missing."));
    if (!m_host.isOwnHost(host))
        return errorAnswer(421, QStringLiteral("This server does not answer to that Host."));
    const QByteArray origin = m_request.header("origin").toLower();
    if (m_request.headers.contains("origin") && origin != "http://" + host)
        return errorAnswer(403, QStringLiteral("Requests from pages of other origins are refused."));
    const qsizetype mark = target.indexOf('?');
    m_request.path = mark < 0 ? target : target.left(mark);
    const auto query = parseQuery(mark < 0 ? QByteArray() : target.mid(mark + 1));
    if (!m_request.path.startsWith('/') || !query)
        return errorAnswer(400, QStringLiteral("The path or the query cannot be read."));
    m_request.query = *query;
    return routeRefusal();
}

std::optional<Answer> Session::routeRefusal()
{
    Router::Match match = m_host.router().find(m_request.method, m_request.path);
    if (!match.route && match.allowed.isEmpty())
        return errorAnswer(404, QStringLiteral("There is no such path."));
    if (!match.route) {
        Answer refusal = errorAnswer(405, QStringLiteral("This path takes %1.").arg(QString::fromLatin1(match.allowed.join(", "))));
        refusal.headers.emplaceBack("Allow", match.allowed.join(", "));
        return refusal;
    }
    m_route = match.route;
    m_request.values = match.values;
    if (m_route->socket && (hasBody() || !boost::beast::websocket::is_upgrade(m_parser->get()))) {
        Answer refusal = errorAnswer(426, QStringLiteral("This path takes WebSockets only."));
        refusal.headers.emplaceBack("Upgrade", "websocket");
        return refusal;
    }
    if (hasBody() && !m_route->contentTypes.contains(m_request.contentType()))
        return errorAnswer(415, QStringLiteral("The body must be %1.").arg(QString::fromLatin1(m_route->contentTypes.join(" or "))));
    const QByteArray encoding = m_request.header("content-encoding").toLower();
    if (hasBody() && !encoding.isEmpty() && encoding != "identity") {
        Answer refusal = errorAnswer(415, QStringLiteral("The body must not be compressed (Content-Encoding)."));
        refusal.headers.emplaceBack("Accept-Encoding", "identity");
        return refusal;
    }
    const auto length = m_parser->content_length();
    if (!m_route->stream && length && *length > static_cast<std::uint64_t>(m_host.limits().bodyBytes))
        return errorAnswer(413, QStringLiteral("The body is longer than %1 bytes.").arg(m_host.limits().bodyBytes));
    return {};
}

} // namespace cs::api
