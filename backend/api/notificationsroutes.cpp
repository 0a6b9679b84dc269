// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
#include "backend/storage/notificationstore.h"

namespace cs::api {

namespace {

/// People see their own notifications; who may read all sees everybody's.
Result<storage::NotificationQuery> queryOf(const Request &request, const Actor &actor)
{
    QueryReader given(request, {QStringLiteral("orderId"), QStringLiteral("userId"), QStringLiteral("state"), QStringLiteral("q"), QStringLiteral("limit"), QStringLiteral("after")});
    storage::NotificationQuery query;
    query.orderId = given.text(QStringLiteral("orderId"));
    query.userId = given.text(QStringLiteral("userId"));
    const QString state = given.text(QStringLiteral("state"));
    query.state = notificationStateFromName(state);
    if (!state.isEmpty() && !query.state)
        given.fail(QStringLiteral("state"), QStringLiteral("'%1' is not a state of a notification.").arg(state));
    query.text = given.text(QStringLiteral("q"));
    query.limit = given.limit();
    query.after = given.text(QStringLiteral("after"));
    CS_TRY(given.check());
    if (mayDo(actor, Right::Administer))
        return query;
    if (!query.userId.isEmpty() && query.userId != actor.userId)
        return Error::forbidden(QStringLiteral("The notifications of others are for administrators."));
    query.userId = actor.userId;
    return query;
}

} // namespace

void addNotificationRoutes(Router &router, const Calls &calls)
{
    router.add("GET", "/api/notifications", signedIn(calls, Access::Person, [&calls](const Request &request, const Actor &actor) -> Result<Answer> {
        using Page = storage::Page<Notification>;
        const auto query = queryOf(request, actor);
        if (!query.ok())
            return query.error();
        const auto page = calls.read<Page>([query](storage::Connection &connection) { return storage::NotificationStore(connection).page(*query); });
        if (!page.ok())
            return page.error();
        return listAnswer(page->rows, page->next, writeNotification);
    }));
}

} // namespace cs::api
