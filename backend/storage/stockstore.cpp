// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/stockstore.h"

#include "backend/storage/codes.h"
#include "backend/storage/values.h"

namespace cs::storage {

namespace {

/// The first of the needed products that is short, in words.
std::optional<QString> shortage(const QMap<QString, qint64> &needed, const QHash<QString, qint64> &available)
{
    for (auto one = needed.cbegin(); one != needed.cend(); ++one) {
        const qint64 there = available.value(one.key());
        if (there < one.value())
            return QStringLiteral("%1 of %2 are needed and %3 are there").arg(one.value()).arg(one.key()).arg(there);
    }
    return std::nullopt;
}

Result<QList<StockLevel>> readLevels(const Result<QList<Row>> &rows)
{
    CS_TRY(rows);
    QList<StockLevel> levels;
    for (const Row &row : *rows)
        levels.append({row.at(0).toString(), row.at(1).toString(), row.at(2).toLongLong(), row.at(3).toLongLong()});
    return levels;
}

} // namespace

Result<qint64> StockStore::seed()
{
    return m_connection.run(QStringLiteral("stock.seed"));
}

Result<QList<StockLevel>> StockStore::levels()
{
    return readLevels(m_connection.select(QStringLiteral("stock.levels")));
}

Result<QList<StockLevel>> StockStore::levelsOf(const QStringList &productIds)
{
    QVariantList ids;
    for (const QString &id : productIds)
        ids.append(id);
    return readLevels(m_connection.selectIn(QStringLiteral("stock.ofProducts"), {}, ids));
}

Result<std::optional<StockLevel>> StockStore::level(const QString &productId)
{
    const auto rows = m_connection.select(QStringLiteral("stock.level"), {productId});
    CS_TRY(rows);
    if (rows->isEmpty())
        return std::optional<StockLevel>();
    const Row &row = rows->first();
    return std::optional<StockLevel>({row.at(0).toString(), row.at(1).toString(), row.at(2).toLongLong(), row.at(3).toLongLong()});
}

Result<std::optional<StockLevel>> StockStore::lockedLevel(const QString &productId)
{
    CS_TRY(m_connection.selectIn(QStringLiteral("stock.lock"), {}, {productId}));
    return level(productId);
}

Result<std::optional<QString>> StockStore::reserve(const Order &order, TimePoint at)
{
    const auto refused = reserve(QList<Order>{order}, at);
    CS_TRY(refused);
    const auto why = refused->constFind(order.id);
    return why == refused->cend() ? std::optional<QString>() : std::optional<QString>(*why);
}

/// What is there of each of the products; nobody else changes it until the transaction ends. Everybody locks in this order.
Result<QHash<QString, qint64>> StockStore::availableLocked(const QStringList &productIds)
{
    const auto rows = m_connection.selectIn(QStringLiteral("stock.lock"), {}, QVariantList(productIds.cbegin(), productIds.cend()));
    CS_TRY(rows);
    QHash<QString, qint64> available;
    for (const Row &row : *rows)
        available.insert(row.at(0).toString(), row.at(1).toLongLong() - row.at(2).toLongLong());
    return available;
}

Status StockStore::change(const QString &statement, const QMap<QString, qint64> &quantities)
{
    Rows rows(2, quantities.size());
    for (auto one = quantities.cbegin(); one != quantities.cend(); ++one)
        rows.add(one.key(), one.value());
    const auto changed = m_connection.runMany(statement, rows);
    CS_TRY(changed);
    if (*changed != quantities.size())
        return Error::conflict(QStringLiteral("The stock was changed by somebody else."));
    return Done{};
}

Result<QHash<QString, QString>> StockStore::reserve(const QList<Order> &orders, TimePoint at)
{
    QVariantList ids;
    QMap<QString, qint64> all;
    for (const Order &one : orders) {
        ids.append(one.id);
        all.insert(neededStock(one));
    }
    const auto before = m_connection.selectIn(QStringLiteral("reservations.orders"), {}, ids);
    CS_TRY(before);
    QSet<QString> done;
    for (const Row &row : *before)
        done.insert(row.at(0).toString());
    auto available = availableLocked(all.keys());
    CS_TRY(available);
    QHash<QString, QString> refused;
    QMap<QString, qint64> taken;
    Rows rows(5, orders.size());
    for (const Order &one : orders) {
        if (done.contains(one.id))
            continue;
        done.insert(one.id);
        const QMap<QString, qint64> needed = neededStock(one);
        if (const std::optional<QString> why = shortage(needed, *available)) {
            refused.insert(one.id, *why);
            continue;
        }
        for (auto item = needed.cbegin(); item != needed.cend(); ++item) {
            rows.add(one.id, item.key(), item.value(), codes::of(ReservationState::Held), timeValue(at));
            (*available)[item.key()] -= item.value();
            taken[item.key()] += item.value();
        }
    }
    const auto added = m_connection.runMany(QStringLiteral("reservations.insert"), rows);
    CS_TRY(added);
    if (*added != rows.count())
        return Error::conflict(QStringLiteral("One of the orders was reserved by somebody else."));
    CS_TRY(change(QStringLiteral("stock.reserve"), taken));
    return refused;
}

Result<qint64> StockStore::end(const QStringList &orderIds, ReservationState state, TimePoint at)
{
    const auto ended = m_connection.selectIn(QStringLiteral("reservations.end"), {codes::of(state), timeValue(at)},
                                             QVariantList(orderIds.cbegin(), orderIds.cend()));
    CS_TRY(ended);
    QMap<QString, qint64> quantities;
    for (const Row &row : *ended)
        quantities[row.at(0).toString()] += row.at(1).toLongLong();
    CS_TRY(change(state == ReservationState::Shipped ? QStringLiteral("stock.ship") : QStringLiteral("stock.release"), quantities));
    return ended->size();
}

Result<qint64> StockStore::release(const QStringList &orderIds, TimePoint at)
{
    return end(orderIds, ReservationState::Released, at);
}

Result<qint64> StockStore::ship(const QStringList &orderIds, TimePoint at)
{
    return end(orderIds, ReservationState::Shipped, at);
}

Status StockStore::begin(const QString &productId)
{
    CS_TRY(m_connection.run(QStringLiteral("stock.add"), {productId}));
    return Done{};
}

Result<qint64> StockStore::adjust(const StockChange &change)
{
    CS_TRY(m_connection.run(QStringLiteral("stock.add"), {change.productId}));
    const auto rows = m_connection.select(QStringLiteral("stock.adjust"), {number(change.delta), change.productId, number(change.delta)});
    CS_TRY(rows);
    if (rows->isEmpty())
        return Error::conflict(QStringLiteral("The stock of %1 cannot be less than what is reserved of it.").arg(change.productId));
    const qint64 onHand = rows->first().first().toLongLong();
    CS_TRY(m_connection.run(QStringLiteral("stock.change"),
        {change.productId, number(change.delta), number(onHand), change.reason, change.userId, timeValue(change.at)}));
    return onHand;
}

Result<QList<StockChange>> StockStore::changes(const QString &productId, int limit)
{
    const auto rows = m_connection.select(QStringLiteral("stock.changes"), {productId, limit});
    CS_TRY(rows);
    QList<StockChange> list;
    for (const Row &row : *rows) {
        list.append({row.at(0).toLongLong(), row.at(1).toString(), row.at(2).toLongLong(), row.at(3).toLongLong(), row.at(4).toString(),
            row.at(5).toString(), readTime(row.at(6))});
    }
    return list;
}

Result<QList<Reservation>> StockStore::ofOrder(const QString &orderId)
{
    const auto rows = m_connection.select(QStringLiteral("reservations.ofOrder"), {orderId});
    CS_TRY(rows);
    QList<Reservation> list;
    for (const Row &row : *rows) {
        list.append({orderId, row.at(0).toString(), row.at(1).toLongLong(), codes::read(row.at(2), ReservationState::Shipped),
            readTime(row.at(3))});
    }
    return list;
}

Result<QList<Reservation>> StockStore::held(const QString &productId, int limit)
{
    const auto rows = m_connection.select(QStringLiteral("reservations.held"), {productId, limit});
    CS_TRY(rows);
    QList<Reservation> list;
    for (const Row &row : *rows)
        list.append({row.at(0).toString(), productId, row.at(1).toLongLong(), ReservationState::Held, readTime(row.at(2))});
    return list;
}

Result<QList<Reservation>> StockStore::ofProduct(const QString &productId, int limit)
{
    const auto rows = m_connection.select(QStringLiteral("reservations.ofProduct"), {productId, limit});
    CS_TRY(rows);
    QList<Reservation> list;
    for (const Row &row : *rows) {
        list.append({row.at(0).toString(), productId, row.at(1).toLongLong(), codes::read(row.at(2), ReservationState::Shipped),
            readTime(row.at(3))});
    }
    return list;
}

} // namespace cs::storage
