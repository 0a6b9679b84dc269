// SPDX-License-Identifier: GPL-3.0-or-later
// POST /api/orders/import: orders streamed in, one JSON line an order streamed out, a summary at the end.
#include "backend/api/bodystream.h"
#include "backend/api/call.h"
#include "backend/api/schemas.h"
#include "backend/domain/lifecycle.h"
#include "backend/services/core/act.h"
#include "backend/services/orders/orderimport.h"

namespace cs::api {

namespace {

using services::ImportOutcome;

QString kindName(ImportOutcome::Kind kind)
{
    switch (kind) {
    case ImportOutcome::Kind::Created: return QStringLiteral("created");
    case ImportOutcome::Kind::Exists: return QStringLiteral("exists");
    case ImportOutcome::Kind::Failed: break;
    }
    return QStringLiteral("failed");
}

QByteArray outcomeLine(const ImportOutcome &outcome)
{
    json::Writer writer;
    writer.beginObject().member("line", outcome.line).member("result", kindName(outcome.kind));
    if (!outcome.orderId.isEmpty())
        writer.member("orderId", outcome.orderId);
    if (outcome.kind != ImportOutcome::Kind::Failed)
        return writer.member("status", statusName(outcome.status)).endObject().take() + '\n';
    writer.member("message", outcome.error.message).key("errors").beginArray();
    for (const FieldError &field : outcome.error.fields)
        writer.beginObject().member("field", field.field).member("message", field.message).endObject();
    return writer.endArray().endObject().take() + '\n';
}

QByteArray summaryLine(const services::ImportSummary &summary)
{
    json::Writer writer;
    writer.beginObject().key("summary").beginObject().member("lines", summary.lines).member("created", summary.created);
    writer.member("exists", summary.exists).member("failed", summary.failed).key("totals").beginObject();
    QStringList codes = summary.totalMinor.keys();
    codes.sort();
    for (const QString &code : codes)
        writer.member(code.toLatin1(), Money(summary.totalMinor.value(code), Currency::fromCode(code).valueOr(Currency())));
    return writer.endObject().endObject().endObject().take() + '\n';
}

RouteDoc importDoc()
{
    using namespace schema;
    RouteDoc doc{"Make many orders: JSON Lines in, a line for each order out, a summary at the end", text(), RouteDoc::Shape::Whole};
    doc.query = {{"format", oneOf({"jsonl", "csv"}), "What the body is; CSV too by its content type."}, {"dryRun", oneOf({"1", "0", "true", "false"}), "Check only."},
                 {"map", text(), "field=column; may be given more than once."}};
    doc.body = text();
    doc.answerType = "application/x-ndjson";
    return doc;
}

Result<services::ImportOptions> optionsOf(const Calls &calls, const Request &request)
{
    services::ImportOptions options;
    Request plain = request;
    plain.query.clear();
    for (const auto &[name, value] : request.query) {
        const qsizetype equals = value.indexOf(u'=');
        if (name != u"map")
            plain.query.append({name, value});
        else if (equals < 1)
            return Error::field(name, QStringLiteral("This must be field=column."));
        else if (!services::isImportField(value.left(equals)))
            return Error::field(name, QStringLiteral("'%1' is not a field of an order.").arg(value.left(equals)));
        else if (options.mapping.contains(value.left(equals)))
            return Error::field(name, QStringLiteral("'%1' is mapped twice.").arg(value.left(equals)));
        else
            options.mapping.insert(value.left(equals), value.mid(equals + 1));
    }
    CS_TRY(checkQueryNames(plain, importDoc()));
    QueryReader query(plain);
    const QString format = query.text(QStringLiteral("format"));
    if (!format.isEmpty() && format != u"jsonl" && format != u"csv")
        query.fail(QStringLiteral("format"), QStringLiteral("This must be jsonl or csv."));
    options.format = format == u"csv" || request.contentType() == "text/csv" ? services::ImportFormat::Csv : services::ImportFormat::JsonLines;
    options.dryRun = query.flag(QStringLiteral("dryRun"));
    options.reader = &calls.context().reader;
    CS_TRY(query.check());
    return options;
}

Answer importOrders(const Calls &calls, const Request &request, BodyStream &body)
{
    const auto actor = calls.actorOf(request, Access::Person);
    if (!actor.ok())
        return errorAnswer(actor.error());
    if (!mayDo(*actor, Right::ImportOrders))
        return errorAnswer(Error::forbidden(QStringLiteral("Your role, %1, may not import orders.").arg(actor->role)));
    const auto options = optionsOf(calls, request);
    if (!options.ok())
        return errorAnswer(options.error());
    if (const Status may = services::mayWrite(calls.context().store); !may.ok() && !options->dryRun)
        return errorAnswer(may.error());
    Answer head;
    head.contentType = "application/x-ndjson; charset=utf-8";
    body.begin(head);
    std::atomic<bool> gone{false};
    const auto tell = [&](const QList<ImportOutcome> &outcomes, qint64) {
        QByteArray lines;
        for (const ImportOutcome &outcome : outcomes)
            lines += outcomeLine(outcome);
        if (!body.answer(lines).ok())
            gone = true;
    };
    const auto summary = services::importOrders(body, *options, calls.context().orders, *actor, tell, &gone);
    (void)body.answer(summary.ok() ? summaryLine(*summary) : errorAnswer(summary.error()).body + '\n');
    return {};
}

} // namespace

void addImportRoute(Router &router, const Calls &calls)
{
    static const QByteArrayList types{"application/x-ndjson", "application/jsonl", "application/json", "text/plain", "text/csv"};
    router.addStream("POST", "/api/orders/import", types, [&calls](const Request &request, BodyStream &body) { return importOrders(calls, request, body); },
                     importDoc());
}

} // namespace cs::api
