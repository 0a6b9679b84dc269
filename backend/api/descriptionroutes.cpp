// SPDX-License-Identifier: GPL-3.0-or-later
// What the API and the topics say of themselves.
#include "backend/api/call.h"
#include "backend/api/openapi.h"
#include "backend/api/schemas.h"
#include "backend/events/asyncapi.h"

namespace cs::api {

namespace {

Answer documentAnswer(const QByteArray &document)
{
    Answer answer;
    answer.body = document;
    return answer;
}

} // namespace

void addDescriptionRoutes(Router &router, const Calls &calls)
{
    using namespace schema;
    using Shape = RouteDoc::Shape;
    const QByteArray asyncDoc = object({{"asyncapi", text()}, {"info", object({})}, {"channels", object({})}, {"operations", object({})}, {"components", object({})},
                                          {"servers?", object({})}, {"defaultContentType?", text()}});
    addRoute(router, calls, "GET", "/asyncapi.json", Access::Watcher, {"The topics, as an AsyncAPI 3 document", asyncDoc, Shape::Whole},
             [&calls](const Request &, const Actor &) -> Result<Answer> {
                 return documentAnswer(events::asyncApiDocument({QStringLiteral(COUNTERSIGN_VERSION), calls.context().brokers, calls.context().groups}));
             });
    const QByteArray openDoc = object({{"openapi", text()}, {"info", object({})}, {"paths", object({})}, {"components", object({})},
                                         {"servers", arrayOf(object({}))}});
    // The router is filled before the server starts, and outlives it.
    addRoute(router, calls, "GET", "/openapi.json", Access::Watcher, {"This API, as an OpenAPI 3.1 document", openDoc, Shape::Whole},
             [&router](const Request &, const Actor &) -> Result<Answer> { return documentAnswer(openApiDocument(router, COUNTERSIGN_VERSION)); });
}

} // namespace cs::api
