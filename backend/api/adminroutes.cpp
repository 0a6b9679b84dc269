// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"

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

} // namespace

void addAdminRoutes(Router &router, const Calls &calls)
{
    const auto add = [&router, &calls](const QByteArray &method, const QByteArray &pattern, auto function) {
        router.add(method, pattern, signedIn(calls, Access::Person, administer([&calls, function](const Request &request, const Actor &actor) {
            return function(calls, request, actor);
        })));
    };
    add("GET", "/api/admin/users", listUsers);
    add("POST", "/api/admin/users", addUser);
    add("POST", "/api/admin/users/:id/disable", disableUser);
    add("POST", "/api/admin/users/:id/password", setPassword);
    add("GET", "/api/admin/tokens", listTokens);
    add("POST", "/api/admin/tokens", createToken);
    add("POST", "/api/admin/tokens/:id/revoke", revokeToken);
}

} // namespace cs::api
