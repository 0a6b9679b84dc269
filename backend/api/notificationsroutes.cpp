// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/call.h"
#include "backend/api/jsonanswers.h"
#include "backend/api/schemas.h"
#include "backend/services/notification/notificationacts.h"
#include "backend/storage/notificationstore.h"

namespace cs::api {

namespace {

/// People see their own notifications; who may read all sees everybody's.
Result<storage::NotificationQuery> notificationQueryOf(const Request &request, const Actor &actor)
{
    QueryReader given(request);
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

Result<Answer> listNotifications(const Calls &calls, const Request &request, const Actor &actor)
{
    using Page = storage::Page<Notification>;
    const auto query = notificationQueryOf(request, actor);
    CS_TRY(query);
    const auto page = calls.read<Page>([query](storage::Connection &connection) { return storage::NotificationStore(connection).page(*query); });
    CS_TRY(page);
    return listAnswer(page->rows, page->next, writeNotification);
}

Result<Answer> retryNotification(const Calls &calls, const Request &request, const Actor &actor)
{
    bool isNumber = false;
    const qint64 id = request.values.value(QStringLiteral("id")).toLongLong(&isNumber);
    if (!isNumber || id < 1)
        return Error::field(QStringLiteral("id"), QStringLiteral("This must be a notification's number."));
    const auto sent = calls.wait(services::retryNotification(calls.context().store, id, actor));
    CS_TRY(sent);
    return dataAnswer([&sent](json::Writer &writer) { writeNotification(writer, *sent); });
}

} // namespace

void addNotificationRoutes(Router &router, const Calls &calls)
{
    using namespace schema;
    const QList<QueryField> filters{{"orderId", text(), "About this order."}, {"userId", text(), "To this person; those of others are for administrators."},
                                    {"state", text(), "In this state."}, {"q", text(), "Part of the order's id, the person's, the title or the message."}};
    addRoute(router, calls, "GET", "/api/notifications", Access::Person, {"Notifications, newest first", ref("Notification"), RouteDoc::Shape::List, paged(filters)},
             [&calls](const Request &request, const Actor &actor) { return listNotifications(calls, request, actor); });
    addRoute(router, calls, "POST", "/api/notifications/:id/retry", Access::Person, {"Send a notification again that failed", ref("Notification")},
             [&calls](const Request &request, const Actor &actor) { return retryNotification(calls, request, actor); });
}

} // namespace cs::api
