// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
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
    router.add("GET", "/health", [](const Request &) {
        return dataAnswer([](json::Writer &writer) { writer.beginObject().member("status", u"live").endObject(); });
    });
    router.add("GET", "/ready", [&calls](const Request &) { return readiness(calls.context().snapshot()); });
    router.add("GET", "/metrics", signedIn(calls, Access::Person, [&calls](const Request &, const Actor &) -> Result<Answer> {
        Answer answer;
        answer.contentType = "text/plain; version=0.0.4; charset=utf-8";
        answer.body = services::prometheusText(calls.context().snapshot(), calls.context().metrics);
        return answer;
    }));
}

} // namespace cs::api
