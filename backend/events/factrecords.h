// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/events/record.h"
#include "backend/support/ids.h"
#include "backend/support/result.h"

#include <QHash>
#include <QStringList>

namespace cs::events {

/// CloudEvents extension: the payment that a pipeline record reports, as its value names none.
inline const QByteArray kPaymentHeader = QByteArrayLiteral("ce_paymentid");

/// A move of an order of ours (or a decision made here on a foreign one) that others are told of.
enum class Fact {
    Created, LevelRequested, LevelGranted, LevelDenied, Cancelled, Shipped, Delivered, Failed,
    Approved,       ///< the last level was granted, or none was needed
    Edited,         ///< the oms family has a record for it only if `level` says what the new round asks for first
    PaymentPending, ///< the payment is not decided yet
    Paid,
    PaymentRefused, ///< the order fails
    Reserved,
    StockShort      ///< the order fails; what was paid is refunded
};

/// What the records of a fact say. The order is as it is after the move.
struct FactContext
{
    Order order;
    Actor actor; ///< who acted; `triggeredBy` of the record
    TimePoint at;
    QString level;          ///< a role's name, for the facts about a level
    QList<Actor> notifiers; ///< people told by name: who may decide the level that is asked for
    QString reason;         ///< given by the person or the gateway; may be empty
    QString source;         ///< ce_source: this store
    QString causationId;    ///< the event or vote that led to it; may be empty

    /// The family whose commands move the order on (driverOf()): `ecommerce`, `pipeline`; empty: no commands.
    QString driver;
    bool ownerDrives = false; ///< of another's order: its owner asks for the next step by itself
    bool placedAsPipeline = false; ///< by our own `POST /api/v1/orders`: only then Created writes `order-events` as pipeline
    QByteArray pipelineUnknown;    ///< PipelineRecord::unknown of the record that the order came by; goes along
    QString paymentId;             ///< may be empty before the payment
    std::optional<Money> amount;   ///< of the payment, where it is not the order's total
    QString trackingNumber;
    QString carrier;
    QHash<QString, QByteArray> typeIds; ///< by topic: the `__TypeId__` header that its readers want
};

struct FactRecord
{
    QString eventId; ///< ce_id, as the outbox row keeps it
    OutRecord record;
};

/// The records that a move writes, in order: its facts for each of the families in `publish` that has any, then the commands
/// for the order's driver ("Which records a move writes" in the topics' contract). Of another's order only what was done here:
/// a decision (oms), or what answers a step that was asked for (whatever is published), in the family of `driver`. Takes one
/// id per record from `ids`; otherwise pure. Any thread.
QList<FactRecord> recordsOf(Fact fact, const FactContext &context, const QStringList &publish, IdSource &ids);

/// Whose commands move an order on, and a sentence if that is another than was asked for.
struct DriverChoice
{
    QString family; ///< `ecommerce`, `pipeline`; empty: by hand
    QString notice;
};
/// The family that the order came by if it has commands, else `drive` (the setting; `none`: by hand). A pipeline record holds
/// one item, so an order of several lines takes ecommerce instead, and the notice says so.
DriverChoice driverOf(const Order &order, const QString &drive);
/// Can this family's commands carry the order? Invalid, in words, for pipeline and several lines, or a family without commands.
Status checkDriver(const Order &order, const QString &driver);

} // namespace cs::events
