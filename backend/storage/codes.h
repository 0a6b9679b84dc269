// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/approval.h"
#include "backend/domain/fulfilment.h"
#include "backend/domain/notification.h"
#include "backend/domain/order.h"

/// The numbers that stand for enums in the database. They are the enums' own values: members are only ever added at the
/// end, which these checks watch over. A number that no member has (a newer program wrote it) is read as the first one.
namespace cs::storage::codes {

static_assert(int(OrderStatus::Failed) == 10 && kOrderStatusCount == 11);
static_assert(int(ApprovalState::Waiting) == 0 && int(ApprovalState::Void) == 3 && int(ApprovalState::Elsewhere) == 4);
static_assert(int(Verdict::Reject) == 1);
static_assert(int(Channel::InApp) == 0 && int(Channel::Push) == 3);
static_assert(int(Step::Payment) == 0 && int(Step::Deliver) == 5);
static_assert(int(StepState::Running) == 1 && int(StepState::Done) == 3 && int(StepState::Failed) == 4); // they stand in the SQL
static_assert(int(PaymentState::Pending) == 0 && int(PaymentState::Paid) == 1 && int(PaymentState::Refunded) == 3);
static_assert(int(ReservationState::Held) == 0 && int(ReservationState::Shipped) == 2);
static_assert(int(ShipmentState::Delivered) == 3 && int(ShipmentState::Failed) == 4);
static_assert(int(NotificationState::Queued) == 0 && int(NoticePriority::Critical) == 3);
static_assert(int(NotificationState::Digested) == 9 && int(NotificationState::Cancelled) == 11); // 9 stands in the SQL

/// State of a vote's row.
enum class VoteState { Held = 0, Released = 1, Void = 2 };

template <typename Enum>
qlonglong of(Enum value)
{
    return static_cast<qlonglong>(value);
}

template <typename Enum>
Enum read(const QVariant &code, Enum last)
{
    const qlonglong number = code.toLongLong();
    return number >= 0 && number <= of(last) ? static_cast<Enum>(number) : Enum{};
}

} // namespace cs::storage::codes
