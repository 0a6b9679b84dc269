// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storecontext.h"
#include "backend/services/events/batchrows.h"
#include "backend/services/events/offsetbook.h"
#include "backend/services/notification/routing.h"
#include "backend/storage/outboxstore.h"
#include "backend/storage/retrystore.h"

#include <memory>

namespace cs::services {

struct OtherContent;

/// One record of a batch, decoded.
struct PreparedRecord
{
    storage::LoggedEvent logged;
    std::optional<Fact> fact; ///< nothing for a bad record, or one without an effect
    QByteArray inboxKey;      ///< 16 bytes; empty for a bad record, and for one without an id, whose key is its offset (see Place)
    bool own = false;         ///< ce_source is this store, and an id says which of its records it is
    std::shared_ptr<const OtherContent> other; ///< of another family than oms, beside a fact; null: nothing
};

/// What a batch does to the store, apart from offsets, log and inbox.
struct BatchEffects
{
    Projected projected;
    QList<Notification> notifications;
    QList<qsizetype> placed; ///< records that place an order with us
    QList<qsizetype> reported; ///< records of others that say what came of a step of an order of ours
};

/// A batch as the ingest thread hands it to the writer; nobody changes it any more. A value.
struct PreparedBatch
{
    QList<PreparedRecord> records;
    QSet<qsizetype> repeats;              ///< of records, within the batch itself
    QList<PartitionStep> steps;
    QList<storage::OutboxRow> failures;   ///< bad records to the dead letters, effects that failed to the retry topic
    QList<storage::RetryRow> retries;     ///< the schedule of the latter
    QList<storage::SentTo> seen;          ///< our own records
    QStringList looked;                   ///< orders that have to be looked up before the effects are known
    BatchEffects effects;                 ///< right when the store knows none of `looked` and has seen no record before
    bool tells = true;                    ///< people are told of it: as Place::acts
    bool allAdded = false;                ///< the effects add each order of `looked` and change no other
    BatchRows rows;                       ///< of the effects
    BatchCounts counts;
    std::shared_ptr<const Directory> people;
    TimePoint now;
    qint64 ownBytes = 0;                  ///< cost of our own records
};

/// Where a record was read. One that has no id of its sender's is told by where it lies; that needs no row of its own, as the
/// offsets, which are stored with the effects, never go back in the same epoch.
struct Place
{
    QString group;
    QString epoch; ///< stands for the cluster where offsets begin again at each start
    bool acts = true; ///< the notification service runs here: people are told, and what cannot be handled goes to the dead letters
    bool takesOrders = false; ///< the order service runs here: a pipeline record on order-events is an order placed with us
};

/// Decodes and prepares; pure but for the ids of dead letters. `failed` (a sentence) says that the record's effect could not
/// be stored: it is kept as bad (`effect_failed`) and has none.
PreparedRecord prepareRecord(events::Record record, const Place &place, const StoreContext &context, TimePoint now,
                             const QString &failed = {});
/// Puts a batch together; `steps` are added by the caller, who keeps the offsets.
PreparedBatch prepareBatch(QList<PreparedRecord> records, std::shared_ptr<const Directory> people, const Place &place,
                           const StoreContext &context, TimePoint now);
/// The same batch, in which these records are not ours: their source is forged.
PreparedBatch withForged(PreparedBatch batch, const QSet<qsizetype> &forged);
/// The effects of the records that are no repeats, on orders of which this is known. Pure.
BatchEffects effectsOf(const PreparedBatch &batch, const QSet<qsizetype> &repeats, KnownState known, const StoreContext &context);

} // namespace cs::services
