// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/ingestbatch.h"

#include "backend/events/catalogue.h"
#include "backend/events/retryrecord.h"
#include "backend/services/events/deadletterrow.h"
#include "backend/services/events/inboxkey.h"
#include "backend/services/events/loggedrecord.h"
#include "backend/services/events/otherrecords.h"
#include "backend/services/notification/familyrouting.h"
#include "backend/services/notification/gates.h"
#include "backend/services/notification/retryjob.h"
#include "backend/support/ids.h"

namespace cs::services {

using events::OmsKind;
using events::Record;

namespace {

/// One whose effect failed before is stored for itself, and its effect is tried later.
void setFailed(PreparedRecord &prepared, const QString &message)
{
    prepared.logged.badCode = kEffectFailed;
    prepared.logged.badMessage = message;
    prepared.fact.reset();
    prepared.other.reset();
}

/// Dead letters are for the group that acts on a topic; others only show what is wrong.
bool givesUp(const PreparedRecord &record, const Place &place)
{
    return place.acts && events::isActedOnByNotification(record.logged.record.topic);
}

/// Of our own facts only those about a level need the order: for its round, and whether the level is decided by now.
bool needsLookUp(const PreparedRecord &record)
{
    if (!record.own)
        return true;
    const OmsKind kind = record.fact->event.kind;
    return kind == OmsKind::ApprovalRequested || kind == OmsKind::ApprovalCompleted || kind == OmsKind::ApprovalRejected;
}

/// What fails goes to the retry topic, which tells others; the store schedules the next try.
void addRetry(PreparedBatch &batch, const storage::LoggedEvent &logged, const Place &place, const StoreContext &context)
{
    const events::DeadLetterCause cause{logged.badCode, logged.badMessage, place.group};
    const TimePoint due = batch.now + pauseAfter(1);
    storage::OutboxRow row;
    row.eventId = context.ids.uuid7();
    row.orderKey = QStringLiteral("retry:%1:%2:%3").arg(logged.record.topic).arg(logged.record.partition).arg(logged.record.offset);
    row.cause = logged.eventId;
    row.record = events::toRetry(logged.record, cause, 1, due, context.source);
    row.createdAt = batch.now;
    batch.failures.append(row);
    batch.retries.append(retryRowOf(logged.record, cause, 1, due));
}

/// Whether an oms record of ours tells the same, as this one came back from another family.
bool isToldByOms(const PreparedRecord &record, const StoreContext &context)
{
    return record.own && record.fact->event.kind != OmsKind::Unknown && context.publish.contains(QLatin1String("oms"));
}

/// Its service counts it; but who else may be in that service's group is not known, so that what is heard here counts as well.
bool isReport(const PreparedRecord &record, const Projection &projection, const StoreContext &context)
{
    const Fact &fact = *record.fact;
    if (!fact.news || !fact.news->ofStep || fact.forged || fact.source == context.source)
        return false;
    const Order *order = projection.order(fact.event.orderId);
    return order != nullptr && order->owner == context.source;
}

void notifyOfNews(const PreparedRecord &record, const Projection &projection, const PreparedBatch &batch, const StoreContext &context,
                  QList<Notification> *to)
{
    if (isToldByOms(record, context))
        return;
    const Order *order = projection.order(record.fact->event.orderId);
    *to += routeNews(*record.fact, order != nullptr ? order->customerId : record.fact->news->customerId, {batch.now, context.staleAfter});
}

/// What a record does beside its fact. One that names this store as its source is not heard: we write no such records.
void takeOther(const PreparedBatch &batch, qsizetype place, const StoreContext &context, BatchEffects *effects)
{
    const PreparedRecord &record = batch.records[place];
    if (record.logged.source == context.source)
        return;
    const OtherContent &content = *record.other;
    if (content.placed)
        effects->placed.append(place);
    if (!content.notice || !batch.tells)
        return;
    const qsizetype before = effects->notifications.size();
    effects->notifications += routeNotice(*content.notice, content.at, {batch.now, context.staleAfter});
    if (content.notice->channels.isEmpty())
        addChosenChannels(*batch.people, before, &effects->notifications);
    passGates({*batch.people, context.handOver, context.digestEvery.count() > 0}, before, &effects->notifications);
    for (qsizetype i = before; i < effects->notifications.size(); ++i)
        effects->notifications[i].sourceEvent = record.logged.eventId;
}

void notify(const PreparedRecord &record, const Projection &projection, const PreparedBatch &batch, const StoreContext &context,
            QList<Notification> *to)
{
    const events::OmsEvent &event = record.fact->event;
    const bool aboutLevel = event.kind == OmsKind::ApprovalRequested || event.kind == OmsKind::ApprovalCompleted
        || event.kind == OmsKind::ApprovalRejected;
    const QString level = aboutLevel ? levelOf(event) : QString();
    const Projection::State known = projection.state(event.orderId);
    Occasion notice{event, {}, {}, {}, level, aboutLevel ? known.roundOf(level) : 1, batch.now, context.staleAfter,
                    context.digestEvery.count() > 0};
    if (const Order *order = known.order) {
        notice.customerId = order->customerId;
        notice.createdBy = order->createdBy.userId;
        notice.submittedBy = order->submittedBy;
    } else if (event.order) {
        notice.customerId = event.order->customerId;
        notice.createdBy = event.order->createdBy.userId;
    }
    route(notice, *batch.people, to);
}

} // namespace

PreparedRecord prepareRecord(Record taken, const Place &place, const StoreContext &context, TimePoint now, const QString &failed)
{
    PreparedRecord prepared;
    const events::CloudEvent head = events::fromHeaders(taken);
    storage::LoggedEvent &logged = prepared.logged = loggedAs(std::move(taken), head, now);
    const Record &record = logged.record;
    const bool named = !head.source.isEmpty() && head.source == context.source;
    prepared.own = named && !head.id.isEmpty();
    decodeRecord(prepared, record, place, now);
    if (prepared.fact && named && !prepared.own)
        prepared.fact->forged = true;
    if (!failed.isEmpty())
        setFailed(prepared, failed);
    if (logged.badCode.isEmpty())
        prepared.inboxKey = inboxKeyOf(record, logged.source, logged.eventId, place.group);
    return prepared;
}

PreparedBatch withForged(PreparedBatch batch, const QSet<qsizetype> &forged)
{
    batch.allAdded = batch.allAdded && forged.isEmpty();
    for (const qsizetype i : forged) {
        PreparedRecord &one = batch.records[i];
        one.own = false;
        if (!one.fact)
            continue;
        one.fact->forged = true;
        batch.looked.append(one.fact->event.orderId);
    }
    return batch;
}

BatchEffects effectsOf(const PreparedBatch &batch, const QSet<qsizetype> &repeats, KnownState known, const StoreContext &context)
{
    Projection projection({context.source, context.trustedSources, context.approvalDue, batch.now}, std::move(known), batch.records.size());
    QList<qsizetype> applied; // record of each fact
    applied.reserve(batch.records.size());
    BatchEffects effects;
    for (qsizetype i = 0; i < batch.records.size(); ++i) {
        if (repeats.contains(i))
            continue;
        if (batch.records[i].other)
            takeOther(batch, i, context, &effects);
        if (!batch.records[i].fact)
            continue;
        projection.apply(*batch.records[i].fact);
        applied.append(i);
        if (isReport(batch.records[i], projection, context))
            effects.reported.append(i);
    }
    effects.notifications.reserve(effects.notifications.size() + 2 * applied.size());
    for (qsizetype i = 0; i < applied.size(); ++i) {
        if (projection.isSilent(i) || !batch.tells)
            continue;
        const PreparedRecord &record = batch.records[applied[i]];
        const qsizetype before = effects.notifications.size();
        record.fact->news ? notifyOfNews(record, projection, batch, context, &effects.notifications)
                          : notify(record, projection, batch, context, &effects.notifications);
        if (batch.people->hasPreferences()) {
            addChosenChannels(*batch.people, before, &effects.notifications);
            passGates({*batch.people, context.handOver}, before, &effects.notifications);
        }
        for (qsizetype k = before; k < effects.notifications.size(); ++k)
            effects.notifications[k].sourceEvent = record.fact->eventId;
    }
    effects.projected = projection.finish();
    return effects;
}

PreparedBatch prepareBatch(QList<PreparedRecord> records, std::shared_ptr<const Directory> people, const Place &place,
                           const StoreContext &context, TimePoint now)
{
    PreparedBatch batch;
    batch.records = std::move(records);
    batch.people = std::move(people);
    batch.now = now;
    batch.tells = place.acts;
    QSet<QByteArray> keys;
    QSet<QString> orders;
    orders.reserve(batch.records.size());
    for (qsizetype i = 0; i < batch.records.size(); ++i) {
        const PreparedRecord &one = batch.records[i];
        if (one.own) {
            batch.ownBytes += one.logged.record.cost();
            batch.seen.append({one.logged.eventId, one.logged.record.topic});
        }
        if (one.logged.badCode == kEffectFailed)
            addRetry(batch, one.logged, place, context);
        else if (!one.logged.badCode.isEmpty() && !givesUp(one, place))
            continue;
        else if (!one.logged.badCode.isEmpty())
            batch.failures.append(deadLetterRow(one.logged.record, {one.logged.badCode, one.logged.badMessage, place.group}, one.logged.eventId, context, now));
        else if (const qsizetype before = keys.size();
                 !one.inboxKey.isEmpty() && (keys.insert(one.inboxKey), keys.size() == before))
            batch.repeats.insert(i);
        else if (one.fact && needsLookUp(one))
            orders.insert(one.fact->event.orderId);
    }
    batch.looked = orders.values();
    batch.effects = effectsOf(batch, batch.repeats, {}, context);
    const Projected &projected = batch.effects.projected;
    batch.allAdded = projected.added.size() == batch.looked.size() && projected.moved.isEmpty() && projected.refilled.isEmpty()
        && projected.decisions.isEmpty() && batch.effects.placed.isEmpty();
    batch.rows = rowsOf(batch, place);
    batch.counts = countsOf(batch.records);
    return batch;
}

} // namespace cs::services
