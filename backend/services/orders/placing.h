// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/factrecords.h"
#include "backend/services/orders/orderservice.h"
#include "backend/storage/orderstore.h"

namespace cs::services {

/// An order ready to be stored: checked, numbered, priced, its levels known. Made before the transaction, so that the
/// writer does not wait for it; may be stored again when the transaction is run again.
struct PlacedOrder
{
    Order order;
    QByteArray contentHash;
    QString why; ///< which rule asks which levels
    QList<events::FactRecord> created;
};

/// Any thread. Forbidden when the order names a creator whom the submitter may not name.
Result<PlacedOrder> placeOrder(StoreContext &context, const NewOrder &order, const Actor &submitter);

/// Stores them with all their rows, as multi-row statements: inside a job of the writer. `audit` names the act; one
/// order is audited by its id, many as one act that lists them; empty: no person has done it. Gives the outbox rows.
Result<NewOutboxRows> storePlaced(StoreContext &context, storage::Connection &connection, const QList<PlacedOrder> &placed,
                                  const Actor &submitter, const QString &audit);

/// An order that this store owns, to be changed: inside a job of the writer. NotFound, or Forbidden when another system owns it.
Result<Order> ownOrder(storage::Connection &connection, const StoreContext &context, const QString &id);

/// What an order is beside the one of the same id that is there: the same again, or another with its id.
ImportOutcome compareWithKnown(const PlacedOrder &placed, const storage::KnownOrder &known);
Error otherContent(const QString &orderId);

} // namespace cs::services
