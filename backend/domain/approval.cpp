// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/approval.h"

#include "backend/domain/lifecycle.h"

#include <iterator>

namespace cs {

namespace {

/// A person reads it; a role that is none of ours stays as it came.
QString inWords(const QString &role)
{
    const std::optional<Role> known = roleFromName(role);
    return known ? roleTitle(*known) : role;
}

constexpr const char16_t *kApprovalStates[] = {u"waiting", u"approved", u"rejected", u"void", u"elsewhere"};

} // namespace

QString approvalStateName(ApprovalState state)
{
    return QString::fromUtf16(kApprovalStates[size_t(state)]);
}

std::optional<ApprovalState> approvalStateFromName(QStringView name)
{
    for (size_t i = 0; i < std::size(kApprovalStates); ++i) {
        if (name == QStringView(kApprovalStates[i]))
            return ApprovalState(i);
    }
    return std::nullopt;
}

QString verdictName(Verdict verdict)
{
    return verdict == Verdict::Approve ? QStringLiteral("approve") : QStringLiteral("reject");
}

Status checkFourEyes(const Actor &actor, const QString &level, const Hands &hands)
{
    if (actor.userId.isEmpty())
        return Error::forbidden(QStringLiteral("Nobody is named as the one who decides."));
    if (actor.role != level)
        return Error::forbidden(QStringLiteral("This level is for the role %1; yours is %2.").arg(inWords(level), inWords(actor.role)));
    if (!mayDo(actor, Right::Decide))
        return Error::forbidden(QStringLiteral("The role %1 does not decide on orders.").arg(inWords(actor.role)));
    if (actor.userId == hands.createdBy)
        return Error::forbidden(QStringLiteral("You created this order; somebody else must decide."));
    if (actor.userId == hands.submittedBy)
        return Error::forbidden(QStringLiteral("You submitted this order; somebody else must decide."));
    if (hands.earlierApprovers.contains(actor.userId))
        return Error::forbidden(QStringLiteral("You decided another level of this order; somebody else must decide this one."));
    return Done{};
}

namespace {

bool madeBy(const Actor &actor, const Order &order)
{
    return !actor.userId.isEmpty() && (actor.userId == order.createdBy.userId || actor.userId == order.submittedBy);
}

QString makerOf(const Order &order)
{
    return order.createdBy.userId.isEmpty() ? QStringLiteral("somebody else") : order.createdBy.userId;
}

} // namespace

Status checkCancel(const Actor &actor, const Order &order)
{
    if (!mayDo(actor, Right::CancelOrder))
        return Error::forbidden(QStringLiteral("The role %1 does not cancel orders.").arg(inWords(actor.role)));
    if (madeBy(actor, order) || !actor.is(Role::SalesExecutive))
        return Done{};
    return Error::forbidden(QStringLiteral("Order %1 was created by %2; only who created or submitted it, a manager, finance, a "
                                           "director or an admin may cancel it.").arg(order.id, makerOf(order)));
}

Status checkEdit(const Actor &actor, const Order &order)
{
    if (!madeBy(actor, order) && !actor.is(Role::Admin))
        return Error::forbidden(QStringLiteral("Order %1 was created by %2; only who created or submitted it, or an admin, may "
                                               "edit it.").arg(order.id, makerOf(order)));
    if (order.status != OrderStatus::PendingApproval)
        return Error::conflict(QStringLiteral("Order %1 is %2; an order is edited only while it waits for approval.")
                                   .arg(order.id, statusTitle(order.status).toLower()));
    return Done{};
}

} // namespace cs
