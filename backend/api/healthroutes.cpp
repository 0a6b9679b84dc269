// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
#include "backend/api/schemas.h"
#include "backend/services/metrics/poller.h"

namespace cs::api {

namespace {

Answer readiness(const services::Snapshot &snapshot)
{
    QStringList troubles;
    if (!snapshot.storeUp)
        troubles.append(snapshot.storeTrouble.isEmpty() ? QStringLiteral("The store is not up.") : QStringLiteral("The store is not up: ") + snapshot.storeTrouble);
    if (!snapshot.brokerUp)
        troubles.append(snapshot.brokerTrouble.isEmpty() ? QStringLiteral("The broker is not up.") : QStringLiteral("The broker is not up: ") + snapshot.brokerTrouble);
    if (!troubles.isEmpty())
        return errorAnswer(503, troubles.join(u' '));
    return dataAnswer([&snapshot](json::Writer &writer) {
        writer.beginObject().member("store", snapshot.storeText).member("broker", snapshot.brokerText).endObject();
    });
}

} // namespace

void addHealthRoutes(Router &router, const Calls &calls)
{
    using namespace schema;
    addRoute(router, calls, "GET", "/health", Access::Open, {"The program is live", object({{"status", text()}})}, [](const Request &, const Actor &) -> Result<Answer> {
        return dataAnswer([](json::Writer &writer) { writer.beginObject().member("status", u"live").endObject(); });
    });
    addRoute(router, calls, "GET", "/ready", Access::Open, {"Store and broker are up; 503 in words when not", object({{"store", text()}, {"broker", text()}})},
             [&calls](const Request &, const Actor &) -> Result<Answer> { return readiness(calls.context().snapshot()); });
    RouteDoc metrics{"Figures for Prometheus", text(), RouteDoc::Shape::Whole};
    metrics.answerType = "text/plain";
    addRoute(router, calls, "GET", "/metrics", Access::Watcher, metrics, [&calls](const Request &, const Actor &) -> Result<Answer> {
        Answer answer;
        answer.contentType = "text/plain; version=0.0.4; charset=utf-8";
        answer.body = services::prometheusText(calls.context().snapshot(), calls.context().metrics);
        return answer;
    });
}

} // namespace cs::api
