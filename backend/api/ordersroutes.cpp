// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/call.h"
#include "backend/api/idempotency.h"
#include "backend/api/jsonanswers.h"
#include "backend/api/schemas.h"
#include "backend/domain/lifecycle.h"
#include "backend/services/orders/orderimport.h"
#include "backend/services/queries/awaitedstep.h"
#include "backend/storage/orderstore.h"

#include <limits>

namespace cs::api {

namespace {

using storage::Connection;
using storage::OrderStore;

Result<QString> orderIdOf(const Request &request)
{
    const QString id = request.values.value(QStringLiteral("id"));
    if (!isValidOrderId(id))
        return Error::field(QStringLiteral("id"), QStringLiteral("This is not an order id: 1 to 64 characters of A-Z a-z 0-9 . _ : -"));
    return id;
}

Result<Order> findOrder(Connection &connection, const QString &id)
{
    const auto found = OrderStore(connection).find(id);
    if (!found.ok())
        return found.error();
    if (!*found)
        return Error::notFound(QStringLiteral("There is no order %1.").arg(id));
    return **found;
}

Answer orderAnswer(const Order &order, int status)
{
    return dataAnswer([&order](json::Writer &writer) { writeOrder(writer, order); }, status);
}

/// The body is one line of an import without the creator, whom the token names.
Result<NewOrder> newOrderOf(const Request &request, const Actor &actor)
{
    const auto body = bodyObject(request);
    if (!body.ok())
        return body.error();
    if (body->find("createdBy") && !mayDo(actor, Right::ImportOrders))
        return Error::field(QStringLiteral("createdBy"), QStringLiteral("The creator is who sends the order; leave this out."));
    const auto order = services::parseOrder(*body);
    return order.ok() || order.error().fields.isEmpty() ? order : checkFields(order.error().fields).error();
}

Result<Answer> createOrder(const Calls &calls, const Request &request, const Actor &actor)
{
    auto order = newOrderOf(request, actor);
    if (!order.ok())
        return order.error();
    const QString key = QString::fromLatin1(request.header("idempotency-key"));
    // An order whose id comes from the key cannot be made twice, not even when the answer was lost with the program.
    const bool named = !order->id.isEmpty();
    if (!key.isEmpty() && !named)
        order->id = QString::fromLatin1(keyHash({actor.userId, key}).toHex());
    const auto created = calls.wait(calls.context().orders.create(*order, actor));
    if (!created.ok() && created.error().kind == ErrorKind::Conflict && !key.isEmpty() && !named)
        return usedForAnother(); // another request with the key is not answered yet, or never was
    if (!created.ok())
        return created.error();
    return orderAnswer(*created, 201);
}

/// An order as it is shown by itself.
struct ShownOrder
{
    Order order;
    std::optional<services::AwaitedStep> awaited;
};

Result<ShownOrder> findShown(Connection &connection, const QString &id)
{
    const auto order = findOrder(connection, id);
    CS_TRY(order);
    const auto awaited = services::readAwaitedStep(connection, *order);
    CS_TRY(awaited);
    return ShownOrder{*order, *awaited};
}

void writeAwaited(json::Writer &writer, const services::AwaitedStep &awaited, const QList<services::ServiceStatus> &services)
{
    writer.key("waitsFor").beginObject().member("step", stepName(awaited.step)).member("state", awaited.stateText());
    writer.member("reason", awaited.reason(services)).endObject();
}

Result<Answer> getOrder(const Calls &calls, const Request &request, const Actor &)
{
    const auto id = orderIdOf(request);
    if (!id.ok())
        return id.error();
    const auto shown = calls.read<ShownOrder>([id](Connection &connection) { return findShown(connection, *id); });
    if (!shown.ok())
        return shown.error();
    services::ServiceControl *const control = calls.context().services;
    const auto services = control != nullptr && shown->awaited ? control->services() : QList<services::ServiceStatus>();
    return dataAnswer([&](json::Writer &writer) {
        writeOrderAnd(writer, shown->order, [&](json::Writer &to) {
            if (shown->awaited)
                writeAwaited(to, *shown->awaited, services);
        });
    });
}

QList<OrderStatus> statusesOf(QueryReader &query)
{
    QList<OrderStatus> statuses;
    for (const QString &name : query.text(QStringLiteral("status")).split(u',', Qt::SkipEmptyParts)) {
        if (const auto status = statusFromName(name))
            statuses.append(*status);
        else
            query.fail(QStringLiteral("status"), QStringLiteral("'%1' is not a status.").arg(name));
    }
    return statuses;
}

/// The page's rows with their items, which the list's statement leaves out.
Result<storage::Page<Order>> readPage(Connection &connection, const storage::OrderQuery &query)
{
    OrderStore store(connection);
    const auto page = store.page(query);
    if (!page.ok())
        return page.error();
    QStringList ids;
    for (const storage::OrderRow &row : page->rows)
        ids.append(row.order.id);
    const auto whole = store.findMany(ids);
    if (!whole.ok())
        return whole.error();
    storage::Page<Order> orders{{}, page->next};
    for (const storage::OrderRow &row : page->rows)
        orders.rows.append(whole->value(row.order.id, row.order));
    return orders;
}

Result<Answer> listOrders(const Calls &calls, const Request &request, const QString &customerId)
{
    QueryReader given(request);
    storage::OrderQuery query;
    query.statuses = statusesOf(given);
    query.from = given.time(QStringLiteral("from"));
    query.to = given.time(QStringLiteral("to"));
    if (query.from && query.to && *query.to < *query.from)
        given.fail(QStringLiteral("to"), QStringLiteral("This is before from."));
    query.text = given.text(QStringLiteral("q"));
    query.customerId = customerId.isEmpty() ? given.text(QStringLiteral("customerId")) : customerId;
    query.limit = given.limit();
    query.after = given.text(QStringLiteral("after"));
    CS_TRY(given.check());
    const auto page = calls.read<storage::Page<Order>>([query](Connection &connection) { return readPage(connection, query); });
    if (!page.ok())
        return page.error();
    return listAnswer(page->rows, page->next, writeOrder);
}

Result<Answer> setStatus(const Calls &calls, const Request &request, const Actor &actor)
{
    const auto id = orderIdOf(request);
    const auto body = id.ok() ? bodyObject(request) : Result<json::Value>(id.error());
    if (!body.ok())
        return body.error();
    json::Reader reader(*body);
    const auto status = statusFromName(reader.string("status"));
    if (!status && reader.errors().isEmpty())
        reader.fail("status", QStringLiteral("This must be cancelled, shipped or delivered."));
    CS_TRY(checkFields(reader.errors()));
    const auto moved = calls.wait(calls.context().orders.setStatus(*id, *status, actor));
    if (!moved.ok())
        return moved.error();
    return orderAnswer(*moved, 200);
}

Result<Answer> editOrder(const Calls &calls, const Request &request, const Actor &actor)
{
    const auto id = orderIdOf(request);
    const auto body = id.ok() ? bodyObject(request) : Result<json::Value>(id.error());
    if (!body.ok())
        return body.error();
    json::Reader reader(*body);
    const int version = static_cast<int>(reader.integer("version", 1, std::numeric_limits<int>::max()));
    const auto order = calls.read<Order>([id](Connection &connection) { return findOrder(connection, *id); });
    if (!order.ok())
        return order.error();
    const auto items = services::parseItems(*body, order->currency);
    if (!items.ok())
        return checkFields(reader.errors() + items.error().fields).error();
    CS_TRY(checkFields(reader.errors()));
    const auto edited = calls.wait(calls.context().orders.edit(*id, *items, version, actor));
    if (!edited.ok())
        return edited.error();
    return orderAnswer(*edited, 200);
}

} // namespace

void addOrderRoutes(Router &router, const Calls &calls)
{
    const auto on = [&calls](auto function) {
        return [&calls, function](const Request &request, const Actor &actor) { return function(calls, request, actor); };
    };
    using namespace schema;
    using Shape = RouteDoc::Shape;
    const QList<QueryField> filters{{"status", text(), "Statuses, with commas between."}, {"from", text(), "Created at this time or later."},
                                    {"to", text(), "Created before this time."}, {"q", text(), "Part of the order's id, or of the customer's id or name."}};
    QList<QueryField> withCustomer = filters;
    withCustomer.append({"customerId", text(), "Orders of this customer."});
    addRoute(router, calls, "POST", "/api/orders", Access::PersonOrDemo, {"Make an order", ref("Order"), Shape::Data, {}, ref("NewOrder"), 201, QByteArrayLiteral("application/json"), false, true},
             idempotent(calls, on(createOrder)));
    addRoute(router, calls, "GET", "/api/orders", Access::PersonOrDemo, {"Orders, newest first", ref("Order"), Shape::List, paged(withCustomer)},
             [&calls](const Request &request, const Actor &) { return listOrders(calls, request, {}); });
    addRoute(router, calls, "GET", "/api/orders/customer/:customerId", Access::PersonOrDemo, {"Orders of a customer, newest first", ref("Order"), Shape::List, paged(filters)},
             [&calls](const Request &request, const Actor &) { return listOrders(calls, request, request.values.value(QStringLiteral("customerId"))); });
    addRoute(router, calls, "GET", "/api/orders/:id", Access::PersonOrDemo, {"An order", ref("Order")}, on(getOrder));
    addRoute(router, calls, "PUT", "/api/orders/:id", Access::Person,
             {"Put other items into an order that waits for approval, which begins anew", ref("Order"), Shape::Data, {}, ref("OrderEdit")}, on(editOrder));
    addRoute(router, calls, "PUT", "/api/orders/:id/status", Access::Person,
             {"Cancel an order, or move it on by hand", ref("Order"), Shape::Data, {}, object({{"status", oneOf({"cancelled", "shipped", "delivered"})}})}, on(setStatus));
}

} // namespace cs::api
