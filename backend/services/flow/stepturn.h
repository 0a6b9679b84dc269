// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/stepstore.h"

namespace cs::services {

struct SettledOrder;

/// Whose turn it is. Of an order of ours the lifecycle says it (backend/domain/step.h). Of another's its owner does, who asks:
/// here it is only seen that nothing is paid while a level waits, nothing done for an order that has ended or gone past the
/// step, and nothing shipped that is to be reserved here and is not yet. All pure.

/// A store of this program asks when it is time, drives its order itself, and says what becomes of it.
bool isAskedByItsStore(const SettledOrder &entry, Step step);
/// Has the order ended, so that the step is not done, or undone? A rejection that the owner does not count, as it asks for what
/// comes after the approval, is none.
bool hasEnded(const SettledOrder &entry, Step step);
/// Has the order come as far as the step needs, and not past it?
bool isItsTurn(const SettledOrder &entry, Step step);
/// Must it wait for its order?
bool mustWait(const SettledOrder &entry, Step step);
/// May the order be moved to that state of a payment?
bool mayMove(const SettledOrder &entry, OrderStatus to);
/// What of the order has to be known before the step can be done is not; a sentence. Nothing: all is known.
std::optional<QString> isMissing(const SettledOrder &entry, Step step);
/// The family whose records answer who asked for the step of another's order.
QString answeringFamily(const SettledOrder &entry, Step step, const QString &drive);
/// Does that answer end the order? Of a store of this program it does not: that store says what becomes of its order. Of other
/// systems the records of the step may be all that there is.
bool saysThatItFailed(const SettledOrder &entry, Step step, const QString &drive);

} // namespace cs::services
