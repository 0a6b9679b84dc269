// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/fulfilment.h"

namespace cs::services {

/// What came of a step: done here, or reported by somebody who did it. A value.
struct StepOutcome
{
    enum class Kind {
        Done,
        Pending, ///< decided later; asked again at dueAt
        Failed,  ///< for good
        Later    ///< nobody answered; asked again at dueAt with the same key
    };
    QString orderId;
    Step step = Step::Payment;
    Kind kind = Kind::Done;
    QString reference = {};             ///< payment id or tracking number
    std::optional<Money> amount = {};   ///< of a payment; nothing: the order's total
    QString carrier = {};
    ShipmentState shipment = ShipmentState::Shipped; ///< of Deliver: how far it is
    QString reason = {};
    TimePoint dueAt = {};
    QString reportedBy = {}; ///< the foreign source; empty: a service of ours
    QString heardOn = {};    ///< the topic that said so; empty: done here
    QString causation = {};  ///< the event that led to it
    QString surplus = {};    ///< of Refund: the id of a payment beside the one that counts; empty: of that one
    bool again = false;      ///< of Payment: asked again only to learn whether the first answer, which nobody heard, was a success
};

} // namespace cs::services
