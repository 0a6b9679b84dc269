// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/httpmessage.h"

#include "backend/support/json.h"

#include <QDateTime>
#include <QLocale>
#include <QStringDecoder>

namespace cs::api {

QByteArray Request::contentType() const
{
    const QByteArray whole = header("content-type");
    const qsizetype semicolon = whole.indexOf(';');
    return (semicolon < 0 ? whole : whole.left(semicolon)).trimmed().toLower();
}

int statusOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Invalid: return 400;
    case ErrorKind::Unauthorized: return 401;
    case ErrorKind::Forbidden: return 403;
    case ErrorKind::NotFound: return 404;
    case ErrorKind::Conflict: return 409;
    case ErrorKind::TooLarge: return 413;
    case ErrorKind::Unavailable: return 503;
    case ErrorKind::Fatal: break;
    }
    return 500;
}

QByteArray reasonPhrase(int status)
{
    static const QHash<int, QByteArray> phrases{
        {200, "OK"}, {201, "Created"}, {400, "Bad Request"}, {401, "Unauthorized"}, {403, "Forbidden"}, {404, "Not Found"},
        {405, "Method Not Allowed"}, {408, "Request Timeout"}, {409, "Conflict"}, {411, "Length Required"}, {413, "Content Too Large"},
        {415, "Unsupported Media Type"}, {417, "Expectation Failed"}, {421, "Misdirected Request"},
        {422, "Unprocessable Content"}, {426, "Upgrade Required"}, {431, "Request Header Fields Too Large"}, {500, "Internal Server Error"},
        {503, "Service Unavailable"}, {505, "HTTP Version Not Supported"}};
    return phrases.value(status, "Unknown");
}

namespace {

Answer makeError(int status, const QString &message, const QList<FieldError> &fields)
{
    json::Writer writer;
    writer.beginObject().key("success").boolean(false).member("message", message).key("errors").beginArray();
    for (const FieldError &field : fields)
        writer.beginObject().member("field", field.field).member("message", field.message).endObject();
    writer.endArray().endObject();
    Answer answer;
    answer.status = status;
    answer.body = writer.take();
    if (status == 401)
        answer.headers.emplaceBack("WWW-Authenticate", "Bearer realm=\"countersign\"");
    if (status == 503)
        answer.headers.emplaceBack("Retry-After", "1");
    return answer;
}

} // namespace

Answer errorAnswer(const Error &error)
{
    return makeError(statusOf(error.kind), error.message, error.fields);
}

Answer errorAnswer(int status, const QString &message, const QList<FieldError> &fields)
{
    return makeError(status, message, fields);
}

QByteArray answerHead(const Answer &answer, qint64 contentLength, bool keepAlive)
{
    static const QLocale c = QLocale::c();
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reasonPhrase(answer.status) + "\r\n";
    head += "Date: " + c.toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy HH:mm:ss").toLatin1() + " GMT\r\n";
    head += "Content-Type: " + answer.contentType + "\r\n";
    head += contentLength < 0 ? QByteArray("Transfer-Encoding: chunked\r\n") : "Content-Length: " + QByteArray::number(contentLength) + "\r\n";
    head += "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n";
    for (const auto &[name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    head += keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return head;
}

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

std::optional<QString> percentDecoded(QByteArrayView text, bool plusIsSpace)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const int high = i + 2 <= text.size() - 1 ? hexDigit(text[i + 1]) : -1;
            const int low = i + 2 <= text.size() - 1 ? hexDigit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return {};
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plusIsSpace) {
            c = ' ';
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            return {};
        bytes.append(c);
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(bytes);
    if (decoder.hasError())
        return {};
    return decoded;
}

std::optional<QList<std::pair<QString, QString>>> parseQuery(QByteArrayView query)
{
    QList<std::pair<QString, QString>> pairs;
    for (const QByteArray &part : query.toByteArray().split('&')) {
        if (part.isEmpty())
            continue;
        const qsizetype equals = part.indexOf('=');
        const auto name = percentDecoded(equals < 0 ? part : part.left(equals), true);
        const auto value = percentDecoded(equals < 0 ? QByteArray() : part.mid(equals + 1), true);
        if (!name || !value)
            return {};
        pairs.append({*name, *value});
    }
    return pairs;
}

} // namespace cs::api
