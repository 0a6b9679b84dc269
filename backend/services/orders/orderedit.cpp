// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/approval.h"
#include "backend/services/core/act.h"
#include "backend/services/orders/actrows.h"
#include "backend/services/orders/orderservice.h"
#include "backend/services/orders/placing.h"
#include "backend/support/json.h"

namespace cs::services {

using events::Fact;

namespace {

/// Lines that name no product keep the name that the order had for it.
QList<OrderItem> named(QList<OrderItem> items, const QList<OrderItem> &before)
{
    for (OrderItem &one : items) {
        const auto same = std::find_if(before.cbegin(), before.cend(), [&one](const OrderItem &old) { return old.productId == one.productId; });
        if (one.name.isEmpty() && same != before.cend())
            one.name = same->name;
    }
    return items;
}

Result<Money> totalOf(const Order &order)
{
    NewOrder content;
    content.id = order.id;
    content.customerId = order.customerId;
    content.currency = order.currency;
    content.items = order.items;
    content.createdBy = order.createdBy;
    return validate(content);
}

/// The order as a new round finds it.
void beginRound(Order &order, const PolicyAnswer &answer, TimePoint now)
{
    order.levels = answer.levels;
    order.level = 0;
    ++order.round;
    ++order.version;
    order.status = answer.levels.isEmpty() ? OrderStatus::Approved : OrderStatus::PendingApproval;
    order.updatedAt = now;
}

QByteArray auditDetail(const Order &before, const Order &order)
{
    json::Writer to;
    to.beginObject().member("totalBefore", before.total).member("total", order.total).member("currency", order.currency.code());
    return to.member("itemsBefore", qint64(before.items.size())).member("items", qint64(order.items.size())).endObject().take();
}

Status addEdit(ActRows &rows, const Order &order, const QString &why)
{
    if (order.status == OrderStatus::PendingApproval)
        return rows.addLevelRequest(order, {}, why, {}, Fact::Edited);
    Order edited = order; // it was edited first, and approved for want of a level then
    edited.status = OrderStatus::PendingApproval;
    const QString event = rows.addFact(Fact::Edited, edited, {});
    rows.addApprovedUnasked(order, why, event);
    return Done{};
}

Result<Committed<Order>> editOrder(StoreContext &context, storage::Connection &connection, const QString &id,
                                   const QList<OrderItem> &items, int version, const Actor &actor)
{
    const Result<Order> found = ownOrder(connection, context, id);
    if (!found.ok())
        return found.error();
    CS_TRY(checkEdit(actor, *found));
    if (found->version != version)
        return changedMeanwhile(*found);
    Order order = *found;
    order.items = named(items, found->items);
    const Result<Money> total = totalOf(order);
    if (!total.ok())
        return total.error();
    if (order.items == found->items)
        return Committed<Order>{*found, {}};
    order.total = *total;
    const TimePoint now = context.clock.now();
    const PolicyAnswer answer = levelsFor(context.policy, order.total);
    beginRound(order, answer, now);
    CS_TRY(storage::ApprovalStore(connection).voidWaiting(id, now));
    // The content's hash stays the first one's: the order that was imported is known again when its file is.
    CS_TRY(storage::OrderStore(connection).updateContent(order, version));
    ActRows rows(context, connection, actor, now);
    rows.addHistory(order, OrderStatus::PendingApproval, QStringLiteral("edited"),
                    QStringLiteral("Edited by %1: the total was %2 %4, and is %3 %4.")
                        .arg(actor.userId, QString::fromLatin1(found->total.toDecimal()), QString::fromLatin1(order.total.toDecimal()),
                             order.currency.code()), {});
    CS_TRY(addEdit(rows, order, answer.why));
    rows.addAudit(QStringLiteral("order.edit"), id, auditDetail(*found, order));
    CS_TRY(rows.write());
    return Committed<Order>{order, {{id}, true, false, rows.hasOutbox(), rows.outboxRows()}};
}

} // namespace

QFuture<Result<Order>> OrderService::edit(const QString &orderId, const QList<OrderItem> &items, int version, const Actor &actor)
{
    if (const Status may = mayAct(m_context, actor, Right::CreateOrder); !may.ok())
        return answered<Order>(may.error());
    return act<Order>(m_context, [&context = m_context, orderId, items, version, actor](storage::Connection &connection) {
        return editOrder(context, connection, orderId, items, version, actor);
    });
}

} // namespace cs::services
