// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/announcer.h"

#include "backend/events/cloudevents.h"
#include "backend/events/requestsevent.h"
#include "backend/storage/metastore.h"

namespace cs::services {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;
using events::DeliveryOutcome;
using storage::Connection;
using storage::OutboxRow;

namespace {

constexpr int kAnnouncedAtOnce = 1000;
constexpr auto kAnnounceEvery = 250ms;
constexpr auto kBusyEvery = 1000ms; ///< while the writer has others waiting: they go first, but not for ever
const QString kPlace = QStringLiteral("announced"); ///< the highest id that was taken

std::optional<DeliveryOutcome> outcomeOf(NotificationState state)
{
    switch (state) {
    case NotificationState::Sent:
    case NotificationState::Delivered: return DeliveryOutcome::Delivered;
    case NotificationState::Failed:
    case NotificationState::Uncertain: return DeliveryOutcome::Failed;
    case NotificationState::Skipped:
    case NotificationState::Digested:
    case NotificationState::Cancelled: return DeliveryOutcome::Skipped;
    case NotificationState::Expired: return DeliveryOutcome::Expired;
    case NotificationState::Queued:
    case NotificationState::Deferred:
    case NotificationState::Sending:
    case NotificationState::Retrying: break;
    }
    return std::nullopt;
}

} // namespace

std::optional<OutboxRow> deliveredRow(const Notification &notification, const StoreContext &context, TimePoint now)
{
    const std::optional<DeliveryOutcome> outcome = outcomeOf(notification.state);
    if (!outcome)
        return std::nullopt;
    events::DeliveredEvent event;
    event.eventId = context.ids.uuid7();
    event.timestamp = now;
    event.notificationId = notification.id;
    event.sourceEventId = notification.sourceEvent;
    event.orderId = notification.orderId;
    event.userId = notification.userId;
    event.channel = channelName(notification.channel);
    event.title = notification.title;
    event.message = notification.message;
    event.state = *outcome;
    event.attempts = notification.attempts;
    event.reason = notification.reason;
    OutboxRow row;
    row.eventId = event.eventId;
    row.orderKey = QStringLiteral("notification:%1").arg(notification.id); // in nobody's way, least of all its order's
    row.cause = notification.sourceEvent;
    const QString topic = events::requestTopic(events::RequestKind::Delivered);
    row.record = {topic, event.eventId.toUtf8(), events::encodeRequest(event),
                  events::toHeaders({event.eventId, topic, context.source, now, notification.orderId, notification.sourceEvent})};
    row.createdAt = now;
    return row;
}

Result<qint64> announcedUpTo(Connection &connection)
{
    const Result<QString> at = storage::MetaStore(connection).value(kPlace);
    CS_TRY(at);
    return at->toLongLong();
}

Announcer::Announcer(StoreContext &context) : StoreWorker(context, QStringLiteral("announcer")) {}

Status Announcer::turn()
{
    if (context().writer.health().queued > 0 && SteadyClock::now() < m_next) {
        wait(kAnnounceEvery);
        return Done{};
    }
    const Result<qint64> taken = look();
    m_next = SteadyClock::now() + kBusyEvery;
    CS_TRY(taken);
    // While others wait for the writer this one goes slowly: it only tells what has happened already.
    if (*taken < kAnnouncedAtOnce || context().writer.health().queued > 0)
        wait(kAnnounceEvery);
    return Done{};
}

/// The highest id below which none is missing.
Result<qint64> Announcer::safeEnd()
{
    const auto now = storage::NotificationStore(reading()).horizon();
    CS_TRY(now);
    if (now->oldest >= now->next) { // nobody was at work
        m_seen = {};
        return now->newest;
    }
    const bool ended = m_seen.next != 0 && now->oldest >= m_seen.next;
    const qint64 end = ended ? m_seen.newest : 0;
    if (ended || m_seen.next == 0)
        m_seen = *now;
    return end;
}

Result<qint64> Announcer::look()
{
    CS_TRY(openStore());
    const Result<QString> at = storage::MetaStore(reading()).value(kPlace);
    CS_TRY(at);
    const qint64 from = at->toLongLong();
    const Result<qint64> end = safeEnd();
    CS_TRY(end);
    if (*end <= from)
        return 0;
    const auto list = storage::NotificationStore(reading()).between(from, *end, kAnnouncedAtOnce);
    CS_TRY(list);
    if (list->isEmpty())
        return 0;
    return announce(*at, *list);
}

/// `from` is the place as it was read: where it is another by now, another process was here, and nothing is written.
Result<qint64> Announcer::announce(const QString &from, const QList<Notification> &list)
{
    const auto rows = std::make_shared<QList<OutboxRow>>();
    rows->reserve(list.size());
    const TimePoint now = context().clock.now();
    for (const Notification &one : list) {
        if (const std::optional<OutboxRow> row = deliveredRow(one, context(), now))
            rows->append(*row);
    }
    const QString to = QString::number(list.last().id);
    bool numbered = false; // the job is over when this goes
    const Status written = context().writer
        .submit(storage::Priority::Machine, storage::Durability::Normal, [rows, from, to, &numbered](Connection &connection) -> Status {
            storage::MetaStore meta(connection);
            if (from.isEmpty())
                CS_TRY(meta.valueOrSet(kPlace, QStringLiteral("0")));
            const Result<bool> ours = meta.advance(kPlace, from.isEmpty() ? QStringLiteral("0") : from, to);
            CS_TRY(ours);
            if (!*ours)
                return Error::conflict(QStringLiteral("Another process has announced these notifications."));
            if (rows->isEmpty())
                return Done{};
            const Result<bool> added = storage::OutboxStore(connection).addNumbered(rows.get());
            CS_TRY(added);
            numbered = *added;
            return Done{};
        })
        .result();
    CS_TRY(written);
    if (!rows->isEmpty())
        Q_EMIT context().changes.outboxFilled(numbered ? NewOutboxRows(rows) : NewOutboxRows());
    return list.size();
}

} // namespace cs::services
