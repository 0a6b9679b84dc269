// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/stepstore.h"

#include "backend/storage/codes.h"
#include "backend/storage/values.h"

namespace cs::storage {

namespace {

StepRow readStep(const Row &row)
{
    return {row.at(0).toString(), codes::read(row.at(1), Step::Deliver), codes::read(row.at(2), StepState::Failed), row.at(3).toInt(),
        readTime(row.at(4)), row.at(5).toString(), row.at(6).toString(), readTime(row.at(9)), readTime(row.at(10)), row.at(7).toString(),
        row.at(8).toString()};
}

Rows valuesOf(const QList<StepRow> &list)
{
    Rows rows(12, list.size());
    for (const StepRow &one : list) {
        rows.add(one.orderId, codes::of(one.step), codes::of(one.state), one.attempts, timeValue(one.dueAt), one.outcome, one.cause,
            one.family, one.askedBy, timeValue(one.createdAt), timeValue(one.updatedAt), laneKey(one.orderId));
    }
    return rows;
}

} // namespace

Result<qint64> StepStore::add(const QList<StepRow> &rows)
{
    return m_connection.runMany(QStringLiteral("steps.insert"), valuesOf(rows));
}

Result<bool> StepStore::put(const StepRow &row)
{
    const auto changed = m_connection.runMany(QStringLiteral("steps.put"), valuesOf({row}));
    CS_TRY(changed);
    return *changed > 0;
}

Status StepStore::put(const QList<StepRow> &rows)
{
    CS_TRY(m_connection.runMany(QStringLiteral("steps.put"), valuesOf(rows)));
    return Done{};
}

Result<bool> StepStore::isDue(Step step, TimePoint now, Lane lane)
{
    const auto rows = m_connection.select(QStringLiteral("steps.isDue"), {codes::of(step), timeValue(now), lane.of, lane.number});
    CS_TRY(rows);
    return !rows->isEmpty();
}

Result<QList<StepRow>> StepStore::claim(Step step, TimePoint now, TimePoint leaseUntil, int limit, Lane lane)
{
    const auto rows = m_connection.select(QStringLiteral("steps.claim"),
        {timeValue(leaseUntil), timeValue(now), lane.claimant, codes::of(step), timeValue(now), lane.of, lane.number, limit});
    CS_TRY(rows);
    QList<StepRow> claimed;
    for (const Row &row : *rows)
        claimed.append(readStep(row));
    return claimed;
}

Result<QHash<QString, QList<StepRow>>> StepStore::ofOrders(const QStringList &orderIds)
{
    QVariantList ids;
    for (const QString &id : orderIds)
        ids.append(id);
    const auto rows = m_connection.selectIn(QStringLiteral("steps.ofOrders"), {}, ids);
    CS_TRY(rows);
    QHash<QString, QList<StepRow>> found;
    for (const Row &row : *rows) {
        const StepRow step = readStep(row);
        found[step.orderId].append(step);
    }
    return found;
}

Result<QList<StepRow>> StepStore::ofOrder(const QString &orderId)
{
    const auto found = ofOrders({orderId});
    CS_TRY(found);
    return found->value(orderId);
}

Result<bool> StepStore::close(const QString &orderId, Step step, StepState as, const QString &why, TimePoint at)
{
    const auto changed = m_connection.run(QStringLiteral("steps.close"), {codes::of(as), why, timeValue(at), orderId, codes::of(step)});
    CS_TRY(changed);
    return *changed > 0;
}

} // namespace cs::storage
