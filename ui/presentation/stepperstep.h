// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/itemroles.h"

#include <QString>

namespace cs {

/// How far a step has come. Each has an icon of its own, so that colour is never the only signal.
enum class StepMark {
    Later,   ///< to come
    Now,     ///< at work, or its turn
    Waiting, ///< for somebody's decision
    Done,
    Failed,
    Undone,  ///< it gave back what another step had done
    Skipped  ///< nobody needed it, or the way ended here without a fault
};

/// One step of a way, as a Stepper shows it. All plain text; empty ones are left out.
struct StepperStep
{
    QString id;
    QString title; ///< "Payment"
    QString word;  ///< "paid"
    StepMark mark = StepMark::Later;
    Tone tone = Tone::Neutral;
    QString time; ///< when it happened, "09:14:03"; or how long it has been open, "for 8 min"
    QString took; ///< "+340 ms" since the step before; or what is next, "due in 3 h"
    QString who;  ///< "payment-service"
    QString tip;  ///< more about it: the absolute time, the reason
    bool current = false;
    bool operator==(const StepperStep &) const = default;
};

} // namespace cs
