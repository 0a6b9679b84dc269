// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/notificationstore.h"

#include "backend/storage/blockindex.h"
#include "backend/storage/codes.h"
#include "backend/storage/cursor.h"
#include "backend/storage/statements.h"
#include "backend/storage/values.h"

#include <algorithm>

namespace cs::storage {

namespace {

constexpr char kNotificationCursor = 'n';

constexpr int kNotificationWidth = 14;
constexpr int kUserColumn = 1; ///< of addRow()

void addRow(const Notification &one, Rows *rows)
{
    rows->add(one.orderId, one.userId, one.role, codes::of(one.channel), codes::of(one.state), one.kind, one.title, one.message,
        one.attempts, one.reason, toMillis(one.createdAt), timeValue(one.sentAt), one.businessKey, one.sourceEvent);
}

Notification readNotification(const Row &row)
{
    Notification one;
    one.id = row.at(0).toLongLong();
    one.orderId = row.at(1).toString();
    one.userId = row.at(2).toString();
    one.role = row.at(3).toString();
    one.channel = codes::read(row.at(4), Channel::Push);
    one.state = codes::read(row.at(5), NotificationState::Cancelled);
    one.kind = row.at(6).toString();
    one.title = row.at(7).toString();
    one.message = row.at(8).toString();
    one.attempts = row.at(9).toInt();
    one.reason = row.at(10).toString();
    one.createdAt = readTime(row.at(11));
    one.sentAt = readOptionalTime(row.at(12));
    one.businessKey = row.at(13).toByteArray();
    one.sourceEvent = row.at(14).toString();
    one.readAt = readOptionalTime(row.at(15));
    return one;
}

/// `more`: order and limit.
Result<QList<Notification>> readMany(Connection &connection, const QString &tables, const Filter &filter, const QString &more)
{
    const auto rows = connection.selectText(QStringLiteral("SELECT ")
            + statements(connection.backend()).value(QStringLiteral("notifications.columns")) + QStringLiteral(" FROM ") + tables + filter.where()
            + more,
        filter.values());
    CS_TRY(rows);
    QList<Notification> found;
    for (const Row &row : *rows)
        found.append(readNotification(row));
    return found;
}

void addConditions(const NotificationQuery &query, Filter *to)
{
    Filter &filter = *to;
    if (!query.orderId.isEmpty())
        filter.add(QStringLiteral("n.order_id = ?"), {query.orderId});
    if (!query.userId.isEmpty())
        filter.add(QStringLiteral("n.user_id = ?"), {query.userId});
    if (query.state)
        filter.add(QStringLiteral("n.state = ?"), {codes::of(*query.state)});
    if (!query.text.isEmpty()) {
        const QString pattern = likePattern(query.text);
        filter.add(QStringLiteral("(lower(n.order_id) LIKE ? ESCAPE '\\' OR lower(n.user_id) LIKE ? ESCAPE '\\' "
                                  "OR lower(n.title) LIKE ? ESCAPE '\\' OR lower(n.message) LIKE ? ESCAPE '\\')"),
            {pattern, pattern, pattern, pattern});
    }
}

} // namespace

QList<NotificationRows> NotificationRows::of(const QList<Notification> &notifications)
{
    QList<NotificationRows> groups;
    for (const Notification &one : notifications) {
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const NotificationRows &some) { return some.channel == one.channel && some.state == one.state; });
        if (group == groups.end())
            group = groups.insert(groups.end(), {one.channel, one.state, Rows(kNotificationWidth, notifications.size())});
        addRow(one, &group->rows);
    }
    return groups;
}

Result<qint64> NotificationStore::add(const NotificationRows &group)
{
    const auto fresh = m_connection.runMany(QStringLiteral("notifications.insert"), group.rows);
    CS_TRY(fresh);
    CS_TRY(noteBlocks(m_connection, kNotifiedUsers, group.rows, kUserColumn, *fresh));
    if (*fresh > 0)
        CS_TRY(m_connection.run(QStringLiteral("notifications.count"), {codes::of(group.channel), codes::of(group.state), number(*fresh)}));
    return fresh;
}

Result<qint64> NotificationStore::add(const QList<NotificationRows> &groups)
{
    qint64 added = 0;
    for (const NotificationRows &group : groups) {
        const auto fresh = add(group);
        CS_TRY(fresh);
        added += *fresh;
    }
    return added;
}

Result<Page<Notification>> NotificationStore::page(const NotificationQuery &query)
{
    CS_TRY(checkLimit(query.limit));
    IdRange range;
    if (!query.after.isEmpty()) {
        const auto place = readCursor(query.after, kNotificationCursor, "n");
        CS_TRY(place);
        range.last = place->first().toLongLong() - 1;
    }
    // An order has few: they are found by it, whoever they are for.
    const QString person = query.orderId.isEmpty() ? query.userId : QString();
    RowSource source = rowSource(m_connection.backend(), kNotifiedUsers, person, range);
    addConditions(query, &source.filter);
    const auto rows = readMany(m_connection, source.tables, source.filter, source.newestFirst + QStringLiteral(" LIMIT %1").arg(query.limit + 1));
    CS_TRY(rows);
    Page<Notification> page;
    page.rows = rows->mid(0, query.limit);
    if (rows->size() > query.limit)
        page.next = makeCursor(kNotificationCursor, {number(page.rows.last().id)});
    return page;
}

Result<QList<Notification>> NotificationStore::byIds(const QList<qint64> &ids)
{
    if (ids.isEmpty())
        return QList<Notification>();
    Filter filter;
    filter.addIn(QStringLiteral("n.id"), QVariantList(ids.cbegin(), ids.cend()));
    return readMany(m_connection, QStringLiteral("notifications n"), filter, QString());
}

