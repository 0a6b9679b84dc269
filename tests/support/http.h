// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

namespace cs::test {

using HttpHeaders = QList<std::pair<QByteArray, QByteArray>>;

struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    HttpHeaders headers;

    /// The value of the first header of that name (in any case), or nothing.
    QByteArray header(const QByteArray &name) const;
};

/// One HTTP request; any answer is a success, whatever its status. Unavailable when nobody answers in time. Processes events
/// while it waits, and may be called from any thread. A body without a Content-Type header is sent as application/json.
Result<HttpAnswer> httpRequest(const QByteArray &method, const QUrl &url, const QByteArray &body = {}, const HttpHeaders &headers = {},
                               int timeoutMs = 30'000);

/// `Authorization: Bearer …`, for httpRequest().
HttpHeaders bearer(const QByteArray &token);

/// Sends these bytes to 127.0.0.1 and returns all that comes back until the server closes, or until `timeoutMs` have passed
/// without a byte. For requests that no decent client would make.
Result<QByteArray> rawHttp(quint16 port, const QByteArray &bytes, int timeoutMs = 5'000);

} // namespace cs::test
