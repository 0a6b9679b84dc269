// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/projection.h"

#include "backend/domain/lifecycle.h"
#include "backend/services/events/approvalmerge.h"

#include <algorithm>

namespace cs::services {

using events::OmsKind;

namespace {

const QString kNotCounted = QStringLiteral("foreign_not_counted");
constexpr auto kFarthestAhead = std::chrono::hours(24); ///< clocks differ, time zones are mistaken; more is no time

QString actOf(const Fact &fact)
{
    if (fact.news && fact.event.kind == OmsKind::Unknown)
        return fact.news->told == OrderStatus::Pending ? QStringLiteral("updated") : statusName(fact.news->told);
    switch (fact.event.kind) {
    case OmsKind::Created: return QStringLiteral("created");
    case OmsKind::ApprovalRequested: return QStringLiteral("approval_requested");
    case OmsKind::ApprovalCompleted: return QStringLiteral("approved");
    case OmsKind::ApprovalRejected: return QStringLiteral("rejected");
    case OmsKind::Cancelled: return QStringLiteral("cancelled");
    case OmsKind::Fulfilled: return QStringLiteral("shipped");
    case OmsKind::Failed: return QStringLiteral("failed");
    case OmsKind::Unknown: break;
    }
    return {};
}

/// As the history names it.
QString nameOf(const Fact &fact)
{
    return fact.news ? fact.news->name : events::omsTopic(fact.event.kind);
}

bool isDecision(OmsKind kind)
{
    return kind == OmsKind::ApprovalCompleted || kind == OmsKind::ApprovalRejected;
}

/// Where a fact alone puts an order; Pending where it does not.
OrderStatus floorOf(const Fact &fact)
{
    if (fact.news)
        return fact.news->told;
    switch (fact.event.kind) {
    case OmsKind::Cancelled: return OrderStatus::Cancelled;
    case OmsKind::Fulfilled: return OrderStatus::Shipped;
    case OmsKind::Failed: return OrderStatus::Failed;
    default: return OrderStatus::Pending;
    }
}

bool sameOrder(const Order &a, const Order &b)
{
    return a.status == b.status && a.level == b.level && a.levels == b.levels && a.round == b.round;
}

bool sameContent(const Order &a, const Order &b)
{
    return a.customerId == b.customerId && a.currency == b.currency && a.items == b.items && a.total == b.total
        && a.createdBy == b.createdBy && a.submittedBy == b.submittedBy;
}

Fact withTime(Fact fact, TimePoint at)
{
    fact.sentAt = std::exchange(fact.event.timestamp, at);
    return fact;
}

void takeContent(Order &order, const Order &sent)
{
    order.customerId = sent.customerId;
    order.currency = sent.currency;
    order.items = sent.items;
    order.total = sent.total;
}

/// Fills in what the event tells of the order. Of two contents the later one stands.
void fill(Order &order, const events::OmsEvent &event)
{
    if (event.order && (order.items.isEmpty() || event.timestamp > order.updatedAt))
        takeContent(order, *event.order);
    if (order.createdBy.userId.isEmpty()) {
        if (event.order && !event.order->createdBy.userId.isEmpty())
            order.createdBy = event.order->createdBy;
        else if (event.kind == OmsKind::Created)
            order.createdBy = event.triggeredBy;
    }
    // Who asks for a level has submitted the order, unless the role decides an earlier one: that decision asks for the next.
    if (event.kind == OmsKind::ApprovalRequested && order.submittedBy.isEmpty()
        && !decidesBefore(event.triggeredBy.role, levelOf(event)))
        order.submittedBy = event.triggeredBy.userId;
    order.updatedAt = std::max(order.updatedAt, event.timestamp);
}

} // namespace

QString levelOf(const events::OmsEvent &event)
{
    if (!event.approvalLevel.isEmpty())
        return event.approvalLevel;
    if (isDecision(event.kind) && isDecidingRole(event.triggeredBy.role))
        return event.triggeredBy.role;
    for (const Actor &one : event.notifiers) {
        if (event.kind == OmsKind::ApprovalRequested && isDecidingRole(one.role))
            return one.role;
    }
    return roleName(Role::Manager);
}

Projection::Projection(Rules rules, KnownState known, qsizetype facts) : m_rules(std::move(rules)), m_known(std::move(known))
{
    m_index.reserve(facts);
    m_entries.reserve(std::size_t(facts));
    m_result.history.reserve(facts);
}

Projection::Entry *Projection::find(const QString &orderId)
{
    if (const auto at = m_index.constFind(orderId); at != m_index.cend())
        return &m_entries[size_t(*at)];
    const auto known = m_known.orders.constFind(orderId);
    if (known == m_known.orders.cend())
        return nullptr;
    m_index.insert(orderId, qsizetype(m_entries.size()));
    const QList<Approval> approvals = m_known.approvals.value(orderId);
    m_entries.push_back({*known, approvals, false, *known, approvals});
    return &m_entries.back();
}

Projection::Entry &Projection::entryFor(const Fact &fact)
{
    if (Entry *entry = find(fact.event.orderId))
        return *entry;
    m_index.insert(fact.event.orderId, qsizetype(m_entries.size()));
    Entry &entry = m_entries.emplace_back();
    entry.isNew = true;
    entry.order.id = fact.event.orderId;
    entry.order.owner = fact.source.isEmpty() ? QStringLiteral("foreign") : fact.source;
    entry.order.family = fact.news ? fact.news->family : QStringLiteral("oms");
    entry.order.createdAt = fact.event.timestamp;
    return entry;
}

void Projection::apply(const Fact &fact)
{
    if ((fact.event.kind == OmsKind::Unknown && !fact.news) || fact.event.orderId.isEmpty())
        m_result.silent.insert(m_count);
    else if (fact.forged)
        applyForged(fact);
    else if (!fact.source.isEmpty() && fact.source == m_rules.source)
        applyOwn(fact);
    else if (fact.event.timestamp > m_rules.now + kFarthestAhead)
        applyOthers(withTime(fact, m_rules.now));
    else
        applyOthers(fact);
    ++m_count;
}

void Projection::applyOthers(const Fact &fact)
{
    Entry &entry = entryFor(fact);
    if (entry.order.owner == m_rules.source)
        applyToOurs(entry, fact);
    else
        applyForeign(entry, fact);
    if (fact.sentAt)
        note(entry, fact, kNotCounted,
             QStringLiteral("The time of %1 (%2) is more than 24 h ahead; the time of receipt stands in its place.")
                 .arg(nameOf(fact), toDateTime(*fact.sentAt).toString(Qt::ISODate)));
}

/// Shown with the order that it speaks about, if there is one.
void Projection::applyForged(const Fact &fact)
{
    m_result.silent.insert(m_count);
    if (Entry *entry = find(fact.event.orderId))
        note(*entry, fact, kNotCounted,
             QStringLiteral("%1 names this store as its source, which has not sent it.").arg(nameOf(fact)));
}

/// Our own record came back: the store knew before the topic did. A level that is decided by now is not asked for again.
void Projection::applyOwn(const Fact &fact)
{
    const Entry *entry = find(fact.event.orderId);
    if (entry == nullptr || fact.event.kind != OmsKind::ApprovalRequested)
        return;
    const QString level = levelOf(fact.event);
    const int round = latestRound(entry->approvals, level, entry->order.round);
    const Approval *approval = findApproval(entry->approvals, round, level);
    if (approval != nullptr && approval->state != ApprovalState::Waiting)
        m_result.silent.insert(m_count);
}

void Projection::applyForeign(Entry &entry, const Fact &fact)
{
    const events::OmsEvent &event = fact.event;
    const OrderStatus statusBefore = entry.order.status;
    const Order before = entry.isNew ? Order() : entry.order; // of a new order each fact is told
    const QList<Approval> approvalsBefore = entry.isNew ? QList<Approval>() : entry.approvals;
    const bool rejected = isToldRejected(entry, fact);
    fill(entry.order, event);
    if (fact.news && entry.order.customerId.isEmpty())
        entry.order.customerId = fact.news->customerId;
    if (event.kind == OmsKind::ApprovalRequested || isDecision(event.kind)) {
        Approval &level = levelEntry(entry.approvals, entry.order, levelOf(event), event.timestamp, m_rules.approvalDue);
        if (event.kind == OmsKind::ApprovalRequested && isDecided(level.state))
            m_result.silent.insert(m_count);
        if (isDecision(event.kind))
            decideLevel(level, event);
    }
    entry.order.status = laterOf(entry.order.status, floorOf(fact));
    settle(entry, fact, rejected);
    if (event.kind == OmsKind::ApprovalRequested && entry.order.status > OrderStatus::Approved)
        m_result.silent.insert(m_count);
    if (entry.isNew || !sameOrder(before, entry.order) || !sameContent(before, entry.order)
        || !sameApprovals(approvalsBefore, entry.approvals))
        note(entry, fact, actOf(fact), event.message);
    applyEnd(entry, fact, statusBefore);
}

/// Of two ends one stands; the history says which does not count.
void Projection::applyEnd(Entry &entry, const Fact &fact, OrderStatus before)
{
    const OrderStatus now = entry.order.status;
    const OrderStatus told = fact.event.kind == OmsKind::ApprovalRejected ? OrderStatus::Rejected : floorOf(fact);
    const bool isEnd = told == OrderStatus::Shipped || isFinal(told);
    if (!isEnd || now <= OrderStatus::Approved)
        return;
    const QString topic = nameOf(fact);
    if (now != told && laterOf(now, told) == now) {
        note(entry, fact, kNotCounted, QStringLiteral("%1 does not count: the order is %2 already.").arg(topic, statusName(now)));
        if (told == OrderStatus::Cancelled || told == OrderStatus::Failed)
            m_result.silent.insert(m_count);
    } else if (now == told && before != now && isFinal(before)) {
        note(entry, fact, kNotCounted, QStringLiteral("That it was %1 does not count: %2 outranks it.").arg(statusName(before), topic));
    }
}

void Projection::settle(Entry &entry, const Fact &fact, bool rejected)
{
    dropBreaches(entry, fact);
    settleOrder(entry.order, entry.approvals, rejected);
}

/// Whether the order's owner says, or has said, that it was rejected, without saying at which level.
bool Projection::isToldRejected(const Entry &entry, const Fact &fact)
{
    if (fact.news && fact.news->told == OrderStatus::Rejected)
        return true;
    const QList<Approval> &list = entry.approvals;
    return entry.order.status == OrderStatus::Rejected && std::none_of(list.cbegin(), list.cend(), [&](const Approval &one) {
        return one.round == entry.order.round && one.state == ApprovalState::Rejected;
    });
}

void Projection::dropBreaches(Entry &entry, const Fact &fact)
{
    for (const Approval &dropped : takeBreaches(entry.approvals, entry.order)) {
        note(entry, fact, kNotCounted,
             QStringLiteral("The decision of %1 on level %2 does not count: this person created or submitted the order, or "
                            "decided another level of it.").arg(dropped.decidedBy, dropped.level));
        if (isDecision(fact.event.kind) && dropped.level == levelOf(fact.event))
            m_result.silent.insert(m_count);
    }
}

void Projection::applyToOurs(Entry &entry, const Fact &fact)
{
    m_result.silent.insert(m_count); // what others say about an order of ours is shown, not told
    if (fact.news && fact.news->ofStep)
        return; // the service of that step counts it, from its own topic or this one
    const QString level = levelOf(fact.event);
    const bool counts = isDecision(fact.event.kind) && !fact.source.isEmpty() && m_rules.trusted.contains(fact.source);
    if (!counts || entry.order.waitingFor() != level) {
        note(entry, fact, kNotCounted,
             counts ? QStringLiteral("Level %1 was not waiting.").arg(level)
                    : QStringLiteral("%1 from %2, which does not own this order.")
                          .arg(nameOf(fact), fact.source.isEmpty() ? QStringLiteral("an unnamed source") : fact.source));
        return;
    }
    if (hadAHand(entry.order, entry.approvals, level, fact.event.triggeredBy.userId)) {
        note(entry, fact, kNotCounted,
             QStringLiteral("%1 created or submitted the order, or decided another level of it.").arg(fact.event.triggeredBy.userId));
        return;
    }
    m_result.decisions.append({entry.order.id, entry.order.round, level,
                               fact.event.kind == OmsKind::ApprovalCompleted ? Verdict::Approve : Verdict::Reject,
                               fact.event.triggeredBy, fact.eventId, fact.event.message, fact.event.timestamp});
}

void Projection::note(const Entry &entry, const Fact &fact, const QString &act, const QString &detail)
{
    m_result.history.append({0, entry.order.id, m_rules.now, act, entry.order.status, fact.event.triggeredBy, fact.eventId, detail});
}

const Order *Projection::order(const QString &orderId) const
{
    if (const auto at = m_index.constFind(orderId); at != m_index.cend())
        return &m_entries[size_t(*at)].order;
    const auto known = m_known.orders.constFind(orderId);
    return known == m_known.orders.cend() ? nullptr : &*known;
}

int Projection::roundOf(const QString &orderId, const QString &level) const
{
    const Order *known = order(orderId);
    const int otherwise = known != nullptr ? known->round : 1;
    if (const auto at = m_index.constFind(orderId); at != m_index.cend())
        return latestRound(m_entries[size_t(*at)].approvals, level, otherwise);
    return latestRound(m_known.approvals.value(orderId), level, otherwise);
}

Projected Projection::finish()
{
    m_result.added.reserve(qsizetype(m_entries.size()));
    m_result.approvals.reserve(qsizetype(m_entries.size()));
    for (Entry &entry : m_entries) {
        const bool content = !entry.isNew && !sameContent(entry.before, entry.order);
        if (entry.isNew) {
            m_result.added.append(std::move(entry.order));
        } else if (content || !sameOrder(entry.before, entry.order)) {
            ++entry.order.version;
            (content ? m_result.refilled : m_result.moved).append(entry.order);
        }
        if (entry.isNew) {
            m_result.approvals.append(std::move(entry.approvals));
            continue;
        }
        for (const Approval &one : entry.approvals) {
            const Approval *before = findApproval(entry.approvalsBefore, one.round, one.level);
            if (before == nullptr || !sameApproval(*before, one))
                m_result.approvals.append(one);
        }
    }
    return std::move(m_result);
}

} // namespace cs::services
