// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/cursor.h"
#include "backend/storage/filter.h"
#include "backend/storage/stockstore.h"
#include "backend/storage/values.h"

namespace cs::storage {

namespace {

/// A column to sort by; the product's id comes behind it, so that the order is total.
struct StockRule
{
    char kind;
    QByteArrayView types; ///< of the cursor's values, as readCursor() takes them
    QStringList columns;
    QVariantList (*place)(const StockLevel &);
};

const StockRule &ruleOf(StockQuery::Sort sort)
{
    using Sort = StockQuery::Sort;
    static const QString id = QStringLiteral("s.product_id");
    static const StockRule byProduct{'p', "t", {id}, [](const StockLevel &one) { return QVariantList{one.productId}; }};
    static const StockRule byName{'n', "tt", {QStringLiteral("coalesce(p.name, '')"), id}, [](const StockLevel &one) { return QVariantList{one.name, one.productId}; }};
    static const StockRule byOnHand{'h', "nt", {QStringLiteral("s.on_hand"), id}, [](const StockLevel &one) { return QVariantList{number(one.onHand), one.productId}; }};
    static const StockRule byReserved{'r', "nt", {QStringLiteral("s.reserved"), id}, [](const StockLevel &one) { return QVariantList{number(one.reserved), one.productId}; }};
    static const StockRule byAvailable{'a', "nt", {QStringLiteral("s.on_hand - s.reserved"), id},
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

/// Capital in the cursor for a descending list: a cursor goes on only in its own direction.
char kindOf(const StockRule &rule, bool descending)
{
    return descending ? char(rule.kind - 'a' + 'A') : rule.kind;
}

Status addPlace(const StockQuery &query, const StockRule &rule, Filter *filter)
{
    if (query.after.isEmpty())
        return Done{};
    const auto place = readCursor(query.after, kindOf(rule, query.descending), rule.types);
    if (!place)
        return place.error();
    const QString marks = QStringLiteral("?") + QStringLiteral(", ?").repeated(rule.columns.size() - 1);
    filter->add(QStringLiteral("(%1) %2 (%3)").arg(rule.columns.join(QStringLiteral(", ")), query.descending ? QStringLiteral("<") : QStringLiteral(">"), marks), *place);
    return Done{};
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
    const StockRule &rule = ruleOf(query.sort);
    Filter filter = filterOf(query);
    CS_TRY(addPlace(query, rule, &filter));
    const QString direction = query.descending ? QStringLiteral(" DESC") : QString();
    const QString sql = QStringLiteral("SELECT s.product_id, coalesce(p.name, ''), s.on_hand, s.reserved FROM stock s LEFT JOIN products p ON p.id = s.product_id")
        + filter.where() + QStringLiteral(" ORDER BY ") + rule.columns.join(direction + QStringLiteral(", ")) + direction + QStringLiteral(" LIMIT ?");
    // One more than asked for tells whether there is a next page.
    const auto rows = m_connection.selectText(sql, filter.values() + QVariantList{query.limit + 1});
    CS_TRY(rows);
    Page<StockLevel> page;
    for (const Row &row : *rows) {
        if (page.rows.size() == query.limit) {
            page.next = makeCursor(kindOf(rule, query.descending), rule.place(page.rows.last()));
            break;
        }
        page.rows.append({row.at(0).toString(), row.at(1).toString(), row.at(2).toLongLong(), row.at(3).toLongLong()});
    }
    return page;
}

} // namespace cs::storage
