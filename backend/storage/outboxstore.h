// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"
#include "backend/storage/database.h"
#include "backend/support/clock.h"

#include <QHash>

namespace cs::storage {

struct OutboxRow
{
    qint64 id = 0;
    QString eventId;  ///< ce_id
    QString orderKey; ///< rows of one key go one after the other; the order's id
    QString cause;    ///< vote id or event id that led to it
    events::OutRecord record;
    TimePoint createdAt;
    /// After the delivery report:
    int partition = -1;
    qint64 offset = -1;
    std::optional<TimePoint> sentAt;
    std::optional<TimePoint> seenAt;
};

struct OutboxReceipt
{
    qint64 id = 0;
    int partition = -1;
    qint64 offset = -1;
    TimePoint at;
    bool seen = false; ///< nobody of ours reads the topic: seen with its delivery
};

/// A record as its sender names it.
struct SentTo
{
    QString eventId;
    QString topic;
    bool operator==(const SentTo &) const = default;
};
inline size_t qHash(const SentTo &one, size_t seed = 0) { return qHashMulti(seed, one.eventId, one.topic); }

class OutboxStore final
{
public:
    explicit OutboxStore(Connection &connection) : m_connection(connection) {}
    Status add(const QList<OutboxRow> &rows);
    /// The same, and puts the ids into the rows. False: the store does not say them (PostgreSQL), the ids stay 0.
    Result<bool> addNumbered(QList<OutboxRow> *rows);
    /// Rows not sent yet, by id, with id > afterId.
    Result<QList<OutboxRow>> pending(qint64 afterId, int limit);
    Status markSent(const QList<OutboxReceipt> &receipts);
    /// Our own records came back from the topic.
    Status markSeen(const QStringList &eventIds, TimePoint at);
    /// The same, by event id and topic; gives how many were marked: less than given when some were marked before, or are not ours.
    Result<qint64> markSeenOn(const QList<SentTo> &records, TimePoint at);
    /// The topic of each of these events that is in the outbox.
    Result<QHash<QString, QString>> topicsOf(const QStringList &eventIds);
    /// After the embedded broker forgot: what was sent and never seen goes out again, but for these topics, whose readers are
    /// off. Rows put back.
    Result<qint64> resendUnseenBut(const QStringList &topics = {});
    /// The reader of these topics is on again: the same for them alone.
    Result<qint64> resendUnseenOn(const QStringList &topics);
    Result<qint64> pendingCount();
    Result<QList<OutboxRow>> byIds(const QList<qint64> &ids); ///< without order
    Result<QList<OutboxRow>> ofOrder(const QString &orderKey); ///< for the timeline

private:
    Connection &m_connection;
};

} // namespace cs::storage
