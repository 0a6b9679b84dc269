// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"
#include "backend/storage/database.h"
#include "backend/storage/orderstore.h"
#include "backend/support/clock.h"

#include <QSet>

namespace cs::storage {

/// A record in the event log, good or bad, new or a repeat: every record that was on a topic has one row.
struct LoggedEvent
{
    qint64 id = 0;
    events::Record record;
    QString eventId;  ///< ce_id or the value's eventId; may be empty
    QString type;     ///< ce_type or the value's eventType
    QString source;   ///< ce_source
    QString orderId;
    bool repeat = false;  ///< its inbox key was there already; it had no effect
    QString badCode;      ///< empty: good
    QString badMessage;
    TimePoint receivedAt;
};

/// Where a group stands on one partition, and what it has counted there.
struct PartitionState
{
    QString topic;
    int partition = 0;
    qint64 next = -1;   ///< the offset to read next; -1: never read
    qint64 base = 0;    ///< the offset at which reading began
    qint64 stored = 0;  ///< good records stored since base, repeats included
    qint64 bad = 0;
    qint64 gaps = 0;    ///< offsets without a record for us (compacted, control records, forgotten by the broker, left out as the group was moved)
};

struct EventQuery
{
    QString topic;   ///< empty: all
    QString orderId;
    std::optional<TimePoint> from;
    int limit = 100; ///< 1 to 1,000
    QString after;
};

/// What the ingest consumer keeps: offsets, inbox and event log, always in the same transaction as the effects.
class IngestStore final
{
public:
    explicit IngestStore(Connection &connection) : m_connection(connection) {}

    Result<QList<PartitionState>> partitions(const QString &group, const QString &epoch);
    /// The same of several groups, by group.
    Result<QHash<QString, QList<PartitionState>>> partitionsOf(const QStringList &groups, const QString &epoch);
    /// Writes `to` where the stored next offset still is `expectedNext` (-1: there is no row yet). Conflict otherwise:
    /// another member went on; roll back.
    Status advance(const QString &group, const QString &epoch, const PartitionState &to, qint64 expectedNext);
    /// Which of the keys (16 bytes each) are in the inbox already.
    Result<QSet<QByteArray>> seenBefore(const QString &group, const QList<QByteArray> &keys);
    /// The rows of these keys, without order. Any thread.
    static Rows inboxRows(const QString &group, QList<QByteArray> keys, TimePoint at);
    /// Adds the keys that are not there yet; gives how many those were.
    Result<qint64> addToInbox(const Rows &rows);
    /// No row yet, room for so many. Any thread.
    static Rows logRows(qsizetype count);
    static void addLogRow(const LoggedEvent &event, bool repeat, Rows *rows);
    Status log(const Rows &rows);
    Status log(const QList<LoggedEvent> &events);
    Result<QList<LoggedEvent>> byIds(const QList<qint64> &ids); ///< without order
    Result<Page<LoggedEvent>> page(const EventQuery &query);
    /// Stored and bad records per topic, from the partitions' counters.
    struct TopicCount { QString topic; qint64 stored = 0; qint64 bad = 0; };
    Result<QList<TopicCount>> counts(const QString &group);

private:
    Connection &m_connection;
};

} // namespace cs::storage
