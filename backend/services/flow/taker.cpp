// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/taker.h"

#include "backend/domain/lifecycle.h"
#include "backend/storage/surplusstore.h"

namespace cs::services {

namespace {

bool isFailedShipment(const Command &command)
{
    return command.reports && command.step() == Step::Deliver && command.reports->kind == StepOutcome::Kind::Failed;
}

} // namespace

Taker::Taker(StoreContext &context, storage::Connection &connection, const QString &service)
    : m_context(context), m_connection(connection), m_service(service), m_settlement(context, connection, service)
{
}

Status Taker::load(const QList<TakenRecord> &records)
{
    QStringList ids;
    for (const TakenRecord &one : records) {
        for (const Command &command : one.commands)
            ids.append(command.orderId);
    }
    ids.removeDuplicates();
    return m_settlement.load(ids);
}

Status Taker::take(const TakenRecord &taken)
{
    for (Command command : taken.commands) {
        readByStatus(command);
        if (const std::optional<QString> why = mustWait(command)) {
            park(taken, command, *why);
            return Done{};
        }
        CS_TRY(apply(taken, command));
    }
    return Done{};
}

/// A shipment that failed before anybody said that it had left never left: both are on one topic, in their order. One that failed
/// before anything was reserved says that nothing can be.
void Taker::readByStatus(Command &command) const
{
    const Order *order = m_settlement.order(command.orderId);
    if (order == nullptr || !isFailedShipment(command))
        return;
    if (order->status == OrderStatus::Reserved)
        command.reports->step = Step::Ship;
    else if (order->status == OrderStatus::Paid)
        command.reports->step = Step::Reserve;
}

std::optional<QString> Taker::mustWait(const Command &command) const
{
    const Order *order = m_settlement.order(command.orderId);
    if (order == nullptr)
        return QStringLiteral("Order %1 is not known yet.").arg(command.orderId);
    if (isEarly(command))
        return QStringLiteral("Order %1 is %2, which is too early to %3.").arg(order->id, statusName(order->status), stepName(command.step()));
    return std::nullopt;
}

/// The least status in which it can be taken up.
OrderStatus Taker::neededBy(const Command &command) const
{
    const SettledOrder *entry = m_settlement.find(command.orderId);
    if (entry == nullptr)
        return OrderStatus::Pending;
    if (!entry->ours)
        return OrderStatus::Approved;
    return isFailedShipment(command) ? OrderStatus::Paid : command.needs;
}

void Taker::park(const TakenRecord &taken, const Command &command, const QString &why)
{
    m_parked.append({0, taken.name, m_service, command.orderId, neededBy(command), why, taken.record, m_context.clock.now()});
    m_settlement.note(command.orderId, QStringLiteral("parked"), QStringLiteral("%1 waits: %2").arg(taken.record.topic, why), taken.eventId);
}

/// Another's order waits only for the levels that are decided here; reports on it wait for nothing, as its owner counts them.
bool Taker::isEarly(const Command &command) const
{
    const SettledOrder &entry = *m_settlement.find(command.orderId);
    return entry.ours ? isTooEarly(command.step(), entry.order.status) : command.asks && entry.order.status == OrderStatus::PendingApproval;
}

Status Taker::apply(const TakenRecord &taken, const Command &command)
{
    const SettledOrder &entry = *m_settlement.find(command.orderId);
    if (!taken.own && !command.about.members.isEmpty())
        CS_TRY(storage::PipelineMembers(m_connection).put(command.orderId, command.about.members));
    if (command.asks) {
        CS_TRY(m_settlement.fill(command.orderId, command.about));
        // What answers an earlier step asks for the next one: on behalf of who asked first.
        const QString first = entry.steps.value(Step::Payment).askedBy;
        m_settlement.ask(command.orderId, *command.asks, taken.eventId, command.family, taken.own && !entry.ours ? first : taken.source);
        return Done{};
    }
    return entry.ours ? applyReport(entry.order, command) : applyOwners(entry, taken, *command.reports);
}

Status Taker::applyReport(const Order &order, const Command &command)
{
    const StepOutcome &outcome = *command.reports;
    const bool otherAmount = outcome.amount && *outcome.amount != order.total;
    if (outcome.step == Step::Payment && outcome.kind == StepOutcome::Kind::Done && otherAmount) {
        m_settlement.note(order.id, QStringLiteral("foreign_not_counted"),
                          QStringLiteral("%1 says that %2 were paid, which is not the total.")
                              .arg(outcome.reportedBy, QString::fromLatin1(outcome.amount->toDecimal())), outcome.causation);
        return m_settlement.giveBack(outcome, QStringLiteral("it is not the total"));
    }
    return m_settlement.apply(outcome);
}

/// Of another's order only that its owner counts another payment than the one made here is news.
Status Taker::applyOwners(const SettledOrder &entry, const TakenRecord &taken, const StepOutcome &outcome)
{
    const auto here = entry.steps.constFind(Step::Payment);
    const bool other = outcome.step == Step::Payment && outcome.kind == StepOutcome::Kind::Done && taken.source == entry.order.owner
        && here != entry.steps.cend() && here->state == StepState::Done && !outcome.reference.isEmpty() && outcome.reference != here->outcome;
    if (other)
        m_settlement.ask(entry.order.id, Step::Refund, taken.eventId, here->family);
    return Done{};
}

Result<Notice> Taker::write()
{
    if (!m_parked.isEmpty())
        CS_TRY(storage::ParkedStore(m_connection).add(m_parked));
    return m_settlement.write();
}

} // namespace cs::services
