// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/step.h"

#include "backend/domain/lifecycle.h"

#include <algorithm>
#include <iterator>

namespace cs {

namespace {

using S = OrderStatus;

constexpr const char16_t *kNames[] = {u"payment", u"refund", u"reserve", u"release", u"ship", u"deliver"};
constexpr const char16_t *kStepStates[] = {u"queued", u"running", u"pending", u"done", u"failed"};
static_assert(std::size(kNames) == size_t(kStepCount));

/// In the order of the enumeration.
constexpr StepRule kRules[] = {
    {Step::Payment, u"payment", S::Approved, S::PaymentPending, S::Paid, true, Step::Refund},
    {Step::Refund, u"payment", {}, {}, {}, false, {}},
    {Step::Reserve, u"inventory", S::Paid, {}, S::Reserved, true, Step::Release},
    {Step::Release, u"inventory", {}, {}, {}, false, {}},
    {Step::Ship, u"shipping", S::Reserved, {}, S::Shipped, true, {}},
    {Step::Deliver, u"shipping", S::Shipped, {}, S::Delivered, false, {}}, // what is on its way is not undone
};
static_assert(std::size(kRules) == size_t(kStepCount));

} // namespace

QString stepName(Step step)
{
    return QString::fromUtf16(kNames[size_t(step)]);
}

std::optional<Step> stepFromName(QStringView name)
{
    for (int i = 0; i < kStepCount; ++i) {
        if (name == QStringView(kNames[i]))
            return Step(i);
    }
    return std::nullopt;
}

QString stepStateName(StepState state)
{
    return QString::fromUtf16(kStepStates[size_t(state)]);
}

const StepRule &ruleOf(Step step)
{
    return kRules[size_t(step)];
}

std::optional<Step> stepAfter(OrderStatus status)
{
    for (const StepRule &rule : kRules) {
        if (rule.from && (*rule.from == status || rule.waiting == status))
            return rule.step;
    }
    return std::nullopt;
}

bool isUndone(OrderStatus status)
{
    return isFinal(status) && status != S::Delivered;
}

bool mayTake(Step step, OrderStatus status)
{
    return ruleOf(step).from ? stepAfter(status) == step : isUndone(status);
}

bool isTooEarly(Step step, OrderStatus status)
{
    const StepRule &rule = ruleOf(step);
    if (!rule.from)
        return !isFinal(status);
    return !isFinal(status) && status < *rule.from; // the statuses before the ends stand in the order of the lifecycle
}

QList<Step> compensationOf(const QList<Step> &done)
{
    QList<Step> undo;
    for (int i = kStepCount - 1; i >= 0; --i) {
        const StepRule &rule = kRules[i];
        if (rule.undoneBy && done.contains(rule.step))
            undo.append(*rule.undoneBy);
    }
    return undo;
}

QString idempotencyKey(const QString &orderId, Step step)
{
    return orderId + QLatin1Char(':') + stepName(step);
}

} // namespace cs
