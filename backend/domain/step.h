// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"

namespace cs {

/// What has to be done for an order after its approval, and what undoes it.
enum class Step { Payment, Refund, Reserve, Release, Ship, Deliver };
inline constexpr int kStepCount = 6;
QString stepName(Step step); ///< `payment`, also in the idempotency key `order:step`
std::optional<Step> stepFromName(QStringView name);

/// Of one row per order and step. Running: with the gateway, whose answer may be lost; Pending: the gateway decides later.
/// Both are asked again with the same key.
enum class StepState { Queued, Running, Pending, Done, Failed };
QString stepStateName(StepState state); ///< `queued running pending done failed`

/// What the lifecycle says of a step. One table; everything else reads it.
struct StepRule
{
    Step step = Step::Payment;
    const char16_t *service = u"";       ///< that does it: payment, inventory, shipping
    std::optional<OrderStatus> from;     ///< the order's status in which it is its turn; nothing: it undoes another step
    std::optional<OrderStatus> waiting;  ///< the status while it is not decided
    std::optional<OrderStatus> done;     ///< the status that it leads to
    bool failsOrder = false;             ///< if it fails, so does the order
    std::optional<Step> undoneBy;        ///< what compensates it once it is done
};
const StepRule &ruleOf(Step step);

/// The step whose turn it is in that status.
std::optional<Step> stepAfter(OrderStatus status);
/// May the step be taken in that status? Payment also while it is pending; what undoes, only at an end without delivery.
bool mayTake(Step step, OrderStatus status);
/// Has the order not come as far as the step needs, or has it gone past?
bool isTooEarly(Step step, OrderStatus status);
/// Ended otherwise than by delivery: what was done is undone.
bool isUndone(OrderStatus status);
/// What undoes these done steps, in turn: the latest first.
QList<Step> compensationOf(const QList<Step> &done);

/// What gateways get, so that asking twice does it once.
QString idempotencyKey(const QString &orderId, Step step);

} // namespace cs
