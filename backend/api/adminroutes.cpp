// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
#include "backend/api/schemas.h"

namespace cs::api {

namespace {

using storage::Connection;

/// Everything below /api/admin is for administrators.
PersonHandler administer(std::function<Result<Answer>(const Request &, const Actor &)> handler)
{
    return [handler = std::move(handler)](const Request &request, const Actor &actor) -> Result<Answer> {
        if (!mayDo(actor, Right::Administer))
            return Error::forbidden(QStringLiteral("This is for administrators; your role is %1.").arg(actor.role));
        return handler(request, actor);
    };
}

Answer userAnswer(const User &user, int status)
{
    return dataAnswer([&user](json::Writer &writer) { writeUser(writer, user); }, status);
}

Result<Answer> addUser(const Calls &calls, const Request &request, const Actor &actor)
{
    const auto body = bodyObject(request);
    if (!body.ok())
        return body.error();
    json::Reader reader(*body);
    User user;
    user.userId = reader.string("userId", true, 64);
    user.name = reader.string("name", false, 200);
    const auto role = roleFromName(reader.string("role"));
    if (!role)
        reader.fail("role", QStringLiteral("This must be SALES_EXECUTIVE, MANAGER, FINANCE, DIRECTOR, ADMIN or VIEWER."));
    user.role = role.value_or(Role::Viewer);
    user.reportsTo = reader.string("reportsTo", false, 64);
    const QString password = reader.string("password", false, 1024);
    CS_TRY(checkFields(reader.errors()));
    const auto added = calls.wait(calls.context().security.addUser(user, password, actor));
    if (!added.ok())
        return added.error();
    return userAnswer(*added, 201);
}

Result<Answer> disableUser(const Calls &calls, const Request &request, const Actor &actor)
{
    bool disabled = true;
    if (!request.body.isEmpty()) {
        const auto body = bodyObject(request);
        if (!body.ok())
            return body.error();
        json::Reader reader(*body);
        disabled = reader.boolean("disabled", true);
        for (const json::Value::Member &member : body->members()) {
            if (member.first != "disabled") // mistaken for nothing, a misspelt one would shut a person out
                reader.fail(member.first, QStringLiteral("This field is not known; known is disabled."));
        }
        CS_TRY(checkFields(reader.errors()));
    }
    const auto user = calls.wait(calls.context().security.setDisabled(request.values.value(QStringLiteral("id")), disabled, actor));
    if (!user.ok())
        return user.error();
    return userAnswer(*user, 200);
}

Result<Answer> setPassword(const Calls &calls, const Request &request, const Actor &actor)
{
    const auto body = bodyObject(request);
    if (!body.ok())
        return body.error();
    json::Reader reader(*body);
    const QString password = reader.string("password", true, 1024);
    CS_TRY(checkFields(reader.errors()));
    const auto user = calls.wait(calls.context().security.setPassword(request.values.value(QStringLiteral("id")), password, actor));
    if (!user.ok())
        return user.error();
    return userAnswer(*user, 200);
}

Result<Answer> createToken(const Calls &calls, const Request &request, const Actor &actor)
{
    const auto body = bodyObject(request);
    if (!body.ok())
        return body.error();
    json::Reader reader(*body);
    const QString userId = reader.string("userId", true, 64);
    const QString label = reader.string("label", false, 200);
    const auto days = static_cast<int>(reader.integer("days", 0, 3650, false, 0));
    CS_TRY(checkFields(reader.errors()));
    const auto token = calls.wait(calls.context().security.createToken(userId, label, days, actor));
    if (!token.ok())
        return token.error();
    return dataAnswer([&token](json::Writer &writer) { writer.beginObject().member("id", token->id).member("token", token->token).endObject(); }, 201);
}

Result<Answer> revokeToken(const Calls &calls, const Request &request, const Actor &actor)
{
    const QString id = request.values.value(QStringLiteral("id"));
    const auto revoked = calls.wait(calls.context().security.revokeToken(id, actor));
    if (!revoked.ok())
        return revoked.error();
    if (!*revoked)
        return Error::notFound(QStringLiteral("There is no token %1 that holds.").arg(id));
    return dataAnswer([&id](json::Writer &writer) { writer.beginObject().member("id", id).key("revoked").boolean(true).endObject(); });
}

Result<Answer> listUsers(const Calls &calls, const Request &, const Actor &)
{
    const auto users = calls.read<QList<User>>([](Connection &connection) { return storage::PeopleStore(connection).users(); });
    if (!users.ok())
        return users.error();
    return listAnswer(*users, {}, writeUser);
}

Result<Answer> listTokens(const Calls &calls, const Request &, const Actor &)
{
    const auto tokens = calls.read<QList<storage::TokenRow>>([](Connection &connection) { return storage::PeopleStore(connection).tokens(); });
    if (!tokens.ok())
        return tokens.error();
    return listAnswer(*tokens, {}, writeToken);
}

Result<Answer> listAudit(const Calls &calls, const Request &request, const Actor &)
{
    QueryReader given(request);
    const int limit = given.limit();
    qint64 after = 0;
    if (!given.text(QStringLiteral("after")).isEmpty()) { // empty: the first page, as of every list
        bool isNumber = false;
        after = given.text(QStringLiteral("after")).toLongLong(&isNumber);
        if (!isNumber || after < 0)
            given.fail(QStringLiteral("after"), QStringLiteral("This is no cursor of this list."));
    }
    CS_TRY(given.check());
    const auto entries = calls.read<QList<storage::AuditEntry>>([after, limit](Connection &connection) {
        return storage::AuditStore(connection, {}).entries(after, limit);
    });
    CS_TRY(entries);
    return listAnswer(*entries, entries->size() < limit ? QString() : QString::number(entries->last().id), writeAuditEntry);
}

Result<Answer> verifyAudit(const Calls &calls, const Request &, const Actor &)
{
    using Wrong = std::optional<qint64>;
    const auto wrong = calls.read<Wrong>([key = calls.context().store.auditKey](Connection &connection) {
        return storage::AuditStore(connection, key).verify();
    });
    CS_TRY(wrong);
    const QString words = *wrong ? QStringLiteral("Entry %1 is not as it was written, or one before it is missing.").arg(**wrong)
                                 : QStringLiteral("Every entry is as it was written.");
    return dataAnswer([&](json::Writer &writer) {
        writer.beginObject().key("unaltered").boolean(!*wrong).key("firstWrong");
        *wrong ? writer.integer(**wrong) : writer.null();
        writer.endObject();
    }, 200, words);
}

} // namespace

void addAdminRoutes(Router &router, const Calls &calls)
{
    using namespace schema;
    using Shape = RouteDoc::Shape;
    const auto add = [&router, &calls](const QByteArray &method, const QByteArray &pattern, const RouteDoc &doc, auto function) {
        addRoute(router, calls, method, pattern, Access::Person, doc, administer([&calls, function](const Request &request, const Actor &actor) {
            return function(calls, request, actor);
        }));
    };
    const QByteArray roles = oneOf({"SALES_EXECUTIVE", "MANAGER", "FINANCE", "DIRECTOR", "ADMIN", "VIEWER"});
    add("GET", "/api/admin/users", {"People", ref("User"), Shape::List}, listUsers);
    add("POST", "/api/admin/users", {"Add a person", ref("User"), Shape::Data, {},
        object({{"userId", text(64)}, {"name?", text(200)}, {"role", roles}, {"reportsTo?", text(64)}, {"password?", text(1024)}}), 201}, addUser);
    add("POST", "/api/admin/users/:id/disable", {"Let a person in no more, or again", ref("User"), Shape::Data, {}, object({{"disabled?", flag()}})}, disableUser);
    add("POST", "/api/admin/users/:id/password", {"Set a person's password", ref("User"), Shape::Data, {}, object({{"password", text(1024)}})}, setPassword);
    add("GET", "/api/admin/tokens", {"Tokens, without their secret", ref("Token"), Shape::List}, listTokens);
    add("POST", "/api/admin/tokens", {"Make a token; it is shown this once", object({{"id", text()}, {"token", text()}}), Shape::Data, {},
        object({{"userId", text(64)}, {"label?", text(200)}, {"days?", whole(0, 3650)}}), 201}, createToken);
    add("POST", "/api/admin/tokens/:id/revoke", {"End a token", object({{"id", text()}, {"revoked", flag()}})}, revokeToken);
    add("GET", "/api/admin/audit", {"People's acts, oldest first", ref("AuditEntry"), Shape::List, paged()}, listAudit);
    add("GET", "/api/admin/audit/verify", {"Whether the audit chain is unaltered", object({{"unaltered", flag()}, {"firstWrong", orNull(id64())}})}, verifyAudit);
}

} // namespace cs::api
