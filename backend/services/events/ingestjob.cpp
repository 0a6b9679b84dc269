// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/ingestjob.h"

#include "backend/services/events/deadletterrow.h"
#include "backend/services/events/otherrecords.h"
#include "backend/services/events/trusteddecision.h"
#include "backend/services/flow/commandintake.h"
#include "backend/services/flow/heardsteps.h"
#include "backend/services/orders/placedelsewhere.h"
#include "backend/storage/approvalstore.h"
#include "backend/storage/noticestore.h"
#include "backend/storage/notificationstore.h"
#include "backend/storage/retrystore.h"

namespace cs::services {

using storage::Connection;

namespace {

Status advance(Connection &connection, const PreparedBatch &batch, const Place &place)
{
    storage::IngestStore store(connection);
    for (const PartitionStep &step : batch.steps)
        CS_TRY(store.advance(place.group, place.epoch, step.to, step.from.next));
    return Done{};
}

/// Fills the inbox, and gives the repeats within the batch and those that the inbox knew.
Result<QSet<qsizetype>> findRepeats(Connection &connection, const PreparedBatch &batch, const Place &place)
{
    storage::IngestStore store(connection);
    QSet<qsizetype> repeats = batch.repeats;
    const storage::Rows &rows = batch.rows.inbox;
    CS_TRY(connection.savepoint());
    const Result<qint64> added = store.addToInbox(rows);
    CS_TRY(added);
    const bool allNew = *added == rows.count();
    CS_TRY(allNew ? connection.releaseSavepoint() : connection.rollbackToSavepoint());
    if (allNew)
        return repeats;
    QList<QByteArray> keys;
    for (const PreparedRecord &one : batch.records) {
        if (!one.inboxKey.isEmpty())
            keys.append(one.inboxKey);
    }
    const Result<QSet<QByteArray>> seen = store.seenBefore(place.group, keys);
    CS_TRY(seen);
    for (qsizetype i = 0; i < batch.records.size(); ++i) {
        if (seen->contains(batch.records[i].inboxKey))
            repeats.insert(i);
    }
    CS_TRY(store.addToInbox(rows)); // the others
    return repeats;
}

/// What the store knows of the orders that the batch has to look up.
Result<KnownState> lookUp(Connection &connection, const QStringList &ids)
{
    KnownState known;
    if (ids.isEmpty())
        return known;
    storage::OrderStore orders(connection);
    const auto some = orders.known(ids);
    CS_TRY(some);
    if (some->isEmpty())
        return known;
    auto found = orders.findMany(some->keys());
    CS_TRY(found);
    known.orders = std::move(found).value();
    auto approvals = storage::ApprovalStore(connection).ofOrders(some->keys());
    CS_TRY(approvals);
    known.approvals = std::move(approvals).value();
    return known;
}

Status keepProjected(Connection &connection, const Projected &projected, StoreContext &context)
{
    storage::OrderStore orders(connection);
    if (!projected.added.isEmpty())
        CS_TRY(orders.insertUnlessKnown(projected.added));
    if (!projected.moved.isEmpty())
        CS_TRY(orders.updateMany(projected.moved));
    for (const Order &one : projected.refilled)
        CS_TRY(orders.updateContent(one, one.version - 1));
    if (!projected.approvals.isEmpty())
        CS_TRY(storage::ApprovalStore(connection).put(projected.approvals));
    if (!projected.history.isEmpty())
        CS_TRY(orders.addHistory(projected.history));
    for (const TrustedDecision &one : projected.decisions)
        CS_TRY(applyTrustedDecision(connection, one, context));
    return Done{};
}

/// Of the orders and approvals that change.
void addChanges(BatchOutcome &outcome, const Projected &projected, const QStringList &orders)
{
    outcome.orders = orders;
    outcome.approvals = !projected.approvals.isEmpty() || !projected.decisions.isEmpty();
}

bool isDecisionSeen(const PreparedRecord &one)
{
    return one.own && one.fact
        && (one.fact->event.kind == events::OmsKind::ApprovalCompleted || one.fact->event.kind == events::OmsKind::ApprovalRejected);
}

Status keepTold(Connection &connection, const ToldRows &told, BatchOutcome &outcome)
{
    storage::NotificationStore store(connection);
    for (const storage::NotificationRows &group : told.notifications) {
        const Result<qint64> added = store.add(group);
        CS_TRY(added);
        outcome.notifications += *added;
        outcome.toldBy[{group.channel, group.state}] += *added;
        outcome.queued = outcome.queued || (group.state == NotificationState::Queued && *added > 0);
    }
    outcome.told = told.people;
    return storage::NoticeStore(connection).addDetails(told.details);
}

/// Marks our own records as seen; gives those that name this store as their source and are none of its records. The store is
/// asked more closely only when fewer rows changed than should have.
Result<QSet<qsizetype>> findForged(Connection &connection, const PreparedBatch &batch)
{
    QSet<qsizetype> forged;
    if (batch.seen.isEmpty())
        return forged;
    storage::OutboxStore outbox(connection);
    const QSet<storage::SentTo> different(batch.seen.cbegin(), batch.seen.cend());
    const Result<qint64> marked = outbox.markSeenOn(different.values(), batch.now);
    CS_TRY(marked);
    if (*marked == different.size())
        return forged;
    QStringList ids;
    for (const storage::SentTo &one : different)
        ids.append(one.eventId);
    const auto topics = outbox.topicsOf(ids);
    CS_TRY(topics);
    for (qsizetype i = 0; i < batch.records.size(); ++i) {
        const PreparedRecord &one = batch.records[i];
        if (one.own && topics->value(one.logged.eventId) != one.logged.record.topic)
            forged.insert(i);
    }
    return forged;
}

/// Orders that others have placed with us: those that are new are in the outcome, one that cannot be is a dead letter.
Status keepPlaced(Connection &connection, const PreparedBatch &batch, const BatchEffects &effects, const Place &place,
                  StoreContext &context, BatchOutcome &outcome)
{
    for (const qsizetype index : effects.placed) {
        const PreparedRecord &record = batch.records[index];
        const storage::LoggedEvent &logged = record.logged;
        const Result<PlacedElsewhere> placed = placeOrRefuse(context, connection, *record.other->placed, logged.eventId);
        CS_TRY(placed);
        if (placed->isNew)
            outcome.orders.append(logged.orderId);
        if (!placed->refusal.isEmpty()) {
            outcome.refused.insert(index, placed->refusal);
            CS_TRY(storage::OutboxStore(connection).add(
                {deadLetterRow(logged.record, {kEffectFailed, placed->refusal, place.group}, logged.eventId, context, batch.now)}));
        }
        outcome.approvals = outcome.approvals || placed->isNew;
        outcome.outbox = true;
    }
    return Done{};
}

/// What was heard of steps: of orders of ours, and of others' that have ended.
Result<Notice> keepSteps(Connection &connection, const PreparedBatch &batch, const BatchEffects &effects, const Place &place, StoreContext &context)
{
    const Projected &projected = effects.projected;
    auto notice = followEnds(connection, projected.moved + projected.refilled, context);
    if (!notice.ok() || effects.reported.isEmpty())
        return notice;
    QList<events::Record> records;
    for (const qsizetype i : effects.reported)
        records.append(batch.records[i].logged.record);
    const auto counted = storeReports(connection, records, {QStringLiteral("order"), place.group, place.epoch, {}, {}}, context);
    CS_TRY(counted);
    notice->orderIds += counted->orderIds;
    notice->outbox = notice->outbox || counted->outbox;
    return notice;
}

/// What the records do to orders and people. `asPrepared`: the effects may be right as they were prepared.
Result<BatchOutcome> keepEffects(Connection &connection, const PreparedBatch &batch, const QSet<qsizetype> &repeats, const Place &place,
                                 bool asPrepared, StoreContext &context)
{
    Result<KnownState> known = lookUp(connection, batch.looked);
    CS_TRY(known);
    const bool foreseen = asPrepared && known->orders.isEmpty() && repeats.size() == batch.repeats.size();
    const BatchEffects effects = foreseen ? batch.effects : effectsOf(batch, repeats, std::move(known).value(), context);
    BatchOutcome outcome;
    if (const Status kept = keepProjected(connection, effects.projected, context); !kept.ok()) {
        // Conflict is what the caller takes for "another member was there"; this one is about an order.
        const Error &error = kept.error();
        return error.kind == ErrorKind::Conflict ? Error::fatal(error.message) : error;
    }
    const Result<Notice> steps = keepSteps(connection, batch, effects, place, context);
    if (!steps.ok() && steps.error().kind == ErrorKind::Conflict) // another process of this store has changed the order meanwhile
        return Error::unavailable(steps.error().message);
    CS_TRY(steps);
    CS_TRY(keepTold(connection, ToldRows::of(effects.notifications), outcome));
    addChanges(outcome, effects.projected, changedOrders(effects.projected));
    outcome.orders += steps->orderIds;
    outcome.outbox = !effects.projected.decisions.isEmpty() || steps->outbox;
    CS_TRY(keepPlaced(connection, batch, effects, place, context, outcome));
    return outcome;
}

/// Writes what was prepared, without asking first what the store knows: most batches bring nothing but new records about
/// new orders. False: something was known, and nothing was written.
Result<bool> keepForeseen(Connection &connection, const PreparedBatch &batch, BatchOutcome &outcome)
{
    if (!batch.allAdded)
        return false;
    const BatchRows &rows = batch.rows;
    CS_TRY(connection.savepoint());
    const Result<qint64> keys = storage::IngestStore(connection).addToInbox(rows.inbox);
    CS_TRY(keys);
    storage::OrderStore orders(connection);
    const Result<bool> allNew = *keys == rows.inbox.count() ? orders.insertIfAllNew(rows.orders) : Result<bool>(false);
    CS_TRY(allNew);
    CS_TRY(*allNew ? connection.releaseSavepoint() : connection.rollbackToSavepoint());
    if (!*allNew)
        return false;
    CS_TRY(storage::IngestStore(connection).log(rows.log));
    CS_TRY(storage::ApprovalStore(connection).put(rows.approvals));
    CS_TRY(orders.addHistory(rows.history));
    CS_TRY(keepTold(connection, rows.told, outcome));
    addChanges(outcome, batch.effects.projected, rows.changed);
    outcome.repeats = batch.repeats.size();
    return true;
}

/// A batch about what the store knows in part: repeats are left out, and effects merge with what is there.
Status keepLookedUp(Connection &connection, const PreparedBatch &batch, const Place &place, bool asPrepared, StoreContext &context,
                    BatchOutcome &outcome)
{
    const Result<QSet<qsizetype>> repeats = findRepeats(connection, batch, place);
    CS_TRY(repeats);
    Result<BatchOutcome> kept = keepEffects(connection, batch, *repeats, place, asPrepared, context);
    CS_TRY(kept);
    CS_TRY(storage::IngestStore(connection).log(logRows(batch, *repeats, kept->refused)));
    outcome = std::move(kept).value();
    outcome.repeats = repeats->size();
    return Done{};
}

Status keepFailures(Connection &connection, const PreparedBatch &batch)
{
    if (!batch.failures.isEmpty())
        CS_TRY(storage::OutboxStore(connection).add(batch.failures));
    if (!batch.retries.isEmpty())
        CS_TRY(storage::RetryStore(connection).add(batch.retries));
    return Done{};
}

} // namespace

Result<BatchOutcome> storeBatch(Connection &connection, const PreparedBatch &batch, const Place &place, StoreContext &context)
{
    CS_TRY(advance(connection, batch, place));
    const Result<QSet<qsizetype>> forged = findForged(connection, batch);
    CS_TRY(forged);
    const std::optional<PreparedBatch> corrected = forged->isEmpty() ? std::nullopt : std::optional(withForged(batch, *forged));
    const PreparedBatch &taken = corrected ? *corrected : batch;
    BatchOutcome outcome;
    const Result<bool> foreseen = keepForeseen(connection, taken, outcome);
    CS_TRY(foreseen);
    if (!*foreseen)
        CS_TRY(keepLookedUp(connection, taken, place, !corrected, context, outcome));
    CS_TRY(keepFailures(connection, taken));
    outcome.counts = outcome.refused.isEmpty() ? taken.counts : countsOf(taken.records, outcome.refused);
    outcome.decisionsSeen = !taken.seen.isEmpty() && std::any_of(taken.records.begin(), taken.records.end(), isDecisionSeen);
    outcome.outbox = outcome.outbox || !taken.failures.isEmpty();
    return outcome;
}

Result<BatchOutcome> applyBatch(Connection &connection, const PreparedBatch &batch, const Place &place, StoreContext &context)
{
    const Result<QSet<qsizetype>> forged = findForged(connection, batch);
    CS_TRY(forged);
    const PreparedBatch taken = withForged(batch, *forged);
    const Result<QSet<qsizetype>> repeats = findRepeats(connection, taken, place);
    CS_TRY(repeats);
    return keepEffects(connection, taken, *repeats, place, false, context);
}

} // namespace cs::services
