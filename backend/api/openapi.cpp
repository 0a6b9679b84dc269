// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/openapi.h"

#include "backend/api/schemas.h"
#include "backend/support/json.h"

namespace cs::api {

namespace {

QByteArray pathOf(const Route &route)
{
    QByteArrayList parts;
    for (const QByteArray &segment : route.segments)
        parts.append(segment.startsWith(':') ? '{' + segment.mid(1) + '}' : segment);
    return parts.join('/');
}

/// `getApiOrdersById`: from method and path, so it is as unique as they are.
QByteArray operationId(const Route &route)
{
    QByteArray id = route.method.toLower();
    for (const QByteArray &segment : route.segments) {
        QByteArray word = segment.startsWith(':') ? "By" + segment.mid(1, 1).toUpper() + segment.mid(2) : segment.left(1).toUpper() + segment.mid(1);
        for (char &c : word) {
            if (c == '.' || c == '-')
                c = '_';
        }
        id += word;
    }
    return id;
}

void writeParameter(json::Writer &writer, QByteArrayView name, QByteArrayView where, bool required, const QByteArray &schema, const QByteArray &about)
{
    writer.beginObject().key("name").utf8(name).key("in").utf8(where).key("required").boolean(required);
    if (!about.isEmpty())
        writer.key("description").utf8(about);
    writer.key("schema").raw(schema).endObject();
}

void writeParameters(json::Writer &writer, const Route &route)
{
    writer.key("parameters").beginArray();
    for (const QByteArray &segment : route.segments) {
        if (segment.startsWith(':'))
            writeParameter(writer, segment.mid(1), "path", true, schema::text(), {});
    }
    for (const QueryField &field : route.doc.query)
        writeParameter(writer, field.name, "query", field.required, field.schema, field.about);
    if (route.doc.idempotent)
        writeParameter(writer, "Idempotency-Key", "header", false, R"({"type":"string","minLength":1,"maxLength":128})", "The same key with the same body gets the first answer again, and makes nothing new.");
    writer.endArray();
}

void writeBody(json::Writer &writer, const Route &route)
{
    if (route.doc.body.isEmpty())
        return;
    writer.key("requestBody").beginObject().key("content").beginObject();
    for (const QByteArray &type : route.contentTypes)
        writer.key(type).beginObject().key("schema").raw(route.stream ? schema::text() : route.doc.body).endObject();
    writer.endObject().endObject();
}

QByteArray answerSchema(const RouteDoc &doc)
{
    switch (doc.shape) {
    case RouteDoc::Shape::Data:
        return schema::object({{"success", R"({"const":true})"}, {"data", doc.answer}, {"message?", schema::text()}});
    case RouteDoc::Shape::List:
        return schema::object({{"success", R"({"const":true})"}, {"data", schema::arrayOf(doc.answer)}, {"next", schema::orNull(schema::text())}});
    case RouteDoc::Shape::Whole:
        break;
    }
    return doc.answer;
}

void writeError(json::Writer &writer, QByteArrayView status, QByteArrayView about)
{
    writer.key(status).beginObject().key("description").utf8(about).key("content").beginObject().key("application/json").beginObject();
    writer.key("schema").raw(schema::ref("Error")).endObject().endObject().endObject();
}

void writeResponses(json::Writer &writer, const Route &route)
{
    const RouteDoc &doc = route.doc;
    writer.key("responses").beginObject().key(QByteArray::number(doc.status)).beginObject();
    writer.key("description").utf8(doc.summary);
    if (!doc.answer.isEmpty()) {
        writer.key("content").beginObject().key(doc.answerType).beginObject();
        writer.key("schema").raw(answerSchema(doc)).endObject().endObject();
    }
    writer.endObject();
    if (!doc.open)
        writeError(writer, "401", "There is no token, or it does not hold.");
    writeError(writer, "default", "Refused; the message says why, and the errors which fields.");
    writer.endObject();
}

void writeOperation(json::Writer &writer, const Route &route)
{
    writer.key(route.method.toLower()).beginObject().key("operationId").utf8(operationId(route)).key("summary").utf8(route.doc.summary);
    writer.key("security").beginArray();
    if (!route.doc.open)
        writer.beginObject().key("token").beginArray().endArray().endObject();
    writer.endArray();
    writeParameters(writer, route);
    writeBody(writer, route);
    writeResponses(writer, route);
    writer.endObject();
}

} // namespace

QByteArray openApiDocument(const Router &router, const QByteArray &version)
{
    json::Writer writer;
    writer.beginObject().member("openapi", u"3.1.0").key("info").beginObject().member("title", u"Countersign");
    writer.key("version").utf8(version).member("description", u"Orders, their approval, and the notifications about them.");
    writer.key("license").beginObject().member("name", u"GPL-3.0-or-later").member("identifier", u"GPL-3.0-or-later").endObject().endObject();
    writer.key("servers").beginArray().beginObject().member("url", u"/").endObject().endArray();
    writer.key("paths").beginObject();
    QByteArrayList paths;
    for (const Route &route : router.routes()) {
        if (!paths.contains(pathOf(route)))
            paths.append(pathOf(route));
    }
    for (const QByteArray &path : std::as_const(paths)) {
        writer.key(path).beginObject();
        for (const Route &route : router.routes()) {
            if (pathOf(route) == path)
                writeOperation(writer, route);
        }
        writer.endObject();
    }
    writer.endObject().key("components").beginObject().key("schemas").raw(schema::components());
    writer.key("securitySchemes").beginObject().key("token").beginObject().member("type", u"http").member("scheme", u"bearer");
    return writer.endObject().endObject().endObject().endObject().take();
}

} // namespace cs::api
