// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/commandintake.h"

#include "backend/services/events/deadletterrow.h"
#include "backend/services/events/inboxkey.h"
#include "backend/services/events/loggedrecord.h"
#include "backend/services/flow/taker.h"
#include "backend/services/notification/confirmation.h"
#include "backend/services/notification/gates.h"
#include "backend/services/orders/placedelsewhere.h"
#include "backend/storage/ingeststore.h"
#include "backend/storage/notificationstore.h"

namespace cs::services {

using events::Record;
using storage::ParkedRow;

namespace {

constexpr int kResumedAtOnce = 200;

TakenRecord takenOf(const Record &record, const events::Event &event, const CommandPlace &place, const StoreContext &context)
{
    const events::CloudEvent head = events::fromHeaders(record);
    const QByteArray key = inboxKeyOf(record, head.source, head.id, place.group);
    TakenRecord taken{record, key, nameOf(record, key, place.group, place.epoch), head.id, head.source,
                      !head.source.isEmpty() && head.source == context.source, commandsOf(event, record.topic, place.service)};
    for (Command &one : taken.commands) {
        if (one.reports)
            signReport(*one.reports, record, head);
    }
    const auto *pipeline = std::get_if<events::PipelineRecord>(&event);
    if (pipeline != nullptr && pipeline->stage == events::PipelineStage::Order && place.service == QLatin1String("order") && !taken.own)
        taken.placed = *pipeline;
    if (pipeline != nullptr && pipeline->stage == events::PipelineStage::Notification && place.service == QLatin1String("notification")) {
        const TimePoint now = context.clock.now();
        taken.told = routeConfirmation(*pipeline, record.timestampMs > 0 ? fromMillis(record.timestampMs) : now, {now, context.staleAfter});
        for (Notification &one : taken.told)
            one.sourceEvent = head.id;
    }
    if (taken.own) // the store knew before the topic did; what we ask of ourselves is to be done
        taken.commands.removeIf([](const Command &one) { return one.reports.has_value(); });
    return taken;
}

/// The records that the inbox has not seen, of each key the first; they are in it now.
Result<QList<TakenRecord>> freshOf(storage::Connection &connection, const IntakeBatch &batch, const CommandPlace &place, TimePoint now)
{
    QList<QByteArray> keys;
    for (const TakenRecord &one : batch.records) {
        if (one.hasEffect() && !one.inboxKey.isEmpty())
            keys.append(one.inboxKey);
    }
    storage::IngestStore store(connection);
    auto seen = store.seenBefore(place.group, keys);
    CS_TRY(seen);
    QList<TakenRecord> fresh;
    QList<QByteArray> added;
    for (const TakenRecord &one : batch.records) {
        if (!one.hasEffect() || seen->contains(one.inboxKey)) // what does nothing may come again
            continue;
        fresh.append(one);
        if (one.inboxKey.isEmpty())
            continue;
        seen->insert(one.inboxKey);
        added.append(one.inboxKey);
    }
    CS_TRY(store.addToInbox(storage::IngestStore::inboxRows(place.group, added, now)));
    return fresh;
}

/// Orders that are placed with us; what cannot be taken is told to whoever looks after the dead letters.
struct TakenOrders
{
    QStringList ids;
    QList<storage::OutboxRow> deadLetters;
};
Result<TakenOrders> placeOrders(storage::Connection &connection, const QList<TakenRecord> &records, const CommandPlace &place, StoreContext &context)
{
    TakenOrders orders;
    for (const TakenRecord &one : records) {
        if (!one.placed)
            continue;
        const Result<PlacedElsewhere> placed = placeOrRefuse(context, connection, *one.placed, one.eventId);
        CS_TRY(placed);
        if (placed->isNew)
            orders.ids.append(one.placed->id);
        if (!placed->refusal.isEmpty())
            orders.deadLetters.append(deadLetterRow(one.record, {QStringLiteral("effect_failed"), placed->refusal, place.group}, one.eventId, context,
                                                    context.clock.now()));
    }
    return orders;
}

Status tellCustomers(storage::Connection &connection, const QList<TakenRecord> &records, const StoreContext &context)
{
    QList<Notification> told;
    for (const TakenRecord &one : records)
        told += one.told;
    if (told.isEmpty())
        return Done{};
    const Result<Directory> people = Directory::read(connection);
    CS_TRY(people);
    passGates({*people, context.handOver}, 0, &told);
    CS_TRY(storage::NotificationStore(connection).add(told));
    return Done{};
}

Status markSeen(storage::Connection &connection, const IntakeBatch &batch, const CommandPlace &place, TimePoint now)
{
    QStringList ids;
    for (const TakenRecord &one : batch.records) {
        if (one.own && place.readHere.contains(one.record.topic))
            ids.append(one.eventId);
    }
    return ids.isEmpty() ? Status(Done{}) : storage::OutboxStore(connection).markSeen(ids, now);
}

} // namespace

IntakeBatch takeCommands(const QList<Record> &records, const CommandPlace &place, const StoreContext &context)
{
    IntakeBatch batch;
    for (const Record &record : records) {
        const events::Decoded decoded = events::decode(record);
        if (!decoded.bad) {
            batch.records.append(takenOf(record, decoded.event, place, context));
            continue;
        }
        ++batch.bad[{record.topic, decoded.bad->code}];
        batch.badAt.append({record.topic, record.partition, record.offset});
        const events::CloudEvent head = events::fromHeaders(record);
        const TimePoint now = context.clock.now();
        if (place.alone.contains(record.topic)) {
            batch.badRecords.append(loggedAs(record, head, now));
            setBad(batch.badRecords.last(), *decoded.bad);
        }
        if (place.actsOn.contains(record.topic))
            batch.deadLetters.append(deadLetterRow(record, {decoded.bad->code, decoded.bad->message, place.group}, head.id, context, now));
    }
    return batch;
}

Result<Notice> storeCommands(storage::Connection &connection, const IntakeBatch &batch, const CommandPlace &place, StoreContext &context)
{
    storage::IngestStore store(connection);
    for (const PartitionStep &step : batch.steps)
        CS_TRY(store.advance(place.group, place.epoch, step.to, step.from.next));
    const auto fresh = freshOf(connection, batch, place, context.clock.now());
    CS_TRY(fresh);
    CS_TRY(markSeen(connection, batch, place, context.clock.now()));
    if (!batch.badRecords.isEmpty())
        CS_TRY(store.log(batch.badRecords));
    CS_TRY(tellCustomers(connection, *fresh, context));
    const auto placed = placeOrders(connection, *fresh, place, context);
    CS_TRY(placed);
    Taker taker(context, connection, place.service);
    CS_TRY(taker.load(*fresh));
    for (const TakenRecord &one : *fresh)
        CS_TRY(taker.take(one));
    const QList<storage::OutboxRow> deadLetters = batch.deadLetters + placed->deadLetters;
    if (!deadLetters.isEmpty())
        CS_TRY(storage::OutboxStore(connection).add(deadLetters));
    auto notice = taker.write();
    if (!notice.ok() && notice.error().kind == ErrorKind::Conflict) // the offsets' Conflict means another thing
        return Error::unavailable(notice.error().message);
    CS_TRY(notice);
    notice->orderIds += placed->ids;
    notice->approvals = notice->approvals || !placed->ids.isEmpty();
    if (!deadLetters.isEmpty() || !placed->ids.isEmpty()) {
        notice->outbox = true;
        notice->outboxRows.reset(); // not all of them
    }
    return notice;
}

Result<Notice> storeReports(storage::Connection &connection, const QList<Record> &records, const CommandPlace &place, StoreContext &context)
{
    QList<TakenRecord> reports;
    for (const Record &record : records) {
        const events::Decoded decoded = events::decode(record);
        if (!decoded.bad)
            reports.append(takenOf(record, decoded.event, place, context));
    }
    Taker taker(context, connection, place.service);
    CS_TRY(taker.load(reports));
    for (const TakenRecord &one : std::as_const(reports))
        CS_TRY(taker.take(one));
    return taker.write();
}

Result<Resumed> resumeParked(storage::Connection &connection, const QString &service, StoreContext &context)
{
    storage::ParkedStore parked(connection);
    const auto ready = parked.ready(service, kResumedAtOnce);
    CS_TRY(ready);
    const CommandPlace place{service, {}, {}, {}, {}, {}};
    QList<TakenRecord> records;
    for (const ParkedRow &row : *ready) {
        const auto taken = parked.take(row.id);
        CS_TRY(taken);
        if (!*taken)
            continue;
        const events::Decoded decoded = events::decode(row.record);
        records.append(takenOf(row.record, decoded.event, place, context));
        records.last().name = row.key;
    }
    Taker taker(context, connection, service);
    CS_TRY(taker.load(records));
    for (const TakenRecord &one : records)
        CS_TRY(taker.take(one));
    auto notice = taker.write();
    CS_TRY(notice);
    return Resumed{std::move(notice).value(), int(records.size())};
}

} // namespace cs::services
