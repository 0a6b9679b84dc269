// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/notificationacts.h"

#include "backend/services/core/act.h"
#include "backend/storage/auditstore.h"
#include "backend/storage/notificationstore.h"
#include "backend/support/json.h"

namespace cs::services {

namespace {

storage::AuditEntry retryAudit(const Notification &sent, const Actor &actor, TimePoint at)
{
    json::Writer detail;
    detail.beginObject().member("userId", sent.userId).member("channel", channelName(sent.channel)).member("orderId", sent.orderId).endObject();
    storage::AuditEntry entry;
    entry.at = at;
    entry.actor = actor;
    entry.act = QStringLiteral("notification.retry");
    entry.subject = QString::number(sent.id);
    entry.detail = QString::fromUtf8(detail.take());
    return entry;
}

} // namespace

QFuture<Result<Notification>> retryNotification(StoreContext &context, qint64 id, const Actor &actor)
{
    if (const Status may = mayAct(context, actor, Right::Administer); !may.ok())
        return answered<Notification>(may.error());
    auto promise = std::make_shared<QPromise<Result<Notification>>>();
    promise->start();
    context.writer.submitThen<Notification>(
        storage::Priority::Person, storage::Durability::Full,
        [id, actor, at = context.clock.now(), key = context.auditKey](storage::Connection &connection) -> Result<Notification> {
            const auto sent = storage::NotificationStore(connection).retry(id, at);
            CS_TRY(sent);
            CS_TRY(storage::AuditStore(connection, key).append({retryAudit(*sent, actor, at)}));
            return sent;
        },
        [promise, &changes = context.changes](Result<Notification> sent) {
            if (sent.ok() && sent->channel == Channel::InApp)
                Q_EMIT changes.notificationsAdded({sent->userId});
            promise->addResult(std::move(sent));
            promise->finish();
        });
    return promise->future();
}

QFuture<Result<bool>> acknowledgeNotification(StoreContext &context, qint64 id, const Actor &actor)
{
    if (const Status may = mayWrite(context); !may.ok())
        return answered<bool>(may.error());
    return context.writer.submitFor<bool>(
        storage::Priority::Person, storage::Durability::Full,
        [id, user = actor.userId, at = context.clock.now()](storage::Connection &connection) -> Result<bool> {
            const auto marked = storage::NotificationStore(connection).acknowledge(user, id, at);
            CS_TRY(marked);
            if (!*marked)
                return Error::notFound(QStringLiteral("You have no notification %1 in the app.").arg(id));
            return true;
        });
}

} // namespace cs::services
