// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/handover.h"

#include "backend/events/cloudevents.h"
#include "backend/events/requestsevent.h"
#include "backend/services/metrics/metricsregistry.h"
#include "backend/services/notification/announcer.h"
#include "backend/services/notification/wishes.h"
#include "backend/storage/noticestore.h"
#include "backend/storage/preferencestore.h"

#include <algorithm>

namespace cs::services {

using namespace std::chrono_literals;
using events::RequestKind;
using events::RequestPriority;
using storage::Connection;
using storage::OutboxRow;

namespace {

constexpr int kHandedAtOnce = 500;
constexpr auto kQueueEvery = 250ms;

RequestPriority priorityOf(const Notification &one)
{
    const NoticePriority priority = one.detail ? one.detail->priority : NoticePriority::Normal;
    if (priority == NoticePriority::Low)
        return RequestPriority::Low;
    return priority == NoticePriority::Normal ? RequestPriority::Normal : RequestPriority::High;
}

QString htmlOf(const QString &text)
{
    return QStringLiteral("<p>") + text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")) + QStringLiteral("</p>");
}

events::EmailRequest emailOf(const Notification &one, const QString &address, const QString &eventId, TimePoint now)
{
    events::EmailRequest request;
    request.eventId = eventId;
    request.timestamp = now;
    request.to = {address};
    request.subject = one.title;
    request.body = one.message;
    request.bodyHtml = htmlOf(one.message);
    request.notificationId = one.id;
    request.priority = priorityOf(one);
    if (one.detail) {
        request.templateCode = one.detail->templateCode;
        request.templateVars = one.detail->templateVars;
        request.tenantId = one.detail->tenantId;
    }
    return request;
}

events::PushRequest pushOf(const Notification &one, const QString &eventId, TimePoint now)
{
    events::PushRequest request;
    request.eventId = eventId;
    request.timestamp = now;
    request.userId = one.userId;
    request.title = one.title;
    request.body = one.message;
    request.notificationId = one.id;
    request.priority = priorityOf(one);
    if (one.detail) {
        request.data = one.detail->metadata;
        request.tenantId = one.detail->tenantId;
    }
    return request;
}

/// The end that a queued notification comes to, and the request that goes with it.
struct Ending
{
    Notification to;
    std::optional<OutboxRow> request;
};

Ending endingOf(Notification one, const QString &known, const StoreContext &context, TimePoint now)
{
    const QString address = known.isEmpty() && isEmailAddress(one.userId) ? one.userId : known;
    if (one.detail && one.detail->expiresAt && *one.detail->expiresAt <= now) {
        one.state = NotificationState::Expired;
        one.reason = QStringLiteral("expired while it waited");
        return {one, {}};
    }
    if (one.channel == Channel::Email && address.isEmpty()) {
        one.state = NotificationState::Skipped;
        one.reason = QStringLiteral("no address: %1 has no e-mail address").arg(one.userId);
        return {one, {}};
    }
    const std::optional<OutboxRow> request = requestRow(one, address, context, now);
    one.state = NotificationState::Sent;
    one.attempts += 1;
    one.sentAt = now;
    one.reason = request ? QStringLiteral("handed over to %1").arg(request->record.topic) : QString();
    return {one, request};
}

} // namespace

std::optional<OutboxRow> requestRow(const Notification &notification, const QString &address, const StoreContext &context, TimePoint now)
{
    const bool email = notification.channel == Channel::Email;
    if (!email && notification.channel != Channel::Push)
        return std::nullopt;
    OutboxRow row;
    row.eventId = context.ids.uuid7();
    row.orderKey = QStringLiteral("notification:%1").arg(notification.id); // in nobody's way, least of all its order's
    row.cause = notification.sourceEvent;
    row.createdAt = now;
    const QString topic = events::requestTopic(email ? RequestKind::Email : RequestKind::Push);
    row.record = {topic, row.eventId.toUtf8(),
                  email ? events::encodeRequest(emailOf(notification, address, row.eventId, now))
                        : events::encodeRequest(pushOf(notification, row.eventId, now)),
                  events::toHeaders({row.eventId, topic, context.source, now, notification.orderId, notification.sourceEvent})};
    return row;
}

HandOver::HandOver(StoreContext &context, MetricsRegistry *metrics) : StoreWorker(context, QStringLiteral("delivery")), m_metrics(metrics) {}

Status HandOver::turn()
{
    const Result<qint64> done = look();
    CS_TRY(done);
    if (*done < kHandedAtOnce)
        wait(kQueueEvery);
    return Done{};
}

Result<qint64> HandOver::look()
{
    CS_TRY(openStore());
    qint64 done = 0;
    for (const Channel channel : context().handOver) {
        const Result<qint64> some = look(channel);
        CS_TRY(some);
        done += *some;
    }
    return done;
}

Result<qint64> HandOver::look(Channel channel)
{
    storage::NoticeStore notices(reading());
    const Result<qint64> announced = announcedUpTo(reading());
    CS_TRY(announced);
    auto ids = notices.queued(channel, kHandedAtOnce);
    CS_TRY(ids);
    ids->removeIf([end = *announced](qint64 id) { return id > end; }); // else the announcer would tell of its end once more
    if (ids->isEmpty())
        return 0;
    auto list = storage::NotificationStore(reading()).byIds(*ids);
    CS_TRY(list);
    const auto details = notices.details(*ids);
    CS_TRY(details);
    QStringList people;
    for (Notification &one : *list) {
        one.detail = details->value(one.id);
        people.append(one.userId);
    }
    people.removeDuplicates();
    const auto addresses = storage::PreferenceStore(reading()).addresses(channel, people);
    CS_TRY(addresses);
    std::sort(list->begin(), list->end(), [](const Notification &a, const Notification &b) { return a.id < b.id; });
    return finish(*list, *addresses);
}

Result<qint64> HandOver::finish(const QList<Notification> &list, const QHash<QString, QString> &addresses)
{
    using Done = QList<Notification>;
    const auto done = context().writer
        .submitFor<Done>(storage::Priority::Machine, storage::Durability::Normal, [&](Connection &connection) -> Result<Done> {
            Done ended;
            QList<OutboxRow> rows;
            const TimePoint now = context().clock.now();
            for (const Notification &one : list) {
                const Ending ending = endingOf(one, addresses.value(one.userId), context(), now);
                const Result<bool> ours = storage::NoticeStore(connection).finish(ending.to);
                CS_TRY(ours);
                if (!*ours)
                    continue;
                ended.append(ending.to);
                if (ending.request)
                    rows.append(*ending.request);
                if (const auto told = deliveredRow(ending.to, context(), now))
                    rows.append(*told);
            }
            if (!rows.isEmpty())
                CS_TRY(storage::OutboxStore(connection).add(rows));
            return ended;
        })
        .result();
    CS_TRY(done);
    if (!done->isEmpty())
        Q_EMIT context().changes.outboxFilled();
    for (const Notification &one : *done) {
        if (m_metrics != nullptr)
            m_metrics->addNotifications(channelName(one.channel), notificationStateName(one.state), 1);
    }
    return qint64(done->size());
}

} // namespace cs::services
