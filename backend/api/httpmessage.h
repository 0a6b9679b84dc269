// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <optional>

namespace cs::api {

/// A request as the routes see it. A value; any thread.
struct Request
{
    QByteArray method; ///< GET, POST, PUT, …; a HEAD comes as GET
    QByteArray path;   ///< as sent, still percent-encoded, without the query
    QList<std::pair<QString, QString>> query; ///< decoded, in order
    QHash<QByteArray, QByteArray> headers;    ///< names in lower case; repeated ones joined by ", "
    QHash<QString, QString> values;           ///< what stood at `:name` in the route's pattern, decoded
    QByteArray body;

    QByteArray header(const QByteArray &lowerCaseName) const { return headers.value(lowerCaseName); }
    /// The media type of the body, lower case, without parameters.
    QByteArray contentType() const;
};

struct Answer
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = QByteArrayLiteral("application/json; charset=utf-8");
    QList<std::pair<QByteArray, QByteArray>> headers;
};

/// `{"success":false,"message":…,"errors":[…]}` with the status that belongs to the error's kind.
Answer errorAnswer(const Error &error);
/// The same with a status of HTTP's own (404, 405, 413, 415, 421, 431, …).
Answer errorAnswer(int status, const QString &message, const QList<FieldError> &fields = {});
int statusOf(ErrorKind kind);
/// "Not Found" (RFC 9110, section 15).
QByteArray reasonPhrase(int status);

/// Head of an answer, up to and with the empty line. `contentLength` -1: chunked.
QByteArray answerHead(const Answer &answer, qint64 contentLength, bool keepAlive);

/// Percent-decoding (RFC 3986, 2.1) of valid UTF-8 without control characters; nothing for any other text.
std::optional<QString> percentDecoded(QByteArrayView text, bool plusIsSpace = false);
/// `a=1&b=2`; nothing when a part cannot be decoded.
std::optional<QList<std::pair<QString, QString>>> parseQuery(QByteArrayView query);

} // namespace cs::api
