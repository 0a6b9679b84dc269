// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/batchrows.h"

#include "backend/services/events/ingestbatch.h"
#include "backend/storage/approvalstore.h"
#include "backend/storage/noticestore.h"

namespace cs::services {

namespace {

/// Those of the batch's own repeats are left out of the inbox.
QList<QByteArray> newKeys(const PreparedBatch &batch)
{
    QList<QByteArray> keys;
    keys.reserve(batch.records.size());
    for (qsizetype i = 0; i < batch.records.size(); ++i) {
        if (!batch.records[i].inboxKey.isEmpty() && !batch.repeats.contains(i))
            keys.append(batch.records[i].inboxKey);
    }
    return keys;
}

} // namespace

BatchRows rowsOf(const PreparedBatch &batch, const Place &place)
{
    const Projected &projected = batch.effects.projected;
    BatchRows rows;
    rows.inbox = storage::IngestStore::inboxRows(place.group, newKeys(batch), batch.now);
    if (!batch.allAdded)
        return rows;
    rows.log = logRows(batch, batch.repeats);
    rows.orders = storage::OrderRows::of(projected.added);
    rows.approvals = storage::ApprovalStore::rowsOf(projected.approvals);
    rows.history = storage::OrderStore::historyRows(projected.history);
    rows.told = ToldRows::of(batch.effects.notifications);
    rows.changed = changedOrders(projected);
    return rows;
}

BatchCounts countsOf(const QList<PreparedRecord> &records, const QHash<qsizetype, QString> &refused)
{
    BatchCounts counts;
    for (qsizetype i = 0; i < records.size(); ++i) {
        const storage::LoggedEvent &logged = records[i].logged;
        if (refused.contains(i))
            ++counts.bad[{logged.record.topic, kEffectFailed}];
        else if (logged.badCode.isEmpty())
            ++counts.stored[logged.record.topic];
        else
            ++counts.bad[{logged.record.topic, logged.badCode}];
    }
    return counts;
}

storage::Rows logRows(const PreparedBatch &batch, const QSet<qsizetype> &repeats, const QHash<qsizetype, QString> &refused)
{
    storage::Rows rows = storage::IngestStore::logRows(batch.records.size());
    for (qsizetype i = 0; i < batch.records.size(); ++i) {
        const auto why = refused.constFind(i);
        if (why == refused.cend()) {
            storage::IngestStore::addLogRow(batch.records[i].logged, repeats.contains(i), &rows);
            continue;
        }
        storage::LoggedEvent bad = batch.records[i].logged;
        bad.badCode = kEffectFailed;
        bad.badMessage = *why;
        storage::IngestStore::addLogRow(bad, repeats.contains(i), &rows);
    }
    return rows;
}

ToldRows ToldRows::of(const QList<Notification> &notifications)
{
    ToldRows told{storage::NotificationRows::of(notifications), storage::NoticeStore::detailRows(notifications), {}};
    QSet<QString> people;
    for (const Notification &one : notifications) {
        if (one.state == NotificationState::Delivered)
            people.insert(one.userId);
    }
    told.people = people.values();
    return told;
}

QStringList changedOrders(const Projected &projected)
{
    QSet<QString> ids;
    const auto add = [&ids](const QString &id) {
        if (ids.size() <= kManyIds)
            ids.insert(id);
    };
    for (const auto *list : {&projected.added, &projected.moved, &projected.refilled}) {
        for (const Order &one : *list)
            add(one.id);
    }
    for (const TrustedDecision &one : projected.decisions)
        add(one.orderId);
    for (const storage::HistoryEntry &one : projected.history)
        add(one.orderId);
    return ids.values();
}

} // namespace cs::services
