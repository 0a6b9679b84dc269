// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/stepturn.h"

#include "backend/domain/lifecycle.h"
#include "backend/events/cloudevents.h"
#include "backend/events/factrecords.h"
#include "backend/services/flow/settlement.h"

namespace cs::services {

bool isAskedByItsStore(const SettledOrder &entry, Step step)
{
    return entry.steps.value(step).askedBy.startsWith(events::sourceOf({}));
}

namespace {

/// Of goods that are to be reserved here.
bool waitsForStock(const SettledOrder &entry, Step step)
{
    const auto reserve = entry.steps.constFind(Step::Reserve);
    return step == Step::Ship && reserve != entry.steps.cend() && !reserve->isOver() && !isAskedByItsStore(entry, step);
}

bool hasNoStock(const SettledOrder &entry, Step step)
{
    return step == Step::Ship && entry.steps.value(Step::Reserve).state == StepState::Failed && !isAskedByItsStore(entry, step);
}

} // namespace

bool hasEnded(const SettledOrder &entry, Step step)
{
    const QString asker = entry.steps.value(step).askedBy;
    const bool byOwner = asker == entry.order.owner || (asker.isEmpty() && entry.order.owner == QLatin1String("foreign")); // both unnamed
    const bool elsewhere = !entry.ours && entry.order.status == OrderStatus::Rejected && entry.steps.contains(step) && byOwner;
    return isUndone(entry.order.status) && !elsewhere;
}

bool isItsTurn(const SettledOrder &entry, Step step)
{
    const StepRule &rule = ruleOf(step);
    if (entry.ours)
        return mayTake(step, entry.order.status);
    if (!rule.done)
        return true; // it was asked for when there was something to undo
    const bool past = entry.order.status >= *rule.done && entry.order.status != OrderStatus::Rejected;
    return !hasEnded(entry, step) && !past && !mustWait(entry, step) && !hasNoStock(entry, step);
}

bool mustWait(const SettledOrder &entry, Step step)
{
    if (entry.ours)
        return isTooEarly(step, entry.order.status);
    return ruleOf(step).done && (entry.order.status == OrderStatus::PendingApproval || waitsForStock(entry, step));
}

bool mayMove(const SettledOrder &entry, OrderStatus to)
{
    return entry.ours ? mayFollow(entry.order.status, to) : entry.order.status < to;
}

std::optional<QString> isMissing(const SettledOrder &entry, Step step)
{
    if (entry.ours)
        return std::nullopt;
    if (step == Step::Payment && entry.order.total.minor() <= 0)
        return QStringLiteral("What is to be paid is not known.");
    if (step == Step::Reserve && entry.order.items.isEmpty())
        return QStringLiteral("What is to be reserved is not known.");
    return std::nullopt;
}

QString answeringFamily(const SettledOrder &entry, Step step, const QString &drive)
{
    const QString asked = entry.steps.value(step).family;
    return asked.isEmpty() ? events::driverOf(entry.order, drive).family : asked;
}

bool saysThatItFailed(const SettledOrder &entry, Step step, const QString &drive)
{
    const bool pipeline = answeringFamily(entry, step, drive) == QLatin1String("pipeline");
    return !isAskedByItsStore(entry, step) && (step == Step::Payment || (pipeline && step == Step::Reserve));
}

} // namespace cs::services
