// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/fulfilment.h"
#include "backend/storage/database.h"

namespace cs::storage {

struct StockChange
{
    qint64 id = 0;
    QString productId;
    qint64 delta = 0;
    qint64 onHand = 0; ///< after it
    QString reason;
    QString userId;
    TimePoint at;
};

/// Stock and what is reserved of it. All of an order or nothing; never below zero, whoever else reserves at the same time (the
/// rows are locked in one order, the updates are conditional, and the schema checks).
class StockStore final
{
public:
    explicit StockStore(Connection &connection) : m_connection(connection) {}

    /// Levels of the products that have none yet, as the reference data say.
    Result<qint64> seed();
    Result<QList<StockLevel>> levels();
    Result<QList<StockLevel>> levelsOf(const QStringList &productIds); ///< of those that are known
    /// Reserves all that the order needs; gives nothing, or the sentence why not. Once per order.
    Result<std::optional<QString>> reserve(const Order &order, TimePoint at);
    /// Gives back what the order holds; the number of products.
    Result<qint64> release(const QString &orderId, TimePoint at);
    /// What the order holds has left the house.
    Result<qint64> ship(const QString &orderId, TimePoint at);
    /// Conflict when less would be there than is reserved. Gives the level's new number on hand.
    Result<qint64> adjust(const StockChange &change);
    Result<QList<StockChange>> changes(const QString &productId, int limit); ///< the latest first
    Result<QList<Reservation>> ofOrder(const QString &orderId);
    Result<QList<Reservation>> held(const QString &productId, int limit); ///< the oldest first

private:
    Result<qint64> end(const QString &orderId, ReservationState state, TimePoint at);

    Connection &m_connection;
};

} // namespace cs::storage
