// SPDX-License-Identifier: GPL-3.0-or-later
// /ws/notifications: the person's in-app notifications as they come; {"ack":id} from the client marks one as read.
#include "backend/api/noticefeed.h"
#include "backend/api/schemas.h"

namespace cs::api {

void addNoticeRoute(Router &router, const Calls &calls, NoticeFeed &feed)
{
    RouteDoc doc{"A WebSocket: the person's in-app notifications that are not acknowledged, then those that come. {\"ack\":id} acknowledges one", {}};
    doc.status = 101;
    router.addSocket("/ws/notifications", [&calls, &feed, doc](const Request &request, std::unique_ptr<SocketClient> *client) -> Answer {
        const Result<Actor> actor = calls.actorOf(request, Access::Person);
        if (!actor.ok())
            return errorAnswer(actor.error());
        if (const Status known = checkQueryNames(request, doc); !known.ok())
            return errorAnswer(known.error());
        *client = feed.client(request, *actor);
        return {};
    }, doc);
}

} // namespace cs::api
