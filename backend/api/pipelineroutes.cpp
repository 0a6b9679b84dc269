// SPDX-License-Identifier: GPL-3.0-or-later
// POST /api/v1/orders: an order as the pipeline's clients place it; the answer is in their form, not in that of /api/orders.
#include "backend/api/call.h"
#include "backend/api/idempotency.h"
#include "backend/api/schemas.h"
#include "backend/storage/referencestore.h"

#include "backend/support/ids.h"

namespace cs::api {

namespace {

constexpr qint64 kMostUnits = 1'000'000;

struct PipelineOrder
{
    QString customerId;
    QString productId;
    qint64 quantity = 0;
};

Result<PipelineOrder> bodyOf(const Request &request)
{
    const auto body = bodyObject(request);
    CS_TRY(body);
    json::Reader reader(*body);
    PipelineOrder order{reader.string("customerId", true, 200), reader.string("productId", true, 200), reader.integer("quantity", 1, kMostUnits)};
    for (const json::Value::Member &member : body->members()) {
        if (member.first != "customerId" && member.first != "productId" && member.first != "quantity")
            reader.fail(member.first, QStringLiteral("This field is not known; known are customerId, productId, quantity."));
    }
    CS_TRY(checkFields(reader.errors()));
    return order;
}

using Known = std::optional<storage::Product>;

Answer unknownProduct(const QString &productId)
{
    const QString message = QStringLiteral("There is no product %1; an administrator adds products with countersignd import FILE --products.").arg(productId);
    return errorAnswer(422, QStringLiteral("productId: ") + message, {{QStringLiteral("productId"), message}});
}

NewOrder newOrderOf(const Calls &calls, const Request &request, const Actor &actor, const PipelineOrder &wanted, const storage::Product &product)
{
    NewOrder order;
    const QByteArray key = request.header("idempotency-key");
    // As for /api/orders: an id that comes from the key cannot be taken twice.
    order.id = QStringLiteral("order_") + (key.isEmpty() ? calls.context().store.ids.uuid7().remove(u'-')
                                                         : QString::fromLatin1(keyHash({actor.userId, QString::fromLatin1(key)}).toHex()));
    order.family = QStringLiteral("pipeline");
    order.announceAsPipeline = true;
    order.customerId = wanted.customerId;
    order.currency = product.price.currency();
    order.items = {{product.productId, product.name, wanted.quantity, product.price}};
    return order;
}

Answer sentAnswer(const Order &order, const PipelineOrder &wanted)
{
    json::Writer writer;
    writer.beginObject().member("message", u"Order event sent").key("event").beginObject().member("id", order.id);
    writer.member("customerId", wanted.customerId).member("productId", wanted.productId).member("quantity", wanted.quantity);
    writer.member("createdAt", toIso(order.createdAt)).endObject().endObject();
    Answer answer;
    answer.status = 201;
    answer.body = writer.take();
    return answer;
}

Result<Answer> placeOrder(const Calls &calls, const Request &request, const Actor &actor)
{
    const auto wanted = bodyOf(request);
    CS_TRY(wanted);
    const auto product = calls.read<Known>([id = wanted->productId](storage::Connection &connection) { return storage::ReferenceStore(connection).product(id); });
    CS_TRY(product);
    if (!*product)
        return unknownProduct(wanted->productId);
    const auto created = calls.wait(calls.context().orders.create(newOrderOf(calls, request, actor, *wanted, **product), actor));
    if (!created.ok() && created.error().kind == ErrorKind::Conflict && request.headers.contains("idempotency-key"))
        return usedForAnother(); // another request with the key is not answered yet, or never was
    CS_TRY(created);
    return sentAnswer(*created, *wanted);
}

} // namespace

void addPipelineRoutes(Router &router, const Calls &calls)
{
    using namespace schema;
    const QByteArray body = object({{"customerId", text(200)}, {"productId", text(200)}, {"quantity", whole(1, kMostUnits)}});
    const QByteArray event = object({{"id", text(64)}, {"customerId", text()}, {"productId", text()}, {"quantity", whole(1, kMostUnits)}, {"createdAt", time()}});
    const QByteArray answer = object({{"message", R"({"const":"Order event sent"})"}, {"event", event}});
    addRoute(router, calls, "POST", "/api/v1/orders", Access::PersonOrDemo,
             {"Place an order of one product, at the price of the product table", answer, RouteDoc::Shape::Whole, {}, body, 201, QByteArrayLiteral("application/json"), false, true},
             idempotent(calls, [&calls](const Request &request, const Actor &actor) { return placeOrder(calls, request, actor); }));
}

} // namespace cs::api
