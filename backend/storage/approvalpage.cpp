// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/approvalrow.h"
#include "backend/storage/approvalstore.h"
#include "backend/storage/cursor.h"
#include "backend/storage/filter.h"
#include "backend/storage/orderrow.h"
#include "backend/storage/statements.h"

namespace cs::storage {

namespace {

constexpr QByteArrayView kCursorTypes = "ntnt";

/// Kind of a cursor, which goes on only in its own order.
char kindOf(const ApprovalQuery &query)
{
    return query.lastDecidedFirst ? 'd' : 'a';
}

QVariantList placeOf(const ApprovalQuery &query, const Approval &approval)
{
    const TimePoint at = query.lastDecidedFirst && approval.decidedAt ? *approval.decidedAt : approval.requestedAt;
    return {timeValue(at), approval.orderId, approval.round, approval.level};
}

void addFourEyes(const QString &userId, Filter *filter)
{
    filter->add(QStringLiteral("o.created_by <> ? AND o.submitted_by <> ?"), {userId, userId});
    filter->add(QStringLiteral("NOT EXISTS (SELECT 1 FROM votes v WHERE v.order_id = a.order_id AND v.round = a.round "
                               "AND v.user_id = ? AND v.state <> 2 AND (v.level <> a.level OR a.state = 0))"),
        {userId});
    filter->add(QStringLiteral("NOT EXISTS (SELECT 1 FROM approvals x WHERE x.order_id = a.order_id AND x.round = a.round "
                               "AND x.level <> a.level AND x.decided_by = ?)"),
        {userId});
}

Filter filterOf(const ApprovalQuery &query)
{
    Filter filter;
    QVariantList states;
    for (ApprovalState state : query.states)
        states.append(codes::of(state));
    // As a constant, so that the index of what waits can be used.
    if (query.states == QList{ApprovalState::Waiting})
        filter.add(QStringLiteral("a.state = 0"));
    else
        filter.addIn(QStringLiteral("a.state"), states);
    if (query.lastDecidedFirst)
        filter.add(QStringLiteral("a.decided_at IS NOT NULL"));
    filter.addIn(QStringLiteral("a.level"), QVariantList(query.levels.begin(), query.levels.end()));
    if (!query.notHandledBy.isEmpty())
        addFourEyes(query.notHandledBy, &filter);
    if (!query.text.isEmpty()) {
        const QString pattern = likePattern(query.text);
        filter.add(QStringLiteral("(lower(o.id) LIKE ? ESCAPE '\\' OR lower(o.customer_id) LIKE ? ESCAPE '\\' "
                                  "OR o.customer_id IN (SELECT id FROM customers WHERE folded LIKE ? ESCAPE '\\'))"),
            {pattern, pattern, pattern});
    }
    return filter;
}

QString sqlOf(const ApprovalQuery &query, const Filter &filter, Backend backend)
{
    QString sql = QStringLiteral("SELECT a.order_id, a.round, a.level, a.state, a.requested_at, a.due_at, a.decided_by, "
                                 "a.decided_at, a.reason, a.version, ");
    sql += statements(backend).value(QStringLiteral("orders.columns"));
    sql += QStringLiteral(", c.name FROM approvals a JOIN orders o ON o.id = a.order_id "
                          "LEFT JOIN customers c ON c.id = o.customer_id");
    sql += filter.where();
    sql += query.lastDecidedFirst ? QStringLiteral(" ORDER BY a.decided_at DESC, a.order_id DESC, a.round DESC, a.level DESC")
                                  : QStringLiteral(" ORDER BY a.requested_at, a.order_id, a.round, a.level");
    return sql + QStringLiteral(" LIMIT ?");
}

} // namespace

Result<Page<ApprovalRow>> ApprovalStore::page(const ApprovalQuery &query)
{
    CS_TRY(checkLimit(query.limit));
    Filter filter = filterOf(query);
    if (!query.after.isEmpty()) {
        const auto place = readCursor(query.after, kindOf(query), kCursorTypes);
        if (!place)
            return place.error();
        filter.add(query.lastDecidedFirst ? QStringLiteral("(a.decided_at, a.order_id, a.round, a.level) < (?, ?, ?, ?)")
                                          : QStringLiteral("(a.requested_at, a.order_id, a.round, a.level) > (?, ?, ?, ?)"),
            *place);
    }
    const auto rows = m_connection.selectText(
        sqlOf(query, filter, m_connection.backend()), filter.values() + QVariantList{query.limit + 1});
    if (!rows)
        return rows.error();
    Page<ApprovalRow> page;
    for (const Row &row : *rows) {
        if (page.rows.size() == query.limit) {
            page.next = makeCursor(kindOf(query), placeOf(query, page.rows.last().approval));
            break;
        }
        page.rows.append({readApproval(row), readOrder(row, kApprovalColumns),
            row.at(kApprovalColumns + kOrderColumns).toString()});
    }
    return page;
}

} // namespace cs::storage