Result<QList<Notification>> NotificationStore::unacknowledged(const QString &userId, qint64 aboveId, int limit)
{
    CS_TRY(checkLimit(limit));
    RowSource source = rowSource(m_connection.backend(), kNotifiedUsers, userId, {aboveId + 1});
    source.filter.add(QStringLiteral("n.user_id = ? AND n.channel = ? AND n.state IN (?, ?) AND n.read_at IS NULL"),
        {userId, codes::of(Channel::InApp), codes::of(NotificationState::Sent), codes::of(NotificationState::Delivered)});
    source.filter.add(QStringLiteral("n.id > (SELECT coalesce(max(up_to), 0) FROM notification_reads WHERE user_id = ?)"), {userId});
    return readMany(m_connection, source.tables, source.filter, source.oldestFirst + QStringLiteral(" LIMIT %1").arg(limit));
}

Result<bool> NotificationStore::acknowledge(const QString &userId, qint64 id, TimePoint at)
{
    const auto marked = m_connection.run(QStringLiteral("notifications.acknowledge"), {timeValue(at), number(id), userId});
    CS_TRY(marked);
    return *marked > 0;
}

Result<Notification> NotificationStore::retry(qint64 id, TimePoint at)
{
    const auto found = byIds({id});
    CS_TRY(found);
    if (found->isEmpty())
        return Error::notFound(QStringLiteral("There is no notification %1.").arg(id));
    Notification one = found->first();
    const NotificationState before = one.state;
    if (before != NotificationState::Failed && before != NotificationState::Uncertain && before != NotificationState::Expired)
        return Error::conflict(QStringLiteral("Only what failed can be sent again; this notification is %1.").arg(notificationStateName(before)));
    const bool here = one.channel == Channel::InApp;
    one.state = here ? NotificationState::Delivered : NotificationState::Queued;
    one.reason.clear();
    one.sentAt = here ? std::optional<TimePoint>(at) : std::nullopt;
    one.attempts += here ? 1 : 0;
    const auto changed = m_connection.run(QStringLiteral("notifications.retry"),
        {codes::of(one.state), one.attempts, timeValue(one.sentAt), number(id), codes::of(before)});
    CS_TRY(changed);
    if (*changed == 0)
        return Error::conflict(QStringLiteral("Notification %1 was sent again by somebody else.").arg(id));
    CS_TRY(m_connection.run(QStringLiteral("notifications.count"), {codes::of(one.channel), codes::of(before), number(-1)}));
    CS_TRY(m_connection.run(QStringLiteral("notifications.count"), {codes::of(one.channel), codes::of(one.state), number(1)}));
    return one;
}

Result<QList<NotificationCount>> NotificationStore::counts()
{
    const auto rows = m_connection.select(QStringLiteral("notifications.counts"));
    if (!rows)
        return rows.error();
    QList<NotificationCount> found;
    for (const Row &row : *rows) {
        found.append({codes::read(row.at(0), Channel::Push), codes::read(row.at(1), NotificationState::Cancelled),
            row.at(2).toLongLong()});
    }
    return found;
}

Result<qint64> NotificationStore::unread(const QString &userId)
{
    const auto rows = m_connection.select(QStringLiteral("notifications.unread"), {userId, userId});
    if (!rows)
        return rows.error();
    return rows->first().first().toLongLong();
}

Status NotificationStore::markRead(const QString &userId, qint64 upToId, TimePoint at)
{
    CS_TRY(m_connection.run(QStringLiteral("notifications.markRead"), {userId, number(upToId), timeValue(at)}));
    return Done{};
}

Result<NotificationStore::Horizon> NotificationStore::horizon()
{
    const auto rows = m_connection.select(QStringLiteral("notifications.horizon"));
    CS_TRY(rows);
    const Row &row = rows->first();
    return Horizon{row.at(0).toLongLong(), row.at(1).toString().toULongLong(), row.at(2).toString().toULongLong()};
}

Result<QList<Notification>> NotificationStore::between(qint64 after, qint64 upTo, int limit)
{
    Filter filter;
    filter.add(QStringLiteral("n.id > ? AND n.id <= ?"), {number(after), number(upTo)});
    return readMany(m_connection, QStringLiteral("notifications n"), filter, QStringLiteral(" ORDER BY n.id LIMIT %1").arg(limit));
}

Result<QStringList> NotificationStore::digestsDue(TimePoint before)
{
    const auto rows = m_connection.select(QStringLiteral("notifications.digestsDue"), {timeValue(before)});
    CS_TRY(rows);
    QStringList people;
    for (const Row &row : *rows)
        people.append(row.first().toString());
    return people;
}

Result<QList<DigestPart>> NotificationStore::digestParts(const QString &userId, TimePoint before, int orders)
{
    const auto counts = m_connection.select(QStringLiteral("notifications.digestCounts"), {userId, timeValue(before)});
    CS_TRY(counts);
    QList<DigestPart> parts;
    for (const Row &row : *counts) {
        DigestPart part{row.at(0).toString(), row.at(1).toLongLong(), row.at(2).toLongLong(), {}};
        const auto named = m_connection.select(QStringLiteral("notifications.digestOrders"),
            {userId, timeValue(before), part.kind, orders});
        CS_TRY(named);
        for (const Row &one : *named)
            part.orders.append(one.first().toString());
        parts.append(part);
    }
    return parts;
}

Result<qint64> NotificationStore::markDigested(const QString &userId, TimePoint before, TimePoint at)
{
    return m_connection.run(QStringLiteral("notifications.markDigested"), {timeValue(at), userId, timeValue(before)});
}

} // namespace cs::storage
