// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/core/act.h"

namespace cs::services {

namespace {

constexpr qsizetype kMostIdsNamed = 100;
constexpr qsizetype kAuditKeyBytes = 32;

QString wordsOf(Right right)
{
    switch (right) {
    case Right::CreateOrder:
        return QStringLiteral("create orders");
    case Right::ImportOrders:
        return QStringLiteral("import orders");
    case Right::CancelOrder:
        return QStringLiteral("cancel orders");
    case Right::MoveOrder:
        return QStringLiteral("set an order's status by hand");
    case Right::Decide:
        return QStringLiteral("decide on orders");
    case Right::ReadAll:
        return QStringLiteral("read this");
    case Right::Administer:
        return QStringLiteral("manage people and tokens");
    case Right::RunServices:
        return QStringLiteral("turn services on and off");
    case Right::AdjustStock:
        return QStringLiteral("adjust the stock");
    }
    return {};
}

} // namespace

void announce(Changes &changes, const Notice &notice)
{
    if (!notice.orderIds.isEmpty())
        Q_EMIT changes.ordersChanged(notice.orderIds.size() > kMostIdsNamed ? QStringList() : notice.orderIds);
    if (notice.approvals)
        Q_EMIT changes.approvalsChanged();
    if (notice.decisions)
        Q_EMIT changes.decisionsProgressed();
    if (notice.outbox)
        Q_EMIT changes.outboxFilled(notice.outboxRows);
}

Status mayWrite(const StoreContext &context)
{
    if (context.readOnly)
        return Error::forbidden(QStringLiteral("This store is open read-only; nothing can be changed here."));
    if (context.auditKey.size() != kAuditKeyBytes)
        return Error::fatal(QStringLiteral("There is no audit key; nothing can be changed without it."));
    return Done{};
}

Status mayAct(const StoreContext &context, const Actor &actor, Right right)
{
    CS_TRY(mayWrite(context));
    if (mayDo(actor, right))
        return Done{};
    if (actor.userId.isEmpty())
        return Error::forbidden(QStringLiteral("Nobody is named as the one who acts."));
    return Error::forbidden(QStringLiteral("The role %1 may not %2.").arg(actor.role, wordsOf(right)));
}

} // namespace cs::services
