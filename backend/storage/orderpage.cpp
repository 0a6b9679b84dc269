// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/orderrow.h"
#include "backend/storage/orderstore.h"
#include "backend/storage/sortrule.h"
#include "backend/storage/statements.h"

namespace cs::storage {

namespace {

const SortRule<Order> &ruleOf(OrderQuery::Sort sort)
{
    using Sort = OrderQuery::Sort;
    static const QString id = QStringLiteral("o.id");
    static const SortRule<Order> byTime{'t', "nt", {QStringLiteral("o.created_at"), id},
        [](const Order &o) { return QVariantList{timeValue(o.createdAt), o.id}; }};
    static const SortRule<Order> byId{'i', "t", {id}, [](const Order &o) { return QVariantList{o.id}; }};
    static const SortRule<Order> byCustomer{'c', "tt", {QStringLiteral("o.customer_id"), id},
        [](const Order &o) { return QVariantList{o.customerId, o.id}; }};
    static const SortRule<Order> byTotal{'m', "nt", {QStringLiteral("o.total"), id},
        [](const Order &o) { return QVariantList{number(o.total.minor()), o.id}; }};
    static const SortRule<Order> byStatus{'s', "nnt", {QStringLiteral("o.status"), QStringLiteral("o.created_at"), id},
        [](const Order &o) { return QVariantList{codes::of(o.status), timeValue(o.createdAt), o.id}; }};
    static const SortRule<Order> byChange{'u', "nt", {QStringLiteral("o.updated_at"), id},
        [](const Order &o) { return QVariantList{timeValue(o.updatedAt), o.id}; }};
    switch (sort) {
    case Sort::CreatedAt: return byTime;
    case Sort::Id: return byId;
    case Sort::Customer: return byCustomer;
    case Sort::Total: return byTotal;
    case Sort::Status: return byStatus;
    case Sort::UpdatedAt: return byChange;
    }
    return byTime;
}

Filter filterOf(const OrderQuery &query)
{
    Filter filter;
    QVariantList statuses;
    for (OrderStatus status : query.statuses)
        statuses.append(codes::of(status));
    filter.addIn(QStringLiteral("o.status"), statuses);
    if (!query.customerId.isEmpty())
        filter.add(QStringLiteral("o.customer_id = ? AND o.customer_id <> ''"), {query.customerId});
    if (query.from)
        filter.add(QStringLiteral("o.created_at >= ?"), {timeValue(*query.from)});
    if (query.to)
        filter.add(QStringLiteral("o.created_at < ?"), {timeValue(*query.to)});
    if (!query.text.isEmpty()) {
        const QString pattern = likePattern(query.text);
        filter.add(QStringLiteral("(lower(o.id) LIKE ? ESCAPE '\\' OR lower(o.customer_id) LIKE ? ESCAPE '\\' "
                                  "OR o.customer_id IN (SELECT id FROM customers WHERE folded LIKE ? ESCAPE '\\'))"),
            {pattern, pattern, pattern});
    }
    return filter;
}

QString sqlOf(const OrderQuery &query, const SortRule<Order> &rule, const Filter &filter, Backend backend)
{
    QString sql = QStringLiteral("SELECT ") + statements(backend).value(QStringLiteral("orders.columns"));
    sql += QStringLiteral(", c.name FROM orders o LEFT JOIN customers c ON c.id = o.customer_id");
    sql += filter.where();
    sql += rule.orderBy(query.descending);
    return sql + QStringLiteral(" LIMIT ?");
}

} // namespace

Result<Page<OrderRow>> OrderStore::page(const OrderQuery &query)
{
    CS_TRY(checkLimit(query.limit));
    const SortRule<Order> &rule = ruleOf(query.sort);
    Filter filter = filterOf(query);
    CS_TRY(rule.addPlace(query.after, query.descending, &filter));
    // One more than asked for tells whether there is a next page.
    const auto rows = m_connection.selectText(
        sqlOf(query, rule, filter, m_connection.backend()), filter.values() + QVariantList{query.limit + 1});
    if (!rows)
        return rows.error();
    Page<OrderRow> page;
    for (const Row &row : *rows) {
        if (page.rows.size() == query.limit) {
            page.next = rule.cursor(page.rows.last().order, query.descending);
            break;
        }
        OrderRow one;
        one.order = readOrder(row, 0, &one.itemCount);
        one.customerName = row.at(kOrderColumns).toString();
        page.rows.append(one);
    }
    return page;
}

Result<QHash<OrderStatus, qint64>> OrderStore::countsByStatus(const OrderQuery &query)
{
    OrderQuery held = query;
    held.statuses.clear();
    const Filter filter = filterOf(held);
    const auto rows = m_connection.selectText(
        QStringLiteral("SELECT o.status, count(*) FROM orders o") + filter.where() + QStringLiteral(" GROUP BY o.status"), filter.values());
    if (!rows)
        return rows.error();
    QHash<OrderStatus, qint64> counts;
    for (const Row &row : *rows)
        counts[codes::read(row.at(0), OrderStatus::Failed)] += row.at(1).toLongLong();
    return counts;
}

} // namespace cs::storage
