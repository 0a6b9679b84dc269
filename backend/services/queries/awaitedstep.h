// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/servicestatus.h"
#include "backend/services/queries/orderdetail.h"

namespace cs::services {

/// The step that an order waits for after its approval, and on whom. A value.
struct AwaitedStep
{
    Step step = Step::Payment;
    bool asked = false;              ///< of a service of ours, by a command or by hand; false: another system has to report it
    std::optional<StepState> state;  ///< once a service of this store has taken it

    /// `others`: nobody of ours was asked (--drive none, or another's order); `asked`: nobody has taken it yet; else the step's state.
    QString stateText() const;
    /// Whether this process runs the service that does the step. `services`: as it runs them.
    bool isServedBy(const QList<ServiceStatus> &services) const;
    /// A sentence.
    QString reason(const QList<ServiceStatus> &services) const;
};

/// Nothing: it waits for an approval, or is at its end. Pure.
std::optional<AwaitedStep> awaitedStep(OrderStatus status, const QList<StepRow> &steps, const QList<OutboxRow> &records);
Result<std::optional<AwaitedStep>> readAwaitedStep(storage::Connection &connection, const Order &order);

} // namespace cs::services
