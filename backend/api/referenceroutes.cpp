// SPDX-License-Identifier: GPL-3.0-or-later
// Below /api/admin: products and customers as CSV, all rows or none.
#include "backend/api/bodystream.h"
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
#include "backend/api/schemas.h"
#include "backend/services/orders/referencedata.h"

namespace cs::api {

namespace {

using services::ReferenceAdded;

Answer addedAnswer(const Result<ReferenceAdded> &added)
{
    if (!added.ok())
        return errorAnswer(added.error());
    return dataAnswer([&added](json::Writer &writer) {
        writer.beginObject().member("read", added->read).member("added", added->added).member("exists", added->read - added->added).endObject();
    });
}

/// `read` takes the file apart, `add` stores what it gave.
template <typename Read, typename Add>
Answer bringIn(const Calls &calls, const Request &request, BodyStream &body, Read read, Add add)
{
    const auto actor = calls.actorOf(request, Access::Person);
    if (!actor.ok())
        return errorAnswer(actor.error());
    if (!mayDo(*actor, Right::Administer))
        return errorAnswer(Error::forbidden(QStringLiteral("This is for administrators; your role is %1.").arg(actor->role)));
    if (const Status named = checkQueryNames(request, {}); !named.ok()) // it takes no query
        return errorAnswer(named.error());
    const auto rows = read(body);
    if (!rows.ok())
        return errorAnswer(rows.error());
    return addedAnswer(calls.wait(add(calls.context().store, *rows, *actor)));
}

RouteDoc docOf(const QByteArray &summary)
{
    using namespace schema;
    RouteDoc doc{summary, object({{"read", id64()}, {"added", id64()}, {"exists", id64()}})};
    doc.body = text();
    return doc;
}

} // namespace

void addReferenceRoutes(Router &router, const Calls &calls)
{
    static const QByteArrayList types{"text/csv", "text/plain", "application/x-ndjson"};
    router.addStream("POST", "/api/admin/products", types,
                     [&calls](const Request &request, BodyStream &body) { return bringIn(calls, request, body, services::readProducts, services::addProducts); },
                     docOf("Add products with their prices, as CSV; those that are there are left as they are"));
    router.addStream("POST", "/api/admin/customers", types,
                     [&calls](const Request &request, BodyStream &body) { return bringIn(calls, request, body, services::readCustomers, services::addCustomers); },
                     docOf("Add customers, as CSV; those that are there are left as they are"));
}

} // namespace cs::api
