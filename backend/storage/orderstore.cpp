// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/orderstore.h"

#include "backend/storage/orderrow.h"

namespace cs::storage {

namespace {

constexpr int kOrderWidth = 18;
constexpr int kItemWidth = 6;

void addOrderRow(const Order &order, const QByteArray &contentHash, Rows *rows)
{
    const QString levels = order.levels.size() == 1 ? order.levels.first() : order.levels.join(QLatin1Char(','));
    rows->add(order.id, order.customerId, order.currency.codeView(), order.total.minor(), order.items.size(),
        codes::of(order.status), order.createdBy.userId, order.createdBy.role, order.submittedBy, order.owner, order.family,
        levels, order.level, order.round, order.version, contentHash, toMillis(order.createdAt), toMillis(order.updatedAt));
}

void addItemRows(const Order &order, Rows *rows)
{
    int line = 0;
    for (const OrderItem &item : order.items)
        rows->add(order.id, ++line, item.productId, item.name, item.quantity, item.price.minor());
}

QVariantList stateValues(const Order &order)
{
    return {codes::of(order.status), order.level, order.levels.join(QLatin1Char(',')), order.round, order.version,
        timeValue(order.updatedAt)};
}

QVariantList idValues(const QStringList &ids)
{
    QVariantList values;
    values.reserve(ids.size());
    for (const QString &id : ids)
        values.append(id);
    return values;
}

Status oneOrConflict(const Result<qint64> &changed, const QString &id)
{
    if (!changed)
        return changed.error();
    if (*changed == 0)
        return Error::conflict(QStringLiteral("Order %1 was changed by somebody else.").arg(id));
    return Done{};
}

} // namespace

OrderRows OrderRows::of(const QList<Order> &orders, const QList<QByteArray> &contentHashes)
{
    OrderRows rows{Rows(kOrderWidth, orders.size()), Rows(kItemWidth)};
    for (qsizetype i = 0; i < orders.size(); ++i) {
        addOrderRow(orders.at(i), contentHashes.value(i), &rows.orders);
        addItemRows(orders.at(i), &rows.items);
    }
    return rows;
}

Status OrderStore::insert(const QList<Order> &orders, const QList<QByteArray> &contentHashes)
{
    const Result<bool> allNew = insertIfAllNew(OrderRows::of(orders, contentHashes));
    CS_TRY(allNew);
    if (!*allNew)
        return Error::conflict(orders.size() == 1 ? QStringLiteral("There is an order %1 already.").arg(orders.first().id)
                                                  : QStringLiteral("One of the orders is there already."));
    return Done{};
}

Result<bool> OrderStore::insertIfAllNew(const OrderRows &rows)
{
    const auto added = m_connection.runMany(QStringLiteral("orders.insert"), rows.orders);
    CS_TRY(added);
    if (*added != rows.orders.count())
        return false;
    CS_TRY(m_connection.runMany(QStringLiteral("items.insert"), rows.items));
    return true;
}

Status OrderStore::insertUnlessKnown(const QList<Order> &orders)
{
    // Items may go in only with their order: an order that is known keeps what it has.
    QStringList withItems;
    for (const Order &order : orders) {
        if (!order.items.isEmpty())
            withItems.append(order.id);
    }
    const auto before = known(withItems);
    if (!before)
        return before.error();
    Rows rows(kOrderWidth, orders.size());
    Rows items(kItemWidth);
    QSet<QString> withItemsTaken;
    for (const Order &order : orders) {
        addOrderRow(order, QByteArray(), &rows); // of an id that is there twice, the first one goes in
        if (order.items.isEmpty() || before->contains(order.id) || withItemsTaken.contains(order.id))
            continue;
        withItemsTaken.insert(order.id);
        addItemRows(order, &items);
    }
    CS_TRY(m_connection.runMany(QStringLiteral("orders.insert"), rows));
    CS_TRY(m_connection.runMany(QStringLiteral("items.insert"), items));
    return Done{};
}

Result<std::optional<Order>> OrderStore::find(const QString &id)
{
    const auto found = findMany({id});
    if (!found)
        return found.error();
    const auto it = found->constFind(id);
    return it == found->constEnd() ? std::nullopt : std::optional<Order>(*it);
}

Result<QHash<QString, Order>> OrderStore::findMany(const QStringList &ids)
{
    const auto rows = m_connection.selectIn(QStringLiteral("orders.byIds"), {}, idValues(ids));
    if (!rows)
        return rows.error();
    QHash<QString, Order> found;
    QStringList withItems;
    for (const Row &row : *rows) {
        int itemCount = 0;
        Order order = readOrder(row, 0, &itemCount);
        if (itemCount > 0)
            withItems.append(order.id);
        found.insert(order.id, order);
    }
    const auto items = m_connection.selectIn(QStringLiteral("items.ofOrders"), {}, idValues(withItems));
    if (!items)
        return items.error();
    for (const Row &row : *items) {
        Order &order = found[row.at(0).toString()];
        order.items.append({row.at(1).toString(), row.at(2).toString(), row.at(3).toLongLong(),
            Money(row.at(4).toLongLong(), order.currency)});
    }
    return found;
}

Result<QHash<QString, KnownOrder>> OrderStore::known(const QStringList &ids)
{
    const auto rows = m_connection.selectIn(QStringLiteral("orders.known"), {}, idValues(ids));
    if (!rows)
        return rows.error();
    QHash<QString, KnownOrder> found;
    found.reserve(rows->size());
    for (const Row &row : *rows) {
        found.insert(row.at(0).toString(),
            {row.at(1).toByteArray(), row.at(2).toString(), codes::read(row.at(3), OrderStatus::Failed)});
    }
    return found;
}

Status OrderStore::update(const Order &order, int expectedVersion)
{
    QVariantList values = stateValues(order);
    values << order.id << expectedVersion;
    return oneOrConflict(m_connection.run(QStringLiteral("orders.update"), values), order.id);
}

Status OrderStore::update(const QList<Versioned> &orders)
{
    Rows rows(8, orders.size());
    for (const auto &[order, expected] : orders) {
        rows.add(order.id, codes::of(order.status), order.level, order.levels.join(QLatin1Char(',')), order.round, order.version,
            timeValue(order.updatedAt), expected);
    }
    const auto changed = m_connection.runMany(QStringLiteral("orders.updateVersions"), rows);
    CS_TRY(changed);
    if (*changed != orders.size())
        return Error::conflict(QStringLiteral("One of %1 orders was changed by somebody else.").arg(orders.size()));
    return Done{};
}

Status OrderStore::updateContent(const Order &order, int expectedVersion)
{
    QVariantList values = stateValues(order);
    values << order.customerId << order.currency.code() << number(order.total.minor()) << number(order.items.size())
           << order.createdBy.userId << order.createdBy.role << order.submittedBy << order.id << expectedVersion;
    CS_TRY(oneOrConflict(m_connection.run(QStringLiteral("orders.updateContent"), values), order.id));
    CS_TRY(m_connection.run(QStringLiteral("items.delete"), {order.id}));
    Rows items(kItemWidth, order.items.size());
    addItemRows(order, &items);
    CS_TRY(m_connection.runMany(QStringLiteral("items.insert"), items));
    return Done{};
}

Status OrderStore::updateMany(const QList<Order> &orders)
{
    // Of an order that is there twice, the last one is what counts; UPDATE … FROM would take any.
    QHash<QString, const Order *> last;
    for (const Order &order : orders)
        last.insert(order.id, &order);
    Rows rows(7, last.size());
    for (const Order *order : last) {
        rows.add(order->id, codes::of(order->status), order->level, order->levels.join(QLatin1Char(',')), order->round,
            order->version, timeValue(order->updatedAt));
    }
    CS_TRY(m_connection.runMany(QStringLiteral("orders.updateMany"), rows));
    return Done{};
}

Rows OrderStore::historyRows(const QList<HistoryEntry> &entries)
{
    Rows rows(8, entries.size());
    for (const HistoryEntry &entry : entries) {
        rows.add(entry.orderId, toMillis(entry.at), entry.act, codes::of(entry.status), entry.actor.userId, entry.actor.role,
            entry.cause, entry.detail);
    }
    return rows;
}

Status OrderStore::addHistory(const Rows &rows)
{
    CS_TRY(m_connection.runMany(QStringLiteral("history.insert"), rows));
    return Done{};
}

namespace {

Result<QList<HistoryEntry>> readHistory(const Result<QList<Row>> &rows)
{
    if (!rows)
        return rows.error();
    QList<HistoryEntry> found;
    for (const Row &row : *rows) {
        found.append({row.at(0).toLongLong(), row.at(1).toString(), readTime(row.at(2)), row.at(3).toString(),
            codes::read(row.at(4), OrderStatus::Failed), {row.at(5).toString(), row.at(6).toString()},
            row.at(7).toString(), row.at(8).toString()});
    }
    return found;
}

} // namespace

Result<QList<HistoryEntry>> OrderStore::history(const QString &orderId)
{
    return readHistory(m_connection.select(QStringLiteral("history.ofOrder"), {orderId}));
}

Result<QList<HistoryEntry>> OrderStore::historyByIds(const QList<qint64> &ids)
{
    return readHistory(m_connection.selectIn(QStringLiteral("timeline.history"), {}, QVariantList(ids.cbegin(), ids.cend())));
}

Result<QHash<OrderStatus, qint64>> OrderStore::countsByStatus()
{
    const auto rows = m_connection.select(QStringLiteral("orders.countsByStatus"));
    if (!rows)
        return rows.error();
    QHash<OrderStatus, qint64> counts;
    for (const Row &row : *rows)
        counts[codes::read(row.at(0), OrderStatus::Failed)] += row.at(1).toLongLong();
    return counts;
}

Result<qint64> OrderStore::count()
{
    const auto rows = m_connection.select(QStringLiteral("orders.count"));
    if (!rows)
        return rows.error();
    return rows->first().first().toLongLong();
}

} // namespace cs::storage
