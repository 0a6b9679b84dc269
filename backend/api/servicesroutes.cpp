// SPDX-License-Identifier: GPL-3.0-or-later
// The services of this process, and the switch for each.
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
#include "backend/api/schemas.h"

namespace cs::api {

namespace {

void writeService(json::Writer &writer, const services::ServiceStatus &status)
{
    writer.beginObject().member("service", status.service).member("state", services::serviceStateName(status.state));
    if (!status.reason.isEmpty())
        writer.member("reason", status.reason);
    if (!status.whyFixed.isEmpty())
        writer.member("fixed", status.whyFixed);
    writer.key("groups").beginArray();
    for (const QString &group : status.groups)
        writer.string(group);
    writer.endArray().key("lag");
    status.lag < 0 ? writer.null() : writer.integer(status.lag);
    writer.member("handled", status.handled).member("failed", status.failed);
    if (status.lastHandledAt)
        writer.member("lastHandledAt", toIso(*status.lastHandledAt));
    writer.endObject();
}

/// As they are now; the lag is the last poll's.
QList<services::ServiceStatus> servicesNow(const Calls &calls)
{
    QList<services::ServiceStatus> all = calls.context().services->services();
    const services::Snapshot snapshot = calls.context().snapshot();
    for (services::ServiceStatus &one : all) {
        for (const services::ServiceStatus &polled : snapshot.services) {
            if (polled.service == one.service)
                one.lag = polled.lag;
        }
    }
    return all;
}

Result<Answer> turn(const Calls &calls, const Request &request, const Actor &actor)
{
    const auto body = bodyObject(request);
    if (!body.ok())
        return body.error();
    json::Reader reader(*body);
    const json::Value *given = reader.member("on", json::Type::Bool);
    CS_TRY(checkFields(reader.errors()));
    const bool on = given != nullptr && reader.boolean("on");
    const QString name = request.values.value(QStringLiteral("service"));
    const auto turned = calls.wait(calls.context().services->turn(name, on, actor));
    CS_TRY(turned);
    return dataAnswer([&turned](json::Writer &writer) { writeService(writer, *turned); }, 200,
                      QStringLiteral("This holds until the program ends; at its start --services says what runs."));
}

} // namespace

void addServiceRoutes(Router &router, const Calls &calls)
{
    using namespace schema;
    if (calls.context().services == nullptr)
        return;
    addRoute(router, calls, "GET", "/api/admin/services", Access::Person, {"The services of this process: state, groups, lag and counts", ref("Service"), RouteDoc::Shape::List},
             [&calls](const Request &, const Actor &actor) -> Result<Answer> {
                 if (!mayDo(actor, Right::RunServices))
                     return Error::forbidden(QStringLiteral("This is for administrators; your role is %1.").arg(actor.role));
                 return listAnswer(servicesNow(calls), {}, writeService);
             });
    addRoute(router, calls, "POST", "/api/admin/services/:service", Access::Person,
             {"Turn a service on or off until the program ends", ref("Service"), RouteDoc::Shape::Data, {}, object({{"on", flag()}})},
             [&calls](const Request &request, const Actor &actor) { return turn(calls, request, actor); });
}

} // namespace cs::api
