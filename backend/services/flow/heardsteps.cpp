// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/heardsteps.h"

#include "backend/services/flow/settlement.h"
#include "backend/services/flow/stepturn.h"
#include "backend/storage/stockstore.h"

namespace cs::services {

namespace {

bool hasLeft(OrderStatus status)
{
    return status == OrderStatus::Shipped || status == OrderStatus::Delivered;
}

bool isReservedHere(const SettledOrder &entry)
{
    return entry.steps.value(Step::Reserve).state == StepState::Done && entry.steps.contains(Step::Reserve);
}

} // namespace

Result<Notice> followEnds(storage::Connection &connection, const QList<Order> &changed, StoreContext &context)
{
    QStringList ended;
    for (const Order &one : changed) {
        if (one.owner != context.source && (isUndone(one.status) || hasLeft(one.status)))
            ended.append(one.id);
    }
    if (ended.isEmpty())
        return Notice{};
    ended.removeDuplicates();
    Settlement settlement(context, connection, QStringLiteral("order"));
    CS_TRY(settlement.load(ended));
    for (const QString &id : std::as_const(ended)) {
        const SettledOrder *entry = settlement.find(id);
        if (entry == nullptr || entry->steps.isEmpty())
            continue;
        if (hasEnded(*entry, Step::Payment))
            settlement.compensate(id, {});
        else if (isReservedHere(*entry))
            CS_TRY(storage::StockStore(connection).ship({id}, context.clock.now()));
    }
    return settlement.write();
}

} // namespace cs::services
