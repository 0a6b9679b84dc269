// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services_events/facts.h"

#include "backend/domain/lifecycle.h"

#include <algorithm>
#include <numeric>

namespace cs::services::test {

namespace {

const TimePoint kStart = fromMillis(1'795'252'440'000);
const QString kId = QStringLiteral("F1");

} // namespace

Fact fact(events::OmsKind kind, const QString &userId, int minute, const QString &level, const QString &source)
{
    Fact made;
    made.event.kind = kind;
    made.event.orderId = kId;
    made.event.timestamp = kStart + std::chrono::minutes(minute);
    made.event.triggeredBy = {userId, level.isEmpty() ? QStringLiteral("SALES_EXECUTIVE") : level};
    if (kind == events::OmsKind::ApprovalRequested)
        made.event.triggeredBy.role = QStringLiteral("SALES_EXECUTIVE");
    made.event.approvalLevel = level;
    made.eventId = QStringLiteral("e%1-%2").arg(int(kind)).arg(minute);
    made.source = source;
    return made;
}

Fact withOrder(Fact fact)
{
    Order order;
    order.id = kId;
    order.customerId = QStringLiteral("CUST1");
    order.items = {{QStringLiteral("P1"), {}, 3, Money(1000, {})}};
    order.total = Money(3000, {});
    order.createdBy = {QStringLiteral("EMP01"), QStringLiteral("SALES_EXECUTIVE")};
    fact.event.order = order;
    return fact;
}

KnownState waiting(const QString &owner)
{
    Order order = *withOrder(fact(events::OmsKind::Created, {}, 0)).event.order;
    order.owner = owner;
    order.status = OrderStatus::PendingApproval;
    order.levels = {QStringLiteral("MANAGER"), QStringLiteral("FINANCE")};
    Approval approval;
    approval.orderId = kId;
    approval.level = QStringLiteral("MANAGER");
    approval.requestedAt = kStart;
    KnownState known;
    known.orders.insert(kId, order);
    known.approvals.insert(kId, {approval});
    return known;
}

Projection::Rules rules()
{
    return {kOwn, {}, std::chrono::hours(24), kStart + std::chrono::hours(1)};
}

void keep(const Projected &projected, KnownState *known)
{
    for (const auto *list : {&projected.added, &projected.moved, &projected.refilled}) {
        for (const Order &one : *list)
            known->orders.insert(one.id, one);
    }
    for (const Approval &one : projected.approvals) {
        QList<Approval> &list = known->approvals[one.orderId];
        const auto same = std::find_if(list.begin(), list.end(), [&](const Approval &old) { return old.round == one.round && old.level == one.level; });
        if (same == list.end())
            list.append(one);
        else
            *same = one;
    }
}

QString describe(const KnownState &known)
{
    const Order order = known.orders.value(kId);
    QStringList levels;
    for (const Approval &one : known.approvals.value(kId)) {
        levels.append(QStringLiteral("%1:%2:%3:%4:%5").arg(one.level, approvalStateName(one.state), one.decidedBy)
                          .arg((one.requestedAt - kStart).count()).arg(one.dueAt ? (*one.dueAt - one.requestedAt).count() : -1));
    }
    levels.sort();
    return QStringLiteral("%1 %2@%3 %4 %5 %6/%7 ").arg(statusName(order.status), order.levels.join(u'>')).arg(order.level)
               .arg(order.customerId, QString::fromLatin1(order.total.toDecimal()), order.createdBy.userId, order.submittedBy)
        + levels.join(u' ');
}

QString endOf(const QList<Fact> &facts, std::mt19937 &random)
{
    KnownState known;
    for (qsizetype i = 0; i < facts.size();) {
        Projection projection(rules(), known);
        do {
            projection.apply(facts[i++]);
        } while (i < facts.size() && random() % 2 == 0);
        keep(projection.finish(), &known);
    }
    return describe(known);
}

QStringList endsOf(const QList<Fact> &facts, std::mt19937 &random)
{
    QList<qsizetype> sequence(facts.size());
    std::iota(sequence.begin(), sequence.end(), 0);
    QStringList ends;
    do {
        QList<Fact> turned;
        for (const qsizetype i : sequence)
            turned.append(facts[i]);
        const QString end = endOf(turned, random);
        if (!ends.contains(end))
            ends.append(end);
    } while (std::next_permutation(sequence.begin(), sequence.end()));
    return ends;
}

} // namespace cs::services::test
