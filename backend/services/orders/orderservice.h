// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storecontext.h"

#include <QFuture>

namespace cs::services {

/// What became of one order of an import.
struct ImportOutcome
{
    enum class Kind { Created, Exists, Failed };
    qint64 line = 0; ///< from 1, in the file
    Kind kind = Kind::Failed;
    QString orderId;
    OrderStatus status = OrderStatus::Pending; ///< of what was created or exists
    Money total;
    QByteArray contentHash; ///< of an order that could be read
    Error error;            ///< of Failed
};

class StoreReader;

/// A line of an import that could be read, or the error why not.
struct ImportLine
{
    qint64 line = 0;
    Result<NewOrder> order;
};

/// Makes orders and moves them along. Each act is one transaction: order, items, history, audit and outbox rows
/// together. Any thread; the futures finish after the commit.
class OrderService final
{
public:
    explicit OrderService(StoreContext &context) : m_context(context) {}

    /// Needs Right::CreateOrder. The creator is `submitter` unless the order names one (only who may import may name
    /// another). Conflict when the id exists with other content; the same content again answers the order that is
    /// there.
    QFuture<Result<Order>> create(const NewOrder &order, const Actor &submitter);
    /// Many orders in one transaction, with multi-row statements; needs Right::ImportOrders. A bad line does not stop
    /// the others. Outcomes come in the order of the lines.
    QFuture<Result<QList<ImportOutcome>>> createMany(const QList<ImportLine> &lines, const Actor &submitter);
    /// What createMany() would answer, without writing anything. `reader` null: repeats within the lines are found, ids
    /// in the store are not looked up.
    QFuture<Result<QList<ImportOutcome>>> check(const QList<ImportLine> &lines, const Actor &submitter,
                                                StoreReader *reader);
    /// Puts other items into an order of this store that waits for approval. The approval begins anew, with the levels that the
    /// new total asks for: the next round; what was voted and asked for in this one is void. Without a level left to ask the
    /// order is approved. The same items again change nothing. Invalid as create(); Forbidden or Conflict as checkEdit() in
    /// domain; Conflict when the order is not of this version any more.
    QFuture<Result<Order>> edit(const QString &orderId, const QList<OrderItem> &items, int version, const Actor &actor);
    /// Cancels an order that this store owns, before it is shipped; voids what waits for approval.
    /// Forbidden unless the actor may (checkCancel() in domain); the reason may be empty, at most 1,000 characters.
    QFuture<Result<Order>> cancel(const QString &orderId, const QString &reason, const Actor &actor);
    /// `shipped` or `delivered` by hand (Right::MoveOrder), or `cancelled` (as cancel()); anything else is Invalid.
    QFuture<Result<Order>> setStatus(const QString &orderId, OrderStatus to, const Actor &actor);

private:
    StoreContext &m_context;
};

} // namespace cs::services
