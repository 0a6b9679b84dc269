// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/commandintake.h"

#include "backend/domain/lifecycle.h"
#include "backend/events/cloudevents.h"
#include "backend/services/events/deadletterrow.h"
#include "backend/services/events/inboxkey.h"
#include "backend/services/flow/settlement.h"
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
    TakenRecord taken{record, inboxKeyOf(record, head, place.group, place.epoch), head.id, head.source,
                      !head.source.isEmpty() && head.source == context.source, commandsOf(event, record.topic, place.service)};
    for (Command &one : taken.commands) {
        if (!one.reports)
            continue;
        one.reports->reportedBy = head.source.isEmpty() ? QStringLiteral("somebody on ") + record.topic : head.source;
        one.reports->causation = head.id;
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

/// Takes up records in the caller's transaction.
class Taker final
{
public:
    Taker(StoreContext &context, storage::Connection &connection, const QString &service)
        : m_context(context), m_service(service), m_settlement(context, connection, service)
    {
    }
    Status load(const QList<TakenRecord> &records)
    {
        QStringList ids;
        for (const TakenRecord &one : records) {
            for (const Command &command : one.commands)
                ids.append(command.orderId);
        }
        ids.removeDuplicates();
        return m_settlement.load(ids);
    }
    Status take(const TakenRecord &taken)
    {
        for (const Command &command : taken.commands) {
            if (const std::optional<QString> why = mustWait(command)) {
                park(taken, command, *why);
                return Done{};
            }
            CS_TRY(apply(taken, command));
        }
        return Done{};
    }
    const QList<ParkedRow> &parked() const { return m_parked; }
    Result<Notice> write() { return m_settlement.write(); }

private:
    std::optional<QString> mustWait(const Command &command) const
    {
        const Order *order = m_settlement.order(command.orderId);
        if (order == nullptr)
            return QStringLiteral("Order %1 is not known yet.").arg(command.orderId);
        if (isTooEarly(command.step(), order->status))
            return QStringLiteral("Order %1 is %2, which is too early to %3.").arg(order->id, statusName(order->status), stepName(command.step()));
        return std::nullopt;
    }
    void park(const TakenRecord &taken, const Command &command, const QString &why)
    {
        const bool known = m_settlement.order(command.orderId) != nullptr;
        m_parked.append({0, taken.inboxKey, m_service, command.orderId, known ? command.needs : OrderStatus::Pending, why, taken.record,
                         m_context.clock.now()});
        m_settlement.note(command.orderId, QStringLiteral("parked"), QStringLiteral("%1 waits: %2").arg(taken.record.topic, why), taken.eventId);
    }
    Status apply(const TakenRecord &taken, const Command &command)
    {
        const Order &order = *m_settlement.order(command.orderId);
        if (order.owner != m_context.source)
            return Done{}; // its owner drives it
        if (command.asks) {
            m_settlement.ask(order.id, *command.asks, taken.eventId);
            return Done{};
        }
        const StepOutcome &outcome = *command.reports;
        const bool otherAmount = outcome.amount && *outcome.amount != order.total;
        if (outcome.step == Step::Payment && outcome.kind == StepOutcome::Kind::Done && otherAmount) {
            m_settlement.note(order.id, QStringLiteral("foreign_not_counted"),
                              QStringLiteral("%1 says that %2 were paid, which is not the total.")
                                  .arg(outcome.reportedBy, QString::fromLatin1(outcome.amount->toDecimal())), taken.eventId);
            return Done{};
        }
        return m_settlement.apply(outcome);
    }

    StoreContext &m_context;
    const QString m_service;
    Settlement m_settlement;
    QList<ParkedRow> m_parked;
};

Status addParked(storage::Connection &connection, const Taker &taker)
{
    return taker.parked().isEmpty() ? Status(Done{}) : storage::ParkedStore(connection).add(taker.parked());
}

/// The records that the inbox has not seen, of each key the first; they are in it now.
Result<QList<TakenRecord>> freshOf(storage::Connection &connection, const IntakeBatch &batch, const CommandPlace &place, TimePoint now)
{
    QList<QByteArray> keys;
    for (const TakenRecord &one : batch.records) {
        if (one.hasEffect())
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
        seen->insert(one.inboxKey);
        fresh.append(one);
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
        if (place.actsOn.contains(record.topic))
            batch.deadLetters.append(deadLetterRow(record, {decoded.bad->code, decoded.bad->message, place.group}, events::fromHeaders(record).id,
                                                   context, context.clock.now()));
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
    CS_TRY(tellCustomers(connection, *fresh, context));
    const auto placed = placeOrders(connection, *fresh, place, context);
    CS_TRY(placed);
    Taker taker(context, connection, place.service);
    CS_TRY(taker.load(*fresh));
    for (const TakenRecord &one : *fresh)
        CS_TRY(taker.take(one));
    CS_TRY(addParked(connection, taker));
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

Result<Resumed> resumeParked(storage::Connection &connection, const QString &service, StoreContext &context)
{
    storage::ParkedStore parked(connection);
    const auto ready = parked.ready(service, kResumedAtOnce);
    CS_TRY(ready);
    const CommandPlace place{service, {}, {}, {}, {}};
    QList<TakenRecord> records;
    for (const ParkedRow &row : *ready) {
        const auto taken = parked.take(row.id);
        CS_TRY(taken);
        if (!*taken)
            continue;
        const events::Decoded decoded = events::decode(row.record);
        records.append(takenOf(row.record, decoded.event, place, context));
        records.last().inboxKey = row.key;
    }
    Taker taker(context, connection, service);
    CS_TRY(taker.load(records));
    for (const TakenRecord &one : records)
        CS_TRY(taker.take(one));
    CS_TRY(addParked(connection, taker));
    auto notice = taker.write();
    CS_TRY(notice);
    return Resumed{std::move(notice).value(), int(records.size())};
}

} // namespace cs::services
