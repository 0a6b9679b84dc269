// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/stockstore.h"

#include "backend/storage/codes.h"
#include "backend/storage/values.h"

namespace cs::storage {

namespace {

/// The first of the needed products that is short, in words.
std::optional<QString> shortage(const QMap<QString, qint64> &needed, const QList<Row> &levels)
{
    QHash<QString, qint64> available;
    for (const Row &row : levels)
        available.insert(row.at(0).toString(), row.at(1).toLongLong() - row.at(2).toLongLong());
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
    const auto before = ofOrder(order.id);
    CS_TRY(before);
    if (!before->isEmpty())
        return std::optional<QString>();
    const QMap<QString, qint64> needed = neededStock(order);
    QVariantList products;
    Rows rows(5, needed.size());
    for (auto one = needed.cbegin(); one != needed.cend(); ++one) {
        products.append(one.key());
        rows.add(order.id, one.key(), number(one.value()), codes::of(ReservationState::Held), timeValue(at));
    }
    const auto levels = m_connection.selectIn(QStringLiteral("stock.lock"), {}, products);
    CS_TRY(levels);
    if (const std::optional<QString> why = shortage(needed, *levels))
        return why;
    const auto added = m_connection.runMany(QStringLiteral("reservations.insert"), std::move(rows));
    CS_TRY(added);
    if (*added != needed.size())
        return Error::conflict(QStringLiteral("Order %1 was reserved by somebody else.").arg(order.id));
    for (auto one = needed.cbegin(); one != needed.cend(); ++one) {
        const auto changed = m_connection.run(QStringLiteral("stock.reserve"), {number(one.value()), one.key(), number(one.value())});
        CS_TRY(changed);
        if (*changed != 1)
            return Error::conflict(QStringLiteral("The stock of %1 was changed by somebody else.").arg(one.key()));
    }
    return std::optional<QString>();
}

Result<qint64> StockStore::end(const QString &orderId, ReservationState state, TimePoint at)
{
    const auto rows = m_connection.select(QStringLiteral("reservations.ofOrder"), {orderId});
    CS_TRY(rows);
    const auto ended = m_connection.run(QStringLiteral("reservations.end"), {codes::of(state), timeValue(at), orderId});
    CS_TRY(ended);
    if (*ended == 0)
        return 0;
    for (const Row &row : *rows) {
        if (codes::read(row.at(2), ReservationState::Shipped) != ReservationState::Held)
            continue;
        const qint64 quantity = row.at(1).toLongLong();
        CS_TRY(state == ReservationState::Shipped
                   ? m_connection.run(QStringLiteral("stock.ship"), {number(quantity), number(quantity), row.at(0).toString()})
                   : m_connection.run(QStringLiteral("stock.release"), {number(quantity), row.at(0).toString()}));
    }
    return ended;
}

Result<qint64> StockStore::release(const QString &orderId, TimePoint at)
{
    return end(orderId, ReservationState::Released, at);
}

Result<qint64> StockStore::ship(const QString &orderId, TimePoint at)
{
    return end(orderId, ReservationState::Shipped, at);
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
