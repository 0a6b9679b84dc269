// SPDX-License-Identifier: GPL-3.0-or-later
// What a settlement does with payments beside the one that counts, and with what comes after a step is over.
#include "backend/services/flow/settlement.h"
#include "backend/services/flow/stepwords.h"
#include "backend/storage/paymentstore.h"
#include "backend/storage/surplusstore.h"

namespace cs::services {

using Kind = StepOutcome::Kind;
using storage::SurplusPayment;

namespace {

/// The same payment, said again: by its id, or by the same source in a record that names none.
bool isSame(const Payment &known, const StepOutcome &outcome)
{
    if (known.paymentId == outcome.reference)
        return true;
    return known.reportedBy == payerOf(outcome) && (known.paymentId.isEmpty() || outcome.reference.isEmpty());
}

bool counts(const std::optional<Payment> &known)
{
    return known && (known->state == PaymentState::Paid || known->state == PaymentState::Refunded);
}

} // namespace

/// Only what somebody else says is worth a line; our own answers may come twice after a crash.
Status Settlement::afterwards(SettledOrder &entry, const StepOutcome &outcome)
{
    if (outcome.step == Step::Payment && outcome.kind == Kind::Done)
        return paidAgain(entry, outcome);
    const storage::StepRow &before = *entry.steps.constFind(outcome.step);
    const bool contradicts = (before.state == StepState::Done) != (outcome.kind == Kind::Done);
    if (!outcome.reportedBy.isEmpty() && contradicts && outcome.kind != Kind::Pending)
        note(entry.order.id, QStringLiteral("foreign_not_counted"),
             QStringLiteral("%1 says of the step %2 what does not count: it is %3 already.")
                 .arg(outcome.reportedBy, stepName(outcome.step), stepStateName(before.state)), outcome.causation);
    return Done{};
}

/// A success that comes when another counts, or when the order has ended without one, was taken from the customer all the same.
Status Settlement::paidAgain(SettledOrder &entry, const StepOutcome &outcome)
{
    CS_TRY(m_effects.write()); // what was said a moment ago is known too
    const auto known = storage::PaymentStore(m_connection).find(entry.order.id);
    CS_TRY(known);
    if (counts(*known))
        return isSame(**known, outcome) ? Status(Done{}) : giveBack(outcome, QStringLiteral("the payment that counts is %1").arg((*known)->paymentId));
    const auto refund = entry.steps.constFind(Step::Refund);
    if (!isUndone(entry.order.status) || (refund != entry.steps.cend() && refund->isOver()))
        return giveBack(outcome, QStringLiteral("no payment counts any more"));
    m_effects.keepPayment(entry.order, outcome, PaymentState::Paid);
    ask(entry.order.id, Step::Refund, outcome.causation);
    return tooLate(entry, outcome);
}

Status Settlement::giveBack(const StepOutcome &payment, const QString &why)
{
    const Order *about = order(payment.orderId);
    if (about == nullptr)
        return Done{};
    const Money amount = payment.amount.value_or(about->total);
    const QString who = payerOf(payment);
    if (payment.reference.isEmpty()) {
        note(about->id, QStringLiteral("paid_twice"),
             QStringLiteral("%1 says that %2 were paid, and %3. It names no payment, so that it cannot be paid back here.").arg(who, amountText(amount), why),
             payment.causation);
        return Done{};
    }
    const auto added = storage::SurplusStore(m_connection)
        .add({about->id, payment.reference, amount, SurplusPayment::State::Owed, 0, m_now, who, why, m_now, m_now});
    CS_TRY(added);
    if (*added)
        note(about->id, QStringLiteral("paid_twice"),
             QStringLiteral("Payment %1 of %2 by %3 is paid back: %4.").arg(payment.reference, amountText(amount), who, why), payment.causation);
    return Done{};
}

/// Somebody else's word decides the step while our gateway may have been asked, and its answer lost: it is asked once more with
/// the same key, and what it took is paid back.
Status Settlement::askAgain(const Order &order)
{
    const auto added = storage::SurplusStore(m_connection)
        .add({order.id, {}, order.total, SurplusPayment::State::Owed, 0, m_now, QStringLiteral("payment-service"), {}, m_now, m_now});
    return added.ok() ? Status(Done{}) : Status(added.error());
}

Status Settlement::learned(SettledOrder &entry, const StepOutcome &outcome)
{
    const bool known = outcome.kind == Kind::Done || outcome.kind == Kind::Failed;
    SurplusPayment asked;
    asked.orderId = outcome.orderId;
    asked.state = known ? SurplusPayment::State::PaidBack : SurplusPayment::State::Owed;
    asked.dueAt = outcome.dueAt;
    asked.reason = outcome.reason;
    asked.updatedAt = m_now;
    const auto kept = storage::SurplusStore(m_connection).put(asked);
    CS_TRY(kept);
    return *kept && outcome.kind == Kind::Done ? paidAgain(entry, outcome) : Status(Done{});
}

Status Settlement::paidBack(const StepOutcome &outcome)
{
    SurplusPayment payment;
    payment.orderId = outcome.orderId;
    payment.paymentId = outcome.surplus;
    payment.state = outcome.kind == Kind::Done ? SurplusPayment::State::PaidBack
        : outcome.kind == Kind::Failed        ? SurplusPayment::State::Refused
                                              : SurplusPayment::State::Owed;
    payment.dueAt = outcome.dueAt;
    payment.reason = outcome.reason;
    payment.updatedAt = m_now;
    const auto kept = storage::SurplusStore(m_connection).put(payment);
    CS_TRY(kept);
    if (*kept && outcome.kind == Kind::Done)
        note(outcome.orderId, QStringLiteral("refunded"), QStringLiteral("Payment %1 is paid back.").arg(outcome.surplus), outcome.causation);
    else if (*kept && outcome.kind == Kind::Failed)
        note(outcome.orderId, QStringLiteral("refund_refused"),
             QStringLiteral("Payment %1 could not be paid back: %2").arg(outcome.surplus, outcome.reason), outcome.causation);
    return Done{};
}

} // namespace cs::services
