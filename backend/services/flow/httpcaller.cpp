// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/httpgateways.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

namespace cs::services {

namespace {

constexpr int kCallsAtOnce = 16;
constexpr qint64 kMostBytes = 64 * 1024;
constexpr int kLookMs = 100; ///< how often it looks whether it shall stop

QNetworkRequest requestOf(const HttpEndpoint &endpoint, const HttpCall &call)
{
    QNetworkRequest request(QUrl(endpoint.base.toString(QUrl::FullyEncoded) + call.path));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(int(endpoint.timeout.count()));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    if (!call.key.isEmpty())
        request.setRawHeader("Idempotency-Key", call.key.toUtf8());
    if (!endpoint.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + endpoint.token);
    return request;
}

HttpReply replyOf(QNetworkReply &reply)
{
    HttpReply answer;
    answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = reply.isOpen() ? reply.read(kMostBytes + 1) : QByteArray();
    if (answer.body.size() > kMostBytes) {
        answer.status = 0;
        answer.trouble = QStringLiteral("The answer is too long");
    } else if (answer.status >= 300 && answer.status < 400) {
        answer.status = 0;
        answer.trouble = QStringLiteral("The gateway sends us elsewhere, which is not followed");
    } else if (answer.status == 0) {
        answer.trouble = reply.errorString();
    } else if (reply.error() == QNetworkReply::OperationCanceledError) {
        answer.status = 0;
        answer.trouble = QStringLiteral("The gateway did not answer in time");
    }
    return answer;
}

} // namespace

Result<HttpEndpoint> HttpEndpoint::fromUrl(const QString &url, const QByteArray &token, bool allowHttp)
{
    HttpEndpoint endpoint;
    endpoint.base = QUrl(url.endsWith(QLatin1Char('/')) ? url.chopped(1) : url, QUrl::StrictMode);
    endpoint.token = token;
    endpoint.allowHttp = allowHttp;
    const QString scheme = endpoint.base.scheme();
    const bool mayBe = scheme == QLatin1String("https") || (allowHttp && scheme == QLatin1String("http"));
    if (!endpoint.base.isValid() || endpoint.base.host().isEmpty() || !mayBe)
        return Error::invalid(QStringLiteral("'%1' is not the address of a gateway: it begins with https://.").arg(url));
    if (!endpoint.base.userInfo().isEmpty() || endpoint.base.hasQuery() || endpoint.base.hasFragment())
        return Error::invalid(QStringLiteral("'%1' holds more than host and path.").arg(url));
    return endpoint;
}

QList<HttpReply> HttpCaller::call(const QList<HttpCall> &calls)
{
    QList<HttpReply> replies(calls.size());
    QNetworkAccessManager network; // of this thread, for these calls
    QEventLoop loop;
    QList<QNetworkReply *> open;
    qsizetype next = 0;
    const auto startMore = [&] {
        while (next < calls.size() && open.size() < kCallsAtOnce && !m_stop) {
            const qsizetype place = next++;
            const HttpCall &one = calls[place];
            QNetworkReply *reply = one.key.isEmpty() ? network.get(requestOf(m_endpoint, one)) : network.post(requestOf(m_endpoint, one), one.body);
            open.append(reply);
            QObject::connect(reply, &QNetworkReply::finished, &loop, [&, reply, place] {
                replies[place] = replyOf(*reply);
                open.removeOne(reply);
                reply->deleteLater();
                loop.quit();
            });
        }
    };
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (m_stop)
            loop.quit();
    });
    look.start(kLookMs);
    for (startMore(); !open.isEmpty() && !m_stop; startMore())
        loop.exec();
    for (QNetworkReply *reply : std::as_const(open)) {
        reply->disconnect(&loop);
        reply->abort();
    }
    return replies;
}

} // namespace cs::services
