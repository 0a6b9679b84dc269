// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/lifecycle.h"

#include <QStringList>
#include <algorithm>
#include <iterator>

namespace cs {

namespace {

using S = OrderStatus;

struct State
{
    OrderStatus status;
    const char16_t *name;
    const char16_t *title;
    std::initializer_list<OrderStatus> next;
};

/// A payment may be seen without its pending step, so Paid follows Approved too; a foreign order may fail before its approval.
constexpr State kStates[] = {
    {S::Pending, u"pending", u"Pending", {S::PendingApproval, S::Approved, S::Cancelled, S::Failed}},
    {S::PendingApproval, u"pending_approval", u"Pending approval", {S::Approved, S::Rejected, S::Cancelled, S::Failed}},
    {S::Approved, u"approved", u"Approved", {S::PaymentPending, S::Paid, S::Cancelled, S::Failed}},
    {S::PaymentPending, u"payment_pending", u"Payment pending", {S::Paid, S::Cancelled, S::Failed}},
    {S::Paid, u"paid", u"Paid", {S::Reserved, S::Cancelled, S::Failed}},
    {S::Reserved, u"reserved", u"Reserved", {S::Shipped, S::Cancelled, S::Failed}},
    {S::Shipped, u"shipped", u"Shipped", {S::Delivered}},
    {S::Delivered, u"delivered", u"Delivered", {}},
    {S::Rejected, u"rejected", u"Rejected", {}},
    {S::Cancelled, u"cancelled", u"Cancelled", {}},
    {S::Failed, u"failed", u"Failed", {}},
};
static_assert(std::size(kStates) == size_t(kOrderStatusCount));

const State &stateOf(OrderStatus status)
{
    return kStates[size_t(status)]; // the table is in the order of the enumeration; a test holds it to that
}

} // namespace

QString statusName(OrderStatus status)
{
    return QString::fromUtf16(stateOf(status).name);
}

std::optional<OrderStatus> statusFromName(QStringView name)
{
    for (const State &one : kStates) {
        if (name == QStringView(one.name))
            return one.status;
    }
    return std::nullopt;
}

QString statusTitle(OrderStatus status)
{
    return QString::fromUtf16(stateOf(status).title);
}

QList<OrderStatus> allowedAfter(OrderStatus from)
{
    return stateOf(from).next;
}

bool mayFollow(OrderStatus from, OrderStatus to)
{
    const auto &next = stateOf(from).next;
    return std::find(next.begin(), next.end(), to) != next.end();
}

bool isFinal(OrderStatus status)
{
    return stateOf(status).next.size() == 0;
}

Status checkMove(OrderStatus from, OrderStatus to)
{
    if (mayFollow(from, to))
        return Done{};
    QStringList allowed;
    for (const OrderStatus one : allowedAfter(from))
        allowed.append(statusName(one));
    const QString rest = allowed.isEmpty() ? QStringLiteral("nothing may follow it")
                                           : QStringLiteral("allowed: %1").arg(allowed.join(QStringLiteral(", ")));
    return Error::conflict(QStringLiteral("An order that is %1 cannot become %2; %3.").arg(statusName(from), statusName(to), rest));
}

} // namespace cs
