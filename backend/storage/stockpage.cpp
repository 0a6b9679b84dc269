// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/sortrule.h"
#include "backend/storage/stockstore.h"
#include "backend/storage/values.h"

namespace cs::storage {

namespace {

const SortRule<StockLevel> &ruleOf(StockQuery::Sort sort)
{
    using Sort = StockQuery::Sort;
    static const QString id = QStringLiteral("s.product_id");
    static const SortRule<StockLevel> byProduct{'p', "t", {id}, [](const StockLevel &one) { return QVariantList{one.productId}; }};
    static const SortRule<StockLevel> byName{'n', "tt", {QStringLiteral("coalesce(p.name, '')"), id}, [](const StockLevel &one) { return QVariantList{one.name, one.productId}; }};
    static const SortRule<StockLevel> byOnHand{'h', "nt", {QStringLiteral("s.on_hand"), id}, [](const StockLevel &one) { return QVariantList{number(one.onHand), one.productId}; }};
    static const SortRule<StockLevel> byReserved{'r', "nt", {QStringLiteral("s.reserved"), id}, [](const StockLevel &one) { return QVariantList{number(one.reserved), one.productId}; }};
    static const SortRule<StockLevel> byAvailable{'a', "nt", {QStringLiteral("s.on_hand - s.reserved"), id},
                                       [](const StockLevel &one) { return QVariantList{number(one.available()), one.productId}; }};
    switch (sort) {
    case Sort::Product: return byProduct;
    case Sort::Name: return byName;
    case Sort::OnHand: return byOnHand;
    case Sort::Reserved: return byReserved;
    case Sort::Available: return byAvailable;
    }
    return byProduct;
}

Filter filterOf(const StockQuery &query)
{
    Filter filter;
    if (query.only == StockQuery::Only::SoldOut)
        filter.add(QStringLiteral("s.on_hand = s.reserved"));
    if (query.only == StockQuery::Only::Reserved)
        filter.add(QStringLiteral("s.reserved > 0"));
    if (!query.text.isEmpty()) {
        const QString pattern = likePattern(query.text);
        filter.add(QStringLiteral("(lower(s.product_id) LIKE ? ESCAPE '\\' OR lower(coalesce(p.name, '')) LIKE ? ESCAPE '\\')"), {pattern, pattern});
    }
    return filter;
}

} // namespace

Result<Page<StockLevel>> StockStore::page(const StockQuery &query)
{
    CS_TRY(checkLimit(query.limit));
    const SortRule<StockLevel> &rule = ruleOf(query.sort);
    Filter filter = filterOf(query);
    CS_TRY(rule.addPlace(query.after, query.descending, &filter));
    const QString sql = QStringLiteral("SELECT s.product_id, coalesce(p.name, ''), s.on_hand, s.reserved FROM stock s LEFT JOIN products p ON p.id = s.product_id")
        + filter.where() + rule.orderBy(query.descending) + QStringLiteral(" LIMIT ?");
    // One more than asked for tells whether there is a next page.
    const auto rows = m_connection.selectText(sql, filter.values() + QVariantList{query.limit + 1});
    CS_TRY(rows);
    Page<StockLevel> page;
    for (const Row &row : *rows) {
        if (page.rows.size() == query.limit) {
            page.next = rule.cursor(page.rows.last(), query.descending);
            break;
        }
        page.rows.append({row.at(0).toString(), row.at(1).toString(), row.at(2).toLongLong(), row.at(3).toLongLong()});
    }
    return page;
}

} // namespace cs::storage
