// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/approval.h"
#include "backend/domain/order.h"
#include "backend/storage/database.h"

#include <QSet>

namespace cs::storage {

struct HistoryEntry
{
    qint64 id = 0;
    QString orderId;
    TimePoint at;
    QString act;    ///< e.g. created, approval_requested, approved, rejected, cancelled, edited, foreign_not_counted
    OrderStatus status = OrderStatus::Pending; ///< after it
    Actor actor;
    QString cause;  ///< event id that led to it, may be empty
    QString detail; ///< a sentence
};

/// A filter of the order list. Empty members do not filter.
struct OrderQuery
{
    enum class Sort { CreatedAt, Id, Customer, Total, Status, UpdatedAt };
    QList<OrderStatus> statuses;
    QString customerId;
    std::optional<TimePoint> from; ///< createdAt, inclusive
    std::optional<TimePoint> to;   ///< exclusive
    QString text;                  ///< in id, customer id or customer's name, without regard to case
    Sort sort = Sort::CreatedAt;
    bool descending = true;
    int limit = 100;   ///< 1 to 1,000
    QString after;     ///< cursor of the page before; empty: the first
};

/// A row of the list: an order without its items, and the customer's name.
struct OrderRow
{
    Order order;
    QString customerName;
    int itemCount = 0;
};

template <typename T>
struct Page
{
    QList<T> rows;
    QString next; ///< cursor, empty at the end
};

struct KnownOrder
{
    QByteArray contentHash;
    QString owner;
    OrderStatus status = OrderStatus::Pending;
};

/// Orders and their items as rows. Any thread.
struct OrderRows
{
    Rows orders;
    Rows items;
    /// contentHashes go with the orders by index.
    static OrderRows of(const QList<Order> &orders, const QList<QByteArray> &contentHashes = {});
};

class OrderStore final
{
public:
    explicit OrderStore(Connection &connection) : m_connection(connection) {}

    /// Orders with their items; contentHashes go with them by index. Conflict when an id exists.
    Status insert(const QList<Order> &orders, const QList<QByteArray> &contentHashes);
    /// True: all went in. False: some id is there, and those orders did not; the caller undoes the rest.
    Result<bool> insertIfAllNew(const OrderRows &rows);
    /// For the ingest path: foreign orders of which only what the event says is known; existing ids are left alone.
    Status insertUnlessKnown(const QList<Order> &orders);
    Result<std::optional<Order>> find(const QString &id);
    Result<QHash<QString, Order>> findMany(const QStringList &ids); ///< with items
    /// Which of these ids exist, with what tells a repeat from a conflict.
    Result<QHash<QString, KnownOrder>> known(const QStringList &ids);
    /// Writes status, level, levels, round, version, updatedAt where the version still is `expectedVersion`; else Conflict.
    Status update(const Order &order, int expectedVersion);
    /// An order and the version that it still has to have.
    using Versioned = std::pair<Order, int>;
    /// The same for many, each once; Conflict when one of them was changed.
    Status update(const QList<Versioned> &orders);
    /// Replaces the content as well: customer, currency, items, total, who created and who submitted it.
    Status updateContent(const Order &order, int expectedVersion);
    /// Many at once without version check, for the ingest path (already serialised by the writer).
    Status updateMany(const QList<Order> &orders);
    static Rows historyRows(const QList<HistoryEntry> &entries); ///< any thread
    Status addHistory(const Rows &rows);
    Status addHistory(const QList<HistoryEntry> &entries) { return addHistory(historyRows(entries)); }
    Result<QList<HistoryEntry>> history(const QString &orderId);
    Result<QList<HistoryEntry>> historyByIds(const QList<qint64> &ids); ///< without order
    /// Keyset paging; an invalid cursor is Invalid.
    Result<Page<OrderRow>> page(const OrderQuery &query);
    Result<QHash<OrderStatus, qint64>> countsByStatus();
    /// Of the orders that the query's text, customer and period hold; its states and page do not count.
    Result<QHash<OrderStatus, qint64>> countsByStatus(const OrderQuery &query);
    /// Sum of totals by currency code over all orders, in the smallest unit (for checks and exports, not for screens).
    Result<qint64> count();

private:
    Connection &m_connection;
};

} // namespace cs::storage
