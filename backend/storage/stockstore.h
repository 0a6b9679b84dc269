// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/fulfilment.h"
#include "backend/storage/database.h"
#include "backend/storage/orderstore.h"

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

struct StockQuery
{
    enum class Sort { Product, Name, OnHand, Reserved, Available };
    enum class Only { All, SoldOut, Reserved };
    QString text; ///< in the product's id or name, without regard to case
    Only only = Only::All; ///< SoldOut: none available; Reserved: some are
    Sort sort = Sort::Product;
    bool descending = false;
    int limit = 100; ///< 1 to 1,000
    QString after;   ///< cursor of the page before; empty: the first
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
    Result<Page<StockLevel>> page(const StockQuery &query);
    Result<std::optional<StockLevel>> level(const QString &productId);
    /// The same, and nobody else changes it until the transaction ends.
    Result<std::optional<StockLevel>> lockedLevel(const QString &productId);
    /// Nothing on hand of a product that had no level; waits for who does the same at the same time.
    Status begin(const QString &productId);
    /// Reserves all that each of the orders needs, the first ones first; gives, of those that get nothing, the sentence why. Once
    /// per order.
    Result<QHash<QString, QString>> reserve(const QList<Order> &orders, TimePoint at);
    /// The same for one; nothing: it is reserved.
    Result<std::optional<QString>> reserve(const Order &order, TimePoint at);
    /// Gives back what the orders hold; the number of their reservations.
    Result<qint64> release(const QStringList &orderIds, TimePoint at);
    /// What the orders hold has left the house.
    Result<qint64> ship(const QStringList &orderIds, TimePoint at);
    /// Adds the change's delta in the database, whoever else changes the level at the same time, and writes the change's row.
    /// Conflict when less would be there than is reserved. Gives the level's new number on hand.
    Result<qint64> adjust(const StockChange &change);
    Result<QList<StockChange>> changes(const QString &productId, int limit); ///< the latest first
    Result<QList<Reservation>> ofOrder(const QString &orderId);
    Result<QList<Reservation>> held(const QString &productId, int limit); ///< the oldest first
    Result<QList<Reservation>> ofProduct(const QString &productId, int limit); ///< held ones first, the latest of each first

private:
    Result<QHash<QString, qint64>> availableLocked(const QStringList &productIds);
    Status change(const QString &statement, const QMap<QString, qint64> &quantities);
    Result<qint64> end(const QStringList &orderIds, ReservationState state, TimePoint at);

    Connection &m_connection;
};

} // namespace cs::storage
