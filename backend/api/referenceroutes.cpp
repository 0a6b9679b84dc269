// SPDX-License-Identifier: GPL-3.0-or-later
// Below /api/admin: products and customers as CSV, all rows or none.
#include "backend/api/bodystream.h"
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
#include "backend/api/schemas.h"
#include "backend/services/orders/referencedata.h"

namespace cs::api {

namespace {

using services::ReferenceKept;

Answer keptAnswer(const Result<ReferenceKept> &kept)
{
    if (!kept.ok())
        return errorAnswer(kept.error());
    return dataAnswer([&kept](json::Writer &writer) {
        writer.beginObject().member("read", kept->read).member("added", kept->added).member("changed", kept->changed);
        writer.member("unchanged", kept->unchanged()).endObject();
    });
}

/// `read` takes the file apart, `keep` stores what it gave.
template <typename Read, typename Keep>
Answer bringIn(const Calls &calls, const Request &request, BodyStream &body, Read read, Keep keep)
{
    const auto actor = calls.actorOf(request, Access::Person);
    if (!actor.ok())
        return errorAnswer(actor.error());
    if (!mayDo(*actor, Right::Administer))
        return errorAnswer(Error::forbidden(QStringLiteral("This is for administrators; your role is %1.").arg(actor->role)));
    if (const Status named = checkQueryNames(request, {}); !named.ok()) // it takes no query
        return errorAnswer(named.error());
    const auto file = read(body);
    if (!file.ok())
        return errorAnswer(file.error());
    return keptAnswer(calls.wait(keep(calls.context().store, *file, *actor)));
}

RouteDoc docOf(const QByteArray &summary)
{
    using namespace schema;
    RouteDoc doc{summary, object({{"read", id64()}, {"added", id64()}, {"changed", id64()}, {"unchanged", id64()}})};
    doc.body = text();
    return doc;
}

} // namespace

void addReferenceRoutes(Router &router, const Calls &calls)
{
    static const QByteArrayList types{"text/csv", "text/plain", "application/x-ndjson"};
    router.addStream("POST", "/api/admin/products", types,
                     [&calls](const Request &request, BodyStream &body) { return bringIn(calls, request, body, services::readProducts, services::keepProducts); },
                     docOf("Add products with their prices, or change those that are there, as CSV; their stock stays"));
    router.addStream("POST", "/api/admin/customers", types,
                     [&calls](const Request &request, BodyStream &body) { return bringIn(calls, request, body, services::readCustomers, services::keepCustomers); },
                     docOf("Add customers, or change those that are there, as CSV"));
}

} // namespace cs::api
