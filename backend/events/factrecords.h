// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/events/record.h"
#include "backend/support/ids.h"

#include <QStringList>

namespace cs::events {

/// A move of an order of ours (or a decision made here on a foreign one) that others are told of.
enum class Fact { Created, LevelRequested, LevelGranted, LevelDenied, Cancelled, Shipped, Delivered, Failed };

/// What the records of a fact say. The order is as it is after the move.
struct FactContext
{
    Order order;
    Actor actor; ///< who acted; `triggeredBy` of the record
    TimePoint at;
    QString level;          ///< a role's name, for the facts about a level
    QList<Actor> notifiers; ///< people told by name: who may decide the level that is asked for
    QString reason;         ///< given by the person; may be empty
    QString source;         ///< ce_source: this store
    QString causationId;    ///< the event or vote that led to it; may be empty
};

struct FactRecord
{
    QString eventId; ///< ce_id, as the outbox row keeps it
    OutRecord record;
};

/// The records that a fact writes, in order, for each of the families in `publish` that has any ("Which records a move
/// writes" in the topics' contract). Commands to services are no facts and not made here. Takes one id per record from
/// `ids`; otherwise pure. Any thread.
QList<FactRecord> recordsOf(Fact fact, const FactContext &context, const QStringList &publish, IdSource &ids);

} // namespace cs::events
