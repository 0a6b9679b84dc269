// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/surplusstore.h"

#include "backend/storage/codes.h"
#include "backend/storage/values.h"

namespace cs::storage {

namespace {

Result<QList<SurplusPayment>> readAll(const Result<QList<Row>> &rows)
{
    CS_TRY(rows);
    QList<SurplusPayment> list;
    for (const Row &row : *rows) {
        list.append({row.at(0).toString(), row.at(1).toString(), Money(row.at(3).toLongLong(), readCurrency(row.at(2))),
            codes::read(row.at(4), SurplusPayment::State::Refused), row.at(5).toInt(), readTime(row.at(6)), row.at(7).toString(),
            row.at(8).toString(), readTime(row.at(9)), readTime(row.at(10))});
    }
    return list;
}

Result<bool> any(const Result<qint64> &changed)
{
    CS_TRY(changed);
    return *changed > 0;
}

} // namespace

Result<bool> SurplusStore::add(const SurplusPayment &one)
{
    return any(m_connection.run(QStringLiteral("surplus.insert"),
        {one.orderId, one.paymentId, one.amount.currency().code(), number(one.amount.minor()), timeValue(one.createdAt), one.reportedBy,
            one.reason, timeValue(one.createdAt), timeValue(one.createdAt), laneKey(one.orderId)}));
}

Result<bool> SurplusStore::isDue(bool asked, TimePoint now, Lane lane)
{
    const auto rows = m_connection.select(QStringLiteral("surplus.isDue"), {asked ? 1 : 0, timeValue(now), lane.of, lane.number});
    CS_TRY(rows);
    return !rows->isEmpty();
}

Result<QList<SurplusPayment>> SurplusStore::claim(bool asked, TimePoint now, TimePoint leaseUntil, int limit, Lane lane)
{
    return readAll(m_connection.select(QStringLiteral("surplus.claim"),
        {timeValue(leaseUntil), timeValue(now), lane.claimant, asked ? 1 : 0, timeValue(now), lane.of, lane.number, limit}));
}

Result<bool> SurplusStore::put(const SurplusPayment &one)
{
    return any(m_connection.run(QStringLiteral("surplus.put"),
        {codes::of(one.state), timeValue(one.dueAt), one.reason, timeValue(one.updatedAt), one.orderId, one.paymentId}));
}

Result<QList<SurplusPayment>> SurplusStore::ofOrder(const QString &orderId)
{
    return readAll(m_connection.select(QStringLiteral("surplus.ofOrder"), {orderId}));
}

Status PipelineMembers::put(const QString &orderId, const QByteArray &members)
{
    CS_TRY(m_connection.run(QStringLiteral("pipelineMembers.put"), {orderId, members}));
    return Done{};
}

Result<QByteArray> PipelineMembers::find(const QString &orderId)
{
    const auto rows = m_connection.select(QStringLiteral("pipelineMembers.find"), {orderId});
    CS_TRY(rows);
    return rows->isEmpty() ? QByteArray() : rows->first().at(0).toByteArray();
}

} // namespace cs::storage
