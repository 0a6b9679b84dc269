// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/actrows.h"

#include "backend/storage/peoplestore.h"
#include "backend/storage/surplusstore.h"

namespace cs::services {

using events::Fact;

Error changedMeanwhile(const Order &now)
{
    return Error::conflict(QStringLiteral("The order was changed (version %1 now); read it again.").arg(now.version));
}

events::FactContext ActRows::factContext(Fact what, const Order &order, const About &about) const
{
    events::FactContext fact;
    fact.order = order;
    fact.actor = m_actor;
    fact.at = m_at;
    fact.level = about.level;
    fact.reason = about.reason;
    fact.source = m_context.source;
    fact.causationId = about.causation;
    fact.driver = about.family.isEmpty() ? events::driverOf(order, m_context.drive).family : about.family;
    fact.paymentId = about.paymentId;
    fact.amount = about.amount;
    fact.trackingNumber = about.trackingNumber;
    fact.carrier = about.carrier;
    fact.typeIds = m_context.typeIds;
    fact.ownerDrives = about.ownerDrives;
    // Nobody has added members to the record of an order that was entered here and that nobody was asked about yet.
    if (fact.driver == QLatin1String("pipeline") && (what != Fact::Approved || order.family == fact.driver))
        fact.pipelineUnknown = storage::PipelineMembers(m_connection).find(order.id).valueOr({});
    return fact;
}

QString ActRows::addFact(Fact fact, const Order &order, const About &about)
{
    auto records = events::recordsOf(fact, factContext(fact, order, about), m_context.publish, m_context.ids);
    if (!about.heardOn.isEmpty())
        records.removeIf([&about](const events::FactRecord &one) { return one.record.topic == about.heardOn; });
    addRecords(records, order.id, about.cause);
    return records.isEmpty() ? QString() : records.first().eventId;
}

void ActRows::addRecords(const QList<events::FactRecord> &records, const QString &orderId, const QString &cause)
{
    for (const events::FactRecord &one : records) {
        storage::OutboxRow row;
        row.eventId = one.eventId;
        row.orderKey = orderId;
        row.cause = cause;
        row.record = one.record;
        row.createdAt = m_at;
        m_outbox.append(row);
    }
}

void ActRows::addHistory(const Order &order, OrderStatus status, const QString &act, const QString &detail,
                         const QString &cause)
{
    storage::HistoryEntry entry;
    entry.orderId = order.id;
    entry.at = m_at;
    entry.act = act;
    entry.status = status;
    entry.actor = m_actor;
    entry.cause = cause;
    entry.detail = detail;
    m_history.append(entry);
}

void ActRows::addAudit(const QString &act, const QString &subject, const QByteArray &detail)
{
    storage::AuditEntry entry;
    entry.at = m_at;
    entry.actor = m_actor;
    entry.act = act;
    entry.subject = subject;
    entry.detail = QString::fromUtf8(detail);
    m_audit.append(entry);
}

void ActRows::addApproved(const Order &order, const QString &causation)
{
    const QString notice = events::driverOf(order, m_context.drive).notice;
    if (!notice.isEmpty())
        addHistory(order, order.status, QStringLiteral("driver"), notice, causation);
    About about;
    about.causation = causation;
    addFact(Fact::Approved, order, about);
}

void ActRows::addApprovedUnasked(const Order &order, const QString &why, const QString &causation)
{
    addHistory(order, order.status, QStringLiteral("approved"), why, causation);
    addApproved(order, causation);
}

Result<QList<Actor>> ActRows::approversOf(const QString &level)
{
    if (const auto found = m_approvers.constFind(level); found != m_approvers.cend())
        return *found;
    QList<Actor> people;
    if (const std::optional<Role> role = roleFromName(level)) {
        const Result<QList<User>> users = storage::PeopleStore(m_connection).usersWithRole(*role);
        if (!users.ok())
            return users.error();
        for (const User &one : *users)
            people.append(one.actor());
    }
    m_approvers.insert(level, people);
    return people;
}

Status ActRows::addLevelRequest(const Order &order, const QStringList &handled, const QString &why,
                                const QString &causation, Fact what)
{
    const QString level = order.waitingFor();
    const Result<QList<Actor>> approvers = approversOf(level);
    if (!approvers.ok())
        return approvers.error();
    events::FactContext fact = factContext(what, order, {level, {}, causation, {}});
    for (const Actor &one : *approvers) {
        if (one.userId != order.createdBy.userId && one.userId != order.submittedBy && !handled.contains(one.userId))
            fact.notifiers.append(one);
    }
    const auto records = events::recordsOf(what, fact, m_context.publish, m_context.ids);
    addRecords(records, order.id, causation);
    Approval approval;
    approval.orderId = order.id;
    approval.round = order.round;
    approval.level = level;
    approval.requestedAt = m_at;
    approval.dueAt = m_at + m_context.approvalDue;
    approval.version = order.version;
    m_approvals.append(approval);
    addHistory(order, OrderStatus::PendingApproval, QStringLiteral("approval_requested"), why, causation);
    return Done{};
}

Status ActRows::write()
{
    if (!m_history.isEmpty())
        CS_TRY(storage::OrderStore(m_connection).addHistory(m_history));
    if (!m_approvals.isEmpty())
        CS_TRY(storage::ApprovalStore(m_connection).request(m_approvals));
    if (!m_audit.isEmpty())
        CS_TRY(storage::AuditStore(m_connection, m_context.auditKey).append(m_audit));
    if (m_outbox.isEmpty())
        return Done{};
    const Result<bool> numbered = storage::OutboxStore(m_connection).addNumbered(&m_outbox);
    CS_TRY(numbered);
    m_numbered = *numbered;
    return Done{};
}

} // namespace cs::services
