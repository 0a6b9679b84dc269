// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/approvalstore.h"

#include "backend/storage/approvalrow.h"

#include <algorithm>

namespace cs::storage {

Rows ApprovalStore::rowsOf(const QList<Approval> &approvals)
{
    Rows rows(10, approvals.size());
    for (const Approval &one : approvals) {
        rows.add(one.orderId, one.round, one.level, codes::of(one.state), toMillis(one.requestedAt),
            timeValue(one.dueAt), one.decidedBy, timeValue(one.decidedAt), one.reason, one.version);
    }
    return rows;
}

Result<qint64> ApprovalStore::request(const QList<Approval> &approvals)
{
    return m_connection.runMany(QStringLiteral("approvals.insert"), rowsOf(approvals));
}

Status ApprovalStore::put(const Rows &rows)
{
    CS_TRY(m_connection.runMany(QStringLiteral("approvals.put"), rows));
    return Done{};
}

Result<QHash<QString, QList<Approval>>> ApprovalStore::ofOrders(const QStringList &orderIds)
{
    const auto rows = m_connection.selectIn(QStringLiteral("approvals.ofOrders"), {}, QVariantList(orderIds.begin(), orderIds.end()));
    if (!rows)
        return rows.error();
    QHash<QString, QList<Approval>> found;
    for (const Row &row : *rows)
        found[row.first().toString()].append(readApproval(row));
    return found;
}

Result<QList<Approval>> ApprovalStore::ofOrder(const QString &orderId)
{
    const auto rows = m_connection.select(QStringLiteral("approvals.ofOrder"), {orderId});
    if (!rows)
        return rows.error();
    QList<Approval> found;
    for (const Row &row : *rows)
        found.append(readApproval(row));
    return found;
}

Result<std::optional<Approval>> ApprovalStore::find(const QString &orderId, int round, const QString &level)
{
    const auto rows = m_connection.select(QStringLiteral("approvals.find"), {orderId, round, level});
    if (!rows)
        return rows.error();
    return rows->isEmpty() ? std::nullopt : std::optional(readApproval(rows->first()));
}

Status ApprovalStore::decide(const Approval &approval)
{
    const auto changed = m_connection.run(QStringLiteral("approvals.decide"),
        {codes::of(approval.state), approval.decidedBy, timeValue(approval.decidedAt), approval.reason, approval.orderId,
            approval.round, approval.level});
    if (!changed)
        return changed.error();
    if (*changed == 0)
        return Error::conflict(QStringLiteral("Level %1 of order %2 does not wait any more.").arg(approval.level, approval.orderId));
    return Done{};
}

Status ApprovalStore::voidWaiting(const QString &orderId, TimePoint at)
{
    CS_TRY(m_connection.run(QStringLiteral("approvals.voidWaiting"), {timeValue(at), orderId}));
    CS_TRY(m_connection.run(QStringLiteral("votes.voidHeld"), {timeValue(at), orderId}));
    return Done{};
}

Result<QList<ApprovalStore::Waiting>> ApprovalStore::waiting(TimePoint now)
{
    const auto rows = m_connection.select(QStringLiteral("approvals.waiting"), {timeValue(now)});
    if (!rows)
        return rows.error();
    QList<Waiting> found;
    for (const Row &row : *rows)
        found.append({row.at(0).toString(), row.at(1).toLongLong(), readTime(row.at(2)), row.at(3).toLongLong()});
    return found;
}

Result<ApprovalStore::DecisionTimes> ApprovalStore::decisionTimes(TimePoint since)
{
    const auto rows = m_connection.select(QStringLiteral("approvals.decisionTimes"), {timeValue(since)});
    if (!rows)
        return rows.error();
    QList<qint64> times;
    for (const Row &row : *rows)
        times.append(row.first().toLongLong());
    if (times.isEmpty())
        return DecisionTimes{};
    std::sort(times.begin(), times.end());
    // The nearest rank: the smallest value with at least that share at or below it.
    const auto rank = [&](qint64 percent) { return times.at((times.size() * percent + 99) / 100 - 1); };
    return DecisionTimes{times.size(), rank(50), rank(90)};
}

} // namespace cs::storage
