// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/outboxstore.h"

#include "backend/storage/values.h"

namespace cs::storage {

namespace {

/// ` a b `: topics have no blanks in them, so that each can be found between two.
QString betweenBlanks(const QStringList &topics)
{
    return QLatin1Char(' ') + topics.join(QLatin1Char(' ')) + QLatin1Char(' ');
}

Result<QList<OutboxRow>> readRows(const Result<QList<Row>> &rows)
{
    if (!rows)
        return rows.error();
    QList<OutboxRow> found;
    found.reserve(rows->size());
    for (const Row &row : *rows) {
        OutboxRow one;
        one.id = row.at(0).toLongLong();
        one.eventId = row.at(1).toString();
        one.orderKey = row.at(2).toString();
        one.cause = row.at(3).toString();
        one.record = {row.at(4).toString(), readOptionalBytes(row.at(5)), readOptionalBytes(row.at(6)),
            events::unpackHeaders(row.at(7).toByteArray())};
        one.partition = row.at(8).toInt();
        one.offset = row.at(9).toLongLong();
        one.createdAt = readTime(row.at(10));
        one.sentAt = readOptionalTime(row.at(11));
        one.seenAt = readOptionalTime(row.at(12));
        found.append(std::move(one));
    }
    return found;
}

} // namespace

Status OutboxStore::add(const QList<OutboxRow> &rows)
{
    Rows values(8, rows.size());
    for (const OutboxRow &row : rows) {
        values.add(row.eventId, row.orderKey, row.cause, row.record.topic, bytesValue(row.record.key),
            bytesValue(row.record.value), events::packHeaders(row.record.headers), timeValue(row.createdAt));
    }
    CS_TRY(m_connection.runMany(QStringLiteral("outbox.insert"), values));
    return Done{};
}

Result<bool> OutboxStore::addNumbered(QList<OutboxRow> *rows)
{
    CS_TRY(add(*rows));
    const auto answer = m_connection.select(QStringLiteral("outbox.lastAdded"));
    CS_TRY(answer);
    const qint64 last = answer->first().first().toLongLong();
    if (last == 0)
        return false;
    qint64 id = last - rows->size();
    for (OutboxRow &row : *rows)
        row.id = ++id;
    return true;
}

Result<QList<OutboxRow>> OutboxStore::pending(qint64 afterId, int limit)
{
    return readRows(m_connection.select(QStringLiteral("outbox.pending"), {number(afterId), limit}));
}

Status OutboxStore::markSent(const QList<OutboxReceipt> &receipts)
{
    Rows values(5, receipts.size());
    for (const OutboxReceipt &one : receipts)
        values.add(number(one.id), one.partition, number(one.offset), timeValue(one.at), one.seen);
    CS_TRY(m_connection.runMany(QStringLiteral("outbox.markSent"), values));
    return Done{};
}

Status OutboxStore::markSeen(const QStringList &eventIds, TimePoint at)
{
    Rows values(2, eventIds.size());
    for (const QString &id : eventIds)
        values.add(id, timeValue(at));
    CS_TRY(m_connection.runMany(QStringLiteral("outbox.markSeen"), values));
    return Done{};
}

Result<qint64> OutboxStore::markSeenOn(const QList<SentTo> &records, TimePoint at)
{
    Rows values(3, records.size());
    for (const SentTo &one : records)
        values.add(one.eventId, one.topic, timeValue(at));
    return m_connection.runMany(QStringLiteral("outbox.markSeenOn"), std::move(values));
}

Result<QHash<QString, QString>> OutboxStore::topicsOf(const QStringList &eventIds)
{
    const auto rows = m_connection.selectIn(QStringLiteral("outbox.topicsOf"), {}, QVariantList(eventIds.cbegin(), eventIds.cend()));
    CS_TRY(rows);
    QHash<QString, QString> topics;
    for (const Row &row : *rows)
        topics.insert(row.at(0).toString(), row.at(1).toString());
    return topics;
}

Result<qint64> OutboxStore::resendUnseenBut(const QStringList &topics)
{
    return m_connection.run(QStringLiteral("outbox.resendUnseenBut"), {betweenBlanks(topics)});
}

Result<qint64> OutboxStore::resendUnseenOn(const QStringList &topics)
{
    return m_connection.run(QStringLiteral("outbox.resendUnseenOn"), {betweenBlanks(topics)});
}

Result<qint64> OutboxStore::pendingCount()
{
    const auto rows = m_connection.select(QStringLiteral("outbox.pendingCount"));
    if (!rows)
        return rows.error();
    return rows->first().first().toLongLong();
}

Result<QList<OutboxRow>> OutboxStore::byIds(const QList<qint64> &ids)
{
    return readRows(m_connection.selectIn(QStringLiteral("timeline.outbox"), {}, QVariantList(ids.cbegin(), ids.cend())));
}

Result<QList<OutboxRow>> OutboxStore::ofOrder(const QString &orderKey)
{
    return readRows(m_connection.select(QStringLiteral("outbox.ofOrder"), {orderKey}));
}

} // namespace cs::storage
