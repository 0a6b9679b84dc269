// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
#include "backend/api/schemas.h"
#include "backend/domain/reason.h"
#include "backend/storage/approvalstore.h"

namespace cs::api {

namespace {

using storage::Connection;

struct ApprovalPage
{
    QList<storage::ApprovalRow> rows; ///< orders with their items
    QString next;
};

Result<ApprovalPage> readPage(Connection &connection, const storage::ApprovalQuery &query)
{
    const auto page = storage::ApprovalStore(connection).page(query);
    if (!page.ok())
        return page.error();
    QStringList ids;
    for (const storage::ApprovalRow &row : page->rows)
        ids.append(row.order.id);
    const auto whole = storage::OrderStore(connection).findMany(ids);
    if (!whole.ok())
        return whole.error();
    ApprovalPage filled{page->rows, page->next};
    for (storage::ApprovalRow &row : filled.rows)
        row.order = whole->value(row.order.id, row.order);
    return filled;
}

Result<storage::ApprovalQuery> approvalQueryOf(const Request &request, const Actor &actor)
{
    QueryReader given(request);
    storage::ApprovalQuery query;
    const QString level = given.text(QStringLiteral("level"));
    if (!level.isEmpty() && !roleFromName(level))
        given.fail(QStringLiteral("level"), QStringLiteral("'%1' is not a level; levels are MANAGER, FINANCE and DIRECTOR.").arg(level));
    if (!level.isEmpty())
        query.levels = {level};
    const QString state = given.text(QStringLiteral("state"));
    if (const auto wanted = approvalStateFromName(state); wanted)
        query.states = {*wanted};
    else if (!state.isEmpty())
        given.fail(QStringLiteral("state"), QStringLiteral("'%1' is not a state; states are waiting, approved, rejected and void.").arg(state));
    if (given.flag(QStringLiteral("mine"))) {
        if (!level.isEmpty() && level != actor.role)
            given.fail(QStringLiteral("level"), QStringLiteral("Only %1 is yours.").arg(actor.role));
        query.levels = {actor.role};
        query.notHandledBy = actor.userId;
    }
    query.text = given.text(QStringLiteral("q"));
    query.limit = given.limit();
    query.after = given.text(QStringLiteral("after"));
    CS_TRY(given.check());
    return query;
}

Result<Answer> listApprovals(const Calls &calls, const Request &request, const Actor &actor)
{
    const auto query = approvalQueryOf(request, actor);
    if (!query.ok())
        return query.error();
    const auto page = calls.read<ApprovalPage>([query](Connection &connection) { return readPage(connection, *query); });
    if (!page.ok())
        return page.error();
    return listAnswer(page->rows, page->next, [](json::Writer &writer, const storage::ApprovalRow &row) { writeApproval(writer, row.approval, &row.order); });
}

Result<services::DecisionRequest> decisionOf(const Request &request)
{
    const auto body = bodyObject(request);
    if (!body.ok())
        return body.error();
    json::Reader reader(*body);
    services::DecisionRequest decision;
    decision.orderId = request.values.value(QStringLiteral("orderId"));
    decision.level = reader.string("level");
    const QString verdict = reader.string("decision");
    if (verdict == u"reject")
        decision.verdict = Verdict::Reject;
    else if (verdict != u"approve" && !verdict.isEmpty())
        reader.fail("decision", QStringLiteral("This must be approve or reject."));
    decision.reason = reader.string("reason", false, kLongestReason);
    decision.version = static_cast<int>(reader.integer("version", 1, std::numeric_limits<int>::max()));
    if (!decision.level.isEmpty() && !roleFromName(decision.level))
        reader.fail("level", QStringLiteral("This must be MANAGER, FINANCE or DIRECTOR."));
    if (!isValidOrderId(decision.orderId))
        reader.errors().append({QStringLiteral("orderId"), QStringLiteral("This is not an order id.")});
    CS_TRY(checkFields(reader.errors()));
    return decision;
}

Result<Answer> decide(const Calls &calls, const Request &request, const Actor &actor)
{
    const auto decision = decisionOf(request);
    if (!decision.ok())
        return decision.error();
    const auto decided = calls.wait(calls.context().approvals.decide(*decision, actor));
    if (!decided.ok())
        return decided.error();
    return dataAnswer([&decided](json::Writer &writer) { writeApproval(writer, decided->approval, &decided->order); });
}

} // namespace

void addApprovalRoutes(Router &router, const Calls &calls)
{
    using namespace schema;
    const QList<QueryField> filters{{"mine", oneOf({"1", "0", "true", "false"}), "Only what I may decide."}, {"level", text(), "Of this level."},
                                    {"state", oneOf({"waiting", "approved", "rejected", "void", "elsewhere"}), "Waiting ones unless told otherwise."},
                                    {"q", text(), "Part of the order's id, or of the customer's id or name."}};
    addRoute(router, calls, "GET", "/api/approvals", Access::Person, {"Approvals, longest waiting first", ref("Approval"), RouteDoc::Shape::List, paged(filters)},
             [&calls](const Request &request, const Actor &actor) { return listApprovals(calls, request, actor); });
    addRoute(router, calls, "POST", "/api/approvals/:orderId/decision", Access::Person,
             {"Approve or reject a level of an order", ref("Approval"), RouteDoc::Shape::Data, {}, ref("Decision")},
             [&calls](const Request &request, const Actor &actor) { return decide(calls, request, actor); });
}

} // namespace cs::api
