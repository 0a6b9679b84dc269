// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/settlement.h"

#include "backend/domain/lifecycle.h"
#include "backend/storage/orderstore.h"
#include "backend/storage/paymentstore.h"
#include "backend/storage/shipmentstore.h"
#include "backend/storage/stockstore.h"

namespace cs::services {

using events::Fact;
using storage::StepRow;

namespace {

const QString kRole = QStringLiteral("SERVICE");

Fact factOf(Step step, bool done)
{
    switch (step) {
    case Step::Payment: return done ? Fact::Paid : Fact::PaymentRefused;
    case Step::Reserve: return done ? Fact::Reserved : Fact::StockShort;
    case Step::Ship: return done ? Fact::Shipped : Fact::Failed;
    default: return Fact::Delivered;
    }
}

QString amountText(const Money &amount)
{
    return QString::fromLatin1(amount.toDecimal()) + QLatin1Char(' ') + amount.currency().code();
}

QString withReason(const QString &sentence, const QString &reason)
{
    return reason.isEmpty() ? sentence + QLatin1Char('.') : sentence + QStringLiteral(": ") + reason;
}

QString doneText(const StepOutcome &outcome, const Order &order)
{
    const QString by = outcome.reportedBy.isEmpty() ? QString() : QStringLiteral(", as %1 says").arg(outcome.reportedBy);
    switch (outcome.step) {
    case Step::Payment: return QStringLiteral("Payment %1 of %2%3.").arg(outcome.reference, amountText(outcome.amount.value_or(order.total)), by);
    case Step::Refund: return QStringLiteral("What was paid (%1) is paid back.").arg(amountText(order.total));
    case Step::Reserve: return QStringLiteral("The stock is reserved%1.").arg(by);
    case Step::Release: return QStringLiteral("The reserved stock is given back.");
    case Step::Ship: return QStringLiteral("Handed to %1, tracking number %2%3.").arg(outcome.carrier, outcome.reference, by);
    case Step::Deliver: return QStringLiteral("Delivered%1.").arg(by);
    }
    return {};
}

QString failedText(const StepOutcome &outcome)
{
    switch (outcome.step) {
    case Step::Payment: return withReason(QStringLiteral("The payment was refused"), outcome.reason);
    case Step::Reserve: return withReason(QStringLiteral("The stock is short"), outcome.reason);
    case Step::Ship: return withReason(QStringLiteral("It could not be shipped"), outcome.reason);
    default: return withReason(QStringLiteral("The step %1 failed").arg(stepName(outcome.step)), outcome.reason);
    }
}

} // namespace

Settlement::Settlement(StoreContext &context, storage::Connection &connection, const QString &service)
    : m_context(context), m_connection(connection), m_now(context.clock.now()), m_rows(context, connection, {service + QStringLiteral("-service"), kRole}, m_now)
{
}

Status Settlement::load(const QStringList &orderIds)
{
    auto orders = storage::OrderStore(m_connection).findMany(orderIds);
    CS_TRY(orders);
    const auto steps = storage::StepStore(m_connection).ofOrders(orderIds);
    CS_TRY(steps);
    for (const Order &order : *orders) {
        Entry entry{order, order.version, {}, {}};
        for (const StepRow &one : steps->value(order.id))
            entry.steps.insert(one.step, one);
        m_entries.insert(order.id, entry);
    }
    return Done{};
}

const Order *Settlement::order(const QString &orderId) const
{
    const auto at = m_entries.constFind(orderId);
    return at == m_entries.cend() ? nullptr : &at->order;
}

const StepRow *Settlement::step(const QString &orderId, Step step) const
{
    const auto at = m_entries.constFind(orderId);
    if (at == m_entries.cend())
        return nullptr;
    const auto row = at->steps.constFind(step);
    return row == at->steps.cend() ? nullptr : &*row;
}

StepRow &Settlement::row(Entry &entry, Step step, const QString &cause)
{
    entry.touched.insert(step);
    const auto at = entry.steps.find(step);
    if (at != entry.steps.end())
        return *at;
    return *entry.steps.insert(step, {entry.order.id, step, StepState::Queued, 0, m_now, {}, cause, m_now, m_now});
}

void Settlement::ask(const QString &orderId, Step step, const QString &cause)
{
    const auto entry = m_entries.find(orderId);
    if (entry != m_entries.end() && !entry->steps.contains(step))
        row(*entry, step, cause);
}

Status Settlement::apply(const StepOutcome &outcome)
{
    const auto found = m_entries.find(outcome.orderId);
    if (found == m_entries.end())
        return Done{};
    Entry &entry = *found;
    if (const auto before = entry.steps.constFind(outcome.step); before != entry.steps.cend() && before->isOver()) {
        noteIgnored(entry, outcome);
        return Done{};
    }
    StepRow &step = row(entry, outcome.step, outcome.causation);
    step.updatedAt = m_now;
    step.outcome = outcome.reason.isEmpty() ? outcome.reference : outcome.reason;
    step.dueAt = outcome.dueAt;
    m_changed.append(outcome.orderId); // whatever came of it, who looks at the order sees it
    switch (outcome.kind) {
    case StepOutcome::Kind::Later: step.state = StepState::Queued; return Done{};
    case StepOutcome::Kind::Pending: step.state = StepState::Pending; return pending(entry, outcome);
    case StepOutcome::Kind::Done: step.state = StepState::Done; return done(entry, outcome);
    case StepOutcome::Kind::Failed: step.state = StepState::Failed; return failed(entry, outcome);
    }
    return Done{};
}

Status Settlement::pending(Entry &entry, const StepOutcome &outcome)
{
    if (outcome.step == Step::Payment) {
        CS_TRY(keepPayment(entry, outcome, PaymentState::Pending));
        if (entry.order.status == OrderStatus::Approved)
            move(entry, OrderStatus::PaymentPending, Fact::PaymentPending, outcome, withReason(QStringLiteral("The payment is not decided yet"), outcome.reason));
    } else if (outcome.step == Step::Deliver) {
        const auto known = storage::ShipmentStore(m_connection).find(entry.order.id);
        CS_TRY(known);
        if (!*known || (*known)->state != outcome.shipment)
            return keepShipment(entry, outcome, outcome.shipment);
    }
    return Done{};
}

Status Settlement::done(Entry &entry, const StepOutcome &outcome)
{
    CS_TRY(keepEffect(entry, outcome));
    const StepRule &rule = ruleOf(outcome.step);
    if (!rule.done) {
        m_rows.addHistory(entry.order, entry.order.status, outcome.step == Step::Refund ? QStringLiteral("refunded") : QStringLiteral("released"),
                          outcome.reason.isEmpty() ? doneText(outcome, entry.order) : outcome.reason, outcome.causation);
        m_changed.append(entry.order.id);
    } else if (mayTake(outcome.step, entry.order.status)) {
        move(entry, *rule.done, factOf(outcome.step, true), outcome, doneText(outcome, entry.order));
        goOn(entry, outcome.causation);
    } else {
        m_rows.addHistory(entry.order, entry.order.status, QStringLiteral("too_late"),
                          doneText(outcome, entry.order) + QStringLiteral(" The order was %1 before.").arg(statusName(entry.order.status)), outcome.causation);
        m_changed.append(entry.order.id);
        if (isUndone(entry.order.status))
            compensate(entry, outcome.causation);
    }
    return Done{};
}

Status Settlement::failed(Entry &entry, const StepOutcome &outcome)
{
    const bool itsTurn = mayTake(outcome.step, entry.order.status);
    if (outcome.step == Step::Payment && (itsTurn || !outcome.reference.isEmpty())) // else nobody was asked
        CS_TRY(keepPayment(entry, outcome, PaymentState::Refused));
    if (outcome.step == Step::Deliver)
        CS_TRY(keepShipment(entry, outcome, ShipmentState::Failed));
    if (ruleOf(outcome.step).failsOrder && itsTurn) {
        move(entry, OrderStatus::Failed, factOf(outcome.step, false), outcome, failedText(outcome));
        compensate(entry, outcome.causation);
    } else if (!isUndone(entry.order.status)) {
        note(entry.order.id, QStringLiteral("step_failed"), failedText(outcome), outcome.causation);
    }
    return Done{};
}

Status Settlement::keepEffect(Entry &entry, const StepOutcome &outcome)
{
    storage::StockStore stock(m_connection);
    switch (outcome.step) {
    case Step::Payment: return keepPayment(entry, outcome, PaymentState::Paid);
    case Step::Refund: {
        const auto refunded = storage::PaymentStore(m_connection).refund(entry.order.id, m_now);
        return refunded.ok() ? Status(Done{}) : Status(refunded.error());
    }
    case Step::Release: {
        const auto released = stock.release(entry.order.id, m_now);
        return released.ok() ? Status(Done{}) : Status(released.error());
    }
    case Step::Ship: {
        const auto shipped = stock.ship(entry.order.id, m_now);
        CS_TRY(shipped);
        return keepShipment(entry, outcome, ShipmentState::Shipped);
    }
    case Step::Deliver: return keepShipment(entry, outcome, ShipmentState::Delivered);
    case Step::Reserve: break;
    }
    return Done{};
}

Status Settlement::keepPayment(const Entry &entry, const StepOutcome &outcome, PaymentState state)
{
    Payment payment;
    payment.orderId = entry.order.id;
    payment.paymentId = outcome.reference;
    payment.amount = outcome.amount.value_or(entry.order.total);
    payment.state = state;
    payment.reportedBy = outcome.reportedBy.isEmpty() ? QStringLiteral("payment-service") : outcome.reportedBy;
    payment.reason = outcome.reason;
    payment.createdAt = payment.updatedAt = m_now;
    const auto kept = storage::PaymentStore(m_connection).put(payment);
    return kept.ok() ? Status(Done{}) : Status(kept.error());
}

Status Settlement::keepShipment(const Entry &entry, const StepOutcome &outcome, ShipmentState state)
{
    storage::ShipmentStore shipments(m_connection);
    const auto known = shipments.find(entry.order.id);
    CS_TRY(known);
    Shipment shipment = known->value_or(Shipment{entry.order.id, outcome.reference, outcome.carrier, state, m_now, m_now});
    if (!outcome.reference.isEmpty())
        shipment.trackingNumber = outcome.reference;
    if (!outcome.carrier.isEmpty())
        shipment.carrier = outcome.carrier;
    shipment.state = state;
    shipment.updatedAt = m_now;
    return shipments.put(shipment, outcome.reason);
}

void Settlement::move(Entry &entry, OrderStatus to, Fact fact, const StepOutcome &outcome, const QString &detail)
{
    Order &order = entry.order;
    order.status = to;
    ++order.version;
    order.updatedAt = m_now;
    ActRows::About about;
    about.reason = outcome.reason;
    about.causation = outcome.causation;
    about.paymentId = outcome.step == Step::Payment ? outcome.reference : QString();
    about.amount = outcome.amount;
    about.trackingNumber = outcome.step == Step::Ship || outcome.step == Step::Deliver ? outcome.reference : QString();
    about.carrier = outcome.carrier;
    about.heardOn = outcome.heardOn;
    const QString event = m_rows.addFact(fact, order, about);
    m_rows.addHistory(order, to, statusName(to), detail, outcome.causation.isEmpty() ? event : outcome.causation);
    m_changed.append(order.id);
}

/// What no command asks for: the shipping service follows its own shipments, and takes pipeline orders by itself.
void Settlement::goOn(Entry &entry, const QString &cause)
{
    const std::optional<Step> next = stepAfter(entry.order.status);
    if (!next || entry.steps.contains(*next))
        return;
    const bool follows = *next == Step::Deliver;
    const bool ofPipeline = *next == Step::Ship && events::driverOf(entry.order, m_context.drive).family == QLatin1String("pipeline");
    if (follows || ofPipeline)
        row(entry, *next, cause);
}

void Settlement::compensate(Entry &entry, const QString &cause)
{
    QList<Step> taken;
    for (const StepRow &one : std::as_const(entry.steps)) {
        if (one.state == StepState::Done)
            taken.append(one.step);
    }
    for (const Step undo : compensationOf(taken)) {
        if (!entry.steps.contains(undo))
            row(entry, undo, cause);
    }
}

/// Only what somebody else says is worth a line; our own answers may come twice after a crash.
void Settlement::noteIgnored(const Entry &entry, const StepOutcome &outcome)
{
    const StepRow &before = *entry.steps.constFind(outcome.step);
    const bool paidToo = outcome.step == Step::Payment && outcome.kind == StepOutcome::Kind::Done && before.state == StepState::Done;
    if (outcome.reportedBy.isEmpty() && paidToo && outcome.reference != before.outcome)
        return note(entry.order.id, QStringLiteral("paid_twice"),
                    QStringLiteral("Payment %1 was made here too; the payment that counts is %2. Pay it back.").arg(outcome.reference, before.outcome),
                    outcome.causation);
    const bool contradicts = (before.state == StepState::Done) != (outcome.kind == StepOutcome::Kind::Done)
        || (!outcome.reference.isEmpty() && outcome.reference != before.outcome);
    if (!outcome.reportedBy.isEmpty() && contradicts && outcome.kind != StepOutcome::Kind::Pending)
        note(entry.order.id, QStringLiteral("foreign_not_counted"),
             QStringLiteral("%1 says of the step %2 what does not count: it is %3 already.")
                 .arg(outcome.reportedBy, stepName(outcome.step), stepStateName(before.state)), outcome.causation);
}

Status Settlement::reserve(const QString &orderId)
{
    const Order *wanted = order(orderId);
    if (wanted == nullptr)
        return Done{};
    const auto why = storage::StockStore(m_connection).reserve(*wanted, m_now);
    CS_TRY(why);
    StepOutcome outcome{orderId, Step::Reserve, *why ? StepOutcome::Kind::Failed : StepOutcome::Kind::Done};
    if (*why)
        outcome.reason = **why + QLatin1Char('.');
    return apply(outcome);
}

void Settlement::note(const QString &orderId, const QString &act, const QString &detail, const QString &cause)
{
    if (const Order *about = order(orderId)) {
        m_rows.addHistory(*about, about->status, act, detail, cause);
        m_changed.append(orderId);
    }
}

Result<Notice> Settlement::write()
{
    storage::OrderStore orders(m_connection);
    storage::StepStore steps(m_connection);
    for (const Entry &entry : std::as_const(m_entries)) {
        if (entry.order.version != entry.versionBefore)
            CS_TRY(orders.update(entry.order, entry.versionBefore));
        for (const Step one : entry.touched)
            CS_TRY(steps.put(entry.steps.value(one)));
    }
    CS_TRY(m_rows.write());
    m_changed.removeDuplicates();
    return Notice{m_changed, false, false, m_rows.hasOutbox(), m_rows.outboxRows()};
}

} // namespace cs::services
