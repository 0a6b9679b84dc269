// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/cloudevents.h"
#include "backend/events/codec.h"
#include "backend/services/flow/stepoutcome.h"

namespace cs::services {

/// What the record of a command says of its order. Where the order is another's it may be all that is known of it.
struct AskedOrder
{
    QString customerId;
    Currency currency;
    QList<OrderItem> items;     ///< of a pipeline record without a price
    std::optional<Money> total;
    QByteArray members;         ///< of a pipeline record: what is nobody's here, and goes along
};

/// What a record on a service's topic wants: a step is asked for, or somebody says what came of one.
struct Command
{
    QString orderId;
    std::optional<Step> asks;
    std::optional<StepOutcome> reports;
    OrderStatus needs = OrderStatus::Approved; ///< the order must have come this far, or to its end; before, it waits
    QString family = {};                       ///< that has the command
    AskedOrder about = {};

    Step step() const { return asks ? *asks : reports->step; }
};

/// The commands of a record for this service, in turn; none: it is not for it. A pipeline record on a later topic reports the
/// earlier step done. Pure.
QList<Command> commandsOf(const events::Event &event, const QString &topic, const QString &service);
/// What the record's headers (`head`) add to a report in it: who says so, by which event, and the payment that its value has no place
/// for. Pure.
void signReport(StepOutcome &report, const events::Record &record, const events::CloudEvent &head);

} // namespace cs::services
