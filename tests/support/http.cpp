// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTcpSocket>
#include <memory>

namespace cs::test {

QByteArray HttpAnswer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

Result<HttpAnswer> httpRequest(const QByteArray &method, const QUrl &url, const QByteArray &body, const HttpHeaders &headers, int timeoutMs)
{
    QNetworkAccessManager manager;
    manager.setProxy(QNetworkProxy::NoProxy);
    QNetworkRequest request(url);
    request.setTransferTimeout(timeoutMs);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (!body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);

    const std::unique_ptr<QNetworkReply> reply(manager.sendCustomRequest(request, method, body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();

    const QVariant status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (!status.isValid()) {
        return Error::unavailable(QStringLiteral("%1 %2: %3").arg(QString::fromLatin1(method), url.toString(), reply->errorString()));
    }
    return HttpAnswer{status.toInt(), reply->readAll(), reply->rawHeaderPairs()};
}

HttpHeaders bearer(const QByteArray &token)
{
    return {{QByteArrayLiteral("Authorization"), "Bearer " + token}};
}

Result<QByteArray> rawHttp(quint16 port, const QByteArray &bytes, int timeoutMs)
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    if (!socket.waitForConnected(timeoutMs))
        return Error::unavailable(QStringLiteral("port %1: %2").arg(port).arg(socket.errorString()));
    socket.write(bytes);
    QByteArray answer;
    while (socket.waitForReadyRead(timeoutMs))
        answer += socket.readAll();
    return answer + socket.readAll();
}

} // namespace cs::test
