// SPDX-License-Identifier: GPL-3.0-or-later
// Stock: levels, what is reserved of them, and corrections by people.
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
#include "backend/api/schemas.h"
#include "backend/domain/reason.h"
#include "backend/services/flow/stockadjustment.h"
#include "backend/services/queries/queries.h"

namespace cs::api {

namespace {

using storage::StockQuery;

constexpr std::pair<const char16_t *, StockQuery::Sort> kSorts[] = {{u"productId", StockQuery::Sort::Product}, {u"name", StockQuery::Sort::Name},
    {u"onHand", StockQuery::Sort::OnHand}, {u"reserved", StockQuery::Sort::Reserved}, {u"available", StockQuery::Sort::Available}};

void writeLevel(json::Writer &writer, const StockLevel &level)
{
    writer.beginObject().member("productId", level.productId);
    if (!level.name.isEmpty())
        writer.member("name", level.name);
    writer.member("onHand", level.onHand).member("reserved", level.reserved).member("available", level.available()).endObject();
}

void writeReservation(json::Writer &writer, const Reservation &one)
{
    writer.beginObject().member("orderId", one.orderId).member("quantity", one.quantity);
    writer.member("state", reservationStateName(one.state)).member("at", toIso(one.at)).endObject();
}

void writeMovement(json::Writer &writer, const storage::StockChange &one)
{
    writer.beginObject().member("id", one.id).member("delta", one.delta).member("before", one.onHand - one.delta).member("after", one.onHand);
    writer.member("reason", one.reason).member("userId", one.userId).member("at", toIso(one.at)).endObject();
}

void writeDetail(json::Writer &writer, const services::StockDetail &detail)
{
    writer.beginObject().key("level");
    writeLevel(writer, detail.level);
    writer.key("reservations").beginArray();
    for (const Reservation &one : detail.reservations)
        writeReservation(writer, one);
    writer.endArray().key("movements").beginArray();
    for (const storage::StockChange &one : detail.changes)
        writeMovement(writer, one);
    writer.endArray().endObject();
}

/// `-onHand` is the other way round.
void readSort(QueryReader &given, StockQuery *query)
{
    const QString text = given.text(QStringLiteral("sort"));
    if (text.isEmpty())
        return;
    query->descending = text.startsWith(u'-');
    const QStringView name = QStringView(text).mid(query->descending ? 1 : 0);
    for (const auto &[known, sort] : kSorts) {
        if (name == QStringView(known)) {
            query->sort = sort;
            return;
        }
    }
    given.fail(QStringLiteral("sort"), QStringLiteral("This must be productId, name, onHand, reserved or available, with - in front for the other way round."));
}

Result<Answer> listStock(const Calls &calls, const Request &request)
{
    QueryReader given(request);
    StockQuery query;
    query.text = given.text(QStringLiteral("q"));
    const QString only = given.text(QStringLiteral("only"));
    if (only == QLatin1String("sold_out"))
        query.only = StockQuery::Only::SoldOut;
    else if (only == QLatin1String("reserved"))
        query.only = StockQuery::Only::Reserved;
    else if (!only.isEmpty())
        given.fail(QStringLiteral("only"), QStringLiteral("This must be sold_out or reserved."));
    readSort(given, &query);
    query.limit = given.limit();
    query.after = given.text(QStringLiteral("after"));
    CS_TRY(given.check());
    const auto page = calls.read<storage::Page<StockLevel>>([query](storage::Connection &connection) { return storage::StockStore(connection).page(query); });
    CS_TRY(page);
    return listAnswer(page->rows, page->next, writeLevel);
}

Result<Answer> oneProduct(const Calls &calls, const Request &request)
{
    const QString id = request.values.value(QStringLiteral("productId"));
    const auto detail = calls.read<services::StockDetail>([id](storage::Connection &connection) { return services::readStock(connection, id); });
    CS_TRY(detail);
    return dataAnswer([&detail](json::Writer &writer) { writeDetail(writer, *detail); });
}

Result<Answer> adjust(const Calls &calls, const Request &request, const Actor &actor)
{
    const auto body = bodyObject(request);
    if (!body.ok())
        return body.error();
    json::Reader reader(*body);
    services::StockAdjustment adjustment;
    adjustment.productId = request.values.value(QStringLiteral("productId"));
    if (reader.has("delta"))
        adjustment.delta = reader.integer("delta", -services::kMostStock, services::kMostStock);
    if (reader.has("count"))
        adjustment.count = reader.integer("count", 0, services::kMostStock);
    if (reader.has("seen"))
        adjustment.seen = reader.integer("seen", 0, services::kMostStock);
    adjustment.reason = reader.string("reason", true, kLongestReason);
    CS_TRY(checkFields(reader.errors()));
    const auto level = calls.wait(services::adjustStock(calls.context().store, adjustment, actor));
    CS_TRY(level);
    return dataAnswer([&level](json::Writer &writer) { writeLevel(writer, *level); });
}

} // namespace

void addStockRoutes(Router &router, const Calls &calls)
{
    using namespace schema;
    using Shape = RouteDoc::Shape;
    const QList<QueryField> filters{{"q", text(), "Part of the product's id or name."}, {"only", oneOf({"sold_out", "reserved"}), "Of which none is available, or some are reserved."},
                                    {"sort", text(), "productId, name, onHand, reserved or available; with - in front the other way round."}};
    addRoute(router, calls, "GET", "/api/stock", Access::Person, {"Stock by product", ref("StockLevel"), Shape::List, paged(filters)},
             [&calls](const Request &request, const Actor &) { return listStock(calls, request); });
    addRoute(router, calls, "GET", "/api/stock/:productId", Access::Person, {"One product's stock, its reservations and movements", ref("StockDetail")},
             [&calls](const Request &request, const Actor &) { return oneProduct(calls, request); });
    const QByteArray body = object({{"delta?", whole(-services::kMostStock, services::kMostStock)}, {"count?", whole(0, services::kMostStock)},
                                    {"seen?", whole(0, services::kMostStock)}, {"reason", text(kLongestReason)}});
    addRoute(router, calls, "POST", "/api/stock/:productId/adjust", Access::Person, {"Correct a product's stock, by a difference or to what was counted", ref("StockLevel"), Shape::Data, {}, body},
             [&calls](const Request &request, const Actor &actor) { return adjust(calls, request, actor); });
}

} // namespace cs::api
