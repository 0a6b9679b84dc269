// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/notification.h"
#include "backend/services/core/act.h"
#include "backend/services/events/offsetbook.h"
#include "backend/services/flow/commands.h"
#include "backend/storage/outboxstore.h"
#include "backend/storage/parkedstore.h"

namespace cs::services {

/// Who reads: a service, in one of its groups.
struct CommandPlace
{
    QString service;
    QString group;
    QString epoch;   ///< of the embedded broker; empty for a real Kafka
    QStringList readHere; ///< topics that only this group reads of this process: it says which of our records came back
    QStringList actsOn; ///< topics whose bad records this group sends to NOTIFICATION_DLQ
    QStringList alone = {}; ///< topics that the ingest consumer does not read: this group counts them, and keeps their bad records in the event log
};

/// A record of a service's topic, decoded. A value.
struct TakenRecord
{
    events::Record record;
    QByteArray inboxKey; ///< empty for a bad record, and for one without an id (inboxkey.h)
    QByteArray name;     ///< the same in any case, for one that waits
    QString eventId;
    QString source;
    bool own = false;
    QList<Command> commands;
    std::optional<events::PipelineRecord> placed = {}; ///< an order that somebody places with us
    QList<Notification> told = {}; ///< to its customer, at the pipeline's end

    bool hasEffect() const { return placed || !commands.isEmpty() || !told.isEmpty(); }
};

/// What was read at once.
struct IntakeBatch
{
    QList<TakenRecord> records;
    QList<storage::OutboxRow> deadLetters;
    QList<storage::LoggedEvent> badRecords; ///< of topics that the ingest consumer does not read, for the event log
    QList<messaging::TopicPartition> badAt; ///< where each bad record stood
    QList<PartitionStep> steps; ///< the caller's
    QHash<std::pair<QString, QString>, qint64> bad; ///< by topic and code
};

/// Decodes; pure but for the ids of dead letters.
IntakeBatch takeCommands(const QList<events::Record> &records, const CommandPlace &place, const StoreContext &context);

/// One transaction: offsets (Conflict: another member was there), inbox, then orders placed, what customers are told, steps asked for and reports; what
/// comes before its order is parked, and an order that cannot be taken (a product without a price) goes to the dead letters.
Result<Notice> storeCommands(storage::Connection &connection, const IntakeBatch &batch, const CommandPlace &place, StoreContext &context);
/// The ingest consumer heard what others say of steps of ours, whoever reads the order service's group. In the caller's
/// transaction, which has written offsets and inbox.
/// `place`: the order service's, in the group that heard it.
Result<Notice> storeReports(storage::Connection &connection, const QList<events::Record> &records, const CommandPlace &place,
                            StoreContext &context);
/// Records that were parked, and whose order is there now; how many were taken up.
struct Resumed
{
    Notice notice;
    int records = 0;
};
Result<Resumed> resumeParked(storage::Connection &connection, const QString &service, StoreContext &context);

} // namespace cs::services
