// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/projection.h"

#include "backend/domain/lifecycle.h"
#include "backend/services/events/approvalmerge.h"
#include "backend/services/events/factwords.h"

#include <algorithm>

namespace cs::services {

using events::OmsKind;

namespace {

constexpr auto kFarthestAhead = std::chrono::hours(24); ///< clocks differ, time zones are mistaken; more is no time

Fact withTime(Fact fact, TimePoint at)
{
    fact.sentAt = std::exchange(fact.event.timestamp, at);
    return fact;
}

} // namespace

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
    return &addKnown(*known);
}

Projection::Entry &Projection::addKnown(const Order &order)
{
    const QList<Approval> approvals = m_known.approvals.value(order.id);
    return m_entries.emplace_back(Entry{order, approvals, std::make_unique<const Known>(Known{order, approvals})});
}

Projection::Entry &Projection::entryFor(const Fact &fact)
{
    const qsizetype before = m_index.size();
    qsizetype &at = m_index[fact.event.orderId]; // looked for once: most facts are about an order that is new
    if (m_index.size() == before)
        return m_entries[size_t(at)];
    at = qsizetype(m_entries.size());
    if (const auto known = m_known.orders.constFind(fact.event.orderId); known != m_known.orders.cend())
        return addKnown(*known);
    Entry &entry = m_entries.emplace_back();
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

int Projection::State::roundOf(const QString &level) const
{
    const int otherwise = order != nullptr ? order->round : 1;
    return approvals != nullptr ? latestRound(*approvals, level, otherwise) : otherwise;
}

Projection::State Projection::state(const QString &orderId) const
{
    if (const auto at = m_index.constFind(orderId); at != m_index.cend())
        return {&m_entries[size_t(*at)].order, &m_entries[size_t(*at)].approvals};
    const auto order = m_known.orders.constFind(orderId);
    const auto approvals = m_known.approvals.constFind(orderId);
    return {order == m_known.orders.cend() ? nullptr : &*order, approvals == m_known.approvals.cend() ? nullptr : &*approvals};
}

Projected Projection::finish()
{
    m_result.added.reserve(qsizetype(m_entries.size()));
    m_result.approvals.reserve(qsizetype(m_entries.size()));
    for (Entry &entry : m_entries) {
        if (entry.isNew()) {
            m_result.added.append(std::move(entry.order));
            m_result.approvals.append(std::move(entry.approvals));
            continue;
        }
        const bool content = !sameContent(entry.before->order, entry.order);
        if (content || !sameOrder(entry.before->order, entry.order)) {
            ++entry.order.version;
            (content ? m_result.refilled : m_result.moved).append(entry.order);
        }
        for (const Approval &one : entry.approvals) {
            const Approval *before = findApproval(entry.before->approvals, one.round, one.level);
            if (before == nullptr || !sameApproval(*before, one))
                m_result.approvals.append(one);
        }
    }
    return std::move(m_result);
}

} // namespace cs::services
