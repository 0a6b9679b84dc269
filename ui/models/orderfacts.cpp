// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/orderfacts.h"

#include "backend/domain/lifecycle.h"
#include "ui/models/ordersteps.h"
#include "ui/presentation/ordertext.h"
#include "ui/presentation/relativetime.h"

#include <QCoreApplication>
#include <QLocale>

namespace cs::ui {

namespace {

using services::OrderDetail;
using services::StepRow;

QString factWords(const char *text)
{
    return QCoreApplication::translate("cs::ui::OrderFacts", text);
}

QString amountText(const Money &amount)
{
    return QStringLiteral("%1 %2").arg(amount.toLocaleString(), amount.currency().code());
}

Fact timeFact(const char *key, TimePoint at, TimePoint now, const QString &more = {})
{
    const QString stamp = relativetime::stampText(at, now);
    return {factWords(key), more.isEmpty() ? stamp : stamp + QStringLiteral(" · ") + more, relativetime::absoluteText(at)};
}

struct StateWords
{
    const char *text;
    Tone tone;
};

StateWords wordsOf(PaymentState state)
{
    switch (state) {
    case PaymentState::Pending: return {"pending", Tone::Warning};
    case PaymentState::Paid: return {"paid", Tone::Good};
    case PaymentState::Refused: return {"refused", Tone::Bad};
    case PaymentState::Refunded: return {"refunded", Tone::Neutral};
    }
    return {"", Tone::Neutral};
}

StateWords wordsOf(ShipmentState state)
{
    switch (state) {
    case ShipmentState::Initiated: return {"asked for", Tone::Accent};
    case ShipmentState::Shipped: return {"shipped", Tone::Accent};
    case ShipmentState::InTransit: return {"in transit", Tone::Accent};
    case ShipmentState::Delivered: return {"delivered", Tone::Good};
    case ShipmentState::Failed: return {"not delivered", Tone::Bad};
    }
    return {"", Tone::Neutral};
}

/// Of a step of which nothing but its row is known.
StateWords wordsOf(const StepRow &row)
{
    switch (row.state) {
    case StepState::Queued: return {row.attempts > 0 ? "tried, goes on" : "queued", Tone::Accent};
    case StepState::Running: return {"at work", Tone::Accent};
    case StepState::Pending: return {"pending", Tone::Warning};
    case StepState::Done: return {"done", Tone::Good};
    case StepState::Failed: return {"not done", Tone::Neutral};
    }
    return {"", Tone::Neutral};
}

void setState(FactGroup &group, StateWords state)
{
    group.state = factWords(state.text);
    group.tone = state.tone;
}

/// How long it has been open, and when it is asked for again.
void addOpen(FactGroup &group, const StepRow &row, TimePoint now)
{
    if (row.isOver())
        return;
    QString text = relativetime::latencyText(std::max(now - row.createdAt, Millis(0)));
    if (row.state != StepState::Running && row.attempts > 0 && row.dueAt > now)
        text += factWords(" · asked again in %1").arg(relativetime::latencyText(row.dueAt - now));
    group.facts.append({factWords("Open for"), text, relativetime::absoluteText(row.createdAt)});
}

void addRefund(FactGroup &group, const OrderDetail &detail, TimePoint now)
{
    const std::optional<Payment> &payment = detail.fulfilment.payment;
    const StepRow *const refund = detail.fulfilment.step(Step::Refund);
    if (payment && payment->refunded.minor() > 0) {
        group.facts.append({factWords("Refunded"), amountText(payment->refunded), {}});
        group.facts.append(timeFact("Refunded at", payment->updatedAt, now));
    } else if (refund) {
        group.facts.append({factWords("Refund"), factWords(wordsOf(*refund).text), {}});
        addOpen(group, *refund, now);
    }
    if (!refund)
        return;
    if (const services::HistoryEntry *const end = moveTo(detail, detail.order.status); end && !end->detail.isEmpty())
        group.facts.append({factWords("Refund because"), end->detail, {}, false, true});
}

FactGroup paymentGroup(const OrderDetail &detail, TimePoint now)
{
    FactGroup group{QStringLiteral("payment"), factWords("Payment"), {}, Tone::Neutral, {}};
    const std::optional<Payment> &payment = detail.fulfilment.payment;
    const StepRow *const row = detail.fulfilment.step(Step::Payment);
    if (!payment && !row)
        return group;
    setState(group, payment ? wordsOf(payment->state) : wordsOf(*row));
    group.facts.append({factWords("Amount"), payment ? amountText(payment->amount) : ordertext::totalWithCurrency(detail.order), {}});
    if (payment) {
        group.facts.append({factWords("Through"), payment->reportedBy, {}});
        group.facts.append({factWords("Reference"), payment->paymentId.isEmpty() ? factWords("none") : payment->paymentId, {}, !payment->paymentId.isEmpty()});
        if (!payment->reason.isEmpty())
            group.facts.append({factWords("Reason"), payment->reason, {}, false, true});
    } else if (!row->outcome.isEmpty()) {
        group.facts.append({factWords("Reason"), row->outcome, {}, false, true});
    }
    if (row) {
        group.facts.append({factWords("Attempts"), QLocale().toString(row->attempts), {}});
        if (row->state == StepState::Done)
            group.facts.append(timeFact("Paid at", row->updatedAt, now));
        addOpen(group, *row, now);
    }
    addRefund(group, detail, now);
    return group;
}

/// Of what state all of the order's reservations are: an order is reserved, given back and shipped as a whole.
StateWords wordsOf(ReservationState state)
{
    switch (state) {
    case ReservationState::Held: return {"reserved", Tone::Good};
    case ReservationState::Released: return {"given back", Tone::Neutral};
    case ReservationState::Shipped: return {"shipped", Tone::Accent};
    }
    return {"", Tone::Neutral};
}

FactGroup stockGroup(const OrderDetail &detail, TimePoint now)
{
    FactGroup group{QStringLiteral("stock"), factWords("Stock"), {}, Tone::Neutral, {}};
    const StepRow *const row = detail.fulfilment.step(Step::Reserve);
    const QList<Reservation> &held = detail.fulfilment.reservations;
    if (!row && held.isEmpty())
        return group;
    setState(group, held.isEmpty() ? wordsOf(*row) : wordsOf(held.first().state));
    qint64 units = 0;
    for (const Reservation &one : held)
        units += one.quantity;
    if (!held.isEmpty()) {
        group.facts.append({factWords("Units"), factWords("%1 of %2 products").arg(QLocale().toString(units), QLocale().toString(held.size())), {}});
        group.facts.append(timeFact(held.first().state == ReservationState::Held ? "Reserved at" : "Since", held.first().at, now));
    }
    if (row && row->state == StepState::Failed) {
        if (row == failedStep(detail))
            setState(group, {"short", Tone::Bad});
        group.facts.append({factWords("Reason"), row->outcome, {}, false, true});
    } else if (row) {
        addOpen(group, *row, now);
    }
    if (const StepRow *const release = detail.fulfilment.step(Step::Release); release && !release->isOver())
        group.facts.append({factWords("Release"), factWords(wordsOf(*release).text), {}});
    return group;
}

FactGroup shipmentGroup(const OrderDetail &detail, TimePoint now)
{
    FactGroup group{QStringLiteral("shipment"), factWords("Shipment"), {}, Tone::Neutral, {}};
    const std::optional<Shipment> &shipment = detail.fulfilment.shipment;
    const StepRow *const row = detail.fulfilment.step(Step::Ship);
    if (!shipment && !row)
        return group;
    setState(group, shipment ? wordsOf(shipment->state) : wordsOf(*row));
    if (!shipment) {
        if (!row->outcome.isEmpty())
            group.facts.append({factWords("Reason"), row->outcome, {}, false, true});
        addOpen(group, *row, now);
        return group;
    }
    group.facts.append({factWords("Carrier"), shipment->carrier.isEmpty() ? factWords("none: by hand") : shipment->carrier, {}});
    group.facts.append({factWords("Tracking"), shipment->trackingNumber.isEmpty() ? factWords("none") : shipment->trackingNumber, {}, !shipment->trackingNumber.isEmpty()});
    for (const services::ShipmentEvent &event : detail.fulfilment.shipmentEvents) {
        Fact fact = timeFact(wordsOf(event.state).text, event.at, now, event.detail);
        fact.key[0] = fact.key.at(0).toUpper();
        group.facts.append(fact);
    }
    return group;
}

FactGroup parkedGroup(const OrderDetail &detail, TimePoint now)
{
    FactGroup group{QStringLiteral("parked"), factWords("Commands that wait"), factWords("parked"), Tone::Warning, {}};
    for (const services::ParkedRow &row : detail.fulfilment.parked)
        group.facts.append({row.service, QStringLiteral("%1 · %2").arg(relativetime::stampText(row.at, now), row.reason), row.record.topic, false, true});
    return group;
}

} // namespace

QList<FactGroup> orderFacts(const OrderDetail &detail, TimePoint now)
{
    QList<FactGroup> groups;
    for (const FactGroup &group : {paymentGroup(detail, now), stockGroup(detail, now), shipmentGroup(detail, now), parkedGroup(detail, now)}) {
        if (!group.facts.isEmpty())
            groups.append(group);
    }
    return groups;
}

LineStock lineStock(const OrderDetail &detail, const QString &productId)
{
    const auto level = detail.fulfilment.levels.constFind(productId);
    const bool known = level != detail.fulfilment.levels.cend();
    LineStock line;
    line.onHand = known ? QLocale().toString(level->onHand) : QStringLiteral("–");
    if (known)
        line.tip = factWords("%1 on hand, %2 of them reserved").arg(QLocale().toString(level->onHand), QLocale().toString(level->reserved));
    const auto say = [&line](const StateWords &state) {
        line.text = factWords(state.text);
        line.tone = state.tone;
    };
    for (const Reservation &one : detail.fulfilment.reservations) {
        if (one.productId == productId) {
            say(wordsOf(one.state));
            return line;
        }
    }
    const bool gone = detail.order.status == OrderStatus::Shipped || detail.order.status == OrderStatus::Delivered;
    if (!known || gone) {
        say({gone ? "shipped" : "not known", Tone::Neutral});
    } else if (level->available() < neededStock(detail.order).value(productId)) {
        const StepRow *const failed = failedStep(detail);
        line.text = factWords("short: %1 left").arg(QLocale().toString(level->available()));
        line.tone = failed && failed->step == Step::Reserve ? Tone::Bad : Tone::Warning;
    } else {
        say(isUndone(detail.order.status) ? StateWords{"not reserved", Tone::Neutral} : StateWords{"in stock", Tone::Good});
    }
    return line;
}

} // namespace cs::ui
