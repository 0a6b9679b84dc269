// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/awaitedstep.h"
#include "ui/presentation/stepperstep.h"

#include <QList>

namespace cs::ui {

/// The levels of the order's present round in turn, those that another system asked for at the end. Pure.
QStringList levelsOf(const services::OrderDetail &detail);
/// The approval of that level in the present round; null: it was not asked for.
const Approval *approvalOf(const services::OrderDetail &detail, const QString &level);
/// The move that brought the order into that status; null: it never was, or nobody told.
const services::HistoryEntry *moveTo(const services::OrderDetail &detail, OrderStatus status);
/// The step whose failure ended the order, or failed after that; null: none did. What was only dropped as the order had
/// ended otherwise is no failure.
const services::StepRow *failedStep(const services::OrderDetail &detail);

/// An order's way in steps: created, each approval level, payment, stock, shipping, delivery; where it ended otherwise,
/// that end and what was given back. One of them is current. `services`: as this process runs them, to say of a step that is
/// asked for whether it is asked of one of these. Pure.
QList<StepperStep> orderSteps(const services::OrderDetail &detail, const QList<services::ServiceStatus> &services, TimePoint now);

} // namespace cs::ui
