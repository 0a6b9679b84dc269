// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/ingeststore.h"

#include "backend/storage/blockindex.h"
#include "backend/storage/cursor.h"
#include "backend/storage/statements.h"
#include "backend/storage/values.h"

#include <QCryptographicHash>
#include <QtEndian>
#include <algorithm>

namespace cs::storage {

namespace {

constexpr char kLogCursor = 'e';

/// The group's name as a number of 48 bits, which stands in front of each inbox key. Two groups of one store with the
/// same number are as likely as a false coin of 2^48 sides, and even then their keys of 128 bits would have to meet.
qint64 groupNumber(const QString &group)
{
    const QByteArray hash = QCryptographicHash::hash(group.toUtf8(), QCryptographicHash::Sha256);
    return qint64(qFromBigEndian<quint64>(hash.constData()) >> 16);
}

LoggedEvent readEvent(const Row &row)
{
    LoggedEvent event;
    event.id = row.at(0).toLongLong();
    event.record = {row.at(1).toString(), row.at(2).toInt(), row.at(3).toLongLong(), row.at(4).toLongLong(),
        readOptionalBytes(row.at(5)), readOptionalBytes(row.at(6)), events::unpackHeaders(row.at(7).toByteArray())};
    event.eventId = row.at(8).toString();
    event.type = row.at(9).toString();
    event.source = row.at(10).toString();
    event.orderId = row.at(11).toString();
    event.repeat = row.at(12).toInt() != 0;
    event.badCode = row.at(13).toString();
    event.badMessage = row.at(14).toString();
    event.receivedAt = readTime(row.at(15));
    return event;
}

/// The first id received at `from` or later: ids grow with the time of receipt, so halving finds it without an index.
Result<qint64> firstIdSince(Connection &connection, TimePoint from)
{
    const auto range = connection.select(QStringLiteral("events.range"));
    if (!range)
        return range.error();
    qint64 low = range->first().at(0).toLongLong();
    qint64 high = range->first().at(1).toLongLong() + 1;
    while (low < high) {
        const qint64 middle = low + (high - low) / 2;
        const auto rows = connection.select(QStringLiteral("events.receivedAt"), {number(middle)});
        if (!rows)
            return rows.error();
        if (rows->isEmpty() || readTime(rows->first().at(1)) >= from)
            high = middle;
        else
            low = rows->first().at(0).toLongLong() + 1;
    }
    return low;
}

} // namespace

Result<QList<PartitionState>> IngestStore::partitions(const QString &group, const QString &epoch)
{
    const auto rows = m_connection.select(QStringLiteral("offsets.ofGroup"), {group, epoch});
    if (!rows)
        return rows.error();
    QList<PartitionState> found;
    for (const Row &row : *rows) {
        found.append({row.at(0).toString(), row.at(1).toInt(), row.at(2).toLongLong(), row.at(3).toLongLong(),
            row.at(4).toLongLong(), row.at(5).toLongLong(), row.at(6).toLongLong()});
    }
    return found;
}

Result<QHash<QString, QList<PartitionState>>> IngestStore::partitionsOf(const QStringList &groups, const QString &epoch)
{
    const auto rows = m_connection.selectIn(QStringLiteral("offsets.ofGroups"), {epoch}, QVariantList(groups.cbegin(), groups.cend()));
    CS_TRY(rows);
    QHash<QString, QList<PartitionState>> found;
    for (const Row &row : *rows) {
        found[row.at(0).toString()].append({row.at(1).toString(), row.at(2).toInt(), row.at(3).toLongLong(), row.at(4).toLongLong(),
            row.at(5).toLongLong(), row.at(6).toLongLong(), row.at(7).toLongLong()});
    }
    return found;
}

Status IngestStore::advance(const QString &group, const QString &epoch, const PartitionState &to, qint64 expectedNext)
{
    const QVariantList where{group, epoch, to.topic, to.partition};
    const QVariantList state{number(to.next), number(to.base), number(to.stored), number(to.bad), number(to.gaps)};
    const auto changed = expectedNext < 0
        ? m_connection.run(QStringLiteral("offsets.start"), where + state)
        : m_connection.run(QStringLiteral("offsets.advance"), state + where + QVariantList{number(expectedNext)});
    if (!changed)
        return changed.error();
    if (*changed == 0)
        return Error::conflict(QStringLiteral("Another member of %1 went on with %2 [%3].").arg(group, to.topic).arg(to.partition));
    return Done{};
}

Result<QSet<QByteArray>> IngestStore::seenBefore(const QString &group, const QList<QByteArray> &keys)
{
    const auto rows = m_connection.selectIn(QStringLiteral("inbox.seen"), {number(groupNumber(group))}, QVariantList(keys.begin(), keys.end()));
    if (!rows)
        return rows.error();
    QSet<QByteArray> seen;
    for (const Row &row : *rows)
        seen.insert(row.first().toByteArray());
    return seen;
}

Rows IngestStore::inboxRows(const QString &group, QList<QByteArray> keys, TimePoint at)
{
    std::sort(keys.begin(), keys.end()); // neighbours in the index are then touched one after the other
    const qint64 grp = groupNumber(group);
    Rows rows(3, keys.size());
    for (const QByteArray &key : std::as_const(keys))
        rows.add(grp, key, toMillis(at));
    return rows;
}

Result<qint64> IngestStore::addToInbox(const Rows &rows)
{
    return m_connection.runMany(QStringLiteral("inbox.insert"), rows);
}

Rows IngestStore::logRows(qsizetype count)
{
    return Rows(15, count);
}

void IngestStore::addLogRow(const LoggedEvent &event, bool repeat, Rows *rows)
{
    const events::Record &record = event.record;
    rows->add(record.topic, record.partition, record.offset, record.timestampMs, record.key, record.value,
        events::packHeaders(record.headers), event.eventId, event.type, event.source, event.orderId, repeat, event.badCode,
        event.badMessage, toMillis(event.receivedAt));
}

Status IngestStore::log(const QList<LoggedEvent> &events)
{
    Rows rows = logRows(events.size());
    for (const LoggedEvent &event : events)
        addLogRow(event, event.repeat, &rows);
    return log(rows);
}

Status IngestStore::log(const Rows &rows)
{
    const auto added = m_connection.runMany(QStringLiteral("events.insert"), rows);
    CS_TRY(added);
    return noteBlocks(m_connection, kLogTopics, rows, 0, *added);
}

Result<Page<LoggedEvent>> IngestStore::page(const EventQuery &query)
{
    CS_TRY(checkLimit(query.limit));
    IdRange range;
    if (query.from) {
        const auto first = firstIdSince(m_connection, *query.from);
        CS_TRY(first);
        range.first = *first;
    }
    if (!query.after.isEmpty()) {
        const auto place = readCursor(query.after, kLogCursor, "n");
        CS_TRY(place);
        range.last = place->first().toLongLong() - 1;
    }
    const RowSource source = rowSource(m_connection.backend(), kLogTopics, query.topic, range);
    Filter filter = source.filter;
    if (!query.topic.isEmpty())
        filter.add(QStringLiteral("topic = ?"), {query.topic});
    if (!query.orderId.isEmpty())
        filter.add(QStringLiteral("order_id = ? AND order_id <> ''"), {query.orderId});
    const auto rows = m_connection.selectText(QStringLiteral("SELECT ")
            + statements(m_connection.backend()).value(QStringLiteral("events.columns")) + QStringLiteral(" FROM ") + source.tables
            + filter.where() + source.newestFirst + QStringLiteral(" LIMIT ?"),
        filter.values() + QVariantList{query.limit + 1});
    CS_TRY(rows);
    Page<LoggedEvent> page;
    for (const Row &row : *rows) {
        if (page.rows.size() == query.limit) {
            page.next = makeCursor(kLogCursor, {number(page.rows.last().id)});
            break;
        }
        page.rows.append(readEvent(row));
    }
    return page;
}

Result<QList<LoggedEvent>> IngestStore::byIds(const QList<qint64> &ids)
{
    if (ids.isEmpty())
        return QList<LoggedEvent>();
    Filter filter;
    filter.addIn(QStringLiteral("id"), QVariantList(ids.cbegin(), ids.cend()));
    const auto rows = m_connection.selectText(QStringLiteral("SELECT ")
            + statements(m_connection.backend()).value(QStringLiteral("events.columns")) + QStringLiteral(" FROM event_log") + filter.where(),
        filter.values());
    CS_TRY(rows);
    QList<LoggedEvent> found;
    for (const Row &row : *rows)
        found.append(readEvent(row));
    return found;
}

Result<QList<IngestStore::TopicCount>> IngestStore::counts(const QString &group)
{
    const auto rows = m_connection.select(QStringLiteral("offsets.counts"), {group});
    if (!rows)
        return rows.error();
    QList<TopicCount> found;
    for (const Row &row : *rows)
        found.append({row.at(0).toString(), row.at(1).toLongLong(), row.at(2).toLongLong()});
    return found;
}

} // namespace cs::storage
