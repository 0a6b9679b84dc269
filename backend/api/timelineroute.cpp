// SPDX-License-Identifier: GPL-3.0-or-later
// GET /api/orders/:id/timeline: all that happened to an order, in one list by time.
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
#include "backend/api/schemas.h"
#include "backend/storage/timelinestore.h"

namespace cs::api {

namespace {

using storage::TimelineEntry;
using Page = storage::Page<TimelineEntry>;

QStringView kindName(TimelineEntry::Kind kind)
{
    switch (kind) {
    case TimelineEntry::Kind::History: return u"history";
    case TimelineEntry::Kind::ApprovalRequested: return u"approval_requested";
    case TimelineEntry::Kind::ApprovalDecided: return u"approval_decided";
    case TimelineEntry::Kind::Outbox:
    case TimelineEntry::Kind::Event: return u"record";
    case TimelineEntry::Kind::Step: return u"step";
    case TimelineEntry::Kind::Shipment: return u"shipment";
    case TimelineEntry::Kind::Notification: break;
    }
    return u"notification";
}

/// `outcome` is a reference, or why it failed.
void writeStep(json::Writer &writer, const storage::StepRow &row)
{
    writer.beginObject().member("name", stepName(row.step)).member("state", stepStateName(row.state)).member("attempts", qint64(row.attempts));
    writer.member("askedAt", toIso(row.createdAt));
    if (!row.outcome.isEmpty())
        writer.member("outcome", row.outcome);
    writer.endObject();
}

void writeEntry(json::Writer &writer, const TimelineEntry &entry)
{
    writer.beginObject().member("at", toIso(entry.at)).member("kind", kindName(entry.kind));
    if (const auto *history = std::get_if<storage::HistoryEntry>(&entry.what)) {
        writer.key("history");
        writeHistory(writer, *history);
    } else if (const auto *approval = std::get_if<Approval>(&entry.what)) {
        writer.key("approval");
        writeApproval(writer, *approval, nullptr);
    } else if (const auto *row = std::get_if<storage::OutboxRow>(&entry.what)) {
        writer.key("record");
        writeSentRecord(writer, *row);
    } else if (const auto *event = std::get_if<storage::LoggedEvent>(&entry.what)) {
        writer.key("record");
        writeReadRecord(writer, *event);
    } else if (const auto *notification = std::get_if<Notification>(&entry.what)) {
        writer.key("notification");
        writeNotification(writer, *notification);
    } else if (const auto *step = std::get_if<storage::StepRow>(&entry.what)) {
        writer.key("step");
        writeStep(writer, *step);
    } else if (const auto *shipment = std::get_if<storage::ShipmentEvent>(&entry.what)) {
        writer.key("shipment").beginObject().member("state", shipmentStateName(shipment->state));
        if (!shipment->detail.isEmpty())
            writer.member("detail", shipment->detail);
        writer.endObject();
    }
    writer.endObject();
}

Result<Page> readPage(storage::Connection &connection, const QString &orderId, int limit, const QString &after)
{
    const auto order = storage::OrderStore(connection).find(orderId);
    CS_TRY(order);
    if (!*order)
        return Error::notFound(QStringLiteral("There is no order %1.").arg(orderId));
    return storage::TimelineStore(connection).page(orderId, limit, after);
}

Result<Answer> getTimeline(const Calls &calls, const Request &request)
{
    QueryReader given(request);
    const QString id = request.values.value(QStringLiteral("id"));
    if (!isValidOrderId(id))
        given.fail(QStringLiteral("id"), QStringLiteral("This is not an order id: 1 to 64 characters of A-Z a-z 0-9 . _ : -"));
    CS_TRY(given.check());
    const auto page = calls.read<Page>([id, limit = given.limit(), after = given.text(QStringLiteral("after"))](storage::Connection &connection) {
        return readPage(connection, id, limit, after);
    });
    CS_TRY(page);
    return listAnswer(page->rows, page->next, writeEntry);
}

} // namespace

void addTimelineRoute(Router &router, const Calls &calls)
{
    addRoute(router, calls, "GET", "/api/orders/:id/timeline", Access::PersonOrDemo,
             {"All that happened to an order, oldest first", schema::ref("TimelineEntry"), RouteDoc::Shape::List, schema::paged()},
             [&calls](const Request &request, const Actor &) { return getTimeline(calls, request); });
}

} // namespace cs::api
