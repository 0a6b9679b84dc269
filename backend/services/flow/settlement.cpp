// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/settlement.h"

#include "backend/domain/lifecycle.h"
#include "backend/services/events/approvalmerge.h"
#include "backend/services/flow/stepturn.h"
#include "backend/services/flow/stepwords.h"
#include "backend/storage/orderstore.h"
#include "backend/storage/stockstore.h"

namespace cs::services {

using events::Fact;
using storage::StepRow;
using Kind = StepOutcome::Kind;

namespace {

const QString kRole = QStringLiteral("SERVICE");
constexpr auto kWithSomebodyElse = std::chrono::hours(24 * 3650); ///< what another is at, nobody here asks for

} // namespace

Settlement::Settlement(StoreContext &context, storage::Connection &connection, const QString &service)
    : m_context(context), m_connection(connection), m_now(context.clock.now()),
      m_rows(context, connection, {service + QStringLiteral("-service"), kRole}, m_now), m_effects(connection, m_now)
{
}

StepRow &Settlement::row(SettledOrder &entry, Step step, const QString &cause)
{
    entry.touched.insert(step);
    const auto at = entry.steps.find(step);
    if (at != entry.steps.end())
        return *at;
    return *entry.steps.insert(step, {entry.order.id, step, StepState::Queued, 0, m_now, {}, cause, m_now, m_now});
}

void Settlement::ask(const QString &orderId, Step step, const QString &cause, const QString &family, const QString &askedBy)
{
    const auto entry = m_entries.find(orderId);
    if (entry == m_entries.end() || entry->steps.contains(step))
        return;
    StepRow &asked = row(*entry, step, cause);
    asked.family = family;
    asked.askedBy = askedBy;
    m_changed.append(orderId); // there is something to do, and to be seen
}

Status Settlement::apply(const StepOutcome &outcome)
{
    const auto found = m_entries.find(outcome.orderId);
    if (found == m_entries.end())
        return Done{};
    SettledOrder &entry = *found;
    if (!outcome.surplus.isEmpty() || outcome.again)
        return outcome.again ? learned(entry, outcome) : paidBack(outcome);
    const auto before = entry.steps.constFind(outcome.step);
    const bool isNew = before == entry.steps.cend();
    if (!isNew && before->isOver())
        return afterwards(entry, outcome);
    if (outcome.kind == Kind::Pending && !outcome.reportedBy.isEmpty() && isUndone(entry.order.status))
        return Done{}; // what comes of it will be said
    if (!isNew && outcome.kind == Kind::Pending && !outcome.reportedBy.isEmpty())
        return pending(entry, outcome); // who does it here goes on
    if (!isNew && before->attempts > 0 && outcome.step == Step::Payment && !outcome.reportedBy.isEmpty())
        CS_TRY(askAgain(entry.order));
    StepRow &step = row(entry, outcome.step, outcome.causation);
    step.updatedAt = m_now;
    step.outcome = outcome.reason.isEmpty() ? outcome.reference : outcome.reason;
    step.dueAt = outcome.reportedBy.isEmpty() ? outcome.dueAt : m_now + kWithSomebodyElse;
    m_changed.append(outcome.orderId); // whatever came of it, who looks at the order sees it
    switch (outcome.kind) {
    case Kind::Later: step.state = StepState::Queued; return Done{};
    case Kind::Pending: step.state = StepState::Pending; return pending(entry, outcome);
    case Kind::Done: step.state = StepState::Done; return done(entry, outcome);
    case Kind::Failed: step.state = StepState::Failed; return failed(entry, outcome);
    }
    return Done{};
}

Status Settlement::pending(SettledOrder &entry, const StepOutcome &outcome)
{
    if (outcome.step == Step::Deliver)
        m_effects.keepProgress(entry.order, outcome);
    if (outcome.step != Step::Payment)
        return Done{};
    m_effects.keepPayment(entry.order, outcome, PaymentState::Pending);
    if (mayMove(entry, OrderStatus::PaymentPending))
        move(entry, OrderStatus::PaymentPending, Fact::PaymentPending, outcome, pendingText(outcome));
    return Done{};
}

Status Settlement::done(SettledOrder &entry, const StepOutcome &outcome)
{
    m_effects.keep(entry.order, outcome);
    const StepRule &rule = ruleOf(outcome.step);
    if (!rule.done) {
        note(entry.order.id, outcome.step == Step::Refund ? QStringLiteral("refunded") : QStringLiteral("released"),
             outcome.reason.isEmpty() ? doneText(outcome, entry.order) : outcome.reason, outcome.causation);
        return Done{};
    }
    // Who asked for it is answered, however far the order's owner has come.
    const bool counts = entry.ours ? mayTake(outcome.step, entry.order.status) : !hasEnded(entry, outcome.step);
    if (!counts)
        return tooLate(entry, outcome);
    move(entry, *rule.done, factOf(outcome.step, true), outcome, doneText(outcome, entry.order));
    goOn(entry, outcome);
    return Done{};
}

Status Settlement::tooLate(SettledOrder &entry, const StepOutcome &outcome)
{
    note(entry.order.id, QStringLiteral("too_late"),
         doneText(outcome, entry.order) + QStringLiteral(" The order was %1 before.").arg(statusName(entry.order.status)), outcome.causation);
    if (isUndone(entry.order.status))
        compensate(entry.order.id, outcome.causation);
    return Done{};
}

Status Settlement::failed(SettledOrder &entry, const StepOutcome &outcome)
{
    const bool counts = isItsTurn(entry, outcome.step);
    if (outcome.step == Step::Payment && (counts || !outcome.reference.isEmpty())) // else nobody was asked
        m_effects.keepPayment(entry.order, outcome, PaymentState::Refused);
    if (outcome.step == Step::Deliver)
        m_effects.keepShipment(entry.order, outcome, ShipmentState::Failed);
    if (ruleOf(outcome.step).failsOrder && counts && (entry.ours || saysThatItFailed(entry, outcome.step, m_context.drive))) {
        move(entry, OrderStatus::Failed, factOf(outcome.step, false), outcome, failedText(outcome));
        compensate(entry.order.id, outcome.causation);
    } else if (!hasEnded(entry, outcome.step)) {
        note(entry.order.id, QStringLiteral("step_failed"), failedText(outcome), outcome.causation);
        if (!entry.ours && counts && ruleOf(outcome.step).failsOrder)
            m_rows.addFact(factOf(outcome.step, false), entry.order, aboutOf(entry, outcome));
    }
    return Done{};
}

ActRows::About Settlement::aboutOf(const SettledOrder &entry, const StepOutcome &outcome) const
{
    ActRows::About about;
    about.reason = outcome.reason;
    about.causation = outcome.causation;
    about.paymentId = outcome.step == Step::Payment ? outcome.reference : QString();
    about.amount = outcome.amount;
    about.trackingNumber = outcome.step == Step::Ship || outcome.step == Step::Deliver ? outcome.reference : QString();
    about.carrier = outcome.carrier;
    about.heardOn = outcome.heardOn;
    if (!entry.ours) {
        about.family = answeringFamily(entry, outcome.step, m_context.drive);
        about.ownerDrives = isAskedByItsStore(entry, outcome.step);
    }
    return about;
}

void Settlement::move(SettledOrder &entry, OrderStatus to, Fact fact, const StepOutcome &outcome, const QString &detail)
{
    Order &order = entry.order;
    order.status = entry.ours ? to : laterOf(order.status, to);
    ++order.version;
    order.updatedAt = m_now;
    const QString event = m_rows.addFact(fact, order, aboutOf(entry, outcome));
    m_rows.addHistory(order, order.status, statusName(to), detail, outcome.causation.isEmpty() ? event : outcome.causation);
    m_changed.append(order.id);
}

/// What no command asks for: the shipping service follows its own shipments, and takes pipeline orders of ours by itself.
void Settlement::goOn(SettledOrder &entry, const StepOutcome &outcome)
{
    const QString family = entry.steps.value(outcome.step).family;
    const bool follows = outcome.step == Step::Ship && outcome.reportedBy.isEmpty();
    const bool ofPipeline = outcome.step == Step::Reserve && entry.ours
        && events::driverOf(entry.order, m_context.drive).family == QLatin1String("pipeline");
    if (follows)
        ask(entry.order.id, Step::Deliver, outcome.causation, family);
    else if (ofPipeline)
        ask(entry.order.id, Step::Ship, outcome.causation, family);
}

void Settlement::compensate(const QString &orderId, const QString &cause)
{
    const auto entry = m_entries.find(orderId);
    if (entry == m_entries.end())
        return;
    QList<Step> taken;
    for (const StepRow &one : std::as_const(entry->steps)) {
        if (one.state == StepState::Done)
            taken.append(one.step);
    }
    for (const Step undo : compensationOf(taken))
        ask(orderId, undo, cause, entry->steps.value(undo).family);
}

Status Settlement::reserve(const QList<StepRow> &steps)
{
    QList<Order> wanted;
    for (const StepRow &one : steps) {
        if (const Order *known = order(one.orderId))
            wanted.append(*known);
    }
    const auto refused = storage::StockStore(m_connection).reserve(wanted, m_now);
    CS_TRY(refused);
    for (const StepRow &one : steps) {
        const auto why = refused->constFind(one.orderId);
        StepOutcome outcome{one.orderId, Step::Reserve, why == refused->cend() ? Kind::Done : Kind::Failed};
        outcome.causation = one.cause;
        if (why != refused->cend())
            outcome.reason = *why + QLatin1Char('.');
        CS_TRY(apply(outcome));
    }
    return Done{};
}

} // namespace cs::services
